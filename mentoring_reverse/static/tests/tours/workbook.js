import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const TEXT = "#o_mentoring_workbook_text";
const SECTION = ".o_mentoring_workbook details:contains(Who I am and how I experience work)";
const FIRST = `${SECTION} div.border-top:contains(Which five words)`;
const SECOND = `${SECTION} div.border-top:contains(Which moments)`;

/** Two taps of one moment: the second comes before the button rests. */
function twice({ anchor }) {
    anchor.click();
    anchor.click();
}

function openWorkbook(partner) {
    return [
        {
            content: "Open the workbook",
            trigger: `.o_mentoring_home_card:contains(${partner}) button:enabled:contains(Workbook)`,
            run: twice,
        },
        {
            content: "Open a section",
            trigger: `${SECTION} summary`,
            run: "click",
        },
    ];
}

function answer(question, readers, text, label) {
    return [
        {
            content: "Answer",
            trigger: `${question} button:enabled:contains(Answer)`,
            run: "click",
        },
        {
            content: "There is nothing to write in before the choice",
            trigger: `.o_mentoring_workbook:not(:has(${TEXT})) #o_mentoring_workbook_${readers}`,
            run: "click",
        },
        {
            content: "Whoever has chosen goes on by writing",
            trigger: `${TEXT}:focus`,
            run: `edit ${text}`,
        },
        {
            content: "The choice stands while there is a text",
            trigger: ".o_mentoring_workbook fieldset:disabled",
        },
        {
            content: "Save",
            trigger: `.o_mentoring_workbook button:enabled:contains(${label})`,
            run: twice,
        },
        {
            content: "It is kept",
            trigger: `${question} .o_mentoring_text:contains(${text})`,
        },
    ];
}

tours.add("mentoring_workbook_writes", {
    steps: () => [
        ...openWorkbook("Ida"),
        {
            content: "Nothing is answered, and only the reader is told so",
            trigger: ".o_mentoring_workbook p:contains(You have answered 0 of)",
        },
        {
            content: "Whom to turn to",
            trigger: ".o_mentoring_workbook details[data-kind=contacts] summary",
            run: "click",
        },
        {
            content: "The programme's own contacts",
            trigger:
                ".o_mentoring_workbook details[data-kind=contacts]:contains(Cora):contains(Sage):contains(Dell)",
        },
        ...answer(FIRST, "private", "Quick and quiet", "Save for me alone"),
        ...answer(SECOND, "shared", "A door that opened", "Save for both of us"),
        {
            content: "Two are answered",
            trigger: ".o_mentoring_workbook p:contains(You have answered 2 of)",
        },
        {
            content: "Change the first",
            trigger: `${FIRST} button:enabled:contains(Change)`,
            run: "click",
        },
        {
            content: "Without a choice of readers",
            trigger: `.o_mentoring_workbook:not(:has(#o_mentoring_workbook_shared)) ${TEXT}:value(Quick and quiet)`,
            run: "edit Quick and loud",
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
            content: "Save",
            trigger: ".o_mentoring_workbook button:enabled:contains(Save for me alone)",
            run: "click",
        },
        {
            content: "It is changed, and read by the writer alone as before",
            trigger: `${FIRST}:contains(Only you read it) .o_mentoring_text:contains(Quick and loud)`,
        },
        {
            content: "A copy can be kept",
            trigger: ".modal-footer a[href$='/copy']:contains(Keep a copy)",
        },
        {
            content: "Leave",
            trigger: ".modal-footer button:contains(Close)",
            run: "click",
        },
        {
            content: "The workbook is on the page of the pairing, too",
            trigger:
                "body:not(:has(.modal)) section[data-section=workbook] button:contains(Open my workbook)",
        },
    ],
});

tours.add("mentoring_workbook_partner", {
    steps: () => [
        ...openWorkbook("Mia"),
        {
            content: "What is shared is there, and nothing else",
            trigger: `${SECOND}:contains(Mia wrote) .o_mentoring_text:contains(A door that opened)`,
        },
        {
            content: "Nothing of it can be deleted here, and nothing of it counts",
            trigger: `.o_mentoring_workbook:contains(You have answered 0 of):not(:contains(Quick and)):not(:has(button:contains(Delete)))`,
        },
    ],
});
