import { Component, markup } from "@odoo/owl";

import { Dialog } from "@web/core/dialog/dialog";

/** Shows what a requirement says, and lets its reader say that they have read it. */
export class RequirementDialog extends Component {
    static template = "mentoring_programme.RequirementDialog";
    static components = { Dialog };
    static props = {
        close: Function,
        requirement: Object,
        programme: String,
        // Absent when somebody else confirms the requirement.
        acknowledge: { type: Function, optional: true },
    };

    get text() {
        // The server has sanitised it: it is an Html field.
        return markup(this.props.requirement.description);
    }

    acknowledge() {
        this.props.close();
        this.props.acknowledge();
    }
}
