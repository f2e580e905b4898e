"""Raising a safeguarding concern and seeing what became of it, as plain functions (see
:mod:`.key_ring`).

The door of the people who raise concerns; that of those who hear them is :mod:`.concern_desk`.
Times are in UTC, as Odoo's server writes them.
"""

import base64
import hashlib

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import AccessError, UserError

from .concern_raised import (
    PAUSABLE_STATES,
    all_concerns,
    next_hearers,
    own_enrolments,
    raised,
    subjects,
)
from .concern_readers import pairings_of, readers_of, refusal_of, sides_of
from .locking import claimed, locked
from .sealed_note import (
    TEXT_LENGTH,
    check_in_person,
    checked_id,
    checked_reference,
    checked_text,
    new_reference,
    open_notes,
    seal_note,
)

# How soon somebody has to look: to the field of the company that says within how many hours.
URGENCIES = {
    "now": "mentoring_concern_hours_now",
    "soon": "mentoring_concern_hours_soon",
    "later": "mentoring_concern_hours_later",
}


def my_concerns(env):
    """What the person who asks has raised, and about what they can raise a concern.

    :return: dict with

        - ``subjects``: list of dict of ``enrolment_id``, ``pairing_id`` (False: the programme
          as such), ``programme``, ``partner``, ``readers`` (list of dict of ``id`` and ``name``
          of those who would read it), ``left_out`` (names of those who would not, though they
          hear concerns there), ``can_pause``, ``rests`` (the pairing is paused already), and
          ``refusal`` (why it cannot be raised here and whom to turn to, or False)
        - ``concerns``: list of dict of ``reference``, ``state``, ``date``, ``programme``,
          ``partner``, ``readers`` (names), ``handler`` (name of who took it on, or False),
          ``urgency``, ``paused``, ``rested`` (the pairing was paused already, so that nobody got
          a mail), ``is_heard`` (False: nobody of them can read it any more),
          ``turn_to`` (whom else to turn to where nobody has acknowledged it in time, or False),
          ``hand_on`` (list of dict of ``id`` and ``name`` of those to whom it can be handed on,
          see :func:`hand_on_concern`),
          ``answers`` (list of dict of ``date``, ``by``, ``text``), ``text`` and ``lost``,
          newest first
        - ``hours``: dict of urgency to the hours within which it is to be acknowledged, the
          longest of the reader's companies
        - ``length``: most characters
    :raises AccessError: for anybody but a person in their own session
    """
    check_in_person(env)
    enrolments = own_enrolments(env)
    return {
        "subjects": subjects(enrolments),
        "concerns": raised(env),
        "hours": {
            urgency: max(enrolments.company_id.mapped(field), default=0)
            for urgency, field in URGENCIES.items()
        },
        "length": TEXT_LENGTH,
    }


