import { registry } from "@web/core/registry";

import { choose, confirmDialog, openCoordination, picture, stateIs } from "./walk_steps";

const PROGRAMME = "Early careers in development";

function openProgramme() {
    return [
        ...openCoordination("menu_mentoring_programmes"),
        {
            content: "Open the programme",
            trigger: `.o_kanban_record:contains(${PROGRAMME})`,
            run: "click",
        },
    ];
}

registry.category("web_tour.tours").add("mentoring_walk_coordinator_opens", {
    steps: () => [
        ...openCoordination("menu_mentoring_programmes"),
        {
            content: "Make a programme",
            trigger: ".o-kanban-button-new",
            run: "click",
        },
        {
            content: "Name it",
            trigger: ".o_form_view .o_field_widget[name=name] :is(input, textarea)",
            run: `edit ${PROGRAMME}`,
        },
        ...choose("type_id", "Early careers"),
        {
            content: "Save it",
            trigger: ".o_form_button_save",
            run: "click",
        },
        picture("conditions", ".o_form_view [name=conditions]:contains(4 of 5)"),
        {
            content: "Mend what is missing",
            trigger: "[name=conditions] button[name=action_mend_condition]:visible",
            run: "click",
        },
        ...choose("safeguarding_lead_id", "Ernest Reed", ".modal"),
        ...choose("safeguarding_deputy_id", "Abigail Peterson", ".modal"),
        {
            content: "Save the safeguarding lead and deputy",
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            content: "All five conditions are met",
            trigger: "body:not(:has(.modal)) [name=conditions]:contains(5 of 5)",
        },
        {
            content: "Look at who can join",
            trigger: ".o_notebook .nav-link[name=eligibility]",
            run: "click",
        },
        {
            content: "Say who can be a mentor",
            trigger: "[name=mentor_domain] .o_domain_add_first_node_button",
            run: "click",
        },
        {
            content: "Choose what the filter looks at",
            trigger: "[name=mentor_domain] .o_model_field_selector",
            run: "click",
        },
        {
            content: "Look for the manager",
            trigger: ".o_model_field_selector_popover_search input",
            run: "edit Manager",
        },
        {
            content: "Take the manager",
            trigger:
                ".o_model_field_selector_popover_item[data-name=parent_id] .o_model_field_selector_popover_item_name",
            run: "click",
        },
        {
            content: "Look for the manager's name",
            trigger: "[name=mentor_domain] .o_tree_editor_editor .o-autocomplete input",
            run: "edit Marc",
        },
        {
            content: "Take the manager's name",
            trigger: ".o-autocomplete--dropdown-item:contains(Marc Demo)",
            run: "click",
        },
        {
            content: "Four colleagues could be mentors",
            trigger: "[name=mentor_eligible_count]:contains(4)",
        },
        {
            content: "Save the filter",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "Open enrolment",
            trigger: ".o_form_view button[name=action_open_enrolment].btn-primary",
            run: "click",
        },
        stateIs("Enrolling"),
        {
            content: "Invite",
            trigger: ".o_statusbar_buttons button:contains(Invite)",
            run: "click",
        },
        {
            content: "Invite mentors",
            trigger: ".modal .o_field_widget[name=role] .o_radio_item:contains(Mentor) input",
            run: "click",
        },
        {
            content: "The programme's filter finds four",
            trigger: ".modal [name=invitee_count]:contains(4)",
        },
        {
            content: "Invite them",
            trigger: ".modal button[name=action_invite]",
            run: "click",
        },
        {
            content: "They are invited",
            trigger: ".o_list_view .o_data_row:contains(Paul Williams):contains(Invited)",
        },
    ],
});

registry.category("web_tour.tours").add("mentoring_walk_coordinator_matches", {
    steps: () => [
        ...openProgramme(),
        {
            content: "Look at the enrolments",
            trigger: ".o_form_view button[name=action_view_enrolments]",
            run: "click",
        },
        {
            content: "Look for those who wait for an answer",
            trigger: ".o_searchview_dropdown_toggler",
            run: "click",
        },
        {
            content: "Filter them",
            trigger: ".o_filter_menu .o_menu_item:contains(Waiting for my answer)",
            run: "click",
        },
        {
            content: "Nobody else is listed: select all",
            trigger:
                ".o_list_view:not(:has(.o_data_row:contains(Paul Williams))):has(.o_data_row:contains(Jennie Fletcher)) thead .o_list_record_selector input",
            run: "click",
        },
        {
            content: "Accept them",
            trigger: "button[name=action_accept_application]",
            run: "click",
        },
        confirmDialog("Accept"),
        {
            content: "No application is left: look at everybody again",
            trigger: ".o_searchview_facet:contains(Waiting for my answer) .o_facet_remove",
            run: "click",
        },
        {
            content: "Select all",
            trigger:
                ".o_list_view:has(.o_data_row:contains(Paul Williams)) thead .o_list_record_selector input",
            run: "click",
        },
        {
            content: "Confirm trainings and inductions",
            trigger: "button[name=action_confirm_requirements]",
            run: "click",
        },
        confirmDialog("Confirm"),
        {
            content: "Everybody is ready",
            trigger:
                ".o_list_view:not(:has(.o_data_row:contains(Accepted))) .o_data_row:contains(Paul Williams):contains(Ready)",
        },
        {
            content: "Back to the programme",
            trigger: `.o_breadcrumb a:contains(${PROGRAMME})`,
            run: "click",
        },
        {
            content: "Close enrolment",
            trigger: "button[name=action_close_enrolment]",
            run: "click",
        },
        confirmDialog("Close enrolment"),
        stateIs("Matching"),
        {
            content: "Run the matching",
            trigger: "button[name=action_run_matching]",
            run: "click",
        },
        stateIs("In review"),
        {
            content: "Lock the pair that is right",
            trigger:
                ".o_data_row:contains(Jennie Fletcher):contains(Paul Williams):contains(Skills wished for and offered) button[name=action_lock]",
            run: "click",
        },
        picture(
            "review",
            ".o_data_row:contains(Jennie Fletcher) button[name=action_unlock]",
            ".o_data_row:last",
        ),
        {
            content: "Publish",
            trigger: "button[name=action_publish]",
            run: "click",
        },
        confirmDialog("Publish"),
        {
            content: "The pairings wait for their people",
            trigger: ".o_list_view .o_data_row:contains(Jennie Fletcher):contains(Proposed)",
        },
    ],
});
