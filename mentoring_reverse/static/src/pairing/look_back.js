import { Component, useState } from "@odoo/owl";

import { pairingSections } from "@mentoring_programme/pairing/pairing_page";
import { partnerWords } from "@mentoring_programme/pairing/work_words";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { useInConfidence } from "./in_confidence";

/** Halfway and at the end: each writes, and sees the other's once both have. */
export class PairingLookBack extends Component {
    static template = "mentoring_reverse.PairingLookBack";
    static props = { page: Object, data: Object, call: Function, busy: Boolean };

    setup() {
        this.notification = useService("notification");
        this.confidence = useInConfidence(this.props);
        this.form = useState({ kind: "", texts: {} });
    }

    get told() {
        return this.confidence.state.told;
    }

    get partnerWords() {
        return partnerWords(this.props.page);
    }

    fieldId(name) {
        return `o_mentoring_look_back_${this.props.page.id}_${name}`;
    }

    writeWords({ mine }) {
        return mine ? _t("Change what I wrote") : _t("Write");
    }

    open({ kind, mine }) {
        Object.assign(this.form, { kind, texts: { ...mine } });
    }

    close() {
        Object.assign(this.form, { kind: "", texts: {} });
    }

    async save() {
        await this.confidence.save("look_back", { kind: this.form.kind, texts: this.form.texts });
        this.close();
        this.notification.add(_t("What you wrote is kept."), { type: "success" });
    }
}

pairingSections.add(
    "reverse_look_back",
    { Component: PairingLookBack, title: _t("Looking back together") },
    { sequence: 75 },
);
