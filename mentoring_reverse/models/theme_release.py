"""Telling of themes, as a plain function (see ``mentoring_programme``'s ``key_ring``).

Once a calendar month at most, however often it is called: whoever could choose the moment would
see what one person's theme changes. The month of the last time is sealed in with the themes.
"""

from odoo.addons.mentoring_programme.models.pair_note import can_write

from .theme_batches import Pool, batches
from .theme_pool import lock, open_pool, seal_pool


def release(pools, today):
    """Tell what may be told of these pools, company by company, and forget all that is in them.

    What is not told is forgotten as well: if only what is told went, everybody who gave it would
    see that it did, and so that enough others had given the same.

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
    for pool in due:
        seal_pool(pool, {"given": {}, "looked_in": month})
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
    """Who can still pass something on: the people of pairings that have met and go on.

    :return: dict of programme to dict of the id of an enrolment to the id of its user
    """
    sessions = programmes.env["mentoring.session"].search(
        [("pairing_id.programme_id", "in", programmes.ids), ("state", "=", "held")]
    )
    met = sessions.pairing_id.filtered(can_write)
    enrolments = (met.mentor_id | met.mentee_id).filtered(
        lambda e: e.state != "withdrawn" and e.user_id
    )
    return {
        programme: {enrolment.id: enrolment.user_id.id for enrolment in those}
        for programme, those in enrolments.grouped("programme_id").items()
    }
