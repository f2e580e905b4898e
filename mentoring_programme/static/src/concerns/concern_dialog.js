import { Component, onWillStart, useEffect, useRef, useState } from "@odoo/owl";

import { Dialog } from "@web/core/dialog/dialog";
import { rpc } from "@web/core/network/rpc";

import { momentWords } from "../home/words";
import { useUnsavedText } from "../in_confidence/unsaved_text";
import * as words from "./words";

/** Raise a concern with the safeguarding lead, and see what became of earlier ones. */
export class ConcernDialog extends Component {
    static template = "mentoring_programme.ConcernDialog";
    static components = { Dialog };
    static props = {
        close: Function,
        // The pairing it was opened from; without, the programme as such.
        pairingId: { type: Number, optional: true },
    };

    setup() {
        this.words = words;
        this.momentWords = momentWords;
        this.receipt = useRef("receipt");
        this.state = useState({ told: null, busy: false, subject: 0, text: "", sent: false });
        this.mayClose = useUnsavedText(() => this.state.text);
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

    get subject() {
        return this.state.told.subjects[this.state.subject];
    }

    choose(ev) {
        this.state.subject = Number(ev.target.value);
    }

    async send() {
        const { enrolment_id, pairing_id } = this.subject;
        this.state.busy = true;
        try {
            this.state.told = await rpc("/mentoring/concerns/raise", {
                enrolment_id,
                pairing_id,
                text: this.state.text,
            });
            Object.assign(this.state, { text: "", sent: true });
        } finally {
            this.state.busy = false;
        }
    }

    async close() {
        await this.mayClose();
        this.props.close();
    }
}
