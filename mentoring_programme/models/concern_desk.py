"""Hearing safeguarding concerns and following them up, as plain functions (see
:mod:`.key_ring`).

The door of the safeguarding leads and deputies to whom concerns were addressed. Times are in
UTC, as Odoo's server writes them.
"""

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import AccessError, UserError

from .concern_raised import part_of
from .concern_readers import hears_concerns
from .locking import locked
from .mentoring_concern_tally import outcome_words
from .sealed_note import (
    TEXT_LENGTH,
    check_in_person,
    checked_reference,
    checked_text,
    new_reference,
    open_notes,
    seal_note,
)

OPEN_STATES = ("new", "acknowledged", "following")
# What becomes of contact that was paused, when its concern is closed.
CONTACTS = ("may_go_on", "ends")


def concerns_to_hear(env):
    """The concerns that are addressed to the safeguarding lead who asks.

    :return: list of dict of ``reference``, ``state``, ``date``, ``programme``, ``urgency``,
        ``handler`` (name, or False), ``is_mine`` (whether the asker is that), ``remind_on`` (when
        somebody is reminded next, or False), ``is_late`` (somebody was reminded already) and
        ``lost``: open ones first, late ones before these, newest first
    :raises AccessError: for anybody but a safeguarding lead in their own session
    """
    concerns = _heard(env, [])
    lines = [_line(env, concern, said) for concern, said in open_notes(env, concerns).items()]
    return sorted(lines, key=lambda line: (line["state"] == "closed", not line["is_late"]))


def hear_concern(env, reference):
    """One concern addressed to the safeguarding lead who asks.

    :return: dict as in :func:`concerns_to_hear`, besides with ``reporter``, ``role``,
        ``partner``, ``heard_by`` (names), ``text``, ``paused`` (it holds a pairing),
        ``still_held`` (after it has let the two go on: ``concern`` where another one that the
        asker hears holds them, ``other`` where something else does, or False), ``outcome``
        (in words, or False), ``notes`` (list of dict of ``date``, ``by``, ``for_reporter``,
        ``text`` and ``lost``, oldest first), ``outcomes`` (list of code and words to choose
        from) and ``length``
    :raises AccessError: for one that is not addressed to them, and for one that does not exist
    """
    return _shown(env, *_one_heard(env, reference))


def acknowledge_concern(env, reference):
    """Take a new concern on; its reporter sees who did.

    :return: dict as :func:`hear_concern` does
    :raises UserError: when somebody has taken it on already
    """
    concern, said = _one_heard(env, reference)
    locked(concern)
    if concern.state == "acknowledged" and concern.handler_id == env.user:
        return _shown(env, concern, said)
    if concern.state != "new":
        raise UserError(
            env._(
                "%s has taken this on already: reload the page.",
                concern.handler_id.name or env._("Somebody"),
            )
        )
    concern.write({"state": "acknowledged", "handler_id": env.uid})
    concern._set_follow_up_rungs()
    return _shown(env, concern, said)


def take_over_concern(env, reference):
    """Take on what the other of the two has taken on; who handles it shows to its reporter.

    :return: dict as :func:`hear_concern` does
    :raises UserError: when it is nobody's yet, the asker's already, or closed
    """
    concern, said = _one_heard(env, reference)
    locked(concern)
    if concern.state not in ("acknowledged", "following") or concern.handler_id == env.user:
        raise UserError(_moved(env))
    concern.handler_id = env.uid
    return _shown(env, concern, said)


def follow_up_concern(env, reference, text, for_reporter=False):
    """Note what was done, for the two who hear it, or answer its reporter.

    :param bool for_reporter: whether its reporter reads it as well
    :return: dict as :func:`hear_concern` does
    :raises UserError: without a text, before it is acknowledged, and after it is closed
    """
    concern, said = _one_heard(env, reference)
    locked(concern)
    if concern.state not in ("acknowledged", "following"):
        raise UserError(
            env._("Acknowledge a concern before you write on it; on a closed one, nothing more.")
        )
    if said is None or not isinstance(for_reporter, bool):
        raise UserError(_moved(env))
    text = checked_text(env, text)
    # sudo: mentoring.concern.note - the writer's own, in a model on which nobody has rights
    note = env["mentoring.concern.note"].sudo()
    note = note.create({"reference": new_reference(), "concern_id": concern.id, "sealed": ""})
    # Nobody but those who read the concern itself: what is sealed there says who they are.
    leads = [reader for reader in said["readers"] if reader != concern.reporter_id.id]
    written = {
        "readers": said["readers"] if for_reporter else leads,
        "date": fields.Datetime.to_string(fields.Datetime.now()),
        "by": env.user.name,
        "for_reporter": for_reporter,
        "text": text,
    }
    seal_note(note, written)
    concern.state = "following"
    concern._set_follow_up_rungs()
    if for_reporter:
        concern._tell(concern.reporter_id, "mentoring_programme.mail_template_answer")
    return _shown(env, concern, said)


