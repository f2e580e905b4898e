import { Component } from "@odoo/owl";

import { deserializeDate, deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

import { pairingSections } from "./pairing_page";

const { DateTime } = luxon;

/** What was and what comes: the programme's days, its events, and the sessions of the two. */
export class PairingTimeline extends Component {
    static template = "mentoring_programme.PairingTimeline";
    static props = { page: Object, data: Object, call: Function, busy: Boolean };

    whenWords({ date, has_time }) {
        return has_time
            ? deserializeDateTime(date).toLocaleString(DateTime.DATETIME_MED_WITH_WEEKDAY)
            : deserializeDate(date).toLocaleString(DateTime.DATE_MED_WITH_WEEKDAY);
    }
}

pairingSections.add(
    "timeline",
    { Component: PairingTimeline, title: _t("Timeline"), isFolded: true },
    { sequence: 80 },
);
