import { deserializeDate, deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

const { DateTime } = luxon;

/** What the sections of a pairing's page say about people and dates. */

/** @param {string} day as the server writes it */
export function dayWords(day) {
    return deserializeDate(day).toLocaleString(DateTime.DATE_MED);
}

/** @param {string} moment in UTC, as the server writes it; said in the reader's time zone */
export function momentWords(moment) {
    return deserializeDateTime(moment).toLocaleString(DateTime.DATETIME_MED);
}

/** @param {string} moment in UTC, of which only the day matters */
export function dayOfWords(moment) {
    return deserializeDateTime(moment).toLocaleString(DateTime.DATE_MED);
}

export function partnerWords({ partner }) {
    return partner.name || _t("Your partner");
}

/** The role of the other one on this page. */
export function otherRole({ my_role }) {
    return my_role === "mentor" ? "mentee" : "mentor";
}
