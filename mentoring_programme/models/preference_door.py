"""The two doors to the sealed boxes, as plain functions (see :mod:`.key_ring`).

The owner's door serves a person in their own web session, on the pages made for this. Whose a
box is stands in it, sealed: whoever writes another name into the enrolment, past the ORM
even, opens nothing by that, and learns not even whether something was said.

The match run's door opens the boxes of a whole pool and records that.
"""

import json

from psycopg2 import IntegrityError

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import AccessError, UserError

from ..sealing import CannotOpenError, TooLongError
from . import preference_counts
from .key_ring import bound_to, server_ring
from .own_session import check_in_person
from .preference_said import cleaned, for_matching


def seal_empty(enrolment, owner):
    """A box in which nothing is said.

    :param owner: whose it is, a ``res.users``; none for whoever gets the log-in next
    """
    return server_ring().seal(_text(owner.id, {}), _bound(enrolment))


# -- the owner's door ------------------------------------------------------------------------


def own_box(env, enrolment_id):
    """The box of an enrolment of the person who asks.

    :param enrolment_id: as it came from outside; any that is not theirs is refused alike
    :return: one ``mentoring.preference``
    :raises AccessError: for anybody but the owner in their own session
    """
    check_in_person(env)
    box = env["mentoring.preference"].browse()
    if type(enrolment_id) is int and 0 < enrolment_id < 2**31:
        box = box.search([("enrolment_id", "=", enrolment_id)])
    if not box or box.enrolment_id.user_id.id != env.uid:
        raise _refusal(env)
    return box


def open_own(box):
    """What the person who asks said in this box of theirs.

    :return: dict, empty or with ``consent`` (version, date), ``answers`` (dimension id as text
        to list of value ids) and ``wishes`` (to dict of kind, strength, values)
    :raises AccessError: for anybody but the owner in their own session
    :raises UserError: when the server's key is another one now
    """
    env = box.env
    box = own_box(env, box.enrolment_id.id)
    try:
        # sudo: mentoring.preference - the owner opens their own box
        said = json.loads(server_ring().open(box.sudo().sealed, _bound(box.enrolment_id)))
    except CannotOpenError:
        raise UserError(
            env._(
                "What you said here can no longer be opened, by anybody: the server's key is "
                "another one now. Please say it again."
            )
        ) from None
    # Somebody enrolled before they had a log-in has said nothing yet.
    if said.pop("owner") not in (env.uid, False):
        raise _refusal(env)
    return said


def preview_own(box, said):
    """Which "only so" of ``said`` would count as important for now.

    :param said: dict with ``answers`` and ``wishes``, as the form sends it
    :return: list of dimension ids
    :raises UserError: when the person cannot say this
    """
    box = _checked_for_saying(box)
    # sudo: mentoring.preference.pool - numbers of at least k people, for a yes or no
    return preference_counts.too_few(box.enrolment_id.sudo(), cleaned(box.enrolment_id, said))


def save_own(box, said, consent_version):
    """Seal what the person says, in the place of what they said before.

    :param said: dict with ``answers`` and ``wishes``, as the form sends it
    :param consent_version: of the consent text that the person saw and agreed to; none is
        needed for saying nothing
    :raises UserError: when the person cannot say this, or agreed to another text
    """
    box = _checked_for_saying(box)
    before = _said_before(box)
    kept = cleaned(box.enrolment_id, said)
    # Looked up in any case: the server's log counts the queries of each request.
    current = box.env["mentoring.consent.text"]._current("matching")
    if kept["answers"] or kept["wishes"]:
        kept["consent"] = _consent(current, consent_version, before.get("consent"))
    else:
        kept = {}
    _seal_own(box, kept)


def withdraw_own(box):
    """Take the consent back: what was said is destroyed at once, nothing is run again."""
    box = own_box(box.env, box.enrolment_id.id)
    _said_before(box)
    _seal_own(box, {})


def _checked_for_saying(box):
    box = own_box(box.env, box.enrolment_id.id)
    if not box.enrolment_id._may_say_preferences():
        raise UserError(
            box.env._("There is no matching ahead in which this could count, so nothing is kept.")
        )
    return box


def _said_before(box):
    """What the person said before; nothing when its key is lost.

    :raises AccessError: when the box is somebody else's
    """
    try:
        return open_own(box)
    except AccessError:
        raise
    except UserError:
        return {}


