import { Component, useState } from "@odoo/owl";

import { deserializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

import { pairingSections } from "./pairing_page";
import { partnerWords } from "./work_words";

const { DateTime } = luxon;
const PAIRING = "mentoring.pairing";

function dayWords(day) {
    return deserializeDate(day).toLocaleString(DateTime.DATE_FULL);
}

/** Pause and go on, go on after the programme, end, and whether one is reminded. */
export class PairingLife extends Component {
    static template = "mentoring_programme.PairingLife";
    static props = { page: Object, data: Object, call: Function, busy: Boolean };

    setup() {
        this.dayWords = dayWords;
        this.state = useState({ open: "", until: "", wish: "", reason: "", words: "" });
    }

    get partnerBackWords() {
        return _t("%s would be ready to go on. There is no hurry.", partnerWords(this.props.page));
    }

    get pausedWords() {
        const { paused_until, i_am_back } = this.props.data;
        if (i_am_back) {
            return paused_until
                ? _t(
                      "You said that you are back. You go on once you both are, or on %s.",
                      dayWords(paused_until),
                  )
                : _t("You said that you are back. You go on once you both are.");
        }
        return paused_until
            ? _t("You two rest until %s, or until you both are back.", dayWords(paused_until))
            : _t("You two rest until you both are back.");
    }

    get goOnWords() {
        const { extended_until, my_wish } = this.props.data;
        if (extended_until) {
            return _t("You both would like to: you go on until %s.", dayWords(extended_until));
        }
        return my_wish
            ? _t(
                  "You would like to go on until %s. You two do if your partner would like to as well; until then nobody is told.",
                  dayWords(my_wish),
              )
            : _t(
                  "You can go on together after the programme if both of you would like to. Say so here: your partner is told only if they say the same.",
              );
    }

    /** Several pairings may be on one page. */
    elementId(name) {
        return `o_mentoring_life_${this.props.page.id}_${name}`;
    }

    /** Open one of the forms, or close it. */
    toggle(name) {
        this.state.open = this.state.open === name ? "" : name;
    }

    run(method, ...args) {
        return this.props.call(PAIRING, method, [[this.props.page.id], ...args], {});
    }

    async pause() {
        await this.run("action_pause", this.state.until || false);
        this.state.open = "";
    }

    async wish() {
        await this.run("action_wish_to_go_on", this.state.wish);
        this.state.open = "";
    }

    async end() {
        await this.run("action_end", this.state.reason || null, this.state.words || null);
        this.state.open = "";
    }

    setNudges(ev) {
        const { enrolment_id } = this.props.data;
        const wanted = ev.target.checked;
        return this.props.call(
            "mentoring.enrolment",
            "action_set_nudges",
            [[enrolment_id], wanted],
            {},
        );
    }
}

pairingSections.add(
    "life",
    { Component: PairingLife, title: _t("When life changes"), isFolded: true },
    { sequence: 90 },
);
