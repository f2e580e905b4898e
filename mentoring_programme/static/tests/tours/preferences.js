import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const GENDER = "fieldset[data-dimension=Gender]";

function check(condition, words) {
    if (!condition) {
        throw new Error(words);
    }
}

/** What was said is neither in the address nor in the title nor kept by the browser. */
function checkSilent() {
    const kept = [
        window.location.href,
        document.title,
        document.cookie,
        ...Object.values(window.localStorage),
        ...Object.values(window.sessionStorage),
    ].join(" ");
    check(!/Woman|like_me|Gender/.test(kept), "The browser keeps what was said.");
}

function checkWidth() {
    const root = document.querySelector(".modal-body") || document.documentElement;
    check(root.scrollWidth <= root.clientWidth, "It scrolls sideways.");
}

function open(place) {
    return place === "dialog"
        ? [
              {
                  content: "Open the dialog",
                  trigger:
                      ".o_mentoring_home_card:contains(Test programme) button:enabled:contains(In confidence)",
                  run: "click",
              },
          ]
        : [
              {
                  content: "Open the page",
                  trigger:
                      ".o_mentoring_portal .o_mentoring_home_card button:enabled:contains(In confidence)",
                  run: "click",
                  expectUnloadPage: true,
              },
          ];
}

function reopen(place) {
    return place === "dialog"
        ? [{ content: "The dialog is closed", trigger: "body:not(:has(.modal))" }, ...open(place)]
        : [{ content: "Still on the page", trigger: `.o_mentoring_preferences ${GENDER}` }];
}

for (const place of ["dialog", "page"]) {
    tours.add(`mentoring_preferences_say_${place}`, {
        steps: () => [
            ...open(place),
            {
                content: "Nothing is said before somebody says it",
                trigger: `${GENDER} select:first`,
                run() {
                    checkWidth();
                    const [answer, wish] = document.querySelectorAll(`${GENDER} select`);
                    check(answer.value === "" && wish.value === "", "Something is chosen.");
                },
            },
            {
                content: "Wish for somebody like oneself",
                trigger: `${GENDER} select[id$=kind]`,
                run: "select like_me",
            },
            {
                content: "Told kindly that this needs an answer",
                trigger: `${GENDER} .o_mentoring_preferences_hint:contains(can only be looked for)`,
            },
            {
                content: "Going on stops there",
                trigger: ".o_mentoring_preferences button:contains(Continue)",
                run: "click",
            },
            {
                content: "The keyboard is where something is missing",
                trigger: `${GENDER} select[id$=kind][aria-invalid=true]:focus`,
            },
            {
                content: "Answer for oneself",
                trigger: `${GENDER} select[id$=answer]`,
                run: "selectByLabel Woman",
            },
            {
                content: "Only so",
                trigger: `${GENDER} input[id$=only]`,
                run: "click",
            },
            {
                content: "Told what that means",
                trigger: `${GENDER} .o_mentoring_preferences_hint:contains(rather no partner)`,
                run: checkWidth,
            },
            {
                content: "Read it once more",
                trigger: ".o_mentoring_preferences button:enabled:contains(Continue)",
                run: "click",
            },
            {
                content: "Told before saving that too few fit",
                trigger:
                    "[data-dimension=Gender]:contains(Like me) .o_mentoring_preferences_told:contains(fewer than 3 people)",
                run: checkWidth,
            },
            {
                content: "Saving without agreeing stops",
                trigger: ".o_mentoring_preferences button:contains(Save)",
                run: "click",
            },
            {
                content: "Told why",
                trigger: ".o_mentoring_preferences_open:contains(only if you agree)",
            },
            {
                content: "Agree",
                trigger: "#o_mentoring_preferences_agree:focus",
                run: "click",
            },
            {
                content: "Save",
                trigger: ".o_mentoring_preferences button:enabled:contains(Save)",
                run: "click",
            },
            {
                content: "Saved, in the words that everybody gets",
                trigger: ".o_notification:contains(Saved.)",
                run: checkSilent,
            },
            ...reopen(place),
            {
                content: "It is there again",
                trigger: `.o_mentoring_preferences ${GENDER} input[id$=only]:checked`,
            },
            {
                content: "And so is the consent",
                trigger: ".o_mentoring_preferences:contains(to version 1 of this text)",
            },
        ],
    });

    tours.add(`mentoring_preferences_take_back_${place}`, {
        steps: () => [
            ...open(place),
            {
                content: "Take the consent back",
                trigger: ".o_mentoring_preferences button:contains(Take back my consent)",
                run: "click",
            },
            {
                content: "Confirm",
                trigger: ".modal .modal-footer button:contains(Take back and destroy)",
                run: "click",
            },
            {
                content: "Done",
                trigger: ".o_notification:contains(taken back)",
                run: checkSilent,
            },
            ...reopen(place),
            {
                content: "Nothing is said any more, and nobody agreed to anything",
                trigger:
                    ".o_mentoring_preferences:not(:contains(Take back my consent)) legend:contains(Gender)",
                run() {
                    const answer = document.querySelector(`${GENDER} select`);
                    check(answer.value === "", "What was said is still there.");
                },
            },
        ],
    });
}

tours.add("mentoring_preferences_leave", {
    steps: () => [
        {
            content: "Open it from one's enrolment",
            trigger: ".o_form_view .o_statusbar_buttons button:contains(In confidence)",
            run: "click",
        },
        {
            content: "Answer",
            trigger: `${GENDER} select[id$=answer]`,
            run: "selectByLabel Man",
        },
        {
            content: "Leave",
            trigger: ".o_dialog:has(.o_mentoring_preferences) .modal-header .btn-close",
            run: "click",
        },
        {
            content: "Asked first; stay",
            trigger: ".modal:contains(Leave without saving) button:contains(Stay)",
            run: "click",
        },
        {
            content: "What was chosen is still there",
            trigger: `${GENDER} select[id$=answer]`,
            run() {
                const answer = document.querySelector(`${GENDER} select`);
                check(answer.value !== "", "What was chosen is gone.");
            },
        },
        {
            content: "Leave",
            trigger: ".o_dialog:has(.o_mentoring_preferences) button:contains(Close)",
            run: "click",
        },
        {
            content: "Leave indeed",
            trigger: ".modal .modal-footer button.btn-primary:contains(Leave)",
            run: "click",
        },
        { content: "Gone", trigger: "body:not(:has(.modal))" },
    ],
});
