import { Component, useState } from "@odoo/owl";

import { pairingSections } from "@mentoring_programme/pairing/pairing_page";
import { fromInput, whenWords } from "@mentoring_programme/pairing/session_words";
import { momentWords, partnerWords } from "@mentoring_programme/pairing/work_words";
import { _t } from "@web/core/l10n/translation";

const PAIRING = "mentoring.pairing";
const QUESTION = "mentoring.question";

/** The mentor asks or proposes times and sees by when an answer can be expected. */
export class PairingQuestions extends Component {
    static template = "mentoring_reverse.PairingQuestions";
    static props = { page: Object, data: Object, call: Function, busy: Boolean };

    setup() {
        this.momentWords = momentWords;
        this.whenWords = whenWords;
        this.state = useState({ isAsking: false, text: "", times: ["", "", ""], answers: {} });
    }

    get isMentor() {
        return this.props.page.my_role === "mentor";
    }

    get leadWords() {
        const told = { name: partnerWords(this.props.page), hours: this.props.data.hours };
        return this.isMentor
            ? _t(
                  "Ask %(name)s something here, or propose times to meet. An answer can be expected within %(hours)s hours; after a week without one a reminder goes out by itself, so that you need not chase it.",
                  told,
              )
            : _t(
                  "What %(name)s asks you here is to be answered within %(hours)s hours. A short answer is enough.",
                  told,
              );
    }

    expectedWords({ expected_by }) {
        return this.isMentor
            ? _t("You can expect an answer by %s.", momentWords(expected_by))
            : _t("Please answer by %s.", momentWords(expected_by));
    }

    fieldId(name) {
        return `o_mentoring_questions_${this.props.page.id}_${name}`;
    }

    answerOf(id) {
        return this.state.answers[id] || { text: "", time: "" };
    }

    setAnswer(id, values) {
        this.state.answers[id] = { ...this.answerOf(id), ...values };
    }

    hasAnswer(id) {
        const { text, time } = this.answerOf(id);
        return Boolean(text.trim() || time);
    }

    get hasQuestion() {
        const { text, times } = this.state;
        return Boolean(text.trim() || times.some(Boolean));
    }

    setTime(index, ev) {
        this.state.times[index] = ev.target.value;
    }

    async ask() {
        const { text, times } = this.state;
        await this.props.call(PAIRING, "action_ask_leader", [
            [this.props.page.id],
            text,
            times.filter(Boolean).map(fromInput),
        ]);
        Object.assign(this.state, { isAsking: false, text: "", times: ["", "", ""] });
    }

    answer({ id }) {
        const { text, time } = this.answerOf(id);
        return this.props.call(QUESTION, "action_answer", [[id], text, time || null]);
    }

    takeBack({ id }) {
        return this.props.call(QUESTION, "action_take_back", [[id]]);
    }
}

pairingSections.add(
    "reverse_questions",
    { Component: PairingQuestions, title: _t("Questions and answers") },
    { sequence: 15 },
);
