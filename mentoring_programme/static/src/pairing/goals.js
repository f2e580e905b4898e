import { useState } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import { PairingAssessment } from "./assessment";
import { PairingSection } from "./section";
import { dayWords } from "./work_words";

const GOAL = "mentoring.goal";
const MILESTONE = "mentoring.milestone";
const STEPS = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

const emptyGoal = () => ({ id: false, name: "", description: "", tag_ids: [] });
const emptyStep = (goalId = false) => ({ goal_id: goalId, name: "", date: "" });

/** What the mentee, or both where it is shared, want to get out of it; nobody else reads it. */
export class PairingGoals extends PairingSection {
    static template = "mentoring_programme.PairingGoals";
    static components = { PairingAssessment };

    setup() {
        super.setup();
        this.steps = STEPS;
        // The goal that is being written, and the milestone, each at most one.
        this.state = useState({ goal: null, step: emptyStep() });
    }

    get isMine() {
        return this.props.data.is_mine;
    }

    get emptyWords() {
        if (this.props.data.can_write) {
            return _t("No goal yet. One is enough to begin with, and it may change on the way.");
        }
        return this.isMine
            ? _t("No goal was written down.")
            : _t("%s has not written down a goal yet.", this.partner);
    }

    get leadWords() {
        if (this.props.data.is_shared) {
            return _t(
                "They belong to both of you: either writes them, and nobody else reads them.",
            );
        }
        return this.isMine
            ? _t("They are yours: your mentor reads them, and nobody else does.")
            : _t(
                  "They belong to %s, who writes them. What you think of them you can tell, or write in a reflection for both of you.",
                  this.partner,
              );
    }

    stateWords({ state, closed_on, progress }) {
        if (state === "reached") {
            return _t("Reached on %s", dayWords(closed_on));
        }
        return state === "let_go"
            ? _t("Let go on %s", dayWords(closed_on))
            : _t("Open, %s %% of the way", progress);
    }

    stepWords({ name, date }) {
        return date ? _t("%(name)s (by %(date)s)", { name, date: dayWords(date) }) : name;
    }

    doneWords({ is_done }) {
        return is_done ? _t("Done") : _t("Not done yet");
    }

    // -- goals ---------------------------------------------------------------------------

    add() {
        this.state.goal = emptyGoal();
    }

    edit({ id, name, description, tag_ids }) {
        this.state.goal = { id, name, description, tag_ids: [...tag_ids] };
    }

    close() {
        this.state.goal = null;
    }

    toggleTag(id) {
        const { tag_ids } = this.state.goal;
        this.state.goal.tag_ids = tag_ids.includes(id)
            ? tag_ids.filter((each) => each !== id)
            : [...tag_ids, id];
    }

    async save() {
        const { id, name, description, tag_ids } = this.state.goal;
        const values = { name: name.trim(), description, tag_ids: [[6, 0, tag_ids]] };
        const saved = id
            ? await this.write(id, values)
            : await this.props.call(GOAL, "create", [
                  [{ ...values, pairing_id: this.props.page.id }],
              ]);
        if (saved) {
            this.close();
        }
    }

    write(id, values) {
        return this.props.call(GOAL, "write", [[id], values]);
    }

    setProgress({ id }, { target }) {
        return this.write(id, { progress: Number(target.value) });
    }

    reach({ id }) {
        return this.write(id, { state: "reached", progress: 100 });
    }

    letGo({ id }) {
        return this.write(id, { state: "let_go" });
    }

    reopen({ id }) {
        return this.write(id, { state: "open" });
    }

    remove({ id, name }) {
        this.askBefore(() => this.props.call(GOAL, "unlink", [[id]]), {
            title: _t("Delete this goal?"),
            body: _t(
                "“%s” is gone for both of you, with its milestones, and cannot be brought back. To keep it without following it, let it go instead.",
                name,
            ),
        });
    }

    // -- milestones ----------------------------------------------------------------------

    addStep({ id }) {
        this.state.step = emptyStep(id);
    }

    closeStep() {
        this.state.step = emptyStep();
    }

    async saveStep() {
        const { goal_id, name, date } = this.state.step;
        const saved = await this.props.call(MILESTONE, "create", [
            [{ goal_id, name: name.trim(), date: date || false }],
        ]);
        if (saved) {
            this.closeStep();
        }
    }

    tickStep({ id, is_done }) {
        return this.props.call(MILESTONE, "write", [[id], { is_done: !is_done }]);
    }

    removeStep({ id }) {
        return this.props.call(MILESTONE, "unlink", [[id]]);
    }
}

registry
    .category("mentoring_pairing_sections")
    .add("goals", { Component: PairingGoals, title: _t("Goals") }, { sequence: 40 });
