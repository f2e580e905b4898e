import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const TEXT = "#o_mentoring_reflections_text";

/** Two taps of one moment: the second comes before the button rests. */
function twice({ anchor }) {
    anchor.click();
    anchor.click();
}

function oneDialog(trigger) {
    return {
        content: "Two taps have opened one dialog",
        trigger,
        run: () => {
            const { length } = document.querySelectorAll(".modal");
            if (length !== 1) {
                throw new Error(`There are ${length} dialogs.`);
            }
        },
    };
}

function openReflections(partner) {
    return [
        {
            content: `Open the reflections with ${partner}`,
            trigger: `.o_mentoring_home_card:contains(${partner}) button:enabled:contains(Reflections)`,
            run: twice,
        },
        oneDialog(".o_mentoring_reflections"),
    ];
}

function writeReflection(readers, text, label) {
    return [
        {
            content: "There is nothing to write in before the choice",
            trigger: `.o_mentoring_reflections:not(:has(${TEXT}))`,
        },
        {
            content: "Choose who reads it",
            trigger: `#o_mentoring_reflections_${readers}`,
            run: "click",
        },
        {
            content: "Whoever has chosen goes on by writing",
            trigger: `${TEXT}:focus`,
            run: `edit ${text}`,
        },
        {
            content: "The choice stands while there is a text",
            trigger: ".o_mentoring_reflections fieldset:disabled",
        },
        {
            content: "Save",
            trigger: `.o_mentoring_reflections button:enabled:contains(${label})`,
            run: twice,
        },
        {
            content: "It is kept",
            trigger: `.o_mentoring_reflections .o_mentoring_text:contains(${text})`,
        },
    ];
}

tours.add("mentoring_in_confidence_writes", {
    steps: () => [
        ...openReflections("Ida"),
        {
            content: "Nothing is there yet",
            trigger: ".o_mentoring_reflections p:contains(Nothing yet)",
        },
        ...writeReflection("private", "For myself", "Save for me alone"),
        ...writeReflection("shared", "For both of us", "Save for both of us"),
        ...writeReflection("shared", "A slip", "Save for both of us"),
        {
            content: "Delete the slip",
            trigger:
                ".o_mentoring_reflections .o_mentoring_home_card:contains(A slip) button:contains(Delete)",
            run: "click",
        },
        {
            content: "Confirm",
            trigger: ".modal-footer button.btn-primary:contains(Delete)",
            run: "click",
        },
        {
            content: "It is gone",
            trigger: ".o_mentoring_reflections:not(:contains(A slip))",
        },
        {
            content: "Begin another one",
            trigger: "#o_mentoring_reflections_private",
            run: "click",
        },
        {
            content: "Write",
            trigger: TEXT,
            run: "edit Unfinished",
        },
        {
            content: "Want to leave",
            trigger: ".modal-footer button:contains(Close)",
            run: "click",
        },
        {
            content: "Be asked, and stay",
            trigger: ".modal-footer button:contains(Go on writing)",
            run: "click",
        },
        {
            content: "Empty it",
            trigger: `${TEXT}:value(Unfinished)`,
            run: "clear",
        },
        {
            content: "Leave",
            trigger: ".modal-footer button:contains(Close)",
            run: "click",
        },
        {
            content: "Raise a concern",
            trigger:
                "body:not(:has(.modal)) .o_mentoring_home_card:contains(Ida) button:contains(Raise a concern)",
            run: "click",
        },
        {
            content: "It says who will read it",
            trigger: "#o_mentoring_concern_readers:contains(Sage and Dell)",
        },
        {
            content: "Say how soon",
            trigger: "#o_mentoring_concern_now",
            run: "click",
        },
        {
            content: "Have contact paused",
            trigger: "#o_mentoring_concern_pause",
            run: "click",
        },
        {
            content: "Write",
            trigger: "#o_mentoring_concern_text",
            run: "edit It does not feel right",
        },
        {
            content: "Send",
            trigger: ".modal-footer button:enabled:contains(Send to Sage and Dell)",
            run: twice,
        },
        {
            content: "It is received",
            trigger:
                ".o_mentoring_concern .alert-success:focus:contains(It has reached Sage and Dell):contains(paused)",
        },
    ],
});

