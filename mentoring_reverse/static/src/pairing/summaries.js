import { Component, useState } from "@odoo/owl";

import { pairingSections } from "@mentoring_programme/pairing/pairing_page";
import { dayWords, momentWords, partnerWords } from "@mentoring_programme/pairing/work_words";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { useInConfidence } from "./in_confidence";

/** What the leader took away from each session: they write, the mentor reads. */
export class PairingSummaries extends Component {
    static template = "mentoring_reverse.PairingSummaries";
    static props = { page: Object, data: Object, call: Function, busy: Boolean };

    setup() {
        this.notification = useService("notification");
        this.confidence = useInConfidence(this.props);
        this.momentWords = momentWords;
        // The session whose summary is being written, and its texts by prompt.
        this.form = useState({ id: false, texts: {} });
    }

    get told() {
        return this.confidence.state.told;
    }

    get isLeader() {
        return this.props.page.my_role === "mentee";
    }

    get partnerWords() {
        return partnerWords(this.props.page);
    }

    get leadWords() {
        return this.isLeader
            ? _t(
                  "After each session you write down what you took away, within a week. %s reads it and nobody else does; your next session begins with it.",
                  this.partnerWords,
              )
            : _t(
                  "After each session %s writes down what they took away, for you. Nobody else reads it; your next session begins with it.",
                  this.partnerWords,
              );
    }

    dueWords({ due }) {
        return this.isLeader
            ? _t("Due until %s.", dayWords(due))
            : _t("You can expect it by %s.", dayWords(due));
    }

    writeWords({ texts }) {
        return texts ? _t("Correct it") : _t("Write the summary");
    }

    fieldId(name) {
        return `o_mentoring_summary_${this.props.page.id}_${name}`;
    }

    open({ session_id, texts }) {
        this.form.id = session_id;
        this.form.texts = { ...texts };
    }

    close() {
        Object.assign(this.form, { id: false, texts: {} });
    }

    async save() {
        await this.confidence.save("summarise", {
            session_id: this.form.id,
            texts: this.form.texts,
        });
        this.close();
        this.notification.add(_t("Your summary is kept, for the two of you."), { type: "success" });
    }
}

pairingSections.add(
    "reverse_summaries",
    { Component: PairingSummaries, title: _t("What was taken away") },
    { sequence: 12 },
);
