"""Raising and hearing a safeguarding concern, as plain functions (see :mod:`.key_ring`).

Two doors: that of the people who raise concerns, and that of the safeguarding leads to whom
they were addressed. Times are in UTC, as Odoo's server writes them.
"""

from odoo import fields
from odoo.exceptions import AccessError, UserError

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

LEAD_GROUP = "mentoring_programme.group_mentoring_safeguarding"


# -- who raises one ---------------------------------------------------------------------------


def my_concerns(env):
    """What the person who asks has raised, and about what they can raise a concern.

    :return: dict with

        - ``subjects``: list of dict of ``enrolment_id``, ``pairing_id`` (False: the programme
          as such), ``programme``, ``partner``, ``lead`` (name of who would read it, or False)
          and ``refusal`` (why it cannot be raised here and whom to turn to, or False)
        - ``concerns``: list of dict of ``reference``, ``state``, ``date``, ``programme``,
          ``partner``, ``lead``, ``is_heard`` (False: its lead is none any more), ``text`` and
          ``lost``, newest first
        - ``length``: most characters
    :raises AccessError: for anybody but a person in their own session
    """
    check_in_person(env)
    return {"subjects": _subjects(env), "concerns": _raised(env), "length": TEXT_LENGTH}


def _raised(env):
    concerns = _all(env).search([("reporter_id", "=", env.uid)], order="id desc")
    return [
        {
            "reference": concern.reference,
            "state": concern.state,
            "is_heard": _is_lead(concern.lead_id),
            "lost": said is None,
            **_part(said, "date", "programme", "partner", "lead", "text"),
        }
        for concern, said in open_notes(env, concerns).items()
    ]


def raise_concern(env, enrolment_id, text, pairing_id=None):
    """Hand a concern to the safeguarding lead of one of the asker's own programmes.

    :param pairing_id: that it is about, if about one, of the same enrolment
    :raises AccessError: for what is not the asker's own, and for what does not exist
    :raises UserError: without a text, or where it would reach nobody or the wrong person
    """
    check_in_person(env)
    enrolment = _own_enrolments(env).filtered(lambda e: e.id == checked_id(enrolment_id))
    pairing = _pairings(enrolment).filtered(lambda p: p.id == checked_id(pairing_id))
    if not enrolment or (pairing_id and not pairing):
        raise AccessError(
            env._("This is not an enrolment of yours: raise your concern from My mentoring.")
        )
    programme = enrolment.programme_id
    if refusal := _refusal(env, enrolment):
        raise UserError(refusal)
    text = checked_text(env, text)
    lead = programme.safeguarding_lead_id
    concern = _all(env).create(
        {
            "reference": new_reference(),
            "kept_for_id": programme.company_id.id,
            "programme_id": programme.id,
            "reporter_id": env.uid,
            "lead_id": lead.id,
            # Sealed in a moment: what it is bound to is its own id.
            "sealed": "",
        }
    )
    said = {
        "readers": [env.uid, lead.id],
        "date": fields.Datetime.to_string(fields.Datetime.now()),
        "programme": programme.name,
        "reporter": enrolment._person_name() or False,
        "role": enrolment.role,
        "partner": (_sides(pairing) - enrolment)._person_name() if pairing else False,
        "lead": lead.name,
        "text": text,
    }
    seal_note(concern, said)
    concern._tell_lead()


def held_of_me(env):
    """All concerns that the person who asks has raised, for "What is held on me"; as in
    :func:`my_concerns`."""
    check_in_person(env)
    return _raised(env)


def _subjects(env):
    subjects = []
    for enrolment in _own_enrolments(env):
        programme = enrolment.programme_id
        refusal = _refusal(env, enrolment)
        subject = {
            "enrolment_id": enrolment.id,
            "programme": programme.name,
            "lead": not refusal and programme.safeguarding_lead_id.name,
            "refusal": refusal,
        }
        for pairing in _pairings(enrolment):
            partner = (_sides(pairing) - enrolment)._person_name() or False
            subjects.append({**subject, "pairing_id": pairing.id, "partner": partner})
        subjects.append({**subject, "pairing_id": False, "partner": False})
    return subjects


def _own_enrolments(env):
    """In sudo; also those that are over: what was wrong may be said afterwards."""
    # sudo: mentoring.enrolment - the asker's own, with names that they know
    return (
        env["mentoring.enrolment"]
        .sudo()
        .search([("user_id", "=", env.uid), ("programme_id.state", "!=", "draft")])
    )


