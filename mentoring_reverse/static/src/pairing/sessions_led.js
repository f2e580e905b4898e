import { PairingSessions } from "@mentoring_programme/pairing/sessions";
import { patch } from "@web/core/utils/patch";

import { useInConfidence } from "./in_confidence";

/** On the sessions themselves: what the leader took away, and the mentor's own marks. */
patch(PairingSessions.prototype, {
    setup() {
        super.setup();
        this.confidence = this.props.page.is_reverse ? useInConfidence(this.props) : null;
    },

    get kept() {
        return this.confidence?.state.told;
    },

    /** The summary that belongs on this session: its own; on the next one, that of the last. */
    summaryOn({ id }) {
        const summaries = this.kept?.summaries || [];
        const line =
            id === this.props.data.next_id
                ? summaries[0]
                : summaries.find(({ session_id }) => session_id === id);
        return line?.texts || false;
    },

    /** What the first session needs before it counts as held, as parts of this page. */
    get beginLacks() {
        return this.props.data.begin_lacks || [];
    },

    goToPart(name) {
        this.env.goToPairingPart(name);
    },

    isNext({ id }) {
        return id === this.props.data.next_id;
    },

    isNotWithMe({ id }) {
        return Boolean(this.kept?.not_with_me?.topics.includes(id));
    },
});
