import { Component } from "@odoo/owl";

import { Dialog } from "@web/core/dialog/dialog";

import { useUnsavedText } from "../in_confidence/unsaved_text";
import { ConcernForm } from "./concern_form";

/** Raise a concern over whatever page it was asked for; asks before a text is lost. */
export class ConcernDialog extends Component {
    static template = "mentoring_programme.ConcernDialog";
    static components = { Dialog, ConcernForm };
    static props = {
        close: Function,
        // The pairing it was opened from; without, the programme as such.
        pairingId: { type: Number, optional: true },
    };

    setup() {
        this.text = "";
        this.mayClose = useUnsavedText(() => this.text);
    }

    onText(text) {
        this.text = text;
    }

    async close() {
        await this.mayClose();
        this.props.close();
    }
}
