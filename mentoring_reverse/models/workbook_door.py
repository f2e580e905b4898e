"""The door to a workbook, for the one whose it is: functions, which no server action can reach
(see ``mentoring_programme``'s ``key_ring``)."""

from odoo import fields
from odoo.exceptions import AccessError, UserError

from odoo.addons.mentoring_programme.models.held import Held
from odoo.addons.mentoring_programme.models.pair_note import (
    can_read,
    can_write,
    check_readers,
    new_note,
    other_side,
    own_notes,
    own_sides,
    readable_notes,
)
from odoo.addons.mentoring_programme.models.sealed_note import (
    TEXT_LENGTH,
    check_in_person,
    checked_id,
    checked_reference,
    checked_text,
    new_reference,
    open_notes,
    seal_note,
)

from .mentoring_workbook_section import QUESTION_LENGTH
from .workbook_questions import asked_questions, place_of, workbook_sections

ANSWER = "mentoring.workbook.answer"


def open_workbook(env, pairing_id):
    """One's own workbook of one of one's own pairings.

    :return: dict with

        - ``partner`` and ``programme`` (names), ``can_write``, ``can_share``, ``length`` (most
          characters), ``until`` (when it is destroyed as things stand, or False)
        - ``sections``: list of dicts of ``id``, ``kind``, ``name``, ``body`` (sanitised HTML),
          ``contacts`` (list of dicts of ``name``, ``part``, ``email``) and ``questions``: list of
          dicts of ``id``, ``name``, ``hint``, and ``mine`` and ``theirs``, each an answer or False
        - ``others``: list of answers to questions that are asked no more, or of the other role
        - ``answered`` and ``asked``: numbers of questions, for the reader alone

        An answer is a dict of ``reference``, ``is_mine``, ``is_shared``, ``date`` (in UTC, as
        Odoo's server writes it), ``question`` (its words), ``text``, ``stamp``, and ``lost``: no
        key opens it any more.
    :raises AccessError: for a pairing that is not theirs or not of a reverse programme, and for
        one that does not exist
    """
    pairing, mine, other = _reverse_sides(env, pairing_id)
    answers = _answers(env, pairing, mine)
    sections = workbook_sections(env, pairing, mine)
    asked = {question["id"] for section in sections for question in section["questions"]}
    answered = set()
    others = []
    for answer, question in answers:
        place = "mine" if answer["is_mine"] else "theirs"
        found = place_of(sections, question, place) if question in asked else None
        if found is None:
            others.append(answer)
            continue
        found[place] = answer
        if answer["is_mine"]:
            answered.add(question)
    until = pairing._workbook_days()[pairing]
    return {
        "partner": other._person_name() or False,
        "programme": pairing.programme_id.name,
        "can_write": can_write(pairing),
        "can_share": can_read(other.user_id),
        "length": TEXT_LENGTH,
        "until": until and fields.Date.to_string(until),
        "sections": sections,
        "others": others,
        "answered": len(answered),
        "asked": len(asked),
    }


def write_answer(env, pairing_id, question_id, text, is_shared, reference=None, stamp=None):
    """Answer a question, or change the text of one's own answer.

    :param bool is_shared: for both of the two, or for the writer alone; of an answer that is
        there it stays as it was, whatever is said here
    :param reference: of the answer whose text is changed
    :param stamp: of that answer, as it was read
    :raises AccessError: for a pairing or an answer that is not theirs, and for what is not there
    :raises UserError: when there is nothing to keep, or it cannot be kept like this
    """
    pairing, mine, other = _reverse_sides(env, pairing_id)
    if not can_write(pairing):
        raise UserError(
            env._(
                "A workbook belongs to a pairing that both have agreed to and that was not "
                "ended, in a programme that is not long over: nothing can be kept here."
            )
        )
    text = checked_text(env, text)
    if reference:
        _change(env, pairing, mine, reference, stamp, text)
        return
    question = asked_questions(env, pairing, mine).filtered(
        lambda question: question.id == checked_id(question_id)
    )
    if not question:
        raise UserError(
            env._("This question is not asked any more: copy your text, and open this again.")
        )
    check_readers(env, is_shared, other)
    if any(
        answer["is_mine"] and asked == question.id for answer, asked in _answers(env, pairing, mine)
    ):
        raise UserError(
            env._(
                "You have answered this already, perhaps in another window: copy your text, and "
                "open this again."
            )
        )
    said = {"question": question.id, "words": question.name[:QUESTION_LENGTH]}
    new_note(env, ANSWER, (pairing, mine, other), is_shared, {**said, **_written(text)})


