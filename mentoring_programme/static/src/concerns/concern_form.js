import { Component, onWillStart, useEffect, useRef, useState } from "@odoo/owl";

import { rpc } from "@web/core/network/rpc";
import { uuid } from "@web/core/utils/strings";

import { momentWords } from "../home/words";
import { oneAtATime } from "../one_at_a_time/one_at_a_time";
import * as words from "./words";

/**
 * Raise a concern, and see what became of earlier ones; in a dialog and on a page of the portal.
 *
 * Who will read it is shown before anything is written, and sent along: the server hands it to
 * nobody else.
 */
export class ConcernForm extends Component {
    static template = "mentoring_programme.ConcernForm";
    static props = {
        // The pairing it was opened from; without, the programme as such.
        pairingId: { type: Number, optional: true },
    };
    // Where the button that sends stands: below the text, or in the bar of a dialog.
    static sendsInBar = false;

    setup() {
        this.words = words;
        this.momentWords = momentWords;
        this.receipt = useRef("receipt");
        this.state = useState({
            told: null,
            busy: false,
            subject: 0,
            urgency: "soon",
            pause: false,
            text: "",
            sent: false,
        });
        // Sent again because no answer came, it is the same concern; once it is changed, another.
        useEffect(
            () => {
                this.token = uuid();
            },
            () => [this.state.text, this.state.subject, this.state.urgency, this.state.pause],
        );
        // The button that was pressed is gone.
        useEffect(
            () => this.receipt.el?.focus(),
            () => [this.state.sent],
        );
        onWillStart(async () => {
            this.state.told = await rpc("/mentoring/concerns/mine");
            const wanted = this.props.pairingId || false;
            const found = this.state.told.subjects.findIndex((s) => s.pairing_id === wanted);
            this.state.subject = Math.max(found, 0);
        });
    }

    get sendsInBar() {
        return this.constructor.sendsInBar;
    }

    get subject() {
        return this.state.told.subjects[this.state.subject];
    }

    choose(ev) {
        this.state.subject = Number(ev.target.value);
        this.state.pause = false;
    }

    handOn({ reference, hand_on }) {
        return oneAtATime(this.state, async () => {
            this.state.told = await rpc("/mentoring/concerns/hand_on", {
                reference,
                readers: hand_on.map(({ id }) => id),
            });
        });
    }

    send() {
        return oneAtATime(this.state, async () => {
            const { enrolment_id, pairing_id, readers } = this.subject;
            this.state.told = await rpc("/mentoring/concerns/raise", {
                enrolment_id,
                pairing_id,
                text: this.state.text,
                urgency: this.state.urgency,
                pause: this.state.pause,
                readers: readers.map(({ id }) => id),
                token: this.token,
            });
            Object.assign(this.state, { text: "", pause: false, sent: true });
        });
    }
}
