import { useState } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";

import { PairingSection } from "./section";
import { dayOfWords } from "./work_words";

/** How the mentee sees themself, at the start and at the end; who reads it is chosen first. */
export class PairingAssessment extends PairingSection {
    static template = "mentoring_programme.PairingAssessment";

    setup() {
        super.setup();
        this.dayOfWords = dayOfWords;
        this.scale = [1, 2, 3, 4, 5];
        this.moments = ["start", "end"];
        this.state = useState({ moment: "", isShared: null, answers: {} });
    }

    get isMentee() {
        return this.props.page.my_role === "mentee";
    }

    /** Of the mentor's page only what was shared: whether there is more is not told. */
    get isShown() {
        return this.isMentee
            ? Object.keys({ ...this.props.data.given, ...this.props.data.asked }).length > 0
            : Object.keys(this.props.data.given).length > 0;
    }

    get title() {
        return this.isMentee
            ? _t("How you see yourself")
            : _t("How %s sees themself", this.partner);
    }

    momentWords(moment) {
        return moment === "start" ? _t("At the start") : _t("At the end");
    }

    answerWords(moment) {
        return moment === "start" ? _t("Answer for the start") : _t("Answer for the end");
    }

    readersWords({ is_shared }) {
        if (!this.isMentee) {
            return _t("%s lets you read it.", this.partner);
        }
        return is_shared ? _t("%s and you read it.", this.partner) : _t("Only you read it.");
    }

    valueWords(value) {
        return _t("%s of 5", value);
    }

    open(moment) {
        Object.assign(this.state, { moment, isShared: null, answers: {} });
    }

    answer(item, value) {
        this.state.answers[item] = value;
    }

    clear(item) {
        delete this.state.answers[item];
    }

    get isAnswered() {
        return Object.keys(this.state.answers).length > 0;
    }

    async save() {
        const { moment, isShared, answers } = this.state;
        const saved = await this.props.call("mentoring.assessment", "action_answer", [
            this.props.page.id,
            moment,
            isShared,
            { ...answers },
        ]);
        // Refused, the answers stay here.
        if (saved) {
            this.open("");
        }
    }

    remove({ id }) {
        this.askBefore(() => this.props.call("mentoring.assessment", "unlink", [[id]]), {
            title: _t("Delete these answers?"),
            body: _t("They are gone at once and cannot be brought back."),
            cancelLabel: _t("Keep them"),
        });
    }
}
