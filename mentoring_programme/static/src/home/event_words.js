import { deserializeDateTime } from "@web/core/l10n/dates";

/** @param {string} moment in UTC, as the server writes it; said in the reader's time zone */
export function momentWords(moment) {
    return deserializeDateTime(moment).toLocaleString({
        weekday: "long",
        day: "numeric",
        month: "long",
        hour: "numeric",
        minute: "2-digit",
    });
}