def _pairings(enrolment):
    return enrolment.env["mentoring.pairing"].search(
        ["|", ("mentor_id", "in", enrolment.ids), ("mentee_id", "in", enrolment.ids)]
    )


def _sides(pairing):
    return pairing.mentor_id | pairing.mentee_id


def _refusal(env, enrolment):
    """Why a concern cannot be raised from this enrolment and whom to turn to, or False."""
    programme = enrolment.programme_id
    lead = programme.safeguarding_lead_id
    partners = _sides(_pairings(enrolment)).user_id - enrolment.user_id
    if not _is_lead(lead):
        why = env._("“%s” has no safeguarding lead at the moment.", programme.name)
    elif lead == enrolment.user_id:
        why = env._(
            "You are the safeguarding lead of “%s” yourself: what you write here would reach "
            "nobody else.",
            programme.name,
        )
    elif lead in partners:
        why = env._(
            "The safeguarding lead of “%s” is also your partner, and would read what you write "
            "here.",
            programme.name,
        )
    else:
        return False
    return f"{why} {_others(env, programme, lead | partners | enrolment.user_id)}"


def _others(env, programme, without):
    """Whom else to turn to."""
    # sudo: res.users - names of the leads, whom also people from outside may turn to
    leads = (
        env["res.users"]
        .sudo()
        .search(
            [
                ("all_group_ids", "in", env.ref(LEAD_GROUP).ids),
                ("company_ids", "in", programme.company_id.ids),
                ("id", "not in", without.ids),
            ]
        )
    )
    if leads:
        return env._(
            "Please turn to another safeguarding lead: %s.", ", ".join(leads.mapped("name"))
        )
    return env._(
        "Please turn to somebody outside the programme whom you trust with it: HR, employee "
        "representatives, or a counselling service."
    )


# -- who hears it -----------------------------------------------------------------------------


def concerns_to_hear(env):
    """The concerns that are addressed to the safeguarding lead who asks, newest first.

    :return: list of dict of ``reference``, ``state``, ``date``, ``programme`` and ``lost``
    :raises AccessError: for anybody but a safeguarding lead in their own session
    """
    concerns = _heard(env, [])
    return [
        {
            "reference": concern.reference,
            "state": concern.state,
            "lost": said is None,
            **_part(said, "date", "programme"),
        }
        for concern, said in open_notes(env, concerns).items()
    ]


def hear_concern(env, reference):
    """One concern addressed to the safeguarding lead who asks.

    :return: dict as in :func:`concerns_to_hear`, with ``reporter``, ``role``, ``partner`` and
        ``text`` besides
    :raises AccessError: for one that is not addressed to them, and for one that does not exist
    """
    return _shown_to_lead(env, _one_heard(env, reference))


def move_concern(env, reference, state):
    """Note that a concern was ``acknowledged``, or ``closed``; it then shows so to its reporter.

    :return: dict as :func:`hear_concern` does
    :raises UserError: when it is there, or past that, already
    """
    concern = _one_heard(env, reference)
    concern.lock_for_update()
    origins = {"acknowledged": ("new",), "closed": ("new", "acknowledged")}[state]
    if concern.state not in origins:
        raise UserError(
            env._("This concern was moved on already, perhaps in another window: reload the page.")
        )
    concern.state = state
    if state == "closed":
        concern.date_closed = fields.Date.context_today(concern)
    return _shown_to_lead(env, concern)


def _heard(env, domain):
    check_in_person(env)
    if not _is_lead(env.user):
        raise AccessError(_no_concern(env))
    return _all(env).search([("lead_id", "=", env.uid), *domain], order="id desc")


def _one_heard(env, reference):
    concern = _heard(env, [("reference", "=", checked_reference(reference))])
    if not open_notes(env, concern):
        raise AccessError(_no_concern(env))
    return concern


def _shown_to_lead(env, concern):
    said = open_notes(env, concern)[concern]
    return {
        "reference": concern.reference,
        "state": concern.state,
        "lost": said is None,
        **_part(said, "date", "programme", "reporter", "role", "partner", "text"),
    }


def _no_concern(env):
    return env._(
        "There is no such concern that was addressed to you as safeguarding lead: reload the page."
    )


def _is_lead(user):
    """Whether ``user`` can hear concerns now: an active safeguarding lead."""
    # sudo: res.users - also asked by people from outside
    user = user.sudo()
    return bool(user.active and user.has_group(LEAD_GROUP))


def _all(env):
    # sudo: mentoring.concern - nobody has any right on it; each search names whose it is
    return env["mentoring.concern"].sudo()


def _part(said, *names):
    return {name: said[name] if said else False for name in names}
