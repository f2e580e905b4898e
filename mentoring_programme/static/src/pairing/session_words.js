import { deserializeDateTime, serializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

const { DateTime } = luxon;

/** What the page of a pairing says about its sessions; times in the reader's time zone. */

/** @param {string} moment in UTC, as the server writes it */
export function whenWords(moment) {
    return deserializeDateTime(moment).toLocaleString({
        weekday: "long",
        day: "numeric",
        month: "long",
        year: "numeric",
        hour: "numeric",
        minute: "2-digit",
        timeZoneName: "short",
    });
}

export function lengthWords(hours) {
    const minutes = Math.round(hours * 60);
    if (minutes < 60) {
        return _t("%s minutes", minutes);
    }
    const rest = minutes % 60;
    const whole = (minutes - rest) / 60;
    return rest
        ? _t("%(hours)s h %(minutes)s min", { hours: whole, minutes: rest })
        : _t("%s h", whole);
}

/** Words and an icon: no state is told by a colour alone. */
export function stateWords({ state, has_begun }) {
    switch (state) {
        case "held":
            return { name: _t("Took place"), icon: "fa-check" };
        case "missed":
            return { name: _t("Did not take place"), icon: "fa-times" };
        case "cancelled":
            return { name: _t("Cancelled"), icon: "fa-ban" };
    }
    return has_begun
        ? { name: _t("How did it go?"), icon: "fa-question" }
        : { name: _t("Planned"), icon: "fa-calendar" };
}

/** @param {string} moment in UTC, to what an input of day and time shows */
export function toInput(moment) {
    return deserializeDateTime(moment).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** @returns {string|false} in UTC, as the server reads it, or false for what is no time */
export function fromInput(value) {
    const moment = DateTime.fromISO(value);
    return moment.isValid ? serializeDateTime(moment) : false;
}
