import { Component, useState } from "@odoo/owl";

import { Dialog } from "@web/core/dialog/dialog";

import { oneAtATime } from "../one_at_a_time/one_at_a_time";

/** Asks before something is done for many people at once: for how many, and for whom. */
export class BulkDialog extends Component {
    static template = "mentoring_programme.BulkDialog";
    static components = { Dialog };
    static props = {
        title: String,
        body: String,
        names: { type: Array, element: String },
        confirmLabel: String,
        confirm: Function,
        close: Function,
    };

    setup() {
        this.state = useState({ busy: false });
    }

    confirm() {
        return oneAtATime(this.state, async () => {
            try {
                await this.props.confirm();
            } finally {
                this.props.close();
            }
        });
    }
}
