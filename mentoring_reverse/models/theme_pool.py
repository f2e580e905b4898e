"""What is in the pools of themes, as plain functions (see ``mentoring_programme``'s ``key_ring``).

``given``: dict of the id of an enrolment, as text, to a dict of ``owner``, the id of the user who
passed something on, and ``themes``, a list of ids; ``looked_in``: the month in which it was last
looked at for what may be told. Whose it is stands inside, so that another user written into the
row of an enrolment opens nothing. Pools given to these functions are in sudo.
"""

import json

from odoo.exceptions import ConcurrencyError

from odoo.addons.mentoring_programme.models.key_ring import bound_to, server_ring
from odoo.addons.mentoring_programme.sealing import CannotOpenError

# How many themes one person may have passed on at a time.
GIVEN_AT_MOST = 10
LEAST_BYTES = 1024
# The ids of an enrolment and of a user, and as many of themes, with what stands between them.
BYTES_A_PERSON = 60 + GIVEN_AT_MOST * 12


def open_pool(pool):
    """What is in a pool; nothing in a new one and in one whose key is lost."""
    try:
        return json.loads(server_ring().open(pool.sealed or "", _bound(pool)))
    except CannotOpenError:
        return {"given": {}, "looked_in": ""}


def themes_of(inside, enrolment_id, user_id):
    """Ids of the themes that this user, and nobody else, passed on from an enrolment.

    :param dict inside: what :func:`open_pool` returns
    :return: list of int; of what another user passed on, none, as if there were nothing
    """
    part = inside["given"].get(str(enrolment_id))
    return part["themes"] if part and part["owner"] == user_id else []


def seal_pool(pool, inside, people=None):
    """
    :param people: how many are enrolled, counted when left out
    """
    if people is None:
        enrolments = pool.env["mentoring.enrolment"]
        people = enrolments.search_count([("programme_id", "=", pool.programme_id.id)])
    text = json.dumps(inside, separators=(",", ":"))
    size = LEAST_BYTES + people * BYTES_A_PERSON
    pool.sealed = server_ring().seal(text, _bound(pool), size=size)


def locked_pool(programme):
    """The pool of a programme, for this transaction alone; made when there is none.

    :raises ConcurrencyError: while somebody else writes: Odoo tries the request again by itself
    """
    pools = programme.env["mentoring.theme.pool"]
    pool = pools.search([("programme_id", "=", programme.id)])
    return lock(pool or make_pools(programme))


def make_pools(programmes):
    """A pool with nothing in it for each of these programmes, which have none."""
    pools = programmes.env["mentoring.theme.pool"]
    pools = pools.create([{"programme_id": programme.id} for programme in programmes])
    empty(pools)
    return pools


def lock(pools):
    """``pools``, for this transaction alone."""
    if pools and pools.try_lock_for_update() != pools:
        raise ConcurrencyError("The themes are being written.")
    return pools


def forget_people(pools, enrolment_ids):
    """Take out what these enrolments gave; each pool is sealed anew, whether or not they did."""
    keys = {str(number) for number in enrolment_ids}
    for pool in lock(pools):
        inside = open_pool(pool)
        inside["given"] = {
            key: themes for key, themes in inside["given"].items() if key not in keys
        }
        seal_pool(pool, inside)


def empty(pools):
    """Forget all that is in pools of programmes that are over."""
    for pool in lock(pools):
        seal_pool(pool, {"given": {}, "looked_in": ""})


def _bound(pool):
    return bound_to(pool.env, pool._name, pool.id)
