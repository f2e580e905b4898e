import { registry } from "@web/core/registry";

import { openApp, picture } from "./walk_steps";

const tours = registry.category("web_tour.tours");

function openEmployee(name) {
    return [
        ...openApp("hr.menu_hr_root"),
        {
            content: `Look for ${name}`,
            trigger: ".o_searchview_input",
            run: `fill ${name}`,
        },
        {
            content: "Search",
            trigger: ".o_searchview_autocomplete .o-dropdown-item:contains(Search Employee)",
            run: "click",
        },
        {
            content: `Open ${name}`,
            trigger: `.o_kanban_view:not(:has(.o_kanban_record:contains(Ronnie Hart))) .o_kanban_record:contains(${name})`,
            run: "click",
        },
        {
            content: "The profile is open",
            trigger: `.o_form_view .o_notebook .nav-link[name=public], .o_form_view .o_notebook .nav-link`,
        },
    ];
}

tours.add("mentoring_walk_line_manager", {
    steps: () => [
        ...openEmployee("Jennie Fletcher"),
        {
            content: "Look at the mentoring",
            trigger: ".o_notebook .nav-link[name=mentoring]",
            run: "click",
        },
        {
            content: "The role",
            trigger: ".o_field_widget[name=mentoring_role]:contains(Mentee)",
        },
        picture(
            "line_manager",
            ".o_field_widget[name=mentoring_pairing_ids] .o_data_row:contains(Paul Williams)",
        ),
    ],
});

tours.add("mentoring_walk_colleague", {
    steps: () => [
        ...openEmployee("Jennie Fletcher"),
        {
            content: "Nothing of the mentoring is there",
            trigger: ".o_form_view:not(:has(.nav-link[name=mentoring])):not(:contains(Mentee))",
        },
    ],
});

tours.add("mentoring_walk_hr_officer", {
    steps: () => [
        ...openApp("hr.menu_hr_root"),
        {
            content: "Open the filters",
            trigger: ".o_searchview_dropdown_toggler",
            run: "click",
        },
        {
            content: "Those with a mentor",
            trigger: ".o_filter_menu .o_menu_item:contains(Mentees)",
            run: "click",
        },
        {
            content: "Open the mentee",
            trigger:
                ".o_kanban_view:not(:has(.o_kanban_record:contains(Paul Williams))) .o_kanban_record:contains(Jennie Fletcher)",
            run: "click",
        },
        {
            content: "Look at the mentoring",
            trigger: ".o_notebook .nav-link[name=mentoring]",
            run: "click",
        },
        {
            content: "The pairing",
            trigger:
                ".o_field_widget[name=mentoring_pairing_ids] .o_data_row:contains(Paul Williams)",
        },
    ],
});
