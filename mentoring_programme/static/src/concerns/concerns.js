import { Component, onWillStart, useEffect, useRef, useState } from "@odoo/owl";

import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { momentWords } from "../home/words";
import { oneAtATime, useOneDialog } from "../one_at_a_time/one_at_a_time";
import * as words from "./words";

/** The concerns that reached this safeguarding lead: the list, and the one that is open. */
export class Concerns extends Component {
    static template = "mentoring_programme.Concerns";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.dialog = useOneDialog();
        this.words = words;
        this.momentWords = momentWords;
        this.top = useRef("top");
        this.state = useState({
            concerns: [],
            open: null,
            busy: false,
            steps: 0,
            note: "",
            forReporter: false,
            closing: false,
            outcome: "",
            contact: "",
        });
        // The button that was pressed is gone.
        useEffect(
            (steps) => {
                if (steps) {
                    this.top.el?.focus();
                }
            },
            () => [this.state.steps],
        );
        onWillStart(() => this.load());
    }

    load() {
        return this.whileBusy(async () => {
            this.state.concerns = await rpc("/mentoring/concerns/list");
        });
    }

    whileBusy(work) {
        return oneAtATime(this.state, work);
    }

    /** Open one, or take a step in it; then show it. */
    step(name, { reference }, params = {}) {
        return this.whileBusy(async () => {
            this.state.open = await rpc(`/mentoring/concerns/${name}`, { reference, ...params });
            this.state.steps++;
        });
    }

    async followUp(concern) {
        const { note, forReporter } = this.state;
        await this.step("follow_up", concern, { text: note, for_reporter: forReporter });
        Object.assign(this.state, { note: "", forReporter: false });
    }

    get canClose() {
        const { open, outcome, contact, busy } = this.state;
        return Boolean(!busy && outcome && (contact || !open.paused));
    }

    async closeConcern(concern) {
        const { outcome, contact } = this.state;
        await this.step("close", concern, { outcome, contact: contact || null });
        this.resetClosing();
    }

    resetClosing() {
        Object.assign(this.state, { closing: false, outcome: "", contact: "" });
    }

    release(concern) {
        this.dialog.add(ConfirmationDialog, {
            title: _t("Let the two go on?"),
            body: _t(
                "The pairing then goes on once both say that they are back. Talk to the person who raised this first.",
            ),
            confirmLabel: _t("Let them go on"),
            cancelLabel: _t("Not now"),
            confirm: () => {
                this.step("release", concern);
            },
            cancel: () => {},
        });
    }

    async mayLeave() {
        if (!this.state.note.trim()) {
            return true;
        }
        return new Promise((resolve) => {
            this.dialog.add(
                ConfirmationDialog,
                {
                    title: _t("Leave without saving?"),
                    body: _t("What you have written here is not kept anywhere."),
                    confirmLabel: _t("Discard the text"),
                    cancelLabel: _t("Go on writing"),
                    confirm: () => resolve(true),
                    cancel: () => resolve(false),
                },
                { onClose: () => resolve(false) },
            );
        });
    }

    async back() {
        if (!(await this.mayLeave())) {
            return;
        }
        Object.assign(this.state, { open: null, note: "", forReporter: false });
        this.resetClosing();
        await this.load();
        this.state.steps++;
    }
}

registry.category("actions").add("mentoring_programme.concerns", Concerns);
