"""Telling of themes, as a plain function (see ``mentoring_programme``'s ``key_ring``).

Once a calendar month at most, however often it is called: whoever could choose the moment would
see what one person's theme changes. The month of the last time is sealed in with the themes.
"""

from .theme_batches import Pool, batches
from .theme_pool import lock, open_pool, seal_pool


def release(pools, today):
    """Take out of these pools what may be told, company by company, and forget who gave it.

    :param pools: ``mentoring.theme.pool`` in sudo, of one company
    :param today: ``date``
    :return: list of :class:`~.theme_batches.Batch`
    """
    month = today.strftime("%Y-%m")
    inside = {pool: open_pool(pool) for pool in lock(pools)}
    due = {pool: said for pool, said in inside.items() if said["looked_in"] < month}
    if not due:
        return []
    people = _people(pools.programme_id)
    told = batches([_as_pool(pool, said, people) for pool, said in due.items()])
    for pool, said in due.items():
        persons = people.get(pool.programme_id, {})
        gone = {
            (person, batch.theme)
            for batch in told
            for key, person in batch.gifts
            if key == pool.programme_id.id
        }
        said["given"] = {
            key: {**part, "themes": left}
            for key, part in said["given"].items()
            if (left := [t for t in part["themes"] if (persons.get(int(key)), t) not in gone])
        }
        said["looked_in"] = month
        seal_pool(pool, said)
    return told


def _as_pool(pool, said, people):
    programme = pool.programme_id
    persons = people.get(programme, {})
    given = {}
    for key, part in said["given"].items():
        # Of somebody else who has the enrolment by now, or had it for a while, nothing counts.
        if part["owner"] == persons.get(int(key)):
            given.setdefault(part["owner"], set()).update(part["themes"])
    return Pool(
        key=programme.id,
        least=programme.preference_threshold,
        people=frozenset(persons.values()),
        given=given,
        is_named=not programme.discreet,
    )


def _people(programmes):
    """Who could have passed something on: the people of pairings that have met.

    :return: dict of programme to dict of the id of an enrolment to the id of its user
    """
    sessions = programmes.env["mentoring.session"].search(
        [("pairing_id.programme_id", "in", programmes.ids), ("state", "=", "held")]
    )
    met = sessions.pairing_id
    enrolments = (met.mentor_id | met.mentee_id).filtered(lambda e: e.state != "withdrawn" and e.user_id)
    return {
        programme: {enrolment.id: enrolment.user_id.id for enrolment in those}
        for programme, those in enrolments.grouped("programme_id").items()
    }
