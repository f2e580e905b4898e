"""To whom a concern goes and to whom it does not, as plain functions (see :mod:`.key_ring`).

To the programme's safeguarding lead and deputy; to neither of them who is one of the two people
of a pairing in question, or anywhere above one of them in the management chain.
"""

LEAD_GROUP = "mentoring_programme.group_mentoring_safeguarding"


def hears_concerns(user):
    """Whether ``user`` can hear concerns now: an active safeguarding lead."""
    # sudo: res.users - also asked by people from outside
    user = user.sudo()
    return bool(user and user.active and user.has_group(LEAD_GROUP))


def pairings_of(enrolment):
    """All pairings of an enrolment that is in sudo, also those that are over."""
    return enrolment.env["mentoring.pairing"].search(
        ["|", ("mentor_id", "in", enrolment.ids), ("mentee_id", "in", enrolment.ids)]
    )


def sides_of(pairing):
    return pairing.mentor_id | pairing.mentee_id


def readers_of(enrolment):
    """Who would read what is raised from this enrolment.

    :param enrolment: the reporter's, in sudo
    :return: (users who read it, users who are left out), the lead before the deputy
    """
    pair = _pair(enrolment.programme_id).filtered(hears_concerns)
    near = _near(enrolment)
    return pair - near, pair & near


def _pair(programme):
    return programme.safeguarding_lead_id | programme.safeguarding_deputy_id


def _near(enrolment):
    """Who must not hear what is raised from this enrolment: the reporter and whomever they are
    or were paired with, everybody above one of these, and the coordinators."""
    people = enrolment | sides_of(pairings_of(enrolment))
    return people.user_id | _above(people) | enrolment.programme_id.coordinator_ids


def _above(enrolments):
    """The users of everybody above these people, at any depth."""
    env = enrolments.env
    chains = enrolments._management_chains()
    # sudo: hr.employee - the organisation chart decides who is left out
    employees = env["hr.employee"].sudo().with_context(active_test=False)
    above = {employee for chain in chains.values() for employee in chain}
    # The same log-in may stand for an employee in each of several companies.
    return employees.browse(sorted(above)).user_id


def refusal_of(enrolment, readers, left_out):
    """Why a concern cannot be raised from this enrolment and whom to turn to, or False.

    :param enrolment: the reporter's, in sudo
    :param readers: as :func:`readers_of` returns them
    :param left_out: the same
    """
    env = enrolment.env
    if readers:
        return False
    programme = enrolment.programme_id
    if not left_out:
        why = env._("“%s” has no safeguarding lead at the moment.", programme.name)
    elif enrolment.user_id in left_out:
        why = env._(
            "You are the safeguarding lead or deputy of “%s” yourself: what you write here would "
            "reach nobody else.",
            programme.name,
        )
    else:
        why = env._(
            "Those who hear concerns in “%s” are too close to you or to your partner to hear "
            "this one.",
            programme.name,
        )
    return f"{why} {others_to_turn_to(enrolment)}"


def others_to_turn_to(enrolment):
    """Whom else than the programme's lead and deputy to turn to, in a sentence.

    :param enrolment: the reporter's, in sudo
    """
    env, programme = enrolment.env, enrolment.programme_id
    without = _near(enrolment) | _pair(programme)
    leads = (
        env["res.users"]
        # sudo: res.users - names of the leads, whom also people from outside may turn to
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
