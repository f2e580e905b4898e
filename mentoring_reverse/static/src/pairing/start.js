import { Component, markup } from "@odoo/owl";

import { pairingSections } from "@mentoring_programme/pairing/pairing_page";
import { momentWords } from "@mentoring_programme/pairing/work_words";
import { _t } from "@web/core/l10n/translation";

/** Before the first session: the ground rules that the leader acknowledges, and a shared goal. */
export class PairingStart extends Component {
    static template = "mentoring_reverse.PairingStart";
    static props = { page: Object, data: Object, call: Function, busy: Boolean };

    get isLeader() {
        return this.props.page.my_role === "mentee";
    }

    get rulesWords() {
        const { rules, acknowledged } = this.props.data;
        if (acknowledged) {
            const told = {
                date: momentWords(acknowledged.date),
                version: acknowledged.version,
                name: this.props.page.partner.name || _t("Your leader"),
            };
            return this.isLeader
                ? _t(
                      "Done: you acknowledged the ground rules, version %(version)s, on %(date)s.",
                      told,
                  )
                : _t(
                      "Done: %(name)s acknowledged the ground rules, version %(version)s, on %(date)s.",
                      told,
                  );
        }
        if (!rules) {
            return _t("Nobody has written ground rules.");
        }
        return this.isLeader
            ? _t("Read the ground rules below and acknowledge them.")
            : _t("The ground rules wait for your leader, who is reminded of them.");
    }

    get goalWords() {
        return this.props.data.has_goal
            ? _t("Done: you share a goal.")
            : _t("Agree on a goal and write it down under “Goals”. Either of you can.");
    }

    /** The text that was acknowledged, or the one that is asked; sanitised by the server. */
    get text() {
        const { rules, acknowledged } = this.props.data;
        const { text } = acknowledged || rules || {};
        return text && markup(text);
    }

    acknowledge() {
        return this.props.call("mentoring.pairing", "action_acknowledge_ground_rules", [
            [this.props.page.id],
            this.props.data.rules.version,
        ]);
    }
}

pairingSections.add(
    "reverse_start",
    { Component: PairingStart, title: _t("How you two begin") },
    { sequence: 5 },
);
