import {
    Component,
    markup,
    onWillStart,
    useEffect,
    useExternalListener,
    useRef,
    useState,
} from "@odoo/owl";

import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { rpc } from "@web/core/network/rpc";
import { useService } from "@web/core/utils/hooks";

import { useOneDialog } from "../one_at_a_time/one_at_a_time";
import * as words from "./preferences_words";
import { isEmpty, toLines, toSaid } from "./said";

/**
 * "In confidence": what one participant says of themself and wishes of a partner.
 *
 * Two steps for everybody: saying it, and reading it once more before it is saved. What an
 * "only so" would count as is asked on the way between the two, whatever was said, so that
 * the requests a server notes down are the same for those who said much and for those who
 * said nothing. Nothing of it is kept in the browser.
 */
export class Preferences extends Component {
    static template = "mentoring_programme.Preferences";
    static props = {
        enrolmentId: Number,
        // Told whether leaving now would lose something.
        onDirty: { type: Function, optional: true },
        // Absent where there is nothing to close.
        close: { type: Function, optional: true },
    };

    setup() {
        this.dialog = useOneDialog();
        this.notification = useService("notification");
        this.words = words;
        this.root = useRef("root");
        this.state = useState({
            step: "say",
            held: null,
            lines: {},
            important: [],
            agreed: false,
            checked: false,
            problem: "",
            busy: false,
        });
        onWillStart(() => this.load());
        useExternalListener(window, "beforeunload", (event) => {
            if (this.isDirty) {
                event.preventDefault();
            }
        });
        useEffect(
            (isDirty) => {
                this.props.onDirty?.(isDirty);
            },
            () => [this.isDirty],
        );
        this.focusNext = "";
        useEffect(() => {
            if (this.focusNext) {
                this.root.el.querySelector(this.focusNext)?.focus();
                this.focusNext = "";
            }
        });
    }

    // -- the four doors ------------------------------------------------------------------

    ask(door, words = {}) {
        return rpc(`/mentoring/preferences/${door}`, {
            enrolment_id: this.props.enrolmentId,
            ...words,
        });
    }

    /** Run ``work`` with all buttons resting; what refuses it is said in place. */
    async whileBusy(work) {
        if (this.state.busy) {
            return;
        }
        Object.assign(this.state, { busy: true, problem: "" });
        try {
            await work();
        } catch (error) {
            this.state.problem =
                error.data?.message ||
                _t("The server did not answer, and nothing was changed. Please try again.");
            this.focusNext = ".o_mentoring_preferences_problem";
        } finally {
            this.state.busy = false;
        }
    }

    load() {
        return this.whileBusy(async () => this.show(await this.ask("open")));
    }

    show(held) {
        Object.assign(this.state, {
            held,
            step: "say",
            lines: toLines(held.dimensions, held.said),
            important: [],
            agreed: false,
            checked: false,
        });
        this.saved = this.text;
    }

    // -- what is said --------------------------------------------------------------------

    get said() {
        return toSaid(this.state.held.dimensions, this.state.lines);
    }

    get text() {
        return JSON.stringify(this.said);
    }

    get isDirty() {
        return Boolean(this.state.held) && this.text !== this.saved;
    }

    get saysSomething() {
        return !isEmpty(this.said);
    }

    get consentText() {
        // The server has sanitised it: it is an Html field.
        return markup(this.state.held.consent_text.html || "");
    }

    get hasConsented() {
        const { consent, consent_text } = this.state.held;
        return Boolean(consent) && consent.version === consent_text.version;
    }

    get canSave() {
        return this.state.held.can_save && this.state.held.dimensions.length > 0;
    }

    id(dimension, part) {
        return `o_mentoring_preferences_${dimension.id}_${part}`;
    }

    problem(dimension) {
        return this.state.checked ? words.problemWords(this.state.lines[dimension.id]) : "";
    }

    /** Before anything was tried: what cannot be seen from the form. */
    hint(dimension) {
        const line = this.state.lines[dimension.id];
        return line.kind === "named" ? this.problem(dimension) : words.problemWords(line);
    }

    isImportant(dimension) {
        return this.state.important.includes(dimension.id);
    }

    /** Any change may change what an "only so" would count as. */
    change(dimension, values) {
        Object.assign(this.state.lines[dimension.id], values);
        this.state.important = [];
    }

    setAnswer(dimension, event) {
        this.change(dimension, { answers: event.target.value ? [Number(event.target.value)] : [] });
    }

    clearAnswers(dimension, event) {
        this.change(dimension, { answers: [] });
        event.target.checked = true;
    }

    toggle(dimension, name, id) {
        const chosen = this.state.lines[dimension.id][name];
        const others = chosen.filter((each) => each !== id);
        this.change(dimension, {
            [name]: others.length < chosen.length ? others : [...chosen, id],
        });
    }

    // -- the two steps -------------------------------------------------------------------

    goOn() {
        this.state.checked = true;
        const open = this.state.held.dimensions.find((dimension) => this.problem(dimension));
        if (open) {
            this.focusNext = `#${this.id(open, "kind")}`;
            return;
        }
        return this.whileBusy(async () => {
            const { important } = await this.ask("preview", { said: this.said });
            Object.assign(this.state, { important, step: "review", checked: false });
            this.focusNext = "h2";
        });
    }

    goBack() {
        Object.assign(this.state, { step: "say", checked: false, problem: "" });
        this.focusNext = "h2";
    }

    save() {
        const needsConsent = this.saysSomething && !this.hasConsented;
        if (needsConsent && !this.state.agreed) {
            this.state.checked = true;
            this.focusNext = "#o_mentoring_preferences_agree";
            return;
        }
        const agreed = this.hasConsented || (needsConsent && this.state.agreed);
        return this.whileBusy(async () => {
            const held = await this.ask("save", {
                said: this.said,
                consent_version: agreed ? this.state.held.consent_text.version : false,
            });
            this.finish(held, _t("Saved."));
        });
    }

    takeBackConsent() {
        this.dialog.add(ConfirmationDialog, {
            title: _t("Take back your consent?"),
            body: _t(
                "Everything you have said here in confidence is destroyed at once, and nobody is told. You stay in the programme, and a partner you have stays your partner. You can say it again later.",
            ),
            confirmLabel: _t("Take back and destroy"),
            cancelLabel: _t("Not now"),
            confirm: () => {
                this.whileBusy(async () => {
                    this.finish(await this.takeBack(), _t("Your consent is taken back."));
                });
            },
            cancel: () => {},
        });
    }

    /**
     * Where things can still be said, by the requests that everybody sends who saves: the
     * server's log keeps their addresses, and one of its own would tell that there was a consent.
     */
    async takeBack() {
        if (!this.canSave) {
            return this.ask("withdraw");
        }
        const said = { answers: {}, wishes: {} };
        await this.ask("preview", { said });
        return this.ask("save", { said, consent_version: false });
    }

    /** The same words and the same way on, whatever was said. */
    finish(held, thanks) {
        this.show(held);
        this.notification.add(thanks, { type: "success" });
        this.focusNext = "h2";
        if (this.props.close) {
            this.props.onDirty?.(false);
            this.props.close();
        }
    }
}
