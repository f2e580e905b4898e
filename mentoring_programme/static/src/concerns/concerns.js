import { Component, onWillStart, useEffect, useRef, useState } from "@odoo/owl";

import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { momentWords } from "../home/words";
import * as words from "./words";

/** The concerns that reached this safeguarding lead: the list, and the one that is open. */
export class Concerns extends Component {
    static template = "mentoring_programme.Concerns";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.dialog = useService("dialog");
        this.words = words;
        this.momentWords = momentWords;
        this.top = useRef("top");
        this.state = useState({ concerns: [], open: null, busy: false, steps: 0 });
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

    async whileBusy(work) {
        this.state.busy = true;
        try {
            await work();
        } finally {
            this.state.busy = false;
        }
    }

    /** Open one, acknowledge or close it; then show it. */
    step(name, { reference }) {
        return this.whileBusy(async () => {
            this.state.open = await rpc(`/mentoring/concerns/${name}`, { reference });
            this.state.steps++;
        });
    }

    closeConcern(concern) {
        this.dialog.add(ConfirmationDialog, {
            title: _t("Close this concern?"),
            body: _t(
                "Whoever raised it sees that it is closed. It is kept for a while, then destroyed; it cannot be opened anew.",
            ),
            confirmLabel: _t("Close it"),
            cancelLabel: _t("Not now"),
            confirm: () => {
                this.step("close", concern);
            },
            cancel: () => {},
        });
    }

    async back() {
        this.state.open = null;
        await this.load();
        this.state.steps++;
    }
}

registry.category("actions").add("mentoring_programme.concerns", Concerns);
