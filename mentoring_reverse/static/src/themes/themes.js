import { Component, useState } from "@odoo/owl";

import { dayWords } from "@mentoring_programme/pairing/work_words";
import { HomeBody } from "@mentoring_programme/home/home_body";
import { oneAtATime } from "@mentoring_programme/one_at_a_time/one_at_a_time";
import { _t } from "@web/core/l10n/translation";
import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";

/** What the organisation did about themes, for those who took part. */
export class ThemeChanges extends Component {
    static template = "mentoring_reverse.ThemeChanges";
    static props = { changes: Array };

    whenWords({ state_words, date, responsible }) {
        return date
            ? _t("%(state)s, %(day)s, by %(who)s", {
                  state: state_words,
                  day: dayWords(date),
                  who: responsible,
              })
            : _t("%(state)s, by %(who)s", { state: state_words, who: responsible });
    }
}

/** Passing themes on from a pairing, without a word of one's own, and what came of them. */
export class PairingThemes extends Component {
    static template = "mentoring_reverse.PairingThemes";
    static components = { ThemeChanges };
    static props = {
        page: Object,
        data: Object,
        call: Function,
        busy: Boolean,
    };

    setup() {
        this.state = useState({ told: null, busy: false, said: "" });
    }

    get leastWords() {
        return _t(
            "HR reads a theme once at least %(least)s people have given the same one within a month, out of at least %(among)s who have met and could have. They read it when that month is over, and never who gave it, nor when.",
            { least: this.state.told.least, among: 2 * this.state.told.least },
        );
    }

    ask(step, words = {}) {
        return oneAtATime(this.state, async () => {
            this.state.told = await rpc(`/mentoring/themes/${step}`, {
                pairing_id: this.props.page.id,
                ...words,
            });
        });
    }

    async toggle({ id, name, is_given }) {
        await this.ask(is_given ? "take_back" : "give", { theme_id: id });
        this.state.said = is_given
            ? _t("Taken back: %s", name)
            : _t("Passed on, without your name: %s", name);
    }
}

registry.category("mentoring_pairing_sections").add(
    "themes",
    {
        Component: PairingThemes,
        title: _t("What the organisation could learn"),
        isFolded: true,
    },
    { sequence: 70 },
);

HomeBody.components = { ...HomeBody.components, ThemeChanges };
