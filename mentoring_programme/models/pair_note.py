"""Notes of one of the two people of a pairing, for themself or for both of them, as plain functions
(see :mod:`.key_ring`): what reflections and what is kept like them have in common.

``model`` is the name of one that inherits ``mentoring.pair.note``.
"""

from odoo.exceptions import AccessError, UserError

from .own_session import check_in_person
from .sealed_note import checked_id, new_reference, open_notes, seal_note

# Both have agreed, and it was not ended early.
WRITABLE_PAIRING_STATES = ("agreed", "active", "paused", "completed")


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
    raise AccessError(env._("This is not a pairing of yours: open yours from My mentoring."))


def can_write(pairing):
    """Not once all that was said in the programme is destroyed: nobody would destroy it again,
    but for two who went on after it."""
    forgotten = pairing.programme_id.date_forgotten and not pairing._went_on()
    return pairing.state in WRITABLE_PAIRING_STATES and not forgotten


def can_read(user):
    """Whether ``user`` has a page on which shared reflections are read."""
    return bool(user.active)


def other_side(note):
    """The enrolment of the other one of the two."""
    return (note.pairing_id.mentor_id | note.pairing_id.mentee_id) - note.enrolment_id


def readable_notes(env, model, pairing, mine):
    """What the person who asks may read of a pairing, newest first.

    :param mine: their own enrolment in it
    :return: list of (note, whether it is their own, dict as it was sealed); in place of the dict
        ``None`` for an own one that no key opens any more
    """
    # sudo: the notes - no rights at all; each is opened for those alone who stand in it
    notes = env[model].sudo()
    notes = notes.search(
        [
            ("pairing_id", "=", pairing.id),
            "|",
            ("enrolment_id", "=", mine.id),
            ("is_shared", "=", True),
        ],
        order="id desc",
    )
    lines = [
        (note, note.enrolment_id == mine, said) for note, said in open_notes(env, notes).items()
    ]
    return [line for line in lines if line[1] or line[2]]


def own_notes(env, model, domain=()):
    """Those that the person who asks has written, in sudo."""
    # sudo: the notes - the asker's own, in a model on which nobody has rights
    return env[model].sudo().search([("enrolment_id.user_id", "=", env.uid), *domain])


def check_readers(env, is_shared, other):
    """
    :raises UserError: unless it was said who reads it, and whoever that is can
    """
    if not isinstance(is_shared, bool):
        raise UserError(env._("Choose first who is to read it: you alone, or both of you."))
    if is_shared and not can_read(other.user_id):
        raise UserError(
            env._("Your partner has no page here on which to read it: write it for yourself alone.")
        )


def new_note(env, model, sides, is_shared, said):
    """Keep a note of the person who asks.

    :param sides: the pairing, their own enrolment and their partner's, see :func:`own_sides`
    :param dict said: what is sealed, but for who reads it
    """
    pairing, mine, other = sides
    # sudo: the notes - the writer's own, in a model on which nobody has rights
    note = env[model].sudo()
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
    readers = [mine.user_id.id, other.user_id.id] if is_shared else [mine.user_id.id]
    seal_note(note, {"readers": readers, "is_shared": is_shared, **said})
