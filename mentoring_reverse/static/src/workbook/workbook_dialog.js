import { Component, markup, onWillStart, useEffect, useRef, useState } from "@odoo/owl";

import { momentWords } from "@mentoring_programme/home/words";
import { askToDelete, readersWords } from "@mentoring_programme/in_confidence/pair_notes";
import { useUnsavedText } from "@mentoring_programme/in_confidence/unsaved_text";
import { dayWords } from "@mentoring_programme/pairing/work_words";
import { oneAtATime, useOneDialog } from "@mentoring_programme/one_at_a_time/one_at_a_time";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { rpc } from "@web/core/network/rpc";
import { useService } from "@web/core/utils/hooks";

/** One's own workbook of one pairing: what to know, whom to turn to, and questions to answer. */
export class WorkbookDialog extends Component {
    static template = "mentoring_reverse.WorkbookDialog";
    static components = { Dialog };
    static props = {
        close: Function,
        pairingId: Number,
    };

    setup() {
        this.dialog = useOneDialog();
        this.notification = useService("notification");
        this.text = useRef("text");
        this.top = useRef("top");
        this.markup = markup;
        this.momentWords = momentWords;
        this.readersWords = readersWords;
        this.state = useState({ told: null, busy: false, draft: null });
        this.mayClose = useUnsavedText(() => (this.isChanged ? this.state.draft.text : ""));
        onWillStart(() => this.ask("open"));
        // Who has chosen goes on by writing.
        useEffect(
            () => this.text.el?.focus(),
            () => [this.state.draft?.question, this.state.draft?.shared],
        );
    }

    get isChanged() {
        const { draft } = this.state;
        return Boolean(draft) && draft.text !== draft.before;
    }

    get partnerWords() {
        return this.state.told.partner || _t("your partner");
    }

    get progressWords() {
        return _t("You have answered %(answered)s of %(asked)s questions. Only you see this.", {
            answered: this.state.told.answered,
            asked: this.state.told.asked,
        });
    }

    get untilWords() {
        return _t(
            "As things stand, all of it is destroyed on %s; at once if you withdraw or leave. Until then you can keep a copy.",
            dayWords(this.state.told.until),
        );
    }

    get copyUrl() {
        return `/mentoring/workbook/${this.props.pairingId}/copy`;
    }

    answeredWords({ questions }) {
        const answered = questions.filter(({ mine }) => mine).length;
        return _t("%(answered)s of %(asked)s", { answered, asked: questions.length });
    }

    isDrafting({ id }) {
        return this.state.draft?.question === id;
    }

    ask(step, words = {}) {
        return oneAtATime(this.state, async () => {
            this.state.told = await rpc(`/mentoring/workbook/${step}`, {
                pairing_id: this.props.pairingId,
                ...words,
            });
        });
    }

    async begin({ id, mine }) {
        if (this.isChanged) {
            await this.mayClose();
        }
        const text = mine ? mine.text : "";
        this.state.draft = {
            question: id,
            shared: mine ? mine.is_shared : null,
            reference: mine ? mine.reference : null,
            stamp: mine ? mine.stamp : null,
            text,
            before: text,
        };
    }

    async stop() {
        await this.mayClose();
        this.state.draft = null;
        this.top.el?.focus();
    }

    async save() {
        const { question, text, shared, reference, stamp } = this.state.draft;
        await this.ask("write", {
            question_id: question,
            text,
            is_shared: shared,
            reference,
            stamp,
        });
        this.state.draft = null;
        this.notification.add(_t("Your answer is kept."), { type: "success" });
        document.getElementById(`o_mentoring_workbook_question_${question}`)?.focus();
    }

    remove(note) {
        askToDelete(this.dialog, _t("Delete this answer?"), note, () => this.delete(note));
    }

    async delete({ reference }) {
        await this.ask("delete", { reference });
        this.state.draft = null;
        this.top.el?.focus();
    }

    async close() {
        await this.mayClose();
        this.props.close();
    }
}
