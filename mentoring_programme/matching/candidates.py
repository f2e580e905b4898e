"""Which people and pairs enter the solver.

Today: every pair that is allowed. Whoever has no allowed pair stays outside, and nobody brings
more places than there are people to fill them; both leave the optimum as it is.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Candidates:
    """The part of a problem that the solver sees.

    :param mentees: positions of the mentees who enter, ascending
    :param mentors: positions of the mentors who enter, ascending
    :param weights: weights of their pairs (mentees who enter x mentors who enter, ``int64``),
        0 where a pair does not enter
    :param places: the places of the mentors who enter
    """

    mentees: np.ndarray
    mentors: np.ndarray
    weights: np.ndarray
    places: np.ndarray


def choose(weights, places):
    """Choose what enters the solver.

    :param weights: mentees x mentors, ``int64``; above 0 for an allowed pair, else 0
    :param places: places of each mentor
    :return: :class:`Candidates`
    """
    enters = weights > 0
    possible = np.minimum(places, np.count_nonzero(enters, axis=0))
    mentees = np.flatnonzero(enters[:, places > 0].any(axis=1))
    mentors = np.flatnonzero(possible)
    return Candidates(mentees, mentors, weights[np.ix_(mentees, mentors)], possible[mentors])