def raise_concern(
    env,
    enrolment_id,
    text,
    pairing_id=None,
    urgency="soon",
    pause=False,
    readers=None,
    token=None,
):
    """Hand a concern to those who hear it in one of the asker's own programmes.

    :param pairing_id: that it is about, if about one, of the same enrolment
    :param urgency: key of :data:`URGENCIES`
    :param bool pause: whether contact in that pairing is to rest, at once
    :param readers: ids of the users whom the asker was told of, where they were told; it goes
        to nobody else
    :param token: what a form made up for this text: sent once more with it, be it by a double
        tap or because no answer came, it is the same concern
    :raises AccessError: for what is not the asker's own, and for what does not exist
    :raises UserError: without a text, or where it would reach nobody or others than was told
    """
    check_in_person(env)
    enrolment = own_enrolments(env).filtered(lambda e: e.id == checked_id(enrolment_id))
    pairing = pairings_of(enrolment).filtered(lambda p: p.id == checked_id(pairing_id))
    if not enrolment or (pairing_id and not pairing):
        raise AccessError(
            env._("This is not an enrolment of yours: raise your concern from My mentoring.")
        )
    hearers, left_out = readers_of(enrolment)
    if refusal := refusal_of(enrolment, hearers, left_out):
        raise UserError(refusal)
    if readers is not None and readers != hearers.ids:
        raise UserError(
            env._(
                "Who would read this has changed since you opened it: copy your text, open it "
                "again, and look who reads it now."
            )
        )
    if urgency not in list(URGENCIES) or not isinstance(pause, bool):
        raise UserError(env._("Choose how soon somebody should look at it, and try again."))
    text = checked_text(env, text)
    reference = _reference_of(env, token)
    if reference:
        # Whoever sends the same at this moment waits, and then finds it.
        claimed(enrolment)
        sent = all_concerns(env).search(
            [("reference", "=", reference), ("reporter_id", "=", env.uid)]
        )
        said = open_notes(env, sent).get(sent)
        if said and said["text"] == text:
            return
        if sent:
            reference = None
    programme = enrolment.programme_id
    company = programme.company_id
    concerns = all_concerns(env)
    rested = pairing.state == "paused"
    concern = concerns.create(
        {
            "reference": reference or new_reference(),
            "kept_for_id": company.id,
            "programme_id": programme.id,
            "reporter_id": env.uid,
            "lead_id": (programme.safeguarding_lead_id & hearers).id,
            "deputy_id": (programme.safeguarding_deputy_id & hearers).id,
            **concerns._rungs(company[URGENCIES[urgency]]),
            # Sealed in a moment: what it is bound to is its own id.
            "sealed": "",
        }
    )
    said = {
        "readers": [env.uid, *hearers.ids],
        "date": fields.Datetime.to_string(fields.Datetime.now()),
        "programme": programme.name,
        "reporter": enrolment._person_name() or False,
        "role": enrolment.role,
        "partner": (sides_of(pairing) - enrolment)._person_name() if pairing else False,
        "heard_by": hearers.mapped("name"),
        "urgency": urgency,
        "hold": pause and _paused(pairing),
        "rested": rested,
        "text": text,
    }
    seal_note(concern, said)
    env["mentoring.concern.tally"]._add(company, "raised")
    concern._tell(hearers)


def _reference_of(env, token):
    """What a concern is called that is sent with this token; of a token that is none, None.

    Mixed with who sends it: nobody can ask with it whether another's exists.
    """
    if not checked_reference(token):
        return None
    mixed = hashlib.sha256(f"mentoring.concern/{env.uid}/{token}".encode()).digest()
    return base64.urlsafe_b64encode(mixed[:16]).rstrip(b"=").decode()


def hand_on_concern(env, reference, readers):
    """Hand what nobody whom it reached can read any more to those who hear concerns there now.

    Naming another lead opens nothing to them: only its reporter does, having seen who it is. They
    read the text, and can let contact go on that was paused with it; what the leads before them
    noted for each other stays closed.

    :param readers: ids of the users whom the asker was told of; it goes to nobody else
    :raises AccessError: for what the asker has not raised, and for what does not exist
    :raises UserError: when somebody still reads it, or others would than was told
    """
    check_in_person(env)
    mine = [("reference", "=", checked_reference(reference)), ("reporter_id", "=", env.uid)]
    concern = locked(all_concerns(env).search(mine))
    said = open_notes(env, concern).get(concern)
    if not said:
        raise AccessError(
            env._("This is no concern that you raised: look at yours in My mentoring.")
        )
    hearers = next_hearers(env, concern, said)
    if not hearers or readers != hearers.ids:
        raise UserError(
            env._("Who reads this has changed since you opened it: look at it once more.")
        )
    seal_note(
        concern,
        {**said, "readers": [env.uid, *hearers.ids], "heard_by": hearers.mapped("name")},
    )
    programme = concern.programme_id
    concern.write(
        {
            "state": "new",
            "lead_id": (programme.safeguarding_lead_id & hearers).id,
            "deputy_id": (programme.safeguarding_deputy_id & hearers).id,
            "handler_id": False,
            **concern._rungs(concern.kept_for_id[URGENCIES[said["urgency"]]]),
        }
    )
    concern._tell(hearers)


def held_of_me(env):
    """All concerns that the person who asks has raised, for "What is held on me"; as in
    :func:`my_concerns`."""
    check_in_person(env)
    return raised(env)


def _paused(pairing):
    """Pause contact as any pause does, and keep it from going on before the asker, too, says
    that they are back, whatever they said of an earlier pause.

    :return: id of the hold, to be sealed, or False where there is no contact to pause
    """
    if pairing.state not in PAUSABLE_STATES:
        return False
    hold = pairing.with_user(SUPERUSER_ID)._hold()
    pairing._no_longer_back()
    return hold.id
