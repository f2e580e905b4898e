"""The assignment of mentees to mentors' places.

A matching is written as ``partner``: for each mentee the position of the mentor, or :data:`NOBODY`.
"""

import numpy as np
from scipy.optimize import linear_sum_assignment

NOBODY = -1


def solve(candidates, size):
    """The matching of the greatest total weight.

    Each place of a mentor is a column of its own for scipy's rectangular assignment (D. F. Crouse,
    2016, after R. Jonker and A. Volgenant, 1987). Few places open at first: as long as nobody
    fills all that are open and could take more, the closed ones would stay empty anyway, which is
    what complementary slackness says of a bound that does not bind. Otherwise those mentors'
    places double. So columns grow with the people, not with the capacities they dream up.

    :param candidates: :class:`~.candidates.Candidates`; weights below 2**53, where a float still
        counts in ones
    :param size: number of mentees in the whole problem
    :return: ``partner`` over the whole problem
    """
    partner = np.full(size, NOBODY)
    people, mentors = candidates.weights.shape
    if not people:
        return partner
    cost = -candidates.weights.astype(np.float64)
    opened = np.minimum(candidates.places, 2 + 2 * -(-people // mentors))
    while True:
        owner = np.repeat(np.arange(mentors), opened)
        rows, seats = linear_sum_assignment(cost[:, owner])
        columns = owner[seats]
        real = candidates.weights[rows, columns] > 0
        rows, columns = rows[real], columns[real]
        short = (occupied(columns, mentors) == opened) & (opened < candidates.places)
        if not short.any():
            partner[candidates.mentees[rows]] = candidates.mentors[columns]
            return partner
        opened = np.where(short, np.minimum(candidates.places, 2 * opened), opened)


def occupied(partner, mentors):
    """How many mentees each of a number of mentors has."""
    return np.bincount(partner[partner != NOBODY], minlength=mentors)


def seat_more(graph, places, partner):
    """Seat as many people as can be seated, along alternating paths (C. Berge, 1957).

    :param graph: the pairs that may be used (mentees x mentors, ``bool``)
    :param places: places of each mentor
    :param partner: a matching within the graph; it is not changed
    :return: a ``partner`` with the greatest possible number of people
    """
    partner = partner.copy()
    while True:
        free, came_from, _mentees = explore(graph, places, partner)
        if free == NOBODY:
            return partner
        while free != NOBODY:
            mentee = came_from[free]
            free, partner[mentee] = partner[mentee], free


def seat_in_turn(graph, places, turn, partner):
    """Seat as many as can be of those whose turn is first, then as many more of the next, ...

    Whoever is seated keeps a seat while others are seated along alternating paths, and the people
    who can be seated together are the independent sets of a transversal matroid (J. Edmonds and
    D. R. Fulkerson, 1965). So going by turns costs nobody's seat in all: at the end as many are
    seated as can be, and of the first n turns, for every n, as many as can be too.

    :param graph: the pairs that may be used (mentees x mentors, ``bool``)
    :param places: places of each mentor
    :param turn: whole numbers of the mentees, the lowest first
    :param partner: a matching to begin with; its pairs outside the graph are given up, and those
        that stand in the way of an earlier turn
    :return: a ``partner``
    """
    seated = np.full(len(partner), NOBODY)
    for now in np.unique(turn):
        rows = np.flatnonzero((turn == now) & (partner != NOBODY))
        rows = rows[graph[rows, partner[rows]]]
        rows = rows[_which_fits(partner[rows], places - occupied(seated, len(places)))]
        seated[rows] = partner[rows]
        seated = seat_more(graph & (turn <= now)[:, None], places, seated)
    return seated


def _which_fits(mentors, free):
    """Of people who come to these mentors one after the other, who still finds a free place."""
    order = np.argsort(mentors, kind="stable")
    came = mentors[order]
    before = np.arange(len(came)) - np.searchsorted(came, came)
    fits = np.empty(len(mentors), bool)
    fits[order] = before < free[came]
    return fits


def explore(graph, places, partner):
    """Follow alternating paths from everybody unseated until a free place is found.

    :return: the mentor with a free place, or :data:`NOBODY`; for each mentor the mentee on the
        path there, :data:`NOBODY` for one not reached; the mentees reached (``bool``)
    """
    free = occupied(partner, len(places)) < places
    came_from = np.full(len(places), NOBODY)
    reached = partner == NOBODY
    frontier = np.flatnonzero(reached)
    while frontier.size:
        steps = graph[frontier]
        new = np.flatnonzero(steps.any(axis=0) & (came_from == NOBODY))
        if not new.size:
            break
        came_from[new] = frontier[steps[:, new].argmax(axis=0)]
        if free[new].any():
            return new[free[new]][0], came_from, reached
        is_new = np.zeros(len(places), bool)
        is_new[new] = True
        frontier = np.flatnonzero(~reached & is_new[partner])
        reached[frontier] = True
    return NOBODY, came_from, reached
