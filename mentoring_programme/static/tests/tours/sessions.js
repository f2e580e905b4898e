import { registry } from "@web/core/registry";

const SECTION = "section[data-section=sessions]";
const NEXT = `${SECTION} [data-session=next]`;
const OPEN = `${SECTION} [data-session=open]`;

function click(content, trigger) {
    return { content, trigger, run: "click" };
}

/** Two taps of one moment: the second comes before the button rests. */
function twice({ anchor }) {
    anchor.click();
    anchor.click();
}

/** The same session, from the page that asks for it, while its pairing is open below. */
registry.category("web_tour.tours").add("mentoring_sessions_from_home", {
    steps: () => [
        { content: "The pairing asks, too", trigger: `${OPEN} button:contains(It took place)` },
        {
            content: "Say so above",
            trigger: "[data-kind=session] button:enabled:contains(Yes, held)",
            run: twice,
        },
        {
            content: "The pairing knows",
            trigger: `${SECTION}:contains(1 of 6 held):not(:has([data-session=open]))`,
        },
    ],
});

/** One session is past and nobody said how it went; no other is planned yet. */
registry.category("web_tour.tours").add("mentoring_sessions", {
    steps: () => [
        // The only pairing is open from the start.
        { content: "Nothing is planned", trigger: `${SECTION}:contains(No session is planned)` },
        click("Say that it took place", `${OPEN} button:enabled:contains(It took place)`),
        {
            content: "It was longer than planned",
            trigger: `${OPEN} input[type=number]`,
            run: "edit 90",
        },
        click("And good", `${OPEN} label:contains(Good)`),
        {
            content: "Save it",
            trigger: `${OPEN} button[type=submit]:enabled`,
            run: twice,
        },
        {
            content: "It is counted",
            trigger: `${SECTION}:contains(1 of 6 held, 1 h 30 min together)`,
        },
        click("Ask for times", `${SECTION} button:enabled:contains(Suggest three times)`),
        click("Choose one", `${SECTION} [role=status] li:first-child button:enabled`),
        { content: "It is the next one", trigger: `${NEXT} h4:contains(Next: session 2)` },
        { content: "With an agenda", trigger: `${NEXT} details:contains(Trying things out)` },
        click("Prepare", `${NEXT} button:enabled:contains(Topics and preparation)`),
        click("Pick a topic", `${NEXT} fieldset details[open] input[type=checkbox]`),
        {
            content: "Write the preparation",
            trigger: `${NEXT} textarea:last`,
            run: "edit What I would like to ask",
        },
        click("Save it", `${NEXT} button[type=submit]:enabled`),
        { content: "It is kept", trigger: `${NEXT}:contains(What I would like to ask)` },
        click("Say where", `${NEXT} button:enabled:contains(Place or video)`),
        click("By video", `${NEXT} input[type=checkbox]`),
        click("Save it", `${NEXT} button[type=submit]:enabled`),
        {
            content: "There is a link",
            trigger: `${NEXT} a[href*='join_videocall']:contains(Join)`,
        },
        {
            content: "And a file",
            trigger: `${NEXT} a[href*='/ics']`,
        },
        click("Pick a time", `${SECTION} button:enabled:contains(Pick a time myself)`),
        {
            content: "It does not scroll sideways",
            trigger: `${SECTION} input[type=datetime-local]`,
            run: () => {
                const { scrollWidth, clientWidth } = document.documentElement;
                if (scrollWidth > clientWidth) {
                    throw new Error(`It scrolls sideways: ${scrollWidth} in ${clientWidth}.`);
                }
            },
        },
        click("Not now", `${SECTION} form button:contains(Not now)`),
        click("Open what was", `${SECTION} details > summary:contains(What was)`),
        {
            content: "The mood is said in words",
            trigger: `${SECTION} [data-session=past]:contains(For you: Good)`,
        },
    ],
});
