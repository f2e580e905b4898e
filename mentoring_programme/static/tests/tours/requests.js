import { registry } from "@web/core/registry";

import { confirmDialog } from "./walk_steps";

const tours = registry.category("web_tour.tours");
const IDA = ".o_mentoring_browse li:has(h3:contains(Ida))";

tours.add("mentoring_requests_asks", {
    steps: () => [
        {
            content: "Three mentors may be seen",
            trigger: ".o_mentoring_browse [role=status]:contains(3 mentors)",
        },
        {
            content: "Look for one by name",
            trigger: ".o_mentoring_browse input[type=search]",
            run: "edit ida",
        },
        {
            content: "One is left",
            trigger: ".o_mentoring_browse [role=status]:contains(1 mentor)",
        },
        {
            content: "Ask her",
            trigger: `${IDA} button:contains(Ask)`,
            run: "click",
        },
        {
            content: "Write a few words",
            trigger: `${IDA} textarea`,
            run: "edit Would you show me how?",
        },
        {
            content: "Send them, with two taps of one moment",
            trigger: `${IDA} button:enabled:contains(Send)`,
            run({ anchor }) {
                anchor.click();
                anchor.click();
            },
        },
        {
            content: "It is among what was asked",
            trigger: "section:has(#o_mentoring_browse_asked) li:contains(Ida):contains(Open until)",
        },
    ],
});

tours.add("mentoring_requests_answers", {
    steps: () => [
        {
            content: "Somebody asks, in their own words",
            trigger:
                "section:has(#o_mentoring_browse_received) li:contains(Mia) blockquote:contains(Would you show me how?)",
        },
        {
            content: "Say yes",
            trigger: "section:has(#o_mentoring_browse_received) button:enabled:contains(Say yes)",
            run: "click",
        },
        confirmDialog("Say yes"),
        {
            content: "They are paired",
            trigger: "section:has(#o_mentoring_home_pairings) .o_mentoring_home_card:contains(Mia)",
        },
        {
            content: "No longer be seen",
            trigger: "section:has(#o_mentoring_browse_visible) input[type=checkbox]:checked",
            run: "click",
        },
        {
            content: "It is noted",
            trigger: ".o_mentoring_browse input[type=checkbox]:not(:checked):enabled",
        },
    ],
});

tours.add("mentoring_requests_circle", {
    steps: () => [
        {
            content: "The circle is a part of the page of the pairing",
            trigger: "[data-section=circle] li:contains(you, mentee)",
        },
        {
            content: "Its members are named",
            trigger: "[data-section=circle]:contains(Max):contains(Ida)",
        },
    ],
});
