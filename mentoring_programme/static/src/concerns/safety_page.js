import { Component, markup } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";

import { useOneDialog } from "../one_at_a_time/one_at_a_time";
import { pairingSections } from "../pairing/pairing_page";
import { ConcernDialog } from "./concern_dialog";

/** "Boundaries and contacts" of a pairing: what mentoring is not, and whom to turn to. */
export class SafetyPage extends Component {
    static template = "mentoring_programme.SafetyPage";
    static props = { page: Object, data: Object, call: Function, busy: Boolean };

    setup() {
        this.dialog = useOneDialog();
    }

    /** A field that Odoo keeps sanitised. */
    get boundaries() {
        return markup(this.props.data.boundaries || "");
    }

    raiseConcern() {
        this.dialog.add(ConcernDialog, { pairingId: this.props.page.id });
    }
}

pairingSections.add(
    "safety",
    { Component: SafetyPage, title: _t("Boundaries and contacts"), isFolded: true },
    { sequence: 90 },
);
