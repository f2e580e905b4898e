import { Component } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";

import { dayWords } from "../home/words";
import { pairingSections } from "./pairing_page";

/** Towards the end of a pairing and afterwards: ending well, what remains, what is asked. */
export class PairingClosing extends Component {
    static template = "mentoring_programme.PairingClosing";
    static props = { page: Object, data: Object, call: Function, busy: Boolean };

    setup() {
        this.dayWords = dayWords;
    }

    get certificateUrl() {
        return `/my/mentoring/certificate/${this.props.data.enrolment_id}`;
    }
}

pairingSections.add(
    "closing",
    { Component: PairingClosing, title: _t("The end, and what remains") },
    { sequence: 80 },
);
