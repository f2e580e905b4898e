import { deserializeDate, deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

/** What the desk says, in words that need no knowledge of the product. */

export function stageWords(stage) {
    return {
        eligible: _t("Could take part"),
        invited: _t("Invited"),
        enrolled: _t("Enrolled"),
        ready: _t("Ready"),
        matched: _t("Matched"),
        active: _t("Active"),
        completed: _t("Completed"),
    }[stage];
}

export function stageHelp(stage) {
    return {
        eligible: _t("colleagues whom the programme's rule covers"),
        invited: _t("not answered yet"),
        enrolled: _t("applied or accepted, something left to do"),
        ready: _t("can be matched"),
        matched: _t("paired, not begun yet"),
        active: _t("in a pairing that has begun"),
        completed: _t("to the end"),
    }[stage];
}

export function stateWords(state) {
    return {
        draft: _t("Draft"),
        enrolling: _t("Enrolling"),
        matching: _t("Matching"),
        running: _t("Running"),
        closed: _t("Closed"),
        cancelled: _t("Cancelled"),
    }[state];
}

export function optionWords({ name, state }) {
    return _t("%(name)s (%(state)s)", { name, state: stateWords(state) });
}

export function standingWords(standing) {
    return {
        coming: _t("Not looked at yet"),
        due: _t("Review due"),
        below: _t("Below the target"),
        reached: _t("Target reached"),
    }[standing];
}

export function dayWords(day) {
    return day ? deserializeDate(day).toLocaleString(luxon.DateTime.DATE_MED) : "";
}

export function periodWords({ date_start, date_end }) {
    return _t("%(from)s to %(to)s", { from: dayWords(date_start), to: dayWords(date_end) });
}

export function amountWords(value, unit) {
    return unit === "percent" ? _t("%s %%", value) : String(value);
}

export function targetWords({ target, unit, reached }) {
    const goal = amountWords(target, unit);
    return reached === null
        ? _t("target %s", goal)
        : _t("%(reached)s of %(target)s", { reached: amountWords(reached, unit), target: goal });
}

/** ``who``: how the role is called in this programme, of several people. */
export function listLabel(stage, who, count) {
    return _t("%(what)s, %(who)s: %(count)s. Open the list.", {
        what: stageWords(stage),
        who,
        count,
    });
}

export function comparedWords({ mentor, mentee }) {
    return _t("Compared: %(mentors)s and %(mentees)s", { mentors: mentor, mentees: mentee });
}

export function withoutPartnerWords(who) {
    return _t("%s without a partner:", who);
}

export function lackingLabel(requirement, who, count) {
    return _t("%(what)s, %(who)s: %(count)s. Open the list.", {
        what: requirement.name,
        who,
        count,
    });
}

export function openLabel(what, count) {
    return _t("%(what)s: %(count)s. Open the list.", { what, count });
}

export function moreWords(count) {
    return _t("And more: %s. The numbers above open the lists.", count);
}

export function longestWords(days) {
    return _t("The longest wait so far: %s days.", days);
}

export function momentWords(moment) {
    return deserializeDateTime(moment).toLocaleString(luxon.DateTime.DATETIME_MED);
}

export function invitedWords({ is_draft, invited }) {
    return is_draft ? _t("not announced yet") : _t("invited: %s", invited);
}

export function supervisionWords({ required, held, enough }) {
    return held
        ? _t(
              "Meetings so far: %(held)s. Each mentor is asked to attend %(required)s in all; mentors who have: %(enough)s.",
              { held, required, enough },
          )
        : _t(
              "No supervision meeting has taken place yet, so nobody is behind. Each mentor is asked to attend %s in all.",
              required,
          );
}

export function supervisionLabel(count) {
    return openLabel(_t("Mentors who missed supervision"), count);
}

export function attendedWords({ name, attended, offered }) {
    return _t("%(name)s: %(attended)s of %(offered)s offered so far", { name, attended, offered });
}

export function namesWords({ names, more }) {
    const said = names.join(", ");
    return more ? _t("%(names)s and %(more)s more", { names: said, more }) : said;
}

/** What a bulk step says before it is taken: title, text and the button that takes it. */
export function bulkWords(kind, count, name) {
    return {
        accept: {
            title: _t("Accept applications?"),
            body: _t("These people are accepted into the programme (%s):", count),
            confirm: _t("Accept"),
            done: _t("Accepted: %s.", count),
        },
        remind: {
            title: _t("Remind?"),
            body: _t(
                "These people (%s) get a reminder by e-mail, each alone. It does not say what is missing: that stands on their own page.",
                count,
            ),
            confirm: _t("Remind"),
            done: null,
        },
        confirm: {
            title: _t("Confirm a requirement?"),
            body: _t("You confirm that these people (%(count)s) have done “%(name)s”:", {
                count,
                name,
            }),
            confirm: _t("Confirm"),
            done: _t("Confirmed: %s.", count),
        },
    }[kind];
}
