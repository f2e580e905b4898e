import { deserializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

import { momentWords } from "./event_words";

export { openingWords } from "../preferences/preferences_words";
export { momentWords };

const { DateTime } = luxon;

/** What the page says about states, in words that need no knowledge of the product. */

export function roleWords(role) {
    return role === "mentor" ? _t("You are the mentor") : _t("You are the mentee");
}

/** Heading of an enrolment: in which programme, in which role. */
export function enrolmentTitle({ programme, role }) {
    return role === "mentor" ? _t("%s, as mentor", programme) : _t("%s, as mentee", programme);
}

export function invitationWords({ programme, role }) {
    return role === "mentor"
        ? _t("You are invited to be a mentor in “%s”", programme)
        : _t("You are invited to be a mentee in “%s”", programme);
}

export function proposalWords({ my_role, partner }) {
    return my_role === "mentor"
        ? _t("%s could be your mentee", nameWords(partner))
        : _t("%s could be your mentor", nameWords(partner));
}

export function agreementWords({ pairing, is_begun }) {
    return is_begun
        ? _t("Your agreement with %s waits for your signature", nameWords(pairing.partner))
        : _t("Agree with %s on how you want to work", nameWords(pairing.partner));
}

export function backWords({ partner }) {
    return _t("%s is back: are you, too?", nameWords(partner));
}

export function requirementWords({ name, confirmation }) {
    return confirmation === "participant"
        ? _t("Please read: %s", name)
        : _t("Still open: %s", name);
}

/** Supervision of a mentor: attended of what took place, and asked for in all. */
export function supervisionWords({ supervision }) {
    return supervision.held
        ? _t(
              "Supervision: you attended %(attended)s of %(held)s meetings so far; %(required)s are asked of you in all.",
              supervision,
          )
        : _t(
              "Supervision: %(required)s meetings are asked of you; none has taken place yet.",
              supervision,
          );
}

export function outcomeWords({ partner }) {
    return _t("Did your session with %s take place?", nameWords(partner));
}

export function heldWords({ held_count, session_count }) {
    return _t("Sessions held: %(held)s of %(planned)s", {
        held: held_count,
        planned: session_count,
    });
}

export function rhythmWords({ session_count, session_minutes }) {
    return _t("%(count)s sessions of %(minutes)s minutes", {
        count: session_count,
        minutes: session_minutes,
    });
}

export function enrolUntilWords({ date_enrolment_end }) {
    return _t("enrol until %s", dayWords(date_enrolment_end));
}

export function coordinatorWords({ coordinators }) {
    return _t("Questions? Ask %s.", coordinators);
}

export function joinWords(role) {
    return role === "mentor" ? _t("Join as mentor") : _t("Join as mentee");
}

export function pairingWords(pairing) {
    switch (pairing.state) {
        case "proposed":
            return _t("You agreed. Now your partner has time to answer.");
        case "agreed":
            return _t("You both agreed. You can begin when the programme starts.");
        case "paused":
            return _t("Paused for now.");
        case "completed":
            return _t("Completed.");
        case "ended":
            return _t("Ended.");
    }
    return pairing.next_session
        ? _t("Next session: %s", momentWords(pairing.next_session))
        : _t("No session is planned yet.");
}

/** For somebody who was left without a partner: what happens next, without an empty promise. */
function waitingWords({ role, can_ask }) {
    const next = _t(
        "There is no partner for you yet, and that says nothing about you. You are on the waiting list and need not do anything: when somebody becomes free, the coordinators think of you, and when there is a next cohort, they can invite you first.",
    );
    if (role === "mentor") {
        return next;
    }
    const seat = _t("Whoever waited is seated before others there.");
    return can_ask
        ? [next, seat, _t("You can also ask a mentor yourself: see “Find a mentor”.")].join(" ")
        : [next, seat].join(" ");
}

export function enrolmentWords(enrolment) {
    const isOver = ["closed", "cancelled"].includes(enrolment.programme_state);
    switch (enrolment.state) {
        case "completed":
            return _t("You have completed this programme.");
        case "withdrawn":
            return enrolment.can_rejoin
                ? _t("You have withdrawn. You can come back while the programme takes people.")
                : _t("You have withdrawn.");
        case "declined":
            return enrolment.can_rejoin
                ? _t("You do not take part. If you wish to, you can still apply.")
                : _t("You did not take part.");
    }
    if (isOver) {
        return enrolment.programme_state === "closed"
            ? _t("This programme is over.")
            : _t("This programme was cancelled.");
    }
    switch (enrolment.state) {
        case "applied":
            return enrolment.missing.length
                ? _t("You have applied. The coordinators will answer you. Meanwhile this is open:")
                : _t("You have applied. The coordinators will answer you.");
        case "accepted":
            return enrolment.missing.length
                ? _t("You are accepted. Before a partner can be found for you, this is still open:")
                : _t("You are accepted.");
        case "ready":
            if (enrolment.is_waiting) {
                return waitingWords(enrolment);
            }
            return enrolment.programme_state === "enrolling"
                ? _t(
                      "You are ready: when enrolment closes, the coordinators will look for a partner for you.",
                  )
                : _t("You are ready: the coordinators will now look for a partner for you.");
    }
    return _t("You have a partner, or somebody is proposed to you: see above.");
}

export function dayWords(day) {
    return deserializeDate(day).toLocaleString(DateTime.DATE_FULL);
}

export function periodWords({ date_start, date_end }) {
    return _t("%(start)s to %(end)s", { start: dayWords(date_start), end: dayWords(date_end) });
}

/** What the screen reader hears of the photo beside a name. */
export function photoWords(partner) {
    return _t("Photo of %s", partner.name);
}

export function nameWords(partner) {
    return partner.name || _t("A colleague who has left");
}
