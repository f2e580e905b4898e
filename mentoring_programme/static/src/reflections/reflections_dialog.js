import { Component, onWillStart, useEffect, useRef, useState } from "@odoo/owl";

import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { rpc } from "@web/core/network/rpc";
import { useService } from "@web/core/utils/hooks";

import { momentWords } from "../home/words";
import { oneAtATime, useOneDialog } from "../one_at_a_time/one_at_a_time";
import { askToDelete, readersWords } from "../in_confidence/pair_notes";
import { useUnsavedText } from "../in_confidence/unsaved_text";

/** Notes on one pairing: first who is to read it, then the text. Nothing is changed later. */
export class ReflectionsDialog extends Component {
    static template = "mentoring_programme.ReflectionsDialog";
    static components = { Dialog };
    static props = {
        close: Function,
        pairingId: Number,
    };

    setup() {
        this.dialog = useOneDialog();
        this.notification = useService("notification");
        this.text = useRef("text");
        this.heading = useRef("heading");
        this.momentWords = momentWords;
        this.readersWords = readersWords;
        this.state = useState({ told: null, busy: false, shared: null, text: "", session: "" });
        this.mayClose = useUnsavedText(() => this.state.text);
        onWillStart(() => this.ask("list"));
        // Who has chosen goes on by writing.
        useEffect(
            () => this.text.el?.focus(),
            () => [this.state.shared],
        );
    }

    get title() {
        return this.state.told.partner
            ? _t("Reflections: %s and you", this.state.told.partner)
            : _t("Reflections");
    }

    get partnerWords() {
        return this.state.told.partner || _t("your partner");
    }

    get textLabel() {
        return this.state.shared
            ? _t("Your reflection, for %s and you", this.partnerWords)
            : _t("Your reflection, for you alone");
    }

    writerWords({ is_mine, lost }) {
        if (lost) {
            return _t("A reflection of yours");
        }
        return is_mine ? _t("You wrote") : _t("%s wrote", this.partnerWords);
    }

    ask(step, words = {}) {
        return oneAtATime(this.state, async () => {
            this.state.told = await rpc(`/mentoring/reflections/${step}`, {
                pairing_id: this.props.pairingId,
                ...words,
            });
        });
    }

    async save() {
        await this.ask("write", {
            text: this.state.text,
            is_shared: this.state.shared,
            session_id: Number(this.state.session) || null,
        });
        Object.assign(this.state, { shared: null, text: "", session: "" });
        this.notification.add(_t("Your reflection is kept."), { type: "success" });
        this.heading.el?.focus();
    }

    remove(note) {
        askToDelete(this.dialog, _t("Delete this reflection?"), note, () => this.delete(note));
    }

    async delete({ reference }) {
        await this.ask("delete", { reference });
        this.heading.el?.focus();
    }

    async close() {
        await this.mayClose();
        this.props.close();
    }
}
