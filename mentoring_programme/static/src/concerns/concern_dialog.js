import { Dialog } from "@web/core/dialog/dialog";

import { useUnsavedText } from "../in_confidence/unsaved_text";
import { ConcernForm } from "./concern_form";

/** Raise a concern over whatever page it was asked for; asks before a text is lost. */
export class ConcernDialog extends ConcernForm {
    static template = "mentoring_programme.ConcernDialog";
    static components = { Dialog };
    static props = { ...ConcernForm.props, close: Function };
    static sendsInBar = true;

    setup() {
        super.setup();
        this.mayClose = useUnsavedText(() => this.state.text);
    }

    async close() {
        await this.mayClose();
        this.props.close();
    }
}
