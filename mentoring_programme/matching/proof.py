"""Proof that a matching is the best over all allowed pairs, in exact integers.

Nothing here trusts the solver: it takes a matching, finds numbers that bound every other one, and
checks the bound pair by pair. A matching that is not the best is refused. What the numbers are
stays in here, since they carry the confidential part: the answer is that it returns or raises.
"""

import numpy as np

from .assignment import NOBODY, explore, occupied
from .objective import Objective, lowest, seat_again, seated_by_turn


class NotProvenError(RuntimeError):
    """The matching could not be proven the best."""


def prove(objective, value, weights, places, turn, partner):
    """Prove a matching.

    1. It is a matching: allowed pairs, no mentor with more mentees than places.
    2. No matching has more people, nor more of those whose turn comes first: :func:`prove_seats`.
    3. No matching of as many people of each turn has a better worst-off pair: a smaller cover of
       all pairs above it. Only where the objective asks for it.
    4. None of those left has a greater total: prices that reach it (linear programming duality).

    :param objective: :class:`~.objective.Objective`
    :param value: see :func:`~.objective.worth`
    :param weights: see :func:`~.objective.weights`, over all allowed pairs
    :param places: places of each mentor
    :param turn: see :func:`~.objective.turns`
    :param partner: the matching
    :raises NotProvenError: when one of these does not hold
    """
    seated = np.flatnonzero(partner != NOBODY)
    crowded = occupied(partner, len(places)) > places
    if crowded.any() or (value[seated, partner[seated]] < 0).any():
        raise NotProvenError("The matching breaks a rule.")
    prove_seats(value, places, turn, partner)
    if objective is Objective.COUNT_WORST_TOTAL and len(seated):
        floor = lowest(value, partner)
        better = seat_again(value, floor + 1, places, turn, partner)
        if (_most_by_turn(value > floor, places, turn, better) >= _so_far(turn, partner)).all():
            raise NotProvenError("The worst-off person can be better off.")
        weights = np.where(value >= floor, weights, 0)
    _prove_total(weights, places, partner)


def prove_seats(value, places, turn, partner):
    """Prove who is matched.

    For every n, no matching has more people of the first n turns; the last n is everybody. So if
    all whose turn comes first can be matched, and no more people than they are, then they are the
    ones. Each by a cover of all pairs of those people (D. König, 1931).

    :param value: see :func:`~.objective.worth`, over all allowed pairs
    :param places: places of each mentor
    :param turn: see :func:`~.objective.turns`
    :param partner: the matching
    :raises NotProvenError: when one of these does not hold
    """
    missed = _most_by_turn(value >= 0, places, turn, partner) != _so_far(turn, partner)
    if missed[-1:].any():
        raise NotProvenError("More people can be matched.")
    if missed.any():
        raise NotProvenError("More people can have a place in their turn.")


def _most_by_turn(graph, places, turn, partner):
    """How many people of the first turn, of the first two, … can be matched at most.

    :param partner: the matching from which to look, see :func:`cover`
    """
    return np.array(
        [
            cover(graph & (turn <= now)[:, None], places, np.where(turn <= now, partner, NOBODY))
            for now in np.unique(turn)
        ],
        np.int64,
    )


def _so_far(turn, partner):
    """How many people of the first turn, of the first two, … a matching has."""
    return np.cumsum(seated_by_turn(turn, partner))


def cover(graph, places, partner):
    """How many people can be matched at most, by a cover of all pairs.

    The mentees not reached by an alternating path and the places of the mentors reached touch
    every pair, which is checked; so no matching has more people than there are of these.

    :param graph: the pairs that may be used (mentees x mentors, ``bool``)
    :param places: places of each mentor
    :param partner: the matching from which to look; any gives a bound, the largest the least
    :raises NotProvenError: when the cover leaves a pair out
    """
    _free, came_from, mentees = explore(graph, places, partner)
    mentors = came_from != NOBODY
    if (graph[mentees].any(axis=0) & ~mentors).any():
        raise NotProvenError("More people can be matched.")
    return np.count_nonzero(~mentees) + sum(places[mentors].tolist())


def _prove_total(weights, places, partner):
    """Check that prices bound the total weight of every matching by that of this one."""
    price = prices(weights, places, partner)
    gain = np.maximum(0, (weights - price).max(axis=1, initial=0))
    seated = np.flatnonzero(partner != NOBODY)
    total = sum(weights[seated, partner[seated]].tolist())
    # For every pair, gain + price >= weight: that is how gain was made. Python's integers, because
    # the sums may exceed 64 bits.
    bound = sum(gain.tolist())
    bound += sum(a * b for a, b in zip(places.tolist(), price.tolist(), strict=True))
    if (price < 0).any() or bound != total:
        raise NotProvenError("The total can be higher.")


def prices(weights, places, partner):
    """The least price of a place with each mentor at which nobody wants to move.

    Bellman and Ford's shortest paths, all mentors at once: each mentee bids for every mentor what
    a move would gain, until no price rises.

    :return: ``int64``, one for each mentor; 0 where a place is free
    :raises NotProvenError: when there are no such prices, which is when a better matching exists
    """
    mentors = len(places)
    seated = np.flatnonzero(partner != NOBODY)
    at = partner[seated]
    own = weights[seated, at]
    # A mentor's price is at most what each of their mentees is worth to them, and 0 if a place is
    # free: beyond that, leaving or taking the place would be better.
    most = np.full(mentors, np.iinfo(np.int64).max)
    np.minimum.at(most, at, own)
    most[occupied(partner, mentors) < places] = 0
    price = weights[partner == NOBODY].max(axis=0, initial=0)
    moved = np.ones(mentors, bool)
    for _round in range(mentors + 1):
        if (price > most).any():
            break
        bidders = moved[at]
        if not bidders.any():
            return price
        kept = own[bidders] - price[at[bidders]]
        bids = (weights[seated[bidders]] - kept[:, None]).max(axis=0)
        moved = bids > price
        price = np.maximum(price, bids)
    raise NotProvenError("The total can be higher.")
