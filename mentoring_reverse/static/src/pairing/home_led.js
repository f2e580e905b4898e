import { HomeBody } from "@mentoring_programme/home/home_body";
import { nameWords, momentWords } from "@mentoring_programme/home/words";
import { _t } from "@web/core/l10n/translation";
import { patch } from "@web/core/utils/patch";

// Which part of a pairing's page answers what is asked.
const PARTS = {
    reverse_rules: "reverse_start",
    reverse_question: "reverse_questions",
    reverse_summary: "reverse_summaries",
    reverse_middle: "reverse_look_back",
    reverse_end: "reverse_look_back",
};

/** What the two owe each other where the junior one leads. */
patch(HomeBody.prototype, {
    isOfReverse({ kind }) {
        return kind in PARTS;
    },

    reverseWords({ kind, pairing }) {
        const name = nameWords(pairing.partner);
        return {
            reverse_rules: _t("Before you meet %s: please read the ground rules", name),
            reverse_question: _t("%s has asked you something", name),
            reverse_summary: _t("What did you take away from your session with %s?", name),
            reverse_middle: _t("Halfway with %s: how is it going?", name),
            reverse_end: _t("Looking back with %s: how have you both grown?", name),
        }[kind];
    },

    answerByWords({ my_role, answer_by }) {
        return my_role === "mentor"
            ? _t("You can expect an answer by %s.", momentWords(answer_by))
            : _t("Please answer by %s, so that nobody waits in vain.", momentWords(answer_by));
    },

    showPart({ kind, pairing }) {
        return this.showPairing(pairing, PARTS[kind]);
    },
});
