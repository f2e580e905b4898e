import { markup, useState } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

import { PairingSection } from "./section";
import * as words from "./session_words";

const SESSION = "mentoring.session";
const PAIRING = "mentoring.pairing";

/**
 * The sessions of a pairing: the next one with what it is about, what was, and what to plan.
 *
 * One form is open at a time; ``state.form`` says which (``kind``, and of which session ``id``).
 */
export class PairingSessions extends PairingSection {
    static template = "mentoring_programme.PairingSessions";

    setup() {
        super.setup();
        this.words = words;
        this.state = useState({ form: null, suggested: null });
    }

    // -- what there is -------------------------------------------------------------------

    get next() {
        return this.props.data.sessions.find(({ id }) => id === this.props.data.next_id);
    }

    /** Begun, and nobody has said yet how it went. */
    get open() {
        return this.props.data.sessions.filter(
            ({ state, has_begun, id }) =>
                state === "planned" && has_begun && id !== this.props.data.next_id,
        );
    }

    get coming() {
        return this.props.data.sessions.filter(
            ({ state, has_begun, id }) =>
                state === "planned" && !has_begun && id !== this.props.data.next_id,
        );
    }

    get past() {
        return this.props.data.sessions.filter(({ state }) => state !== "planned");
    }

    get canPlan() {
        return this.props.data.can_plan;
    }

    get figuresWords() {
        const { held, planned_count, hours, missed } = this.props.data;
        const figures = _t("%(held)s of %(planned)s held, %(length)s together", {
            held,
            planned: planned_count,
            length: words.lengthWords(hours),
        });
        return missed ? _t("%(figures)s; %(missed)s missed", { figures, missed }) : figures;
    }

    titleWords({ number, id }) {
        return id === this.props.data.next_id
            ? _t("Next: session %s", number)
            : _t("Session %s", number);
    }

    agenda({ agenda_id }) {
        return this.props.data.agendas[agenda_id];
    }

    agendaBody({ body }) {
        // The server has sanitised it: it is an Html field.
        return markup(body);
    }

    topics({ topic_ids }) {
        return this.props.data.topics.filter(({ id }) => topic_ids.includes(id));
    }

    /** The library by category, with what the agenda suggests first; what was looked for in it. */
    shelves(session) {
        const suggested = this.agenda(session)?.topic_ids || [];
        const shelves = new Map();
        const wanted = this.state.form.find.trim().toLowerCase();
        const topics = this.props.data.topics.filter(({ name, category, questions, keywords }) =>
            [name, category, questions, keywords].join(" ").toLowerCase().includes(wanted),
        );
        const fitting = topics.filter(({ id }) => suggested.includes(id));
        if (fitting.length) {
            shelves.set(_t("Suggested for this session"), fitting);
        }
        for (const topic of topics.filter(({ id }) => !suggested.includes(id))) {
            shelves.set(topic.category, [...(shelves.get(topic.category) || []), topic]);
        }
        return [...shelves].map(([name, found], index) => ({ name, topics: found, index }));
    }

    mood({ mood }) {
        return this.props.data.moods.find(({ code }) => code === mood);
    }

    chooseWords(when) {
        return _t("Choose %s", when);
    }

    icsUrl({ id }) {
        return `/mentoring/session/${id}/ics`;
    }

    // -- forms ---------------------------------------------------------------------------

    isOpen(kind, id = false) {
        return this.state.form?.kind === kind && this.state.form.id === id;
    }

    fieldId(name) {
        const { kind, id } = this.state.form;
        return `o_mentoring_session_${this.props.page.id}_${kind}_${id || "new"}_${name}`;
    }

    close() {
        Object.assign(this.state, { form: null, suggested: null });
    }

    openPrepare({ id, topic_ids, agenda_note, my_note }) {
        this.state.form = {
            ...{ kind: "prepare", id, topic_ids: [...topic_ids], agenda_note, my_note },
            find: "",
        };
    }

