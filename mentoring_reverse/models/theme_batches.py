"""Which themes may be told of, as a plain function: it knows no Odoo and keeps nothing.

What each person passed on is told in one batch or not at all. A batch is one theme, given by at
least k people out of at least twice as many who could have given it, so that neither who gave it
nor who did not is certain. Batches have no gift in common, and nothing is told but that there is
one: whatever two looks differ by is a whole batch, never a person (the remedy against
differencing: D. Denning and J. Schlörer, 1983, on trackers).

What is told over several programmes holds without any one of them as well: however many of one
programme agree what they give, it takes two others, out of at least k, to make a batch.
"""

from typing import NamedTuple

# Fewer protect nobody, whatever a programme's threshold was set to past the model.
FLOOR = 3
# How many of those in a batch over several programmes are of none of any one of them.
OTHERS = 2


class Pool(NamedTuple):
    """What was passed on in one programme.

    ``key`` names the programme, ``least`` is its k, ``people`` are all who can still give
    something, ``given`` is a dict of person to a set of themes. Of one that is not ``is_named``
    nothing is told but together with others.
    """

    key: int
    least: int
    people: frozenset
    given: dict
    is_named: bool = True


class Batch(NamedTuple):
    """A theme that may be told of.

    ``programme`` is the key of its pool, or None: over several, which are not named. ``least`` is
    how many people gave it at least; ``gifts`` are the pairs of (key of the pool, person) that
    are in it, which are to be forgotten.
    """

    theme: int
    programme: int | None
    least: int
    gifts: frozenset


def batches(pools):
    """What may be told of these pools.

    First of each programme by itself, then of what is left over all of them.

    :param pools: list of :class:`Pool`
    :return: list of :class:`Batch`, in the order of programmes and themes
    """
    told = [batch for pool in pools if pool.is_named for batch in _of_one(pool)]
    gone = {(key, person, batch.theme) for batch in told for key, person in batch.gifts}
    return told + _over_all(pools, gone)


def _of_one(pool):
    least = max(FLOOR, pool.least)
    if len(pool.people) < 2 * least:
        return []
    gifts = _by_theme([pool])
    return [
        Batch(theme, pool.key, least, frozenset(those))
        for theme, those in sorted(gifts.items())
        if len({person for _key, person in those}) >= least
    ]


def _over_all(pools, gone):
    """Of several programmes at least, or the one that is not named would be known by being the
    only one."""
    least = max([FLOOR, *(pool.least for pool in pools)])
    everybody = frozenset().union(*(pool.people for pool in pools))
    if len(everybody) < 2 * least:
        return []
    if any(len(_outside(pool, everybody)) < least for pool in pools):
        return []
    told = []
    for theme, those in sorted(_by_theme(pools).items()):
        left = {(key, person) for key, person in those if (key, person, theme) not in gone}
        givers = {person for _key, person in left}
        among_others = all(len(_outside(pool, givers)) >= OTHERS for pool in pools)
        if len(givers) >= least and among_others:
            told.append(Batch(theme, None, least, frozenset(left)))
    return told


def _outside(pool, persons):
    """Those of ``persons`` who are not of this programme, not even of another one besides."""
    return persons - pool.people


def _by_theme(pools):
    """Dict of theme to the set of (key of the pool, person) who gave it."""
    gifts = {}
    for pool in pools:
        for person, themes in pool.given.items():
            if person in pool.people:
                for theme in themes:
                    gifts.setdefault(theme, set()).add((pool.key, person))
    return gifts
