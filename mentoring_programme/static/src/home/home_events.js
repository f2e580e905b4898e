import { Component, markup } from "@odoo/owl";

import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

import { momentWords } from "./event_words";

const ATTENDANCE = "mentoring.attendance";

/** Coming events that I am invited to: what they are, my answer, how to join. */
export class HomeEvents extends Component {
    static template = "mentoring_programme.HomeEvents";
    static props = {
        // As mentoring.home._events() tells them.
        events: Array,
        // (model, method, args, kwargs): runs it as the reader and shows what became of it.
        call: Function,
        busy: { type: Boolean, optional: true },
    };
    static defaultProps = { busy: false };

    cardId({ id }) {
        return `o_mentoring_event_${id}`;
    }

    whenWords({ start, stop }) {
        return _t("%(start)s to %(stop)s", {
            start: momentWords(start),
            stop: deserializeDateTime(stop).toLocaleString({ hour: "numeric", minute: "2-digit" }),
        });
    }

    answerWords({ state, is_full }) {
        switch (state) {
            case "coming":
                return _t("You said that you are coming.");
            case "not_coming":
                return _t("You said that you cannot come.");
            case "attended":
                return _t("You are there.");
            case "missed":
                return _t("Noted as missed.");
        }
        return is_full
            ? _t("All seats are taken. Your coordinator can tell you of another date.")
            : _t("Can you come? If not, no reason is asked.");
    }

    material({ material }) {
        // The server has sanitised it: it is an Html field.
        return markup(material);
    }

    coming({ id }) {
        return this.props.call(ATTENDANCE, "action_coming", [[id]], {});
    }

    notComing({ id }) {
        return this.props.call(ATTENDANCE, "action_not_coming", [[id]], {});
    }
}
