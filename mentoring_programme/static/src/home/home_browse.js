import { Component, useRef, useState } from "@odoo/owl";

import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { useOneDialog } from "../one_at_a_time/one_at_a_time";
import { momentWords } from "./words";

const REQUEST = "mentoring.request";
const SHOWN = 20;

/**
 * Mentors to look through and to ask, what I have asked, and what is asked of me.
 *
 * Works in Odoo's backend and on the portal. ``data`` is what ``mentoring.home._requests``
 * answers; ``call(model, method, args)`` takes one step on the server and loads it anew.
 */
export class HomeBrowse extends Component {
    static template = "mentoring_programme.HomeBrowse";
    static props = { data: Object, call: Function, busy: Boolean };

    setup() {
        this.dialog = useOneDialog();
        this.notification = useService("notification");
        this.root = useRef("root");
        // Which mentor is being asked, and what was typed for whom so far.
        this.state = useState({ find: {}, shown: {}, asking: null, message: "" });
    }

    get hasAnything() {
        return Object.values(this.props.data).some((lines) => lines.length);
    }

    /** One whose photo cannot be loaded here has none in ``image``. */
    photo({ image }) {
        return `/web/image/${image[0]}/${image[1]}/avatar_128`;
    }

    photoWords({ name }) {
        return _t("Photo of %s", name);
    }

    jobWords({ job_title, department }) {
        return [job_title, department].filter(Boolean).join(", ");
    }

    /** What somebody named, by kind, without the kinds of which they named nothing. */
    facts({ languages, skills, topics, times }) {
        return [
            { name: "topics", title: _t("Topics"), values: topics },
            { name: "skills", title: _t("Skills"), values: skills },
            { name: "languages", title: _t("Languages"), values: languages },
            { name: "times", title: _t("Good times"), values: times },
        ].filter(({ values }) => values.length);
    }

    untilWords({ date_expiry }) {
        return _t("Open until %s", momentWords(date_expiry));
    }

    leftWords({ left, open_max, days }) {
        return left
            ? _t(
                  "You can ask %(left)s more now, %(most)s at a time. A mentor has %(days)s days to answer, and needs no reason for a no.",
                  { left, most: open_max, days },
              )
            : _t(
                  "You have asked as many mentors as you can at a time (%s). Give them time to answer, or withdraw a request.",
                  open_max,
              );
    }

    // -- looking -------------------------------------------------------------------------

    found({ enrolment_id, mentors }) {
        const words = (this.state.find[enrolment_id] || "").toLowerCase().split(/\s+/);
        return mentors.filter((mentor) => {
            const { name, job_title, department, languages, skills, topics, times } = mentor;
            const told = [name, job_title, department, languages, skills, topics, times]
                .flat()
                .filter(Boolean)
                .join(" ")
                .toLowerCase();
            return words.every((word) => told.includes(word));
        });
    }

    shown(line) {
        return this.found(line).slice(0, this.state.shown[line.enrolment_id] || SHOWN);
    }

    showMore({ enrolment_id }) {
        this.state.shown[enrolment_id] = (this.state.shown[enrolment_id] || SHOWN) + SHOWN;
    }

    countWords(line) {
        const count = this.found(line).length;
        return count === 1 ? _t("1 mentor") : _t("%s mentors", count);
    }

    // -- asking --------------------------------------------------------------------------

    isAsking({ enrolment_id }, { id }) {
        const { asking } = this.state;
        return asking?.mentee === enrolment_id && asking.mentor === id;
    }

    startAsking({ enrolment_id }, { id }) {
        this.state.asking = { mentee: enrolment_id, mentor: id };
        this.state.message = "";
    }

    stopAsking() {
        this.state.asking = null;
    }

    async send() {
        const { mentee, mentor } = this.state.asking;
        const asked = await this.step(_t("Your request is on its way."), REQUEST, "action_ask", [
            mentee,
            mentor,
            this.state.message,
        ]);
        if (asked) {
            this.state.asking = null;
        }
    }

    withdraw({ id }) {
        return this.step(_t("You have withdrawn your request."), REQUEST, "action_withdraw", [
            [id],
        ]);
    }

    // -- answering -----------------------------------------------------------------------

    accept({ id, person }) {
        this.confirm(
            _t("Say yes to %s?", person.name),
            _t(
                "The two of you are paired at once, since both have said yes. If the programme is running, you can plan your first session right away.",
            ),
            _t("Say yes"),
            [_t("You are paired."), REQUEST, "action_accept", [[id]]],
        );
    }

    decline({ id, person }) {
        this.confirm(
            _t("Decline this request?"),
            _t(
                "%s is told in neutral words that it did not come about this time. No reason is asked, and the coordinators do not see whom you declined.",
                person.name,
            ),
            _t("Decline"),
            [_t("You have declined."), REQUEST, "action_decline", [[id]]],
        );
    }

    setBrowsable({ enrolment_id }, ev) {
        const isBrowsable = ev.target.checked;
        return this.step(
            isBrowsable
                ? _t("Mentees of this programme can see you.")
                : _t("Mentees of this programme no longer see you."),
            "mentoring.enrolment",
            "write",
            [[enrolment_id], { is_browsable: isBrowsable }],
        );
    }

    // -- steps ---------------------------------------------------------------------------

    confirm(title, body, confirmLabel, step) {
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

    /** @returns {Promise<any>} what the method returned */
    async step(thanks, ...call) {
        const result = await this.props.call(...call);
        this.notification.add(thanks, { type: "success" });
        // The button that was pressed may be gone.
        this.root.el?.querySelector("h2")?.focus({ preventScroll: true });
        return result;
    }
}
