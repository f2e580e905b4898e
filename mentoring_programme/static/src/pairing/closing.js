import { Component } from "@odoo/owl";

import { dayWords } from "../home/words";

/** Towards the end of a pairing and afterwards: ending well, what remains, what is asked. */
export class PairingClosing extends Component {
    static template = "mentoring_programme.PairingClosing";
    static props = { page: Object, data: Object, call: Function, busy: Boolean };

    setup() {
        this.dayWords = dayWords;
    }

    get isShown() {
        const { is_over, last_day, feedback } = this.props.data;
        return Boolean(is_over || last_day || feedback.length);
    }

    get certificateUrl() {
        return `/my/mentoring/certificate/${this.props.data.enrolment_id}`;
    }
}