def close_concern(env, reference, outcome, contact=None):
    """Close a concern with an outcome, which is counted and shown to nobody but its two readers.

    :param outcome: code out of ``outcomes`` as :func:`hear_concern` returns them
    :param contact: where contact was paused, what becomes of it, one of :data:`CONTACTS`
    :return: dict as :func:`hear_concern` does
    :raises UserError: when it is closed already, or something is left to choose
    """
    concern, said = _one_heard(env, reference)
    locked(concern)
    if concern.state not in OPEN_STATES:
        raise UserError(_moved(env))
    if outcome not in [kind for kind, _name in outcome_words(env)]:
        raise UserError(env._("Choose how it came out, then close it."))
    hold = _hold(env, said)
    if hold and contact not in CONTACTS:
        raise UserError(
            env._("Contact was paused: choose whether the two may go on, or their pairing ends.")
        )
    if said:
        seal_note(concern, {**said, "outcome": outcome})
    concern.write({"state": "closed", "date_closed": fields.Date.context_today(concern)})
    concern.handler_id = concern.handler_id or env.user
    concern._clear_rungs()
    env["mentoring.concern.tally"]._add(concern.kept_for_id, outcome)
    still_held = _let_go(env, hold, contact)
    return {**_shown(env, *_one_heard(env, reference)), "still_held": still_held}


def release_contact(env, reference):
    """Let the two go on while the concern is still open, as after any pause: once both are back.

    :return: dict as :func:`hear_concern` does
    :raises UserError: when nothing is held any more
    """
    concern, said = _one_heard(env, reference)
    locked(concern)
    hold = _hold(env, said)
    if not hold:
        raise UserError(_moved(env))
    still_held = _let_go(env, hold, "may_go_on")
    return {**_shown(env, concern, said), "still_held": still_held}


def _hold(env, said):
    # As nobody: what a lead does to a pairing leaves no name behind.
    holds = env["mentoring.pairing.hold"].with_user(SUPERUSER_ID)
    return holds.browse(said["hold"] if said and said["hold"] else []).exists()


def _let_go(env, hold, contact):
    """End what this hold held, or let it go on.

    :return: what else holds it, see :func:`hear_concern`
    """
    pairing = hold.pairing_id
    hold.unlink()
    if pairing and contact == "ends":
        pairing._end()
    elif pairing:
        pairing._resume_if_both_are_back()
        others = pairing._holds()
        if others:
            return _held_by(env, others)
    return False


def _held_by(env, holds):
    """Another concern is named to those alone who hear it: it may be about whoever asks."""
    heard = open_notes(env, _heard(env, [])).values()
    known = {said["hold"] for said in heard if said}
    return "concern" if known & set(holds.ids) else "other"


def _heard(env, domain):
    check_in_person(env)
    if not hears_concerns(env.user):
        raise AccessError(_no_concern(env))
    # sudo: mentoring.concern - nobody has any right on it; each search names whose it is
    concerns = env["mentoring.concern"].sudo()
    mine = ["|", ("lead_id", "=", env.uid), ("deputy_id", "=", env.uid)]
    return concerns.search([*mine, *domain], order="id desc")


def _one_heard(env, reference):
    """The concern and what is sealed in it, None where no key opens it."""
    concern = _heard(env, [("reference", "=", checked_reference(reference))])
    opened = open_notes(env, concern)
    if not opened:
        raise AccessError(_no_concern(env))
    return concern, opened[concern]


def _line(env, concern, said):
    is_open = concern.state != "closed"
    remind_on = concern.remind_first_on or concern.remind_second_on
    return {
        "reference": concern.reference,
        "state": concern.state,
        "lost": said is None,
        "handler": concern.handler_id.name,
        "is_mine": concern.handler_id == env.user,
        "remind_on": fields.Datetime.to_string(remind_on) if is_open and remind_on else False,
        "is_late": is_open and not concern.remind_first_on,
        **part_of(said, "date", "programme", "urgency"),
    }


def _shown(env, concern, said):
    outcomes = outcome_words(env)
    return {
        **_line(env, concern, said),
        **part_of(said, "reporter", "role", "partner", "heard_by", "text"),
        "paused": bool(_hold(env, said)),
        "still_held": False,
        "outcome": dict(outcomes).get(said.get("outcome")) if said else False,
        "outcomes": outcomes,
        "notes": _notes(env, concern),
        "length": TEXT_LENGTH,
    }


def _notes(env, concern):
    # sudo: mentoring.concern.note - opened for those alone who stand in them
    notes = env["mentoring.concern.note"].sudo()
    notes = notes.search([("concern_id", "=", concern.id)], order="id")
    return [
        {"lost": said is None, **part_of(said, "date", "by", "for_reporter", "text")}
        for said in open_notes(env, notes).values()
    ]


def _moved(env):
    return env._("This concern was moved on already, perhaps in another window: reload the page.")


def _no_concern(env):
    return env._(
        "There is no such concern that was addressed to you as safeguarding lead: reload the page."
    )
