import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const PART = "section[data-section=themes]";
const THEME = `${PART} li:contains(How promotions are decided)`;

const open = [
    {
        content: "Open the part of the page",
        trigger: `${PART} summary`,
        run: "click",
    },
];

tours.add("mentoring_themes_give", {
    steps: () => [
        ...open,
        {
            content: "Pass a theme on",
            trigger: `${PART} button:enabled:contains(Pass a theme on)`,
            run: "click",
        },
        {
            content: "It says from how many on it is told",
            trigger: `${PART} p:contains(at least 5 people)`,
        },
        {
            content: "Choose one",
            trigger: `${THEME} input:enabled:not(:checked)`,
            run: "click",
        },
        {
            content: "It is passed on",
            trigger: `${PART} p[role=status]:contains(Passed on, without your name)`,
        },
        {
            content: "Take it back",
            trigger: `${THEME} input:enabled:checked`,
            run: "click",
        },
        {
            content: "It is taken back",
            trigger: `${PART} p[role=status]:contains(Taken back)`,
        },
        {
            content: "Choose it again",
            trigger: `${THEME} input:enabled:not(:checked)`,
            run: "click",
        },
        {
            content: "It is passed on again",
            trigger: `${PART} p[role=status]:contains(Passed on)`,
        },
        {
            content: "What changed is there to read",
            trigger: `${PART} li[data-state=done]:contains(Criteria are published):contains(HR department)`,
        },
        {
            content: "On My mentoring, too",
            trigger:
                "section[aria-labelledby=o_mentoring_home_changes]:contains(Criteria are published)",
        },
    ],
});

tours.add("mentoring_themes_partner", {
    steps: () => [
        ...open,
        {
            content: "Look at the list",
            trigger: `${PART} button:enabled:contains(Pass a theme on)`,
            run: "click",
        },
        {
            content: "What the other one passed on does not show",
            trigger: `${THEME} input:enabled:not(:checked)`,
        },
    ],
});

tours.add("mentoring_themes_hr", {
    steps: () => [
        {
            content: "One theme that enough people have passed on",
            trigger: ".o_kanban_record:contains(How promotions are decided)",
            run: "click",
        },
        {
            content: "It says how many at least, and no more",
            trigger: ".o_form_view p:contains(Passed on by at least)",
        },
        {
            content: "What is done about it",
            trigger:
                ".o_form_view .o_field_widget[name=action_ids]:contains(Criteria are published)",
        },
    ],
});
