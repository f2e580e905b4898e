"""What the best matching is, as whole numbers that a solver can add up."""

import enum

import numpy as np

from .assignment import NOBODY, seat_more
from .criteria import WHOLE

FORBIDDEN = -1
MOST_WORTH = 2 * WHOLE
"""A pair's visible score and its confidential part at their highest."""
LIMIT = 2**51
"""Weights stay below, so that sums and differences of a few are exact in double precision."""
TIE_BITS = 20


class Objective(enum.Enum):
    """What comes first, second, third. Ties after that go by a hash of the two keys.

    With a confidential part the objective is asked twice: of the visible scores, which decides
    who is matched (:func:`seat_first`), and of the worth of those people's pairs.
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


def weights(value, mentee_keys, mentor_keys):
    """Weights whose greatest sum is the most people, then the highest worth, then canonical.

    One more person outweighs any worth, one more point of worth any tie-break; the tie-break is a
    hash of the two stable keys, so that among equally good matchings the same one wins however
    the people are listed, and few pairs move when somebody joins or leaves.

    :param value: see :func:`worth`
    :param mentee_keys: stable keys of the mentees
    :param mentor_keys: stable keys of the mentors
    :return: mentees x mentors, ``int64``; 0 where a pair is not allowed
    :raises OverflowError: when there are too many people for exact weights
    """
    # Every mentee sits once at most. Not the places: they may change without the ties changing.
    people = max(1, len(mentee_keys))
    person = MOST_WORTH * people + 1
    bits = TIE_BITS
    while (person + MOST_WORTH + 1) * ((people << bits) + 1) >= LIMIT:
        bits -= 1
        if bits < 0:
            raise OverflowError(f"Match fewer than {people} mentees at once.")
    rows = _mix(np.asarray(mentee_keys, np.uint64))
    columns = _mix(~np.asarray(mentor_keys, np.uint64))
    ties = (_mix(rows[:, None] ^ columns) >> np.uint64(64 - bits)).astype(np.int64)
    return np.where(value < 0, 0, (person + value.astype(np.int64)) * ((people << bits) + 1) + ties)


def raise_floor(value, places, partner):
    """The highest worth that the worst-off pair can have with as many people matched.

    Searches the distinct worths upwards from the matching given, with growing strides and then by
    halves; whoever falls under the floor is seated again along alternating paths. This is the
    bottleneck problem by thresholds (R. Burkard, M. Dell'Amico, S. Martello, 2009, ch. 6).

    :param value: see :func:`worth`
    :param places: places of each mentor
    :param partner: a matching with the greatest possible number of people
    :return: the floor; :data:`FORBIDDEN` when nobody is matched
    """
    seated = np.count_nonzero(partner != NOBODY)
    if not seated:
        return FORBIDDEN
    levels = lowest(value, partner) + np.flatnonzero(
        np.bincount(value[value >= lowest(value, partner)] - lowest(value, partner))
    )
    low, high, stride = 0, len(levels), 1
    while low + 1 < high:
        probe = min(low + stride, (low + high) // 2)
        higher = seat_again(value, levels[probe], places, partner)
        if np.count_nonzero(higher != NOBODY) == seated:
            partner = higher
            low = int(np.searchsorted(levels, lowest(value, partner)))
            stride *= 2
        else:
            high = probe
    return int(levels[low])


def seat_again(value, floor, places, partner):
    """Seat as many people as can be seated in pairs worth ``floor`` or more.

    :param partner: a matching to begin with; its pairs below the floor are given up
    :return: a ``partner``
    """
    held = partner != NOBODY
    held[held] = value[held, partner[held]] >= floor
    return seat_more(value >= max(0, floor), places, np.where(held, partner, NOBODY))


def seat_first(value, places, partner):
    """Seat the greatest number of people, among them as many as possible of those seated already.

    Whoever's pair may stay is seated from the start, and nobody seated loses the place when one
    more is seated along an alternating path: so the first comers are seated first, then others.
    The people who can be seated together are the independent sets of a transversal matroid
    (J. Edmonds and D. R. Fulkerson, 1965), which is why seating the first comers first costs no
    place. Where every pair may stay, exactly the same people are seated.

    :param value: see :func:`worth`
    :param partner: a matching of the first comers; its pairs that are not allowed are given up
    :return: a ``partner``
    """
    first = (partner != NOBODY)[:, None]
    partner = seat_again(np.where(first, value, np.int32(FORBIDDEN)), 0, places, partner)
    return seat_more(value >= 0, places, partner)


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
