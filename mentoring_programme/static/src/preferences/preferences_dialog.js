import { Component } from "@odoo/owl";

import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useBus } from "@web/core/utils/hooks";

import { useOneDialog } from "../one_at_a_time/one_at_a_time";
import { Preferences } from "./preferences";

/** "In confidence" over whatever page it was asked for; asks before it loses something. */
export class PreferencesDialog extends Component {
    static template = "mentoring_programme.PreferencesDialog";
    static components = { Dialog, Preferences };
    static props = { close: Function, enrolmentId: Number };

    setup() {
        this.dialog = useOneDialog();
        this.isDirty = false;
        // Every way of closing asks first: the cross, Escape, and leaving the page beneath.
        this.env.dialogData.close = () => this.close();
        useBus(this.env.bus, "CLEAR-UNCOMMITTED-CHANGES", ({ detail: callbacks }) =>
            callbacks.push(() => this.mayLeave()),
        );
    }

    async close() {
        if (await this.mayLeave()) {
            this.props.close();
        }
    }

    /** @returns {Promise<boolean>} */
    async mayLeave() {
        if (!this.isDirty) {
            return true;
        }
        const leaves = await new Promise((resolve) => {
            this.dialog.add(
                ConfirmationDialog,
                {
                    title: _t("Leave without saving?"),
                    body: _t("What you have changed here is not saved."),
                    confirmLabel: _t("Leave"),
                    cancelLabel: _t("Stay"),
                    confirm: () => resolve(true),
                    cancel: () => resolve(false),
                },
                { onClose: () => resolve(false) },
            );
        });
        this.isDirty = !leaves;
        return leaves;
    }
}

/** A function and no page: neither the address nor the browser's history tells of it. */
registry.category("actions").add("mentoring_programme.preferences", (env, { context, params }) => {
    const enrolmentId = params?.enrolment_id || context.active_id;
    env.services.dialog.add(PreferencesDialog, { enrolmentId });
});
