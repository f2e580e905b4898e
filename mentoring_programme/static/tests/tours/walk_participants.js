import { registry } from "@web/core/registry";

import {
    acknowledge,
    addSkill,
    addTag,
    choose,
    openApp,
    openMyMentoring,
    picture,
} from "./walk_steps";

const { DateTime } = luxon;
const PROGRAMME = "Early careers in development";
const tours = registry.category("web_tour.tours");

const SESSIONS = ".o_mentoring_home_card:contains(Paul Williams) [data-section=sessions]";

/** At ten on the Tuesday of next week. */
function firstSession() {
    const nextWeek = DateTime.now().plus({ weeks: 1 });
    return nextWeek.set({ weekday: 2, hour: 10, minute: 0, second: 0 });
}

/** Day of the first session that falls into next month, two weeks after each other. */
function firstOfNextMonth() {
    const month = DateTime.now().startOf("month").plus({ months: 1 });
    let session = firstSession();
    while (session < month) {
        session = session.plus({ weeks: 2 });
    }
    return session.toISODate();
}

tours.add("mentoring_walk_mentor_joins", {
    steps: () => [
        ...openMyMentoring(),
        {
            content: "Accept the invitation",
            trigger: `[data-kind=invitation]:contains(${PROGRAMME}) button:contains(Accept)`,
            run: "click",
        },
        {
            content: "Open the one screen of the enrolment",
            trigger: `.o_mentoring_home_card:contains("${PROGRAMME}, as mentor") button:enabled:contains(Edit)`,
            run: "click",
        },
        {
            content: "Take up to two mentees",
            trigger: ".modal .o_field_widget[name=capacity] input",
            run: "edit 2",
        },
        ...addTag("language_ids", "English (US)", ".modal"),
        ...addTag("availability_ids", "Tuesday morning", ".modal"),
        ...addTag("interest_ids", "Speaking up in meetings", ".modal"),
        ...addSkill("Python", "Expert"),
        {
            content: "Save",
            trigger: ".modal .modal-footer button.btn-primary:contains(Save)",
            run: "click",
        },
        {
            content: "Back on the page",
            trigger: "body:not(:has(.modal)) .o_mentoring_home",
        },
        ...acknowledge("Briefing: how this mentoring works"),
        ...acknowledge("Mentor's commitment"),
        {
            content: "The coordinator confirms the rest",
            trigger: "[data-kind=confirmation]:contains(Mentor training)",
        },
    ],
});

tours.add("mentoring_walk_mentee_applies", {
    steps: () => [
        ...openMyMentoring(),
        {
            content: "Join the programme",
            trigger: `.o_mentoring_home_card:contains(${PROGRAMME}) button:contains(Join as mentee)`,
            run: "click",
        },
        ...addTag("language_ids", "English (US)", ".modal"),
        ...addTag("availability_ids", "Tuesday morning", ".modal"),
        ...addTag("availability_ids", "Thursday afternoon", ".modal"),
        ...addTag("interest_ids", "Speaking up in meetings", ".modal"),
        ...addTag("interest_ids", "Dealing with self-doubt", ".modal"),
        ...addSkill("Python", "Advanced"),
        {
            content: "Add a wished partner",
            trigger: ".modal .o_field_widget[name=wish_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        ...choose("employee_id", "Paul Williams", ".modal .o_field_widget[name=wish_ids]"),
        picture("enrolment", ".modal .o_field_widget[name=wish_ids] .o_data_row"),
        {
            content: "Enrol",
            trigger: ".modal .modal-footer button.btn-primary:contains(Enrol)",
            run: "click",
        },
        {
            content: "Applied",
            trigger: `body:not(:has(.modal)) .o_mentoring_home_card:contains("${PROGRAMME}, as mentee"):contains(You have applied)`,
        },
        ...acknowledge("Briefing: how this mentoring works"),
    ],
});

tours.add("mentoring_walk_mentor_agrees", {
    steps: () => [
        picture("my_mentoring_phone", "[data-kind=pairing]:contains(Jennie Fletcher)"),
        {
            content: "Agree",
            trigger: "[data-kind=pairing]:contains(Jennie Fletcher) button:contains(Agree)",
            run: "click",
        },
        {
            content: "Now the mentee has time to answer",
            trigger:
                ".o_mentoring_home_card:contains(Jennie Fletcher):contains(You agreed. Now your partner has time to answer.)",
        },
    ],
});

tours.add("mentoring_walk_mentee_plans", {
    steps: () => [
        ...openMyMentoring(),
        {
            content: "Agree",
            trigger: "[data-kind=pairing]:contains(Paul Williams) button:contains(Agree)",
            run: "click",
        },
        {
            content: "Plan the sessions",
            trigger: `${SESSIONS} button:enabled:contains(Plan the rhythm)`,
            run: "click",
        },
        {
            content: "Begin next week",
            trigger: `${SESSIONS} input[type=datetime-local]`,
            run({ anchor }) {
                // Odoo's own way of editing cannot read a field of this kind while it is empty.
                anchor.value = firstSession().toFormat("yyyy-MM-dd'T'HH:mm");
                anchor.dispatchEvent(new Event("input", { bubbles: true }));
                anchor.dispatchEvent(new Event("change", { bubbles: true }));
            },
        },
        {
            content: "Choose a place",
            trigger: `${SESSIONS} input[id$=place]`,
            run: "edit Second floor, small room",
        },
        {
            content: "Put them into both calendars",
            trigger: `${SESSIONS} form button[type=submit]:enabled`,
            run: "click",
        },
        picture(
            "my_mentoring",
            "body:not(:has(.modal)) .o_mentoring_home_card:contains(Paul Williams):contains(Next session)",
        ),
        picture("pairing", `${SESSIONS}:contains(Later sessions)`),
        {
            content: "Open my sessions",
            trigger:
                ".o_menu_sections [data-menu-xmlid='mentoring_programme.menu_mentoring_my_sessions']",
            run: "click",
        },
        {
            content: "Look at next month",
            trigger: ".o_calendar_view .o_calendar_button_next",
            run: "click",
        },
        {
            content: "Look at its first session",
            // Not in the last row of this month, which is about to leave.
            trigger: `.o_calendar_view .fc-day:not(.fc-day-other)[data-date="${firstOfNextMonth()}"] .fc-event:contains(Paul Williams)`,
            run: "click",
        },
        picture("sessions", ".o_cw_popover:contains(Paul Williams)"),
    ],
});

tours.add("mentoring_walk_mentor_notes", {
    steps: () => [
        ...openApp("calendar.mail_menu_calendar"),
        {
            content: "Look at all meetings",
            trigger: ".o_switch_view.o_list",
            run: "click",
        },
        {
            content: "The sessions are in the mentor's calendar, too",
            trigger: ".o_list_view .o_data_row:contains(Mentoring session)",
        },
        ...openMyMentoring(),
        {
            content: "It took place",
            trigger: "[data-kind=session]:contains(Jennie Fletcher) button:contains(Held)",
            run: "click",
        },
        {
            content: "One session of twelve is held",
            trigger:
                ".o_mentoring_home_card:contains(Jennie Fletcher):contains(Sessions held: 1 of 12)",
        },
    ],
});
