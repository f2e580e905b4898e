import { Component, onWillStart, useRef, useState } from "@odoo/owl";

import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { ConcernDialog } from "../concerns/concern_dialog";
import { oneAtATime, useOneDialog } from "../one_at_a_time/one_at_a_time";
import { PairingPage } from "../pairing/pairing_page";
import { ReflectionsDialog } from "../reflections/reflections_dialog";
import { HomeBrowse } from "./home_browse";
import { HomeEvents } from "./home_events";
import { RequirementDialog } from "./requirement_dialog";
import * as words from "./words";

const ENROLMENT = "mentoring.enrolment";
const PAIRING = "mentoring.pairing";

/**
 * "My mentoring": what is asked of me, my partners, my enrolments, and what I can join.
 *
 * The same for employees and for people from outside. What differs, because only one of the two
 * has Odoo's forms and its chat, is in ``shell``:
 * - ``photo(partner, pairingId)``: address of a photo, or false
 * - ``openChat(partner)``: absent where there is no chat
 * - ``openEnrolment(title, { id } or { programme_id, role })``: resolves once it is closed
 * - ``openPreferences(enrolmentId)``
 */
export class HomeBody extends Component {
    static template = "mentoring_programme.HomeBody";
    static components = { HomeBrowse, HomeEvents, PairingPage };
    static props = { shell: Object };

    setup() {
        this.orm = useService("orm");
        this.dialog = useOneDialog();
        this.notification = useService("notification");
        this.words = words;
        this.call = this.call.bind(this);
        this.askedHeading = useRef("askedHeading");
        this.state = useState({ home: null, failed: false, busy: false, steps: 0, opened: {} });
        onWillStart(() => this.load());
    }

    /** Never rejects: the page says that it could not load, Odoo's own dialog says why. */
    async load() {
        try {
            this.state.home = await this.orm.call("mentoring.home", "get_my_mentoring", []);
            this.state.failed = false;
        } catch (error) {
            this.state.failed = true;
            Promise.reject(error);
        }
    }

    /** After a step: this page, and those of the pairings that are open on it. */
    async loadAll() {
        await this.load();
        this.state.steps++;
    }

    /** Run ``work`` with all buttons resting. */
    whileBusy(work) {
        return oneAtATime(this.state, async () => {
            try {
                return await work();
            } finally {
                this.keepKeyboard();
            }
        });
    }

    /** The button that was pressed rests or is gone: the keyboard goes on from the top. */
    keepKeyboard() {
        const active = document.activeElement;
        if (!active || active === document.body || active.disabled) {
            this.focusTop();
        }
    }

    focusTop() {
        this.askedHeading.el?.focus({ preventScroll: true });
    }

    /** Take one step on the server, then show what became of it, also when it was refused. */
    step(model, id, method, thanks, context = {}) {
        return this.whileBusy(async () => {
            try {
                await this.orm.call(model, method, [[id]], { context });
                this.notification.add(thanks, { type: "success" });
            } finally {
                await this.loadAll();
            }
        });
    }

    /**
     * For the parts of this page: take one step on the server, then show what became of it, also
     * when it was refused.
     *
     * @returns {Promise<any>} what the method returned
     */
    call(model, method, args = [], kwargs = {}) {
        return this.whileBusy(async () => {
            try {
                return await this.orm.call(model, method, args, kwargs);
            } finally {
                await this.loadAll();
            }
        });
    }

    confirmStep(title, body, confirmLabel, ...step) {
        this.dialog.add(ConfirmationDialog, {
            title,
            body,
            confirmLabel,
            cancelLabel: _t("Not now"),
            confirm: () => {
                this.step(...step);
            },
            cancel: () => {},
        });
    }

    /** Show what became of what was done over this page. */
    async afterDialog() {
        await this.loadAll();
        this.focusTop();
    }

    // -- what is asked -------------------------------------------------------------------

    acceptInvitation({ id }) {
        return this.step(
            ENROLMENT,
            id,
            "action_accept_invitation",
            _t("You have accepted. Good to have you with us."),
        );
    }

    declineInvitation({ id, programme }) {
        this.confirmStep(
            _t("Decline the invitation?"),
            _t(
                "You will not take part in “%s”. No reason is asked, and you can still apply later while the programme takes people.",
                programme,
            ),
            _t("Decline"),
            ENROLMENT,
            id,
            "action_decline_invitation",
            _t("You have declined."),
        );
    }

