import { Component, onWillStart, useState } from "@odoo/owl";

import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { oneAtATime } from "../one_at_a_time/one_at_a_time";

const CHOICES = ["language_ids", "availability_ids", "interest_ids"];

/** What one offers or wishes to learn, for people who have none of Odoo's forms. */
export class EnrolmentDialog extends Component {
    static template = "mentoring_programme.EnrolmentDialog";
    static components = { Dialog };
    static props = {
        close: Function,
        title: String,
        enrolmentId: { type: Number, optional: true },
        // Without an enrolment: the programme to apply to, and as what.
        programmeId: { type: Number, optional: true },
        role: { type: String, optional: true },
    };

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.state = useState({ form: null, busy: false, find: "" });
        onWillStart(async () => {
            this.state.form = await this.orm.call(
                "mentoring.enrolment.form",
                "get_form",
                this.which,
            );
        });
    }

    get which() {
        const { enrolmentId, programmeId, role } = this.props;
        return [enrolmentId || false, programmeId || false, role || false];
    }

    get parts() {
        return [
            { name: "interest_ids", title: _t("Topics you would like to talk about") },
            { name: "availability_ids", title: _t("Times that are good for you") },
            { name: "language_ids", title: _t("Languages you are at ease in") },
        ];
    }

    get skillsTitle() {
        return this.state.form.role === "mentor"
            ? _t("Skills you offer")
            : _t("Skills you would like to learn");
    }

    /** What is chosen always shows; the rest as far as it is looked for. */
    get skills() {
        const find = this.state.find.trim().toLowerCase();
        return this.state.form.skills.filter(
            ({ name, chosen }) => chosen || (find && name.toLowerCase().includes(find)),
        );
    }

    chooseLevel(skill, ev) {
        skill.level_id = Number(ev.target.value) || false;
    }

    async save() {
        const { form } = this.state;
        const values = { capacity: Math.trunc(Number(form.capacity)), skills: {} };
        if (form.is_browsable !== null) {
            values.is_browsable = form.is_browsable;
        }
        for (const name of CHOICES) {
            values[name] = form[name].filter(({ chosen }) => chosen).map(({ id }) => id);
        }
        for (const { id, chosen, level_id } of form.skills) {
            if (chosen) {
                values.skills[id] = level_id;
            }
        }
        await oneAtATime(this.state, () =>
            this.orm.call("mentoring.enrolment.form", "save_form", [values, ...this.which]),
        );
        this.notification.add(_t("Saved."), { type: "success" });
        this.props.close();
    }
}
