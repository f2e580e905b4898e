import { Component } from "@odoo/owl";

import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

import { pairingSections } from "./pairing_page";

/** Who else is in the circle of this pairing, and when all of them meet next. */
export class PairingCircle extends Component {
    static template = "mentoring_programme.PairingCircle";
    static props = { page: Object, data: Object, call: Function, busy: Boolean };

    roleWords({ role, is_me }) {
        if (is_me) {
            return role === "mentor" ? _t("you, mentor") : _t("you, mentee");
        }
        return role === "mentor" ? _t("mentor") : _t("mentee");
    }

    get nextWords() {
        const moment = deserializeDateTime(this.props.data.next_session).toLocaleString({
            weekday: "long",
            day: "numeric",
            month: "long",
            hour: "numeric",
            minute: "2-digit",
        });
        return _t("Next session, all together: %s", moment);
    }
}

pairingSections.add("circle", { Component: PairingCircle, title: _t("Our circle") });
