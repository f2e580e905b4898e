from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .pair_note import (
    can_read,
    can_write,
    check_readers,
    new_note,
    other_side,
    own_notes,
    own_sides,
    readable_notes,
)
from .sealed_note import (
    NOTE_SIZE,
    TEXT_LENGTH,
    check_in_person,
    checked_id,
    checked_reference,
    checked_text,
    open_notes,
)

MODEL = "mentoring.reflection"


class MentoringReflection(models.Model):
    """A note of one of the two people of a pairing, for themself or for both of them.

    Which of the two is chosen before writing and sealed in: a note is written once and never
    changed, so that neither the partner nor a later owner of the row can widen it. Its date
    and its session are sealed too. Deleted by its writer at any time; with the pairing; and
    when its writer leaves or the programme is over, as preferences are.

    :mod:`..controllers.reflections` is the only way in.
    """

    _name = "mentoring.reflection"
    _inherit = ["mentoring.pair.note"]
    _description = "Reflection"
    _log_access = False
    _sealed_in = {"column": "sealed", "bound": "id", "size": NOTE_SIZE}

    _reference_once = models.UniqueIndex("(reference)", "This could not be kept: try once more.")


# -- the door of the two people: functions, which no server action can reach ----------------


def list_reflections(env, pairing_id):
    """What the person who asks may read of one of their pairings, newest first.

    :return: dict with ``partner`` and ``programme`` (names), ``can_write``, ``can_share``,
        ``length`` (most characters), ``sessions`` (list of dict of ``id``, ``start``) and
        ``reflections``: list of dict of ``reference``, ``is_mine``, ``is_shared``, ``date``,
        ``session`` (its start, or False), ``text``, and ``lost``: no key opens it any more.
        Times are in UTC, as Odoo's server writes them.
    :raises AccessError: for a pairing that is not theirs, and for one that does not exist
    """
    pairing, mine, other = own_sides(env, pairing_id)
    starts = {session.id: fields.Datetime.to_string(session.start) for session in _met(pairing)}
    lines = [
        {"reference": note.reference, "is_mine": is_mine, **_shown(said, starts)}
        for note, is_mine, said in readable_notes(env, MODEL, pairing, mine)
    ]
    return {
        "partner": other._person_name() or False,
        "programme": pairing.programme_id.name,
        "can_write": can_write(pairing),
        "can_share": can_read(other.user_id),
        "length": TEXT_LENGTH,
        "sessions": [{"id": number, "start": start} for number, start in starts.items()],
        "reflections": lines,
    }


def write_reflection(env, pairing_id, text, is_shared, session_id=None):
    """Keep a new reflection of the person who asks.

    :param bool is_shared: for both of the two, or for the writer alone
    :param session_id: the session that it is about, if about one
    :raises AccessError: for a pairing that is not theirs, and for one that does not exist
    :raises UserError: when there is nothing to keep, or it cannot be kept like this
    """
    pairing, mine, other = own_sides(env, pairing_id)
    if not can_write(pairing):
        raise UserError(
            env._(
                "Reflections belong to a pairing that both have agreed to and that was not "
                "ended, in a programme that is not long over: nothing can be kept here."
            )
        )
    check_readers(env, is_shared, other)
    if session_id and checked_id(session_id) not in _met(pairing).ids:
        raise UserError(
            env._("This session is not one of this pairing any more: choose another, or none.")
        )
    said = {
        "date": fields.Datetime.to_string(fields.Datetime.now()),
        "session": session_id or False,
        "text": checked_text(env, text),
    }
    new_note(env, MODEL, (pairing, mine, other), is_shared, said)


def delete_reflection(env, reference):
    """Destroy one's own reflection, at once and for everybody.

    :raises AccessError: for one that is not theirs, and for one that does not exist
    """
    check_in_person(env)
    note = own_notes(env, MODEL, [("reference", "=", checked_reference(reference))])
    if not note:
        raise AccessError(
            env._(
                "There is no such reflection of yours, it may be deleted already: close this "
                "and open it again."
            )
        )
    note._destroy()


def held_of_me(env):
    """All reflections that the person who asks has written, for "What is held on me".

    :return: list of dict of ``programme``, ``partner``, ``is_shared``, ``date``, ``session``
        (its start), ``text`` and ``lost``, oldest first
    :raises AccessError: for anybody but a person in their own session
    """
    notes = own_notes(env, MODEL)
    starts = {
        session.id: fields.Datetime.to_string(session.start)
        for session in notes.pairing_id.session_ids
    }
    return [
        {
            "programme": note.pairing_id.programme_id.name,
            "partner": other_side(note)._person_name() or False,
            **_shown(said, starts),
        }
        for note, said in open_notes(env, notes).items()
    ]


def _met(pairing):
    """The sessions that one may write about, in their order."""
    kept = pairing.session_ids.filtered(lambda session: session.state != "cancelled")
    return kept.sorted("start")


def _shown(said, starts):
    if said is None:
        return {
            "lost": True,
            **dict.fromkeys(("is_shared", "date", "session", "text"), False),
        }
    return {
        "lost": False,
        "is_shared": said["is_shared"],
        "date": said["date"],
        "session": starts.get(said["session"], False),
        "text": said["text"],
    }
