import { markup, useState } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import { PairingSection } from "./section";
import { dayOfWords, momentWords, otherRole } from "./work_words";

/**
 * How the two want to work: begun by either, filled in together, signed by both.
 *
 * What is typed is kept here until it is saved, and survives a refusal: when the partner wrote
 * meanwhile, their words are shown beside one's own.
 */
export class PairingAgreement extends PairingSection {
    static template = "mentoring_programme.PairingAgreement";

    setup() {
        super.setup();
        this.dayOfWords = dayOfWords;
        // By name of a text: what is typed, and what stood there when typing began.
        this.state = useState({ typed: {}, before: {} });
    }

    get draft() {
        return this.props.data.draft;
    }

    get isDirty() {
        return Object.entries(this.state.typed).some(
            ([name, text]) => text.trim() !== this.draft.texts[name],
        );
    }

    // -- words ---------------------------------------------------------------------------

    get leadWords() {
        return this.props.data.required
            ? _t(
                  "Your programme asks both of you to sign it before your second session counts as held.",
              )
            : _t(
                  "It takes half an hour of your first session, and spares misunderstandings later.",
              );
    }

    sideWords(role) {
        const moment = this.draft.signed_on[role];
        const isMine = role === this.props.page.my_role;
        if (moment) {
            return isMine
                ? _t("You signed on %s.", momentWords(moment))
                : _t("%(name)s signed on %(date)s.", {
                      name: this.partner,
                      date: momentWords(moment),
                  });
        }
        return isMine ? _t("You have not signed yet.") : _t("%s has not signed yet.", this.partner);
    }

    /** Before a change: whose signature it would take off. */
    get beforeWords() {
        const { my_role } = this.props.page;
        const { signed_on } = this.draft;
        if (signed_on[my_role]) {
            return _t(
                "If one of you changes a text, your signature is taken off, and you sign anew.",
            );
        }
        if (signed_on[otherRole(this.props.page)]) {
            return _t(
                "If one of you changes a text, the signature of %s is taken off, and they sign anew.",
                this.partner,
            );
        }
        return "";
    }

    /** After a change: whose signature it has taken off. */
    clearedWords(role) {
        const moment = this.draft.cleared_on[role];
        if (!moment) {
            return "";
        }
        return role === this.props.page.my_role
            ? _t(
                  "You had signed. A text was changed on %s, so your signature was taken off. Read it as it stands now, and sign again if you agree.",
                  momentWords(moment),
              )
            : _t(
                  "%(name)s had signed. A text was changed on %(date)s, so the signature was taken off.",
                  { name: this.partner, date: momentWords(moment) },
              );
    }

    get missingWords() {
        return _t(
            "Before you can sign, a few words are missing: %s.",
            this.draft.missing.join(", "),
        );
    }

    get inForceWords() {
        const { in_force } = this.props.data;
        return _t("Version %(version)s, in force since %(date)s", {
            version: in_force.version,
            date: this.sinceWords(in_force),
        });
    }

    sinceWords({ signed_on }) {
        return dayOfWords([signed_on.mentor, signed_on.mentee].sort().at(-1));
    }

    partsOf(version) {
        return version.parts.map(({ label, html }) => ({ label, html: markup(html) }));
    }

    // -- typing --------------------------------------------------------------------------

    text(name) {
        return this.state.typed[name] ?? this.draft.texts[name];
    }

    type(name, { target }) {
        this.state.before[name] ??= this.draft.texts[name];
        this.state.typed[name] = target.value;
    }

    /** What the partner wrote into a text while one typed into it oneself. */
    meanwhile(name) {
        const isTyped = name in this.state.typed;
        const now = this.draft.texts[name];
        return isTyped && now !== this.state.before[name] ? now : "";
    }

    forget() {
        Object.assign(this.state, { typed: {}, before: {} });
    }

    // -- steps ---------------------------------------------------------------------------

    start() {
        return this.props.call("mentoring.pairing", "action_start_agreement", [
            [this.props.page.id],
        ]);
    }

    async save() {
        const { id, stamp } = this.draft;
        const typed = { ...this.state.typed };
        const saved = await this.step("action_write_texts", id, typed, stamp);
        // Refused, what was typed stays here.
        if (typeof saved === "boolean") {
            this.forget();
        }
    }

    step(method, id, ...words) {
        return this.props.call("mentoring.agreement", method, [[id], ...words]);
    }

    sign() {
        const { id, stamp } = this.draft;
        return this.step("action_sign", id, stamp);
    }

    propose() {
        return this.props.call("mentoring.pairing", "action_propose_change", [
            [this.props.page.id],
        ]);
    }

    discard() {
        const { id, stamp } = this.draft;
        this.askBefore(
            async () => {
                await this.step("action_discard", id, stamp);
                this.forget();
            },
            {
                title: _t("Drop the proposed change?"),
                body: _t(
                    "What both of you have written into it is gone. Your signed agreement stays in force.",
                ),
                confirmLabel: _t("Drop it"),
            },
        );
    }
}

registry
    .category("mentoring_pairing_sections")
    .add(
        "agreement",
        { Component: PairingAgreement, title: _t("Our agreement") },
        { sequence: 30 },
    );
