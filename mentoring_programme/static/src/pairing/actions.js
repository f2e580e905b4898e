import { useState } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import { PairingSection } from "./section";
import { dayOfWords, dayWords, otherRole } from "./work_words";

const ACTION = "mentoring.action";

const emptyAction = (owner) => ({ id: false, name: "", owner, date_due: "", session_id: "" });

/** What each of the two will do next: either writes it down, who does it ticks it. */
export class PairingActions extends PairingSection {
    static template = "mentoring_programme.PairingActions";

    setup() {
        super.setup();
        this.dayOfWords = dayOfWords;
        this.state = useState({ action: null });
    }

    get open() {
        return this.props.data.actions.filter(({ is_done }) => !is_done);
    }

    get done() {
        return this.props.data.actions.filter(({ is_done }) => is_done);
    }

    get owners() {
        const { page } = this.props;
        return [
            { role: page.my_role, name: _t("I") },
            { role: otherRole(page), name: this.partner },
        ];
    }

    ownerWords({ is_mine }) {
        return is_mine ? _t("You") : this.partner;
    }

    dueWords({ date_due, is_done, done_on }) {
        if (is_done) {
            return _t("done on %s", dayWords(done_on));
        }
        if (!date_due) {
            return "";
        }
        return date_due < this.props.data.today
            ? _t("was meant to be done by %s", dayWords(date_due))
            : _t("by %s", dayWords(date_due));
    }

    add() {
        this.state.action = emptyAction(this.props.page.my_role);
    }

    edit({ id, name, owner, date_due, session_id }) {
        this.state.action = {
            id,
            name,
            owner,
            date_due: date_due || "",
            session_id: session_id ? String(session_id) : "",
        };
    }

    close() {
        this.state.action = null;
    }

    async save() {
        const { id, name, owner, date_due, session_id } = this.state.action;
        const values = {
            name: name.trim(),
            date_due: date_due || false,
            session_id: Number(session_id) || false,
        };
        const saved = id
            ? await this.props.call(ACTION, "write", [[id], values])
            : await this.props.call(ACTION, "create", [
                  [{ ...values, owner, pairing_id: this.props.page.id }],
              ]);
        if (saved) {
            this.close();
        }
    }

    tick({ id, is_done }) {
        return this.props.call(ACTION, "write", [[id], { is_done: !is_done }]);
    }

    remove({ id, name }) {
        this.askBefore(() => this.props.call(ACTION, "unlink", [[id]]), {
            title: _t("Delete this action?"),
            body: _t("“%s” is gone for both of you.", name),
        });
    }
}

registry
    .category("mentoring_pairing_sections")
    .add("actions", { Component: PairingActions, title: _t("What we do next") }, { sequence: 20 });
