from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import AccessError, UserError

from .sealed_note import (
    NOTE_SIZE,
    TEXT_LENGTH,
    check_in_person,
    checked_id,
    checked_reference,
    checked_text,
    new_reference,
    open_notes,
    seal_note,
)

# Both have agreed, and it was not ended early.
WRITABLE_PAIRING_STATES = ("agreed", "active", "paused", "completed")


class MentoringReflection(models.Model):
    """A note of one of the two people of a pairing, for themself or for both of them.

    Which of the two is chosen before writing and sealed in: a note is written once and never
    changed, so that neither the partner nor a later owner of the row can widen it. Its date
    and its session are sealed too. Deleted by its writer at any time; with the pairing; and
    when its writer leaves or the programme is over, as preferences are.

    :mod:`..controllers.reflections` is the only way in.
    """

    _name = "mentoring.reflection"
    _inherit = ["mentoring.sealed.note"]
    _description = "Reflection"
    _log_access = False
    _sealed_in = {"column": "sealed", "bound": "id", "size": NOTE_SIZE}

    pairing_id = fields.Many2one(
        "mentoring.pairing", required=True, ondelete="cascade", index=True, groups=fields.NO_ACCESS
    )
    enrolment_id = fields.Many2one(
        "mentoring.enrolment",
        string="Written by",
        required=True,
        ondelete="cascade",
        index=True,
        groups=fields.NO_ACCESS,
    )
    # Narrows what is opened at all for the partner; whether they may read it is sealed in.
    is_shared = fields.Boolean(groups=fields.NO_ACCESS)

    _reference_once = models.UniqueIndex("(reference)", "This could not be kept: try once more.")

    def _destroy_of(self, enrolments):
        """Destroy what these people wrote.

        :param enrolments: ``mentoring.enrolment``
        :return: number of reflections destroyed
        """
        # sudo: mentoring.reflection - rows nobody may reach
        notes = self.sudo().search([("enrolment_id", "in", enrolments.ids)])
        return notes._destroy()

    def _destroy(self):
        """As nobody: Odoo writes into its log who deleted what.

        :return: number of rows destroyed
        """
        count = len(self)
        self.with_user(SUPERUSER_ID).unlink()
        return count


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
    notes = env["mentoring.reflection"].sudo()  # sudo: mentoring.reflection - no rights at all
    notes = notes.search(
        [
            ("pairing_id", "=", pairing.id),
            "|",
            ("enrolment_id", "=", mine.id),
            ("is_shared", "=", True),
        ],
        order="id desc",
    )
    starts = {session.id: fields.Datetime.to_string(session.start) for session in _met(pairing)}
    lines = []
    for note, said in open_notes(env, notes).items():
        is_mine = note.enrolment_id == mine
        if said is None and not is_mine:
            continue
        lines.append({"reference": note.reference, "is_mine": is_mine, **_shown(said, starts)})
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
    if not isinstance(is_shared, bool):
        raise UserError(env._("Choose first who is to read it: you alone, or both of you."))
    if is_shared and not can_read(other.user_id):
        raise UserError(
            env._("Your partner has no page here on which to read it: write it for yourself alone.")
        )
    if session_id and checked_id(session_id) not in _met(pairing).ids:
        raise UserError(
            env._("This session is not one of this pairing any more: choose another, or none.")
        )
    readers = [mine.user_id.id, other.user_id.id] if is_shared else [mine.user_id.id]
    said = {
        "readers": readers,
        "is_shared": is_shared,
        "date": fields.Datetime.to_string(fields.Datetime.now()),
        "session": session_id or False,
        "text": checked_text(env, text),
    }
    # sudo: mentoring.reflection - the writer's own, in a model on which nobody has rights
    note = env["mentoring.reflection"].sudo()
    note = note.create(
        {
            "reference": new_reference(),
            "pairing_id": pairing.id,
            "enrolment_id": mine.id,
            "is_shared": is_shared,
            # Sealed in a moment: what it is bound to is its own id.
            "sealed": "",
        }
    )
    seal_note(note, said)


def delete_reflection(env, reference):
    """Destroy one's own reflection, at once and for everybody.

    :raises AccessError: for one that is not theirs, and for one that does not exist
    """
    check_in_person(env)
    note = _own_notes(env, [("reference", "=", checked_reference(reference))])
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
    notes = _own_notes(env, [])
    starts = {
        session.id: fields.Datetime.to_string(session.start)
        for session in notes.pairing_id.session_ids
    }
    return [
        {
            "programme": note.pairing_id.programme_id.name,
            "partner": _other_side(note)._person_name() or False,
            **_shown(said, starts),
        }
        for note, said in open_notes(env, notes).items()
    ]


def _own_notes(env, domain):
    # sudo: mentoring.reflection - the asker's own, in a model on which nobody has rights
    notes = env["mentoring.reflection"].sudo()
    return notes.search([("enrolment_id.user_id", "=", env.uid), *domain])


def own_sides(env, pairing_id):
    """One of the asker's own pairings, with their enrolment and their partner's, in sudo."""
    check_in_person(env)
    # sudo: mentoring.pairing, mentoring.enrolment - whose it is, answered for one's own only
    pairing = env["mentoring.pairing"].sudo().search([("id", "=", checked_id(pairing_id))])
    for mine, other in (
        (pairing.mentor_id, pairing.mentee_id),
        (pairing.mentee_id, pairing.mentor_id),
    ):
        if mine.user_id.id == env.uid:
            return pairing, mine, other
    raise AccessError(
        env._("This is not a pairing of yours: open your reflections from My mentoring.")
    )


def can_write(pairing):
    """Not once all that was said in the programme is destroyed: nobody would destroy it again,
    but for two who went on after it."""
    forgotten = pairing.programme_id.date_forgotten and not pairing._went_on()
    return pairing.state in WRITABLE_PAIRING_STATES and not forgotten


def can_read(user):
    """Whether ``user`` has a page on which shared reflections are read."""
    return bool(user.active)


def _other_side(note):
    return (note.pairing_id.mentor_id | note.pairing_id.mentee_id) - note.enrolment_id


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
