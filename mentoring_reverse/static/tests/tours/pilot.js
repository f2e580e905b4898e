import { registry } from "@web/core/registry";
import { choose, openMyMentoring, stateIs } from "@mentoring_programme/../tests/tours/walk_steps";

const part = (name) => `section[data-section=${name}]`;
const START = part("reverse_start");
const GOALS = part("goals");
const AGREEMENT = part("agreement");
const SESSIONS = part("sessions");
const SUMMARIES = part("reverse_summaries");
const NEXT = `${SESSIONS} [data-session=next]`;
const OPEN = `${SESSIONS} [data-session=open]`;

const click = (content, trigger) => ({ content, trigger, run: "click" });
const see = (content, trigger) => ({ content, trigger });
const write = (content, trigger, words) => ({ content, trigger, run: `edit ${words}` });

function add(name, steps) {
    registry.category("web_tour.tours").add(`mentoring_reverse_pilot_${name}`, {
        steps: () => steps,
    });
}

const agree = (name) => [
    see(
        "It begins only with two",
        `[data-kind=pairing]:contains(${name}):contains(only if you both agree)`,
    ),
    click("Agree", `[data-kind=pairing]:contains(${name}) button:enabled:contains(Agree)`),
];

const refused = (words) =>
    click(`Refused: ${words}`, `.o_error_dialog:contains(${words}) .modal-footer button`);

const ask = click("Ask both", ".modal button[name=action_set_up]:enabled");

add("set_up", [
    ...openMyMentoring(),
    click(
        "Open the coordinators' menu",
        "button[data-menu-xmlid='mentoring_programme.menu_mentoring_coordination']",
    ),
    click(
        "Set up a pilot",
        ".o-dropdown-item[data-menu-xmlid='mentoring_reverse.menu_mentoring_pilot']",
    ),
    // Mo manages Mia.
    ...choose("mentor_id", "Mia", ".modal"),
    ...choose("leader_id", "Mo", ".modal"),
    ...choose("safeguarding_lead_id", "Sage", ".modal"),
    ...choose("safeguarding_deputy_id", "Sage", ".modal"),
    see("It says what stands against it", ".modal .alert:contains(name two people)"),
    ...choose("safeguarding_deputy_id", "Dell", ".modal"),
    see("Nothing is left of it", ".modal:not(:has(.alert))"),
    ask,
    refused("Give each their induction"),
    click("Tick that it was done", ".modal .o_field_widget[name=is_prepared] input"),
    ask,
    refused("These two cannot be paired"),
    ...choose("leader_id", "Ida", ".modal"),
    ask,
    stateIs("Running"),
    see("It is the pilot", ".o_form_view:contains(Pilot of reverse mentoring)"),
]);

add("leader_begins", [
    ...agree("Mia"),
    see("The mentor has time", ".o_mentoring_home_card:contains(Mia):contains(You agreed)"),
]);

add("mentor_begins", [
    ...agree("Ida"),
    see("Six are planned", `${NEXT} h4:contains(session 1)`),
    see("And five later ones", `${SESSIONS} summary:contains(Later sessions (5))`),
    see("It begins with getting to know each other", `${NEXT}:contains(An agenda for you)`),
    click("Write a goal", `${GOALS} button:enabled:contains(Add a goal)`),
    write("In words", `${GOALS} #o_mentoring_goal_name`, "Hear what is not said"),
    click("Save it", `${GOALS} button[type=submit]:enabled`),
    see("It is shared", `${START}:contains(Done: you share a goal)`),
]);

/** The first session was yesterday. */
add("mentor_is_early", [
    click("It took place", "[data-kind=session] button:enabled:contains(Yes, held)"),
    click(
        "Not before the leader has read the rules",
        ".modal:contains(acknowledges the ground rules) .modal-footer button",
    ),
    see("It is still open", OPEN),
]);

add("leader_reads", [
    click("The rules are asked", "[data-kind=reverse_rules] button:enabled:contains(Show it)"),
    click("Acknowledge", `${START} button:enabled:contains(I have read them)`),
    see("It is kept", `${START}:contains(Done: you acknowledged the ground rules, version 1)`),
    see("The goal is theirs, too", `${GOALS}:contains(Hear what is not said)`),
]);

add("mentor_holds_first", [
    click("It took place", "[data-kind=session] button:enabled:contains(Yes, held)"),
    see("It is counted", `${SESSIONS}:contains(1 of 6 held)`),
]);

add("leader_sums_up", [
    click("The summary is asked", "[data-kind=reverse_summary] button:enabled:contains(Show it)"),
    click("Write it", `${SUMMARIES} button:enabled:contains(Write the summary)`),
    write("What I took away", `${SUMMARIES} textarea:first`, "I talk too much"),
    click("Save it", `${SUMMARIES} button[type=submit]:enabled`),
    see("It is kept", `${SUMMARIES} dd:contains(I talk too much)`),
    see("It is no longer asked", "body:not(:has([data-kind=reverse_summary]))"),
]);

/** What was taken away comes first, above the agenda of this session. */
const summaryOnTop = {
    content: "The summary is on top of the agenda",
    trigger: `${NEXT}:contains(From last time):contains(I talk too much) details:contains(An agenda for you)`,
    run({ anchor }) {
        const summary = anchor.parentElement.querySelector(".o_mentoring_reverse_summary");
        if (!(summary.compareDocumentPosition(anchor) & Node.DOCUMENT_POSITION_FOLLOWING)) {
            throw new Error("The agenda comes before the summary.");
        }
    },
};

/** The second session is to come. */
add("mentor_prepares", [
    see("It is the second", `${NEXT} h4:contains(session 2)`),
    summaryOnTop,
    click("Begin the agreement", `${AGREEMENT} button:enabled:contains(Start our agreement)`),
    ...["rhythm", "place", "cancelling", "limits", "confidentiality", "success"].map((name) =>
        write(`A few words: ${name}`, `#o_mentoring_agreement_${name}`, "As we said"),
    ),
    click("Save them", `${AGREEMENT} button:enabled:contains(Save our words)`),
    click("Sign", `${AGREEMENT} button:enabled:contains(Sign)`),
    see("The leader's is missing", `${AGREEMENT}:not(:has(button:contains(Sign)))`),
]);

add("leader_signs", [
    click("It is asked", "[data-kind=agreement] button:enabled:contains(Show it)"),
    click("Sign", `${AGREEMENT} button:enabled:contains(Sign)`),
    see("It is in force", `${AGREEMENT}:contains(Both of you have signed it)`),
]);

/** The second session is going on. */
add("leader_holds_second", [
    see("It is the second", `${NEXT} h4:contains(session 2)`),
    summaryOnTop,
    click("It took place", `${NEXT} button:enabled:contains(It took place)`),
    click("Save it", `${NEXT} button[type=submit]:enabled`),
    see("It is counted", `${SESSIONS}:contains(2 of 6 held)`),
    see("The third is next", `${NEXT} h4:contains(session 3)`),
]);

add("mentor_looks_on", [
    see("Two are held", `${SESSIONS}:contains(2 of 6 held)`),
    see("And a summary is to come", `${SUMMARIES}:contains(You can expect it by)`),
]);
