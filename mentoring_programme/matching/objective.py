"""What the best matching is, as whole numbers that a solver can add up."""

import enum

import numpy as np

from .assignment import NOBODY, seat_in_turn
from .criteria import WHOLE

FORBIDDEN = -1
MOST_WORTH = 2 * WHOLE
"""A pair's visible score and its confidential part at their highest."""
LIMIT = 2**51
"""Weights stay below, so that sums and differences of a few are exact in double precision."""
TIE_BITS = 20


class Objective(enum.Enum):
    """What comes first, second, third. Ties after that go by a hash of the two keys.

    Between the number of people and all that follows stands who they are: as many as can be of
    those with the highest priority, then as many more of the next. That is no question of the
    objective, and it costs nobody's seat (:func:`~.assignment.seat_in_turn`).

    With a confidential part the objective is asked twice: of the visible scores, which decides
    who is matched (:func:`first_comers_first`), and of the worth of those people's pairs.
    """

    COUNT_WORST_TOTAL = "count_worst_total"
    """Most people matched, then the worst-off pair as good as possible, then the highest total."""
    COUNT_TOTAL = "count_total"
    """Most people matched, then the highest total."""


def worth(scores, allowed, confidential=None):
    """What each pair is worth to the assignment.

    :param scores: visible scores (mentees x mentors, basis points)
    :param allowed: the pairs that are allowed (mentees x mentors, ``bool``)
    :param confidential: basis points to add, or -1 for a pair that is not allowed
        (mentees x mentors)
    :return: mentees x mentors, ``int32``; :data:`FORBIDDEN` where a pair is not allowed
    """
    value = scores.astype(np.int32)
    if confidential is not None:
        value += confidential
        allowed = allowed & (confidential != FORBIDDEN)
    return np.where(allowed, value, np.int32(FORBIDDEN))


def turns(mentees):
    """When each mentee's turn to be seated comes: the higher the priority, the earlier.

    :param mentees: list of :class:`~.problem.Person`
    :return: whole numbers, the lowest first
    """
    return -np.array([each.priority for each in mentees], np.int64)


def weights(value, turn, mentee_keys, mentor_keys):
    """Weights whose greatest sum is the most people, in their turn, then the highest worth.

    One more person outweighs any worth, and so does one of an earlier turn in the place of one of
    a later: it counts as one more person for each turn between them. As many people as can be, and
    of the first turns as many as can be, go together (see :func:`~.assignment.seat_in_turn`), so
    the greatest sum is that of both. One more point of worth outweighs any tie-break, which is a
    hash of the two stable keys, so that among equally good matchings the same one wins however
    the people are listed, and few pairs move when somebody joins or leaves.

    :param value: see :func:`worth`
    :param turn: see :func:`turns`
    :param mentee_keys: stable keys of the mentees
    :param mentor_keys: stable keys of the mentors
    :return: mentees x mentors, ``int64``; 0 where a pair is not allowed
    :raises OverflowError: when there are too many people for exact weights
    """
    # Every mentee sits once at most. Not the places: they may change without the ties changing.
    people = max(1, len(mentee_keys))
    _turns, waits = np.unique(turn, return_inverse=True)
    person = (MOST_WORTH * people + 1) * (1 + waits.max(initial=0) - waits)
    bits = TIE_BITS
    while (int(person.max(initial=0)) + MOST_WORTH + 1) * ((people << bits) + 1) >= LIMIT:
        bits -= 1
        if bits < 0:
            raise OverflowError(f"Match fewer than {people} mentees at once.")
    rows = _mix(np.asarray(mentee_keys, np.uint64))
    columns = _mix(~np.asarray(mentor_keys, np.uint64))
    ties = (_mix(rows[:, None] ^ columns) >> np.uint64(64 - bits)).astype(np.int64)
    whole = (person[:, None] + value.astype(np.int64)) * ((people << bits) + 1) + ties
    return np.where(value < 0, 0, whole)


def raise_floor(value, places, turn, partner):
    """The highest worth that the worst-off pair can have with as many people of each turn matched.

    Searches the distinct worths upwards from the matching given, with growing strides and then by
    halves; whoever falls under the floor is seated again along alternating paths. This is the
    bottleneck problem by thresholds (R. Burkard, M. Dell'Amico, S. Martello, 2009, ch. 6).

    :param value: see :func:`worth`
    :param places: places of each mentor
    :param turn: see :func:`turns`
    :param partner: a matching with the greatest possible number of people, in their turn
    :return: the floor; :data:`FORBIDDEN` when nobody is matched
    """
    wanted = seated_by_turn(turn, partner)
    if not wanted.any():
        return FORBIDDEN
    levels = lowest(value, partner) + np.flatnonzero(
        np.bincount(value[value >= lowest(value, partner)] - lowest(value, partner))
    )
    low, high, stride = 0, len(levels), 1
    while low + 1 < high:
        probe = min(low + stride, (low + high) // 2)
        higher = seat_again(value, levels[probe], places, turn, partner)
        if (seated_by_turn(turn, higher) == wanted).all():
            partner = higher
            low = int(np.searchsorted(levels, lowest(value, partner)))
            stride *= 2
        else:
            high = probe
    return int(levels[low])


def seat_again(value, floor, places, turn, partner):
    """Seat as many people as can be seated in pairs worth ``floor`` or more, in their turn.

    :param turn: see :func:`turns`
    :param partner: a matching to begin with; its pairs below the floor are given up
    :return: a ``partner``
    """
    return seat_in_turn(value >= max(0, floor), places, turn, partner)


def seat_first(value, places, turn, partner):
    """Seat the greatest number of people where not every pair may stay, in their turn.

    With the turns of :func:`first_comers_first`, whoever's pair may stay is seated from the start
    unless an earlier turn needs the place; where every pair may stay, exactly the same people are
    seated, since they were seated in their turn.

    :param turn: see :func:`first_comers_first`
    :param partner: the matching of the first comers
    :return: a ``partner``
    """
    return seat_again(value, 0, places, turn, partner)


def first_comers_first(turn, partner):
    """The turns of those who are seated, and after all of them the turns of those who are not.

    :param turn: see :func:`turns`
    :param partner: a matching of the first comers
    :return: whole numbers, the lowest first
    """
    later = 1 + turn.max(initial=0) - turn.min(initial=0)
    return turn + later * (partner == NOBODY)


def seated_by_turn(turn, partner):
    """How many people of each turn a matching seats."""
    return np.array(
        [np.count_nonzero(partner[turn == now] != NOBODY) for now in np.unique(turn)], np.int64
    )


def lowest(value, partner):
    """The worth of the worst-off pair; somebody must be matched."""
    seated = np.flatnonzero(partner != NOBODY)
    return int(value[seated, partner[seated]].min())


def _mix(numbers):
    """Hash 64-bit numbers (the finaliser of SplitMix64: G. Steele, D. Lea, C. Flood, 2014)."""
    numbers = numbers + np.uint64(0x9E3779B97F4A7C15)
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))
