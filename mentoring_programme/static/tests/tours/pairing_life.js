import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const LIFE = "[data-section=life]";
const TIMELINE = "[data-section=timeline]";

function unfold(part) {
    return {
        content: "Unfold it",
        trigger: `${part} details:not([open]) > summary`,
        run: "click",
    };
}

function press(label) {
    return {
        content: `Press “${label}”`,
        trigger: `${LIFE} button:enabled:contains(/^\\s*${label}\\s*$/)`,
        run: "click",
    };
}

tours.add("mentoring_life_pauses", {
    steps: () => [
        unfold(TIMELINE),
        {
            content: "The timeline says what is next",
            trigger: `${TIMELINE} li[aria-current=step]:contains(Next)`,
        },
        {
            content: "And where the programme ends",
            trigger: `${TIMELINE} li:last-child:contains(The programme ends)`,
        },
        unfold(LIFE),
        press("Pause"),
        press("Let it rest"),
        {
            content: "It rests",
            trigger: `${LIFE} p:contains(You two rest until you both are back.)`,
        },
        press("I am back"),
        {
            content: "Nothing is said of the other",
            trigger: `${LIFE} p:contains(You said that you are back.)`,
        },
        {
            content: "No reminders",
            trigger: `${LIFE} input[type=checkbox]:checked`,
            run: "click",
        },
        {
            content: "That is kept",
            trigger: `${LIFE} input[type=checkbox]:not(:checked):enabled`,
        },
    ],
});

tours.add("mentoring_life_ends", {
    steps: () => [
        {
            content: "The other is back, and says so where one looks first",
            trigger: "[data-kind=back]:contains(Mia is back: are you, too?)",
        },
        {
            content: "So is she",
            trigger: "[data-kind=back] button:enabled:contains(I am back)",
            run: "click",
        },
        {
            content: "It is asked no more",
            trigger: "body:not(:has([data-kind=back]))",
        },
        unfold(LIFE),
        {
            content: "They go on",
            trigger: `${LIFE} button:contains(Pause)`,
        },
        press("I would like to go on"),
        {
            content: "Until when",
            trigger: `${LIFE} input[type=date]`,
            run({ anchor }) {
                anchor.value = anchor.max;
                anchor.dispatchEvent(new Event("input", { bubbles: true }));
            },
        },
        press("Say so"),
        {
            content: "Nobody is told",
            trigger: `${LIFE} p:contains(until then nobody is told)`,
        },
        press("End this pairing"),
        {
            content: "A reason, as one likes",
            trigger: `${LIFE} select`,
            run: "select fit",
        },
        {
            content: "And a word",
            trigger: `${LIFE} textarea`,
            run: "edit We wanted other things.",
        },
        press("End it"),
        {
            content: "It is over",
            trigger: "body:not(:has([data-section=life] button:enabled:contains(End this)))",
        },
    ],
});
