import { registry } from "@web/core/registry";

// From a person's home or from the link of a message, at the width of a phone: what is promised,
// the questions, and the thanks.
registry.category("web_tour.tours").add("mentoring_evaluation_answer", {
    steps: () => [
        {
            content: "What becomes of the answers is said first",
            trigger: ".o_mentoring_survey #o_mentoring_promise",
        },
        {
            content: "Nothing is wider than the phone",
            trigger: ".o_mentoring_survey",
            run() {
                const page = document.documentElement;
                if (page.scrollWidth > page.clientWidth + 1) {
                    throw new Error(`The page is ${page.scrollWidth} wide.`);
                }
            },
        },
        {
            content: "Nothing answered yet",
            trigger: ".o_mentoring_survey button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "A sentence says so",
            trigger: ".o_mentoring_survey [role=alert]:contains(at least one)",
        },
        {
            content: "A score, by its label",
            trigger: ".o_mentoring_survey fieldset:first label:contains(4)",
            run: "click",
        },
        {
            content: "Own words",
            trigger: ".o_mentoring_survey textarea",
            run: "edit A quiet room",
        },
        {
            trigger: ".o_mentoring_survey button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Thanks",
            trigger: ".o_mentoring_survey [role=status]:contains(Thank you)",
        },
    ],
});
