import { registry } from "@web/core/registry";

const part = (name) => `section[data-section=${name}]`;
const START = part("reverse_start");
const GOALS = part("goals");
const SESSIONS = part("sessions");
const TOPICS = part("reverse_topics");
const QUESTIONS = part("reverse_questions");
const SUMMARIES = part("reverse_summaries");
const LOOK_BACK = part("reverse_look_back");

const click = (content, trigger) => ({ content, trigger, run: "click" });
const see = (content, trigger) => ({ content, trigger });
const write = (content, trigger, words) => ({ content, trigger, run: `edit ${words}` });

const notSideways = (trigger) => ({
    content: "It does not scroll sideways",
    trigger,
    run: () => {
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth > clientWidth) {
            throw new Error(`It scrolls sideways: ${scrollWidth} in ${clientWidth}.`);
        }
    },
});

function add(name, steps) {
    registry.category("web_tour.tours").add(`mentoring_reverse_${name}`, { steps: () => steps });
}

/** The first session was yesterday, and another is planned. */
add("leader_begins", [
    click("The rules are asked", "[data-kind=reverse_rules] button:enabled:contains(Show it)"),
    see("They are to learn", `${START}:contains(I am here to learn, not to advise)`),
    click("Acknowledge", `${START} button:enabled:contains(I have read them)`),
    see("It is kept", `${START}:contains(Done: you acknowledged the ground rules, version 1)`),
    see("A goal is missing", `${START}:contains(Agree on a goal)`),
    {
        content: "Choose a topic",
        trigger: `${TOPICS} select`,
        run: "selectByLabel Privacy",
    },
    click("Propose it", `${TOPICS} button:enabled:contains(Propose it)`),
    see("It is proposed", `${TOPICS} li:contains(Privacy):contains(Proposed)`),
    see("The mentor's marks are not here", `${TOPICS}:not(:contains(Not with me))`),
    click("Prepare", `${SESSIONS} [data-session=next] button:contains(Topics and preparation)`),
    see("Topics are the mentor's", `${SESSIONS} form:not(:has(fieldset)):has(textarea)`),
    notSideways(`${SESSIONS} form`),
]);

add("mentor_holds", [
    click(
        "Say that it took place",
        `${SESSIONS} [data-session=open] button:contains(It took place)`,
    ),
    click("Save it", `${SESSIONS} [data-session=open] button[type=submit]:enabled`),
    click("A goal is asked first", ".modal:contains(a goal that you share) .modal-footer button"),
    click("Write it", `${GOALS} button:enabled:contains(Add a goal)`),
    write("In words", `${GOALS} #o_mentoring_goal_name`, "Hear what is not said"),
    click("Save it", `${GOALS} button[type=submit]:enabled`),
    see("It is both people's", `${GOALS}:contains(They belong to both of you)`),
    see("The start is complete", `${START}:contains(Done: you share a goal)`),
    click("Now", `${SESSIONS} [data-session=open] button[type=submit]:enabled`),
    see("It is held", `${SESSIONS}:contains(1 of 6 held)`),
    see("A summary is to come", `${SUMMARIES}:contains(You can expect it by)`),
    click("Leave topics out", `${TOPICS} summary:contains(Topics that are not for me)`),
    write("Find one", `${TOPICS} input[type=search]`, "privacy"),
    click("Mark it", `${TOPICS} .o_mentoring_reverse_marks label:contains(Privacy)`),
    see("Beside the proposal", `${TOPICS} li:contains(Privacy):contains(Not with me)`),
    click("Leave it", `${TOPICS} li button:enabled:contains(Leave it)`),
    see("It is left", `${TOPICS} li:contains(You left it. Your leader sees it as before.)`),
    click("Take it up all the same", `${TOPICS} li button:enabled:contains(Take it up)`),
    see(
        "It is on the agenda, with the mark",
        `${SESSIONS} [data-session=next] li:contains(Privacy):contains(Not with me)`,
    ),
    click("Ask something", `${QUESTIONS} button:enabled:contains(Ask or propose times)`),
    write("In words", `${QUESTIONS} textarea`, "May I bring a colleague"),
    click("Ask", `${QUESTIONS} button[type=submit]:enabled`),
    see("An answer can be expected", `${QUESTIONS}:contains(You can expect an answer by)`),
    notSideways(`${QUESTIONS} li`),
]);

add("leader_sums_up", [
    see("The question waits", "[data-kind=reverse_question]"),
    click("The summary is asked", "[data-kind=reverse_summary] button:enabled:contains(Show it)"),
    click("Write it", `${SUMMARIES} button:enabled:contains(Write the summary)`),
    write("What I took away", `${SUMMARIES} textarea:first`, "I talk too much"),
    click("Save it", `${SUMMARIES} button[type=submit]:enabled`),
    see("It is kept", `${SUMMARIES} dd:contains(I talk too much)`),
    see(
        "The next agenda begins with it",
        `${SESSIONS} [data-session=next]:contains(From last time)`,
    ),
    write("Answer", `${QUESTIONS} textarea`, "Gladly"),
    click("Send it", `${QUESTIONS} button[type=submit]:enabled`),
    see("It is answered", `${QUESTIONS}:contains(Answered on):contains(Gladly)`),
    see(
        "No mark is shown",
        `${SESSIONS} [data-session=next] li:contains(Privacy):not(:contains(Not with me))`,
    ),
    notSideways(`${SUMMARIES} dd`),
]);

add("mentor_reads", [
    see(
        "At the top of the next agenda",
        `${SESSIONS} [data-session=next]:contains(From last time):contains(I talk too much)`,
    ),
    see("And among the summaries", `${SUMMARIES} dd:contains(I talk too much)`),
    see("The answer is there", `${QUESTIONS}:contains(Gladly)`),
    see("Looking back comes later", `${LOOK_BACK}:contains(Halfway)`),
    notSideways(`${LOOK_BACK} p`),
]);

/** Three sessions of six were held. */
add("looks_back", [
    click("It is asked", "[data-kind=reverse_middle] button:enabled:contains(Show it)"),
    click("Write", `${LOOK_BACK} [data-kind=middle] button:enabled:contains(Write)`),
    write("What works", `${LOOK_BACK} textarea:first`, "You listen"),
    click("Save it", `${LOOK_BACK} button[type=submit]:enabled`),
    see("It is kept", `${LOOK_BACK} dd:contains(You listen)`),
]);
