import { Component, onWillStart, onWillUpdateProps, useState, useSubEnv } from "@odoo/owl";

import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

import { oneAtATime } from "../one_at_a_time/one_at_a_time";

/**
 * The parts of the page of a pairing, for this addon and for those that add to it: name of what
 * ``mentoring.home.get_pairing`` answers under ``sections``, to
 * ``{ Component, title, isFolded }``, folded parts opening at a tap. Each gets the props ``page``,
 * ``data``, ``call`` and ``busy``, and must work in Odoo's backend and on the portal.
 */
export const pairingSections = registry.category("mentoring_pairing_sections");

/** All that the two people of one pairing share, each part with the means to change it. */
export class PairingPage extends Component {
    static template = "mentoring_programme.PairingPage";
    static components = {};
    static props = {
        pairingId: Number,
        // How many steps were taken around it: it loads anew when there is one more.
        steps: { type: Number, optional: true },
        // Told whenever a step was taken on it.
        onChange: { type: Function, optional: true },
    };

    setup() {
        this.orm = useService("orm");
        this.call = this.call.bind(this);
        this.state = useState({ told: null, failed: false, busy: false });
        // For parts that take steps over routes of their own.
        useSubEnv({
            onPairingStep: () => this.props.onChange?.(),
            // For parts that send their reader to another one.
            goToPairingPart: (name) => this.goTo(name),
        });
        onWillStart(() => this.load());
        onWillUpdateProps(({ pairingId, steps }) => {
            if (pairingId !== this.props.pairingId || steps !== this.props.steps) {
                return this.load(pairingId);
            }
        });
    }

    get sections() {
        const { sections } = this.state.told;
        return pairingSections
            .getEntries()
            .filter(([name]) => name in sections)
            .map(([name, section]) => ({ name, ...section, data: sections[name] }));
    }

    sectionId(name) {
        return `o_mentoring_pairing_${this.props.pairingId}_${name}`;
    }

    /** Never rejects: the page says that it could not load, Odoo's own dialog says why. */
    async load(pairingId = this.props.pairingId) {
        try {
            this.state.told = await this.orm.call("mentoring.home", "get_pairing", [pairingId]);
            this.state.failed = false;
        } catch (error) {
            this.state.failed = true;
            Promise.reject(error);
        }
    }

    /**
     * Take one step on the server, then show what became of it, also when it was refused.
     *
     * @returns {Promise<any>} what the method returned
     */
    call(model, method, args = [], kwargs = {}) {
        return oneAtATime(this.state, async () => {
            try {
                return await this.orm.call(model, method, args, kwargs);
            } finally {
                await this.load();
                this.props.onChange?.();
            }
        });
    }

    /** To a part of the page, without leaving an address behind. */
    goTo(name) {
        const heading = document.getElementById(this.sectionId(name));
        heading.closest("details")?.setAttribute("open", "");
        heading.scrollIntoView({ block: "start" });
        heading.focus({ preventScroll: true });
    }
}
