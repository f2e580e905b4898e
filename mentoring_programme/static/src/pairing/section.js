import { Component } from "@odoo/owl";

import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";

import { useOneDialog } from "../one_at_a_time/one_at_a_time";
import { partnerWords } from "./work_words";

/** A part of a pairing's page that its two people write in: what all of these have in common. */
export class PairingSection extends Component {
    // Each part has its own.
    static template = "";
    static props = {
        page: Object,
        data: Object,
        call: Function,
        busy: Boolean,
    };

    setup() {
        this.dialog = useOneDialog();
    }

    get partner() {
        return partnerWords(this.props.page);
    }

    /** Ask before something is gone; ``words`` are those of the dialog that are its own. */
    askBefore(step, words) {
        this.dialog.add(ConfirmationDialog, {
            confirmLabel: _t("Delete"),
            cancelLabel: _t("Keep it"),
            ...words,
            confirm: () => {
                step();
            },
            cancel: () => {},
        });
    }
}
