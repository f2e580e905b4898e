import { Component, onWillStart, useRef, useState } from "@odoo/owl";

import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { oneAtATime, useOneDialog } from "../one_at_a_time/one_at_a_time";
import { BulkDialog } from "./bulk_dialog";
import * as words from "./words";

const DESK = "mentoring.desk";
const PROGRAMME = "mentoring.programme";
// The bulk steps: the method of the records behind a figure that takes each.
const BULK_STEPS = {
    accept: "action_accept_application",
    remind: "action_remind",
    confirm: "action_confirm_requirement",
};

/** A coordinator's desk: one programme on one page. */
export class MentoringDesk extends Component {
    static template = "mentoring_programme.Desk";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useOneDialog();
        this.notification = useService("notification");
        this.words = words;
        // Whoever switches while the page reloads is shown what they switched to.
        this.keepLast = new KeepLast();
        this.heading = useRef("heading");
        this.state = useState({ desk: null, failed: false, busy: false });
        this.wanted = this.props.action.context?.active_id || false;
        onWillStart(() => this.load());
    }

    get sections() {
        return this.state.desk.sections;
    }

    get programme() {
        return this.state.desk.programme;
    }

    /** How the two roles are called here, of several people. */
    get roleNames() {
        return this.programme.role_names;
    }

    get lackedRequirements() {
        return this.sections.readiness.filter((requirement) => requirement.total);
    }

    get metRequirements() {
        return this.sections.readiness.filter((requirement) => !requirement.total);
    }

    /** Never rejects: the page says that it could not load, Odoo's own dialog says why. */
    async load() {
        try {
            const asked = this.orm.call(DESK, "get_desk", [this.wanted]);
            this.state.desk = await this.keepLast.add(asked);
            this.wanted = this.programme?.id || false;
            this.state.failed = false;
            // The address says which programme it is: that is all that is remembered.
            this.props.updateActionState({ active_id: this.programme?.id });
        } catch (error) {
            this.state.failed = true;
            this.state.desk = null;
            Promise.reject(error);
        }
    }

    async switchTo(ev) {
        this.wanted = Number(ev.target.value);
        await this.load();
    }

    /** Where the address is of a programme that is not the reader's: those that are. */
    async showMine() {
        this.wanted = false;
        await this.load();
    }

    /** Run ``work`` with all buttons resting. */
    whileBusy(work) {
        return oneAtATime(this.state, async () => {
            try {
                await work();
            } finally {
                if (!document.activeElement || document.activeElement === document.body) {
                    this.heading.el?.focus({ preventScroll: true });
                }
            }
        });
    }

    /** Open ``action`` over this page, and show afterwards what became of it. */
    openDialog(action, options = {}) {
        return this.action.doAction(action, { ...options, onClose: () => this.load() });
    }

    openList(figure) {
        return this.whileBusy(async () => {
            const list = await this.orm.call(DESK, "open_list", [this.programme.id, figure]);
            await this.action.doAction(list);
        });
    }

    openRecord(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
            context: { mentoring_show_names: true },
        });
    }

    openProgramme() {
        return this.openRecord(PROGRAMME, this.programme.id);
    }

    writeTo(context = {}) {
        return this.openDialog("mentoring_programme.mentoring_mail_merge_action", {
            additionalContext: { default_programme_id: this.programme.id, ...context },
        });
    }

    reviewObjective(id) {
        return this.whileBusy(async () => {
            const review = await this.action.loadAction(
                "mentoring_programme.mentoring_objective_action_review",
            );
            await this.openDialog({ ...review, res_id: id });
        });
    }

    /** What a button of a next step does. */
    press(button) {
        const ways = {
            list: () => this.openList(button.figure),
            form: () => this.openProgramme(),
            objective: () => this.reviewObjective(button.id),
            action: () =>
                this.openDialog(button.xmlid, {
                    additionalContext: { default_programme_id: this.programme.id },
                }),
            programme: () =>
                this.ask(button.confirm, button.label, async () => {
                    const next = await this.orm.call(PROGRAMME, button.method, [
                        [this.programme.id],
                    ]);
                    await this.action.doAction(next);
                }),
        };
        return (ways[button.kind] || (() => this.bulk(button.kind, button.figure)))();
    }

    /** Do ``work``, after asking where there is something to ask. */
    ask(question, confirmLabel, work) {
        if (!question) {
            return this.whileBusy(work);
        }
        this.dialog.add(ConfirmationDialog, {
            title: confirmLabel,
            body: question,
            confirmLabel,
            cancelLabel: _t("Not now"),
            confirm: () => {
                this.whileBusy(work);
            },
            cancel: () => {},
        });
    }

    decide({ id }, method, thanks) {
        return async () => {
            try {
                await this.orm.call("mentoring.review", method, [[id]]);
                this.notification.add(thanks, { type: "success" });
            } finally {
                await this.load();
            }
        };
    }

    keepReviewed(review) {
        this.ask(
            _t(
                "You have asked both, and both want to go on. It is not asked again for this reason.",
            ),
            _t("They go on"),
            this.decide(review, "action_keep", _t("They go on.")),
        );
    }

    endReviewed(review) {
        this.ask(
            _t(
                "The pairing ends without fault. Both are told in neutral words, and coming sessions leave their calendars. This cannot be undone.",
            ),
            _t("End the pairing"),
            this.decide(review, "action_end", _t("The pairing has ended.")),
        );
    }

    /** Do something for everybody behind a figure, after asking with their number and names. */
    bulk(kind, figure, requirement = {}) {
        return this.whileBusy(async () => {
            const people = await this.orm.call(DESK, "get_people", [this.programme.id, figure]);
            if (!people.ids.length) {
                this.notification.add(_t("There is nobody left to do this for."), {
                    type: "info",
                });
                return this.load();
            }
            const said = words.bulkWords(kind, people.ids.length, requirement.name);
            this.dialog.add(BulkDialog, {
                title: said.title,
                body: said.body,
                names: people.names,
                confirmLabel: said.confirm,
                confirm: () => this.takeBulkStep(kind, people, said, requirement),
            });
        });
    }

    async takeBulkStep(kind, { model, ids }, said, requirement) {
        const context = requirement.id ? { requirement_id: requirement.id } : {};
        try {
            const answer = await this.orm.call(model, BULK_STEPS[kind], [ids], { context });
            this.notification.add(answer?.params?.message || said.done, { type: "success" });
        } finally {
            await this.load();
        }
    }

    /** How long a bar is, of the longest in its column; a figure beside it says the number. */
    barStyle(count, counts) {
        const most = Math.max(1, ...counts);
        return `width: ${Math.round((100 * (count || 0)) / most)}%`;
    }

    stageCounts(role) {
        // Eligible people are many more: bars are of those who are in the programme.
        return this.sections.funnel.slice(1).map((line) => line[role].count);
    }
}

registry.category("actions").add("mentoring_programme.desk", MentoringDesk);
