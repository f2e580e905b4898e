"""Who takes part, by name: plain functions, so that no server action and no RPC reaches them.

Rows are read with the reader's own rights: of discreet programmes there are none, whoever asks.
"""

from ..workbook import Column

BATCH = 1000


def programmes_listed(env, company):
    """Programmes of a company whose people may be listed: those that are not discreet."""
    return env["mentoring.programme"].search(
        [("company_id", "=", company.id), ("discreet", "=", False)]
    )


def people_domain(programmes):
    """Domain of the enrolments that are listed."""
    return [("programme_id", "in", programmes.ids), ("programme_id.discreet", "=", False)]


def people_columns(env):
    """The columns of :func:`people_rows`."""
    return (
        Column(env._("Name")),
        Column(env._("Programme")),
        Column(env._("Role")),
        Column(env._("State")),
        Column(env._("Sessions held"), "count"),
    )


def people_rows(env, programmes):
    """Who is enrolled in these programmes, one row an enrolment, in batches.

    :return: generator of tuples, one value for each of :func:`people_columns`
    """
    enrolments = env["mentoring.enrolment"]
    roles, states = (
        dict(enrolments._fields[name]._description_selection(env)) for name in ("role", "state")
    )
    ids = enrolments.search(people_domain(programmes), order="programme_id, role, id")._ids
    for start in range(0, len(ids), BATCH):
        batch = enrolments.browse(ids[start : start + BATCH])
        held = _sessions_held(batch)
        yield from [
            (
                enrolment._person_name() or "",
                enrolment.programme_id.name,
                roles[enrolment.role],
                states[enrolment.state],
                held.get(enrolment.id, 0),
            )
            for enrolment in batch
        ]
        # What was read is not needed again: memory stays that of one batch.
        env.invalidate_all(flush=False)


def _sessions_held(enrolments):
    """How often each of these met: two meetings of one person at one moment are one.

    :return: dict of id to number
    """
    held = {}
    for side in ("mentor_id", "mentee_id"):
        moments = enrolments.env["mentoring.session"]._read_group(
            [("state", "=", "held"), (f"pairing_id.{side}", "in", enrolments.ids)],
            [f"pairing_id.{side}"],
            ["start:count_distinct"],
        )
        held |= {enrolment.id: number for enrolment, number in moments}
    return held
