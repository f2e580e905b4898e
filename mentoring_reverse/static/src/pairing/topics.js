import { Component, useState } from "@odoo/owl";

import { pairingSections } from "@mentoring_programme/pairing/pairing_page";
import { momentWords } from "@mentoring_programme/pairing/work_words";
import { _t } from "@web/core/l10n/translation";

import { useInConfidence } from "./in_confidence";

const PAIRING = "mentoring.pairing";
const PROPOSAL = "mentoring.topic.proposal";

/**
 * What to talk about: the leader proposes; the mentor takes up or leaves, and marks for
 * themself what they do not want to talk about.
 */
export class PairingTopics extends Component {
    static template = "mentoring_reverse.PairingTopics";
    static props = { page: Object, data: Object, call: Function, busy: Boolean };

    setup() {
        this.momentWords = momentWords;
        this.state = useState({ topicId: "", words: "", find: "", sessionId: {} });
        // The leader's page asks for no marks, and is the same whatever is marked.
        this.confidence = this.isMentor ? useInConfidence(this.props) : null;
    }

    get isMentor() {
        return this.props.page.my_role === "mentor";
    }

    get leadWords() {
        return this.isMentor
            ? _t(
                  "You decide what you talk about. Your leader may propose; take up what you like and leave the rest. No reason is asked, and they are not told.",
              )
            : _t(
                  "Your mentor decides what you talk about. You can propose a topic or say it in your own words; they take up what suits them.",
              );
    }

    fieldId(name) {
        return `o_mentoring_topics_${this.props.page.id}_${name}`;
    }

    /** The library by category, those that hold what was looked for. */
    get shelves() {
        const wanted = this.state.find.trim().toLowerCase();
        const shelves = new Map();
        for (const topic of this.props.data.topics) {
            const { name, category, questions, keywords } = topic;
            if ([name, category, questions, keywords].join(" ").toLowerCase().includes(wanted)) {
                shelves.set(category, [...(shelves.get(category) || []), topic]);
            }
        }
        return [...shelves].map(([name, topics]) => ({ name, topics }));
    }

    stateWords(proposal) {
        if (proposal.is_taken_up) {
            return _t("Taken up: it is on the agenda.");
        }
        return this.isLeft(proposal)
            ? _t("You left it. Your leader sees it as before.")
            : _t("Proposed");
    }

    // -- the leader ----------------------------------------------------------------------

    async propose() {
        const topicId = Number(this.state.topicId) || null;
        await this.props.call(PAIRING, "action_propose_topic", [
            [this.props.page.id],
            topicId,
            this.state.words,
        ]);
        Object.assign(this.state, { topicId: "", words: "" });
    }

    takeBack({ id }) {
        return this.props.call(PROPOSAL, "action_take_back", [[id]]);
    }

    // -- the mentor ----------------------------------------------------------------------

    /** Unless the mentor chooses another, the next session. */
    sessionFor({ id }) {
        const { sessions } = this.props.data;
        const chosen = sessions.find((session) => session.id === this.state.sessionId[id]);
        return (chosen || sessions[0])?.id;
    }

    chooseSession({ id }, ev) {
        this.state.sessionId[id] = Number(ev.target.value);
    }

    takeUp(proposal) {
        return this.props.call(PROPOSAL, "action_take_up", [
            [proposal.id],
            this.sessionFor(proposal),
        ]);
    }

    leave({ id }) {
        return this.confidence.save("mark", { proposal_id: id, is_marked: true });
    }

    get marks() {
        return this.confidence?.state.told?.not_with_me;
    }

    isLeft({ id }) {
        return Boolean(this.marks?.proposals.includes(id));
    }

    isMarked(topicId) {
        return Boolean(this.marks?.topics.includes(topicId));
    }

    mark(topic) {
        const is_marked = !this.isMarked(topic.id);
        return this.confidence.save("mark", { topic_id: topic.id, is_marked });
    }
}

pairingSections.add(
    "reverse_topics",
    { Component: PairingTopics, title: _t("What to talk about") },
    { sequence: 20 },
);