    agree({ id }) {
        return this.step(PAIRING, id, "action_agree", _t("You have agreed."));
    }

    declinePairing({ id, partner }) {
        this.confirmStep(
            _t("Decline this pairing?"),
            _t(
                "You will not be paired with %s. No reason is asked and none is passed on: both of you are told in neutral words that the pairing does not go ahead. The coordinators can look for another partner for you.",
                words.nameWords(partner),
            ),
            _t("Decline"),
            PAIRING,
            id,
            "action_decline",
            _t("You have declined."),
        );
    }

    readRequirement({ programme, requirement }) {
        this.dialog.add(RequirementDialog, { requirement, programme });
    }

    acknowledgeRequirement({ enrolment_id, programme, requirement }) {
        this.dialog.add(RequirementDialog, {
            requirement,
            programme,
            acknowledge: () =>
                this.step(ENROLMENT, enrolment_id, "action_acknowledge", _t("Thank you."), {
                    requirement_id: requirement.id,
                }),
        });
    }

    sessionHeld(id) {
        return this.step("mentoring.session", id, "action_held", _t("Noted: it took place."));
    }

    sessionMissed(id) {
        return this.step(
            "mentoring.session",
            id,
            "action_missed",
            _t("Noted: it did not take place."),
        );
    }

    resume({ id }) {
        return this.step(PAIRING, id, "action_resume", _t("Good to have you back."));
    }

    // -- pairings ------------------------------------------------------------------------

    canWrite(pairing) {
        return ["agreed", "active"].includes(pairing.state);
    }

    /** Of one pairing all is shown at once; of several, what the reader opens. */
    isOpen({ id }) {
        return this.state.opened[id] ?? this.state.home.pairings.length === 1;
    }

    /** Open a pairing and go to a part of its page, its agreement above all, once it is there. */
    async showPairing({ id }, name = "agreement") {
        this.state.opened[id] = true;
        const part = `o_mentoring_pairing_${id}_${name}`;
        for (let turn = 0; turn < 50 && !document.getElementById(part); turn++) {
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
        const heading = document.getElementById(part);
        heading?.closest("details")?.setAttribute("open", "");
        heading?.scrollIntoView({ block: "start" });
        heading?.focus({ preventScroll: true });
    }

    toggle(pairing) {
        this.state.opened[pairing.id] = !this.isOpen(pairing);
    }

    openReflections({ id }) {
        this.dialog.add(ReflectionsDialog, { pairingId: id });
    }

    /** In any programme, also one that is over: what was wrong may be said afterwards. */
    /** Who listens where is said only where that is not clear. */
    get isInSeveral() {
        const led = this.state.home.contacts.flatMap(({ programmes }) => programmes);
        return new Set(led).size > 1;
    }

    get isEnrolled() {
        const { enrolments, past_enrolments, asked } = this.state.home;
        const isInvited = asked.some(({ kind }) => kind === "invitation");
        return Boolean(enrolments.length || past_enrolments.length || isInvited);
    }

    /** About a pairing, or about a programme that the dialog lets one choose. */
    raiseConcern(pairing) {
        this.dialog.add(ConcernDialog, pairing ? { pairingId: pairing.id } : {});
    }

    // -- enrolments ----------------------------------------------------------------------

    /** The form on which participants say what they offer or wish to learn. */
    openEnrolment(title, which) {
        return this.whileBusy(async () => {
            await this.props.shell.openEnrolment(title, which);
            await this.afterDialog();
        });
    }

    editEnrolment({ id, programme }) {
        return this.openEnrolment(programme, { id });
    }

    openPreferences({ id }) {
        this.props.shell.openPreferences(id);
    }

    withdraw({ id, programme }) {
        this.confirmStep(
            _t("Withdraw from this programme?"),
            _t(
                "You leave “%s”. No reason is asked. If you have a pairing in it, it ends and its coming sessions leave both calendars; what you said and wrote in confidence is destroyed at once, so keep a copy first if you would like one (“What is held on me”). You can come back while the programme takes people, and would say it anew.",
                programme,
            ),
            _t("Withdraw"),
            ENROLMENT,
            id,
            "action_withdraw",
            _t("You have withdrawn."),
        );
    }

    rejoin({ id }) {
        return this.step(
            ENROLMENT,
            id,
            "action_rejoin",
            _t("Welcome back. The coordinators will answer you."),
        );
    }

    join({ id, name }, role) {
        return this.openEnrolment(name, { programme_id: id, role });
    }
}