tours.add("mentoring_in_confidence_partner", {
    steps: () => [
        ...openReflections("Mia"),
        {
            content: "What is shared is there, and nothing else",
            trigger:
                ".o_mentoring_reflections:contains(For both of us):not(:contains(For myself)):not(:has(button:contains(Delete)))",
        },
        {
            content: "Leave",
            trigger: ".modal-footer button:contains(Close)",
            run: "click",
        },
        {
            content: "Look at one's own concerns, from the contacts",
            trigger: "body:not(:has(.modal)) footer button:contains(Raise a concern)",
            run: "click",
        },
        {
            content: "There is none",
            trigger: ".o_mentoring_concern:has(textarea):not(:has(details))",
        },
    ],
});

tours.add("mentoring_in_confidence_lead", {
    steps: () => [
        {
            content: "A new one in the list, without its text",
            trigger:
                ".o_mentoring_concerns:contains(New):not(:contains(feel right)):not(:contains(Mia)) button:contains(Open)",
            run: "click",
        },
        {
            content: "It is read",
            trigger:
                ".o_mentoring_concerns:contains(Raised by Mia):contains(It does not feel right)",
        },
        {
            content: "The keyboard goes on from the top",
            trigger: ".o_mentoring_concerns h1:focus",
        },
        {
            content: "Acknowledge",
            trigger: ".o_mentoring_concerns button:enabled:contains(Acknowledge)",
            run: "click",
        },
        {
            content: "Write an answer",
            trigger:
                ".o_mentoring_concerns:contains(Acknowledged by you) #o_mentoring_concern_note",
            run: "edit Can we talk tomorrow?",
        },
        {
            content: "For the one who raised it",
            trigger: "#o_mentoring_concern_for_reporter",
            run: "click",
        },
        {
            content: "Send it",
            trigger: ".o_mentoring_concerns button:enabled:contains(Send the answer)",
            run: twice,
        },
        {
            content: "It is there; close it",
            trigger:
                ".o_mentoring_concerns:contains(Can we talk tomorrow) button:enabled:contains(Close it)",
            run: "click",
        },
        {
            content: "How it came out",
            trigger: "#o_mentoring_concern_outcome",
            run: "select talked",
        },
        {
            content: "What becomes of contact",
            trigger: "#o_mentoring_concern_contact",
            run: "select may_go_on",
        },
        {
            content: "Close it",
            trigger: ".o_mentoring_concern_closing button:enabled:contains(Close this concern)",
            run: "click",
        },
        {
            content: "Back",
            trigger: ".o_mentoring_concerns:contains(Closed) button:enabled:contains(Back)",
            run: "click",
        },
        {
            content: "The list says so",
            trigger: ".o_mentoring_concerns .o_mentoring_home_card:contains(Closed)",
        },
    ],
});

tours.add("mentoring_in_confidence_nobody", {
    steps: () => [
        {
            content: "An empty page says what it is for",
            trigger: ".o_mentoring_concerns p:contains(No concern has reached you)",
        },
    ],
});

tours.add("mentoring_in_confidence_portal", {
    steps: () => [
        {
            content: "What was answered is there",
            trigger: ".o_mentoring_concern details summary",
            run: "click",
        },
        {
            content: "The answer",
            trigger:
                ".o_mentoring_concern:contains(Sage has closed it):contains(Can we talk tomorrow)",
        },
        {
            content: "Raise another one",
            trigger: "#o_mentoring_concern_text",
            run: "edit From a phone",
        },
        {
            content: "Send",
            trigger: ".o_mentoring_concern button:enabled:contains(Send to Sage and Dell)",
            run: twice,
        },
        {
            content: "It is received",
            trigger: ".o_mentoring_concern .alert-success:contains(It has reached Sage and Dell)",
        },
        {
            content: "Look whom else one can turn to",
            trigger: "a[href='/my/mentoring/safety']:contains(Boundaries)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "They are all there",
            trigger: ".o_mentoring_portal:contains(Sage):contains(Dell):contains(Cora)",
        },
    ],
});

tours.add("mentoring_in_confidence_figures", {
    steps: () => [
        {
            content: "Counted in steps",
            trigger: ".o_mentoring_concern_figures:contains(fewer than 5):not(:contains(Mia))",
        },
    ],
});
