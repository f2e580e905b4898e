import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";

/** Who reads a note of one of the two of a pairing. */
export function readersWords({ is_shared, lost }) {
    if (lost) {
        return _t("Can no longer be read");
    }
    return is_shared ? _t("Both of you read it") : _t("Only you read it");
}

/** Ask before a note is destroyed, also for the partner where it is shared. */
export function askToDelete(dialog, title, { is_shared }, confirm) {
    dialog.add(ConfirmationDialog, {
        title,
        body: is_shared
            ? _t("It is gone at once, for both of you, and cannot be brought back.")
            : _t("It is gone at once and cannot be brought back."),
        confirmLabel: _t("Delete"),
        cancelLabel: _t("Keep it"),
        confirm: () => {
            confirm();
        },
        cancel: () => {},
    });
}
