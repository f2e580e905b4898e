import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const TEXT = "#o_mentoring_reflections_text";

function openReflections(partner) {
    return [
        {
            content: `Open the reflections with ${partner}`,
            trigger: `.o_mentoring_home_card:contains(${partner}) button:enabled:contains(Reflections)`,
            run: "click",
        },
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
            run: "click",
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
            trigger: "#o_mentoring_concern_readers:contains(Sage)",
        },
        {
            content: "Write",
            trigger: "#o_mentoring_concern_text",
            run: "edit It does not feel right",
        },
        {
            content: "Send",
            trigger: ".modal-footer button:enabled:contains(Send to Sage)",
            run: "click",
        },
        {
            content: "It is received",
            trigger: ".o_mentoring_concern .alert-success:focus:contains(It has reached Sage)",
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
            content: "Close",
            trigger:
                ".o_mentoring_concerns:contains(Acknowledged) button:enabled:contains(Close it)",
            run: "click",
        },
        {
            content: "Confirm",
            trigger: ".modal-footer button.btn-primary:contains(Close it)",
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