def delete_answer(env, reference):
    """Destroy one's own answer, at once and for everybody.

    :raises AccessError: for one that is not theirs, and for one that does not exist
    """
    check_in_person(env)
    _own_notes(env, [("reference", "=", checked_reference(reference))], needed=True)._destroy()


def held_of_me(env, _pairings=None):
    """All answers that the person who asks has written, for "What is held on me".

    :return: dict with ``workbook``: list of dicts of ``programme``, ``partner``, ``is_shared``,
        ``date``, ``question``, ``text`` and ``lost``, oldest first
    :raises AccessError: for anybody but a person in their own session
    """
    check_in_person(env)
    return {
        "workbook": [_line(note, said) for note, said in open_notes(env, _own_notes(env)).items()]
    }


def own_copy(env, pairing_id):
    """What the person who asks has written into one workbook, as :func:`held_of_me`, in the order
    of the workbook.

    :return: list of dicts
    :raises AccessError: for a pairing that is not theirs, and for one that does not exist
    """
    pairing, mine, _other = _reverse_sides(env, pairing_id)
    notes = _own_notes(env, [("pairing_id", "=", pairing.id)])
    order = {number: place for place, number in enumerate(asked_questions(env, pairing, mine).ids)}
    opened = sorted(
        open_notes(env, notes).items(),
        key=lambda each: (order.get((each[1] or {}).get("question"), len(order)), each[0].id),
    )
    return [_line(note, said) for note, said in opened]


Held.adds(ANSWER, held_of_me)


def _reverse_sides(env, pairing_id):
    pairing, mine, other = own_sides(env, pairing_id)
    if not pairing.programme_id._is_reverse():
        raise AccessError(env._("This pairing has no workbook: open yours from My mentoring."))
    return pairing, mine, other


# -- what was answered ----------------------------------------------------------------------


def _answers(env, pairing, mine):
    """What the asker may read of this pairing, newest first, as (answer, id of its question)."""
    return [
        (
            {"reference": note.reference, "is_mine": is_mine, **_shown(said)},
            said and said["question"],
        )
        for note, is_mine, said in readable_notes(env, ANSWER, pairing, mine)
    ]


def _change(env, pairing, mine, reference, stamp, text):
    """Seal another text for the same readers."""
    domain = [
        ("reference", "=", checked_reference(reference)),
        ("pairing_id", "=", pairing.id),
        ("enrolment_id", "=", mine.id),
    ]
    note = _own_notes(env, domain, needed=True)
    said = open_notes(env, note).get(note)
    if not said:
        raise UserError(
            env._("This can no longer be opened, so it cannot be changed: you can only delete it.")
        )
    if stamp != said["stamp"]:
        raise UserError(
            env._(
                "You have changed this in another window meanwhile: copy your text, and open "
                "this again."
            )
        )
    seal_note(note, {**said, **_written(text)})


def _written(text):
    return {
        "date": fields.Datetime.to_string(fields.Datetime.now()),
        # Unlike that of any other text of this answer.
        "stamp": new_reference(),
        "text": text,
    }


def _own_notes(env, domain=(), needed=False):
    notes = own_notes(env, ANSWER, domain)
    if needed and not notes:
        raise AccessError(
            env._(
                "There is no such answer of yours, it may be deleted already: close this and "
                "open it again."
            )
        )
    return notes


def _line(note, said):
    shown = _shown(said)
    return {
        "programme": note.pairing_id.programme_id.name,
        "partner": other_side(note)._person_name() or False,
        **{name: shown[name] for name in ("lost", "is_shared", "date", "question", "text")},
    }


def _shown(said):
    names = ("is_shared", "date", "text", "stamp")
    if said is None:
        return {"lost": True, "question": False, **dict.fromkeys(names, False)}
    return {"lost": False, "question": said["words"], **{name: said[name] for name in names}}