def _consent(current, version, before):
    if not current.version or version != current.version:
        raise UserError(
            current.env._(
                "What you say here is used only if you agree to the text beside it: read it, "
                "tick the box, and save again."
            )
        )
    if before and before["version"] == current.version:
        return before
    today = fields.Date.to_string(fields.Date.context_today(current))
    return {"version": current.version, "date": today}


def _seal_own(box, said):
    enrolment = box.enrolment_id
    try:
        sealed = server_ring().seal(_text(box.env.uid, said), _bound(enrolment))
    except TooLongError:
        raise UserError(
            box.env._("This is more than the box holds: choose fewer answers and wishes.")
        ) from None
    # sudo: mentoring.preference, mentoring.preference.pool - the owner writes their own box,
    # which nobody may write through the ORM
    box.sudo().sealed = sealed
    # sudo: mentoring.enrolment - as above
    preference_counts.note(enrolment.sudo(), said.get("answers", {}))


# -- the match run's door --------------------------------------------------------------------


def open_for_run(run, enrolments, fingerprint):
    """Record that the boxes of everybody in a run's pool are opened, then open them.

    The answer goes into :func:`~..matching.confidential_points` and nowhere else. A box that no
    key opens counts as empty; its owner is asked again in their own dialog.

    :param run: the ``mentoring.match.run``
    :param enrolments: the ``mentoring.enrolment`` of its pool
    :param fingerprint: hash of what is visible of the run's problem
    :return: dict of enrolment id to :class:`~..matching.Said`
    """
    number = _record_opening(run, enrolments, fingerprint)
    # sudo: mentoring.match.run, mentoring.preference - runs are not written by hand, and boxes
    # are reached by their owners alone otherwise
    env = run.sudo().env
    # sudo: mentoring.match.run - as above
    run.sudo().write({"uses_preferences": True, "opening_number": number})
    ring = server_ring()
    boxes = env["mentoring.preference"].search_fetch(
        [("enrolment_id", "in", enrolments.ids)], ["enrolment_id", "sealed"]
    )
    said = {}
    for box in boxes:
        try:
            kept = json.loads(ring.open(box.sealed, _bound(box.enrolment_id)))
        except CannotOpenError:
            kept = {}
        said[box.enrolment_id.id] = for_matching(run.programme_id.dimension_ids, kept)
    return said


def _record_opening(run, enrolments, fingerprint):
    """Commit at once, in a transaction of its own: whoever undoes the run leaves the record.

    :return: number of the opening in its programme
    :raises UserError: when somebody else takes that number at this moment
    """
    values = {
        "programme_id": run.programme_id.id,
        "user_id": run.env.uid,
        "box_count": len(enrolments),
        "opened": json.dumps(enrolments.ids),
        "fingerprint": fingerprint,
    }
    run.env.flush_all()
    try:
        # A programme that is not committed yet, nor perhaps its tables while the addon is being
        # installed: nobody else can have said anything in it, and no other transaction sees it.
        if run.env.registry.ready:
            with run.env.registry.cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, {})
                if env["mentoring.programme"].browse(run.programme_id.id).exists():
                    return _create_opening(env, values)
        # sudo: mentoring.preference.opening - recorded by the system
        return _create_opening(run.sudo().env, values)
    except IntegrityError:
        raise UserError(
            run.env._("Somebody else is matching this programme right now: reload the page.")
        ) from None


def _create_opening(env, values):
    # sudo: mentoring.preference.opening, mentoring.pairing - written by no one by hand
    openings, pairings = env["mentoring.preference.opening"], env["mentoring.pairing"]
    programme = env["mentoring.programme"].browse(values["programme_id"])
    last_pairing = pairings.search([("programme_id", "=", programme.id)], order="id desc", limit=1)
    number = (openings._of_programme(programme)[:1].number or 0) + 1
    openings.create({**values, "number": number, "last_pairing_id": last_pairing.id})
    env.flush_all()
    return number


def _text(owner_id, said):
    return json.dumps({"owner": owner_id, **said}, separators=(",", ":"))


def _bound(enrolment):
    return bound_to(enrolment.env, "mentoring.preference", enrolment.id)


def _refusal(env):
    return AccessError(env._("Only the person themself can open what is kept in confidence."))
