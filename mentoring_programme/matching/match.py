"""The way from a problem to its result."""

import numpy as np

from . import assignment, candidates, explanation, objective, proof
from .criteria import WHOLE
from .objective import FORBIDDEN, Objective


def match(problem, goal=Objective.COUNT_WORST_TOTAL, confidential=None):
    """Find the best matching, prove it, and explain what of it is visible.

    Who has a partner is decided first, by the visible part alone: the greatest number of people,
    among them as many as can be of those with priority. What is confidential then chooses the
    partners: the objective compares the matchings of those same mentees. Only where -1 leaves no
    way to seat them all do others come in, and only as far as needed for the greatest number: see
    :func:`~.objective.first_comers_first`.

    :param problem: a :class:`~.problem.Problem`
    :param goal: an :class:`~.objective.Objective`
    :param confidential: what people said confidentially, as whole basis points from 0 to 10,000
        to add to each pair's worth, or -1 for a pair that must not be (mentees x mentors, in the
        order of ``problem.mentees`` and ``problem.mentors``). It moves the pairs and shows nowhere
    :return: a :class:`~.explanation.Result`
    :raises ValueError: when the confidential part has another shape or range
    :raises ~.proof.NotProvenError: when the matching found is not the best, which is a defect
    """
    mentor_order, mentee_order = problem.key_order()
    hidden = _checked(confidential, len(mentee_order), len(mentor_order))
    if hidden is not None:
        hidden = hidden[np.ix_(mentee_order, mentor_order)]
    view = explanation.View(problem.reordered(mentor_order, mentee_order))

    turn = objective.turns(view.problem.mentees)
    partner = _best(goal, objective.worth(view.scores, view.allowed), turn, view)
    if hidden is not None:
        value = objective.worth(view.scores, view.allowed, hidden)
        partner = _moved(goal, value, objective.first_comers_first(turn, partner), view, partner)
    return explanation.result(view, partner)


def _best(goal, value, turn, view):
    """The best matching of those who have a pair of any worth, proven."""
    weights = objective.weights(value, turn, view.mentee_keys, view.mentor_keys)
    partner = _solve(weights, view.places)
    if goal is Objective.COUNT_WORST_TOTAL:
        floor = objective.raise_floor(value, view.places, turn, partner)
        if floor > FORBIDDEN and floor > objective.lowest(value, partner):
            partner = _solve(np.where(value >= floor, weights, 0), view.places)
    proof.prove(goal, value, weights, view.places, turn, partner)
    return partner


def _moved(goal, value, turn, view, visible):
    """The best matching with the confidential part, of those whom the visible one seats."""
    seated = objective.seat_first(value, view.places, turn, visible) != assignment.NOBODY
    # They are all seated, so nobody's turn comes before another's any more.
    together = np.zeros_like(turn)
    partner = _best(goal, np.where(seated[:, None], value, np.int32(FORBIDDEN)), together, view)
    proof.prove_seats(value, view.places, turn, partner)
    return partner


def _solve(weights, places):
    return assignment.solve(candidates.choose(weights, places), len(weights))


def _checked(confidential, mentees, mentors):
    """The confidential part as an array; what is wrong with it is said without its values."""
    if confidential is None:
        return None
    confidential = np.asarray(confidential)
    if confidential.shape != (mentees, mentors):
        raise ValueError("Give one confidential number for each mentee and mentor.")
    if not np.issubdtype(confidential.dtype, np.integer):
        raise ValueError("Give the confidential part in whole basis points.")
    if ((confidential < FORBIDDEN) | (confidential > WHOLE)).any():
        raise ValueError("Give confidential points from 0 to 10,000, or -1.")
    return confidential