    toggleTopic(id) {
        const { form } = this.state;
        const others = form.topic_ids.filter((each) => each !== id);
        form.topic_ids = others.length < form.topic_ids.length ? others : [...others, id];
    }

    openMove({ id, start, hours }) {
        const minutes = Math.round(hours * 60);
        this.state.form = { kind: "move", id, start, value: words.toInput(start), minutes };
    }

    openPlace({ id, place, video }) {
        this.state.form = { kind: "place", id, place, video: Boolean(video) };
    }

    openHeld({ id, hours, mood }) {
        const minutes = Math.round(hours * 60);
        this.state.form = { kind: "held", id, minutes, mood: mood || "" };
    }

    openPick() {
        const { rhythm, usual_place: place } = this.props.data;
        const minutes = Math.round(rhythm.hours * 60);
        this.state.form = { kind: "pick", id: false, value: "", minutes, place, video: false };
    }

    openRhythm() {
        const { rhythm, usual_place: place } = this.props.data;
        const { count, hours, interval, unit } = rhythm;
        const minutes = Math.round(hours * 60);
        this.state.form = {
            ...{ kind: "rhythm", id: false, value: "", minutes, place, video: false },
            ...{ count, interval, unit },
        };
    }

    // -- steps ---------------------------------------------------------------------------

    async step(model, method, args, kwargs = {}) {
        await this.props.call(model, method, args, kwargs);
        this.close();
    }

    savePrepare() {
        const { id, topic_ids, agenda_note, my_note } = this.state.form;
        const led = this.props.data.can_lead ? { topic_ids, agenda_note } : {};
        return this.step(SESSION, "action_prepare", [[id]], { ...led, my_note });
    }

    saveMove() {
        const { id, start, value, minutes } = this.state.form;
        return this.step(SESSION, "action_move", [[id]], {
            start: words.fromInput(value),
            hours: Number(minutes) / 60,
            known_start: start,
        });
    }

    savePlace() {
        const { id, place, video } = this.state.form;
        return this.step(SESSION, "action_set_place", [[id]], { location: place, video });
    }

    saveHeld() {
        const { id, minutes, mood } = this.state.form;
        return this.step(SESSION, "action_held", [[id]], {
            hours: Number(minutes) / 60,
            mood: mood || null,
        });
    }

    missed({ id }) {
        return this.step(SESSION, "action_missed", [[id]]);
    }

    undo({ id }) {
        return this.step(SESSION, "action_reset", [[id]]);
    }

    cancel({ id, start }) {
        this.askBefore(() => this.step(SESSION, "action_cancel", [[id]]), {
            title: _t("Cancel this session?"),
            body: _t(
                "The meeting of %s is removed from both your calendars. To find another time instead, move it.",
                words.whenWords(start),
            ),
            confirmLabel: _t("Cancel the session"),
        });
    }

    async suggest() {
        this.close();
        const suggested = await this.props.call(PAIRING, "action_suggest_times", [
            [this.props.page.id],
        ]);
        this.state.suggested = suggested;
    }

    choose(start) {
        return this.step(PAIRING, "action_plan_session", [[this.props.page.id]], { start });
    }

    savePick() {
        const { value, minutes, place, video } = this.state.form;
        return this.step(PAIRING, "action_plan_session", [[this.props.page.id]], {
            start: words.fromInput(value),
            hours: Number(minutes) / 60,
            location: place,
            video,
        });
    }

    saveRhythm() {
        const { value, minutes, place, video, count, interval, unit } = this.state.form;
        return this.step(PAIRING, "action_plan_rhythm", [[this.props.page.id]], {
            start: words.fromInput(value),
            count: Number(count),
            interval: Number(interval),
            unit,
            hours: Number(minutes) / 60,
            location: place,
            video,
        });
    }
}

registry
    .category("mentoring_pairing_sections")
    .add("sessions", { Component: PairingSessions, title: _t("Our sessions") }, { sequence: 10 });
