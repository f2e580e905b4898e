"""Whether at least k people fit, as plain functions (see :mod:`.key_ring`).

Somebody who says "only so" is told before they save whether at least k people are known to
fit. If that were counted live, asking before and after one colleague's answer would tell that
answer. So the counts are renewed only once what at least k people say has changed, and what
they were renewed from bears no names (the remedy against differencing: D. Denning and
J. Schlörer, 1983, on trackers).

In a sealed ``mentoring.preference.pool`` of each programme and role stand ``now``: answers by
enrolment; ``changed``: enrolments whose answers changed since the last count; ``counted``: the
answers of the last count, in no order that tells anything. Nothing of it leaves this module but
a yes or a no about k people or more. Records given to these functions are in sudo.
"""

import json

from odoo.exceptions import ConcurrencyError

from ..matching import honoured
from ..sealing import CannotOpenError
from .key_ring import bound_to, server_ring
from .preference_said import ANSWER_BYTES, for_matching

# Fewer protect nobody, whatever a programme's threshold was set to past the model.
FLOOR = 3
NOTHING = {"now": {}, "changed": [], "counted": []}
LEAST_BYTES = 4096
# Twice what one person's answers take: for what they say now and for what was counted.
BYTES_A_PERSON = 2 * (ANSWER_BYTES + 40)


def make_room(enrolments):
    """Keep the length of each pool a matter of how many people are enrolled."""
    note(enrolments, None)


def note(enrolments, answers):
    """Note what people say of themselves now, or that they say nothing (any more).

    :param answers: dict of dimension id as text to list of value ids, the same for all of
        ``enrolments``; ``None`` leaves what they say as it is
    """
    by_pool = enrolments.grouped(lambda enrolment: (enrolment.programme_id, enrolment.role))
    for (programme, role), people in by_pool.items():
        pool = _locked_pool(programme, role)
        counts = open_counts(pool)
        enrolled = pool.env["mentoring.enrolment"].search(
            [("programme_id", "=", programme.id), ("role", "=", role)]
        )
        now = {key: said for key, said in counts["now"].items() if int(key) in enrolled._ids}
        for person in people if answers is not None else ():
            now.pop(str(person.id), None)
            if answers:
                now[str(person.id)] = answers
        # Whoever saves the same again, or leaves having said nothing, renews nothing: somebody
        # could otherwise renew the counts before and after one colleague saves.
        keys = {*now, *counts["now"]}
        moved = {int(key) for key in keys if now.get(key) != counts["now"].get(key)}
        counts.update(now=now, changed=sorted({*counts["changed"], *moved}))
        if len(counts["changed"]) >= max(FLOOR, programme.preference_threshold):
            counts.update(counted=sorted(now.values(), key=json.dumps), changed=[])
        _seal(pool, counts, len(enrolled))


def forget(programmes):
    """Empty the counts of programmes that are over."""
    pools = programmes.env["mentoring.preference.pool"]
    for pool in pools.search([("programme_id", "in", programmes.ids)]):
        people = pool.env["mentoring.enrolment"].search_count(
            [("programme_id", "=", pool.programme_id.id), ("role", "=", pool.role)]
        )
        _seal(pool, NOTHING, people)


def too_few(enrolment, said):
    """Which "only so" wishes of ``said`` fewer than k people are known to fit.

    :param said: dict as :func:`.preference_said.cleaned` returns it
    :return: list of dimension ids, in the order of the questionnaire
    """
    programme = enrolment.programme_id
    other = "mentee" if enrolment.role == "mentor" else "mentor"
    pools = enrolment.env["mentoring.preference.pool"]
    pool = pools.search([("programme_id", "=", programme.id), ("role", "=", other)])
    person = for_matching(programme.dimension_ids, said)
    others = [
        for_matching(programme.dimension_ids, {"answers": answers}).answers
        for answers in (open_counts(pool)["counted"] if pool else ())
    ]
    kept = honoured(person, others, max(FLOOR, programme.preference_threshold))
    return [
        dimension
        for dimension, wish in person.wishes.items()
        if wish.strength == "only" and dimension not in kept
    ]


def open_counts(pool):
    """What is in a pool; nothing in a new one and in one whose key is lost."""
    try:
        return json.loads(server_ring().open(pool.sealed or "", _bound(pool)))
    except CannotOpenError:
        return {name: kind.copy() for name, kind in NOTHING.items()}


def _locked_pool(programme, role):
    """The pool of a role, for this transaction alone; made when there is none."""
    pools = programme.env["mentoring.preference.pool"]
    pool = pools.search([("programme_id", "=", programme.id), ("role", "=", role)])
    if not pool:
        return pools.create({"programme_id": programme.id, "role": role})
    if not pool.try_lock_for_update():
        # Somebody saves just now: Odoo tries the request again by itself.
        raise ConcurrencyError("The counts are being written.")
    return pool


def _seal(pool, counts, people):
    text = json.dumps(counts, separators=(",", ":"))
    size = LEAST_BYTES + people * BYTES_A_PERSON
    pool.sealed = server_ring().seal(text, _bound(pool), size=size)


def _bound(pool):
    return bound_to(pool.env, pool._name, pool.id)
