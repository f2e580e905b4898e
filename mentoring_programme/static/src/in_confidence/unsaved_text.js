import { useEnv } from "@odoo/owl";

import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";

import { useOneDialog } from "../one_at_a_time/one_at_a_time";

/**
 * Ask before a dialog closes over a text that was not sent: it is kept nowhere else.
 *
 * @param {() => string} text what is written at the moment
 * @returns {() => Promise<void>} settles only when the dialog may close
 */
export function useUnsavedText(text) {
    const env = useEnv();
    const dialog = useOneDialog();
    const mayClose = () =>
        new Promise((resolve) => {
            if (!text().trim()) {
                resolve();
                return;
            }
            dialog.add(ConfirmationDialog, {
                title: _t("Leave without saving?"),
                body: _t("What you have written here is not kept anywhere."),
                confirmLabel: _t("Discard the text"),
                cancelLabel: _t("Go on writing"),
                confirm: () => resolve(),
                cancel: () => {},
            });
        });
    env.dialogData.dismiss = mayClose;
    return mayClose;
}
