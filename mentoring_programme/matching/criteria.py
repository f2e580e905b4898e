"""How well two people fit, criterion by criterion, in whole points.

Every criterion gives each pair a *fit* of 0 to 100. The criteria share a budget of 10,000 basis
points in proportion to their weights, and a pair's *part* is ``budget * fit // 100``; its score
is the sum of its parts, exactly.

What somebody did not say is neither held against them nor rewarded: the fit is then
:data:`NEUTRAL`, the same for everybody they could be paired with. A *required* criterion is only
met by what both have said.

A kind is a function ``kind(mentors, mentees, parameter)`` that prepares its arrays once and
returns ``fit(rows)``: for a slice of the mentees, an integer array (mentees of the slice x
mentors) of fits, :data:`UNSAID` where one of the two did not say.
"""

import numpy as np

from .problem import HOURS_A_WEEK

WHOLE = 10_000
"""Basis points of a pair that fits in every respect."""
NEUTRAL = 50
UNSAID = -1
BLOCK = 256
"""Mentees measured at once: enough for numpy, few enough that intermediate arrays stay small."""


def skills(mentors, mentees, _parameter):
    """Average over the mentee's wished skills of how far the mentor reaches the wished level.

    A wished level of 0 is met by whoever has the skill at all.
    """
    wished, offered = {}, {}
    for holders, people in ((wished, mentees), (offered, mentors)):
        for at, person in enumerate(people):
            for skill, level in person.skills.items():
                holders.setdefault(skill, []).append((at, max(1, level)))
    # Sorted positions in both: a block of mentees is then a slice, found by bisection.
    tables = [
        (*np.array(wished[skill]).T, *np.array(offered[skill]).T)
        for skill in sorted(wished)
        if skill in offered
    ]
    number = np.array([max(1, len(person.skills)) for person in mentees])
    said = _said([person.skills for person in mentees], [person.skills for person in mentors])

    def fit(rows):
        reached = np.zeros((rows.stop - rows.start, len(mentors)), np.int32)
        for at, wish, columns, offer in tables:
            first, last = np.searchsorted(at, (rows.start, rows.stop))
            if first < last:
                level = wish[first:last, None]
                share = 100 * np.minimum(level, offer) // level
                reached[np.ix_(at[first:last] - rows.start, columns)] += share.astype(np.int32)
        return said(rows, reached // number[rows, None])

    return fit


def language(mentors, mentees, _parameter):
    """100 for any language in common, else 0."""
    shared, said = overlap([each.languages for each in mentees], [p.languages for p in mentors])
    return lambda rows: said(rows, 100 * (shared(rows) > 0))


def interests(mentors, mentees, _parameter):
    """How many interests are shared: three, or all that one of the two named, is 100."""
    ours, theirs = [each.interests for each in mentees], [each.interests for each in mentors]
    shared, said = overlap(ours, theirs)
    ours, theirs = (np.array([max(1, len(s)) for s in sets], int) for sets in (ours, theirs))

    def fit(rows):
        wanted = np.minimum(3, np.minimum(ours[rows, None], theirs))
        return said(rows, 100 * np.minimum(shared(rows), wanted) // wanted)

    return fit


def availability(mentors, mentees, parameter):
    """Hours of the week free in common.

    Fewer than ``parameter`` hours (1 unless said) are as good as none; four times as many are all
    one needs.
    """
    least = max(1, 1 if parameter is None else parameter)
    ours, theirs = (_hours([each.availability for each in side]) for side in (mentees, mentors))
    said = _said(ours.any(axis=1), theirs.any(axis=1))

    def fit(rows):
        common = (ours[rows] @ theirs.T).astype(np.int32)
        share = 100 * np.minimum(common, 4 * least) // (4 * least)
        return said(rows, np.where(common < least, 0, share))

    return fit


def location(mentors, mentees, _parameter):
    """100 for the same place of work, else 0."""
    return _compared(mentors, mentees, "location", lambda ours, theirs: 100 * (ours == theirs))


def department_same(mentors, mentees, _parameter):
    """100 for the same department, else 0."""
    return _compared(mentors, mentees, "department", lambda ours, theirs: 100 * (ours == theirs))


def department_different(mentors, mentees, _parameter):
    """100 for different departments, else 0."""
    return _compared(mentors, mentees, "department", lambda ours, theirs: 100 * (ours != theirs))


def timezone(mentors, mentees, parameter):
    """100 for the same time of day, falling evenly to 0 at ``parameter`` hours apart (8)."""
    far = 60 * max(1, 8 if parameter is None else parameter)

    def compare(ours, theirs):
        apart = np.abs(ours - theirs) % 1440
        apart = np.minimum(apart, 1440 - apart)
        return 100 * np.maximum(0, far - apart) // far

    return _compared(mentors, mentees, "utc_offset", compare)


def seniority(mentors, mentees, parameter):
    """100 for a mentor ``parameter`` levels above the mentee (1; negative: below).

    Each level off that costs 25.
    """
    wished = 1 if parameter is None else parameter
    return _compared(
        mentors,
        mentees,
        "level",
        lambda ours, theirs: np.maximum(0, 100 - 25 * np.abs(theirs - ours - wished)),
    )


def wish(mentors, mentees, _parameter):
    """How high each of the two wished for the other.

    First wish 100, then 80, 60, 40, and 20 for any later one; not wished 0. When both named
    wishes the average counts, when one did, theirs.
    """
    ours = _ranked(mentees, mentors)
    theirs = _ranked(mentors, mentees).T
    we_said = np.array([bool(each.wishes) for each in mentees], bool)
    they_said = np.array([bool(each.wishes) for each in mentors], bool)

    def fit(rows):
        voices = we_said[rows, None].astype(np.int32) + they_said
        total = ours[rows].astype(np.int32) + theirs[rows]
        return np.where(voices > 0, total // np.maximum(1, voices), UNSAID)

    return fit


KINDS = {
    kind.__name__: kind
    for kind in (
        skills,
        language,
        location,
        timezone,
        department_different,
        department_same,
        seniority,
        availability,
        interests,
        wish,
    )
}


def budgets(criteria):
    """Share :data:`WHOLE` out in proportion to the weights, without losing a point.

    By largest remainder (Hamilton's method); equal remainders go by the name of the kind. Without
    any weight there is nothing to share: all budgets are 0.

    >>> from .problem import Criterion
    >>> budgets([Criterion("language", 1), Criterion("skills", 1), Criterion("wish", 1)])
    (3334, 3333, 3333)
    """
    weight = sum(each.weight for each in criteria)
    if not weight:
        return (0,) * len(criteria)
    shares = [divmod(WHOLE * each.weight, weight) for each in criteria]
    short = WHOLE - sum(share for share, _remainder in shares)
    first = sorted(range(len(criteria)), key=lambda at: (-shares[at][1], criteria[at].kind))
    return tuple(shares[at][0] + (at in first[:short]) for at in range(len(criteria)))


class Scale:
    """The criteria of one problem, ready to measure its pairs.

    :param problem: a :class:`~.problem.Problem`
    :raises ValueError: when a criterion is of a kind that is not in :data:`KINDS`
    """

    def __init__(self, problem):
        for each in problem.criteria:
            if each.kind not in KINDS:
                raise ValueError(f"Choose a criterion out of {', '.join(KINDS)}: not {each.kind}.")
        self.criteria = problem.criteria
        self.budgets = budgets(problem.criteria)
        self.shape = len(problem.mentees), len(problem.mentors)
        self._fits = [
            KINDS[each.kind](problem.mentors, problem.mentees, each.parameter)
            for each in problem.criteria
        ]

    def measure(self):
        """Score every pair.

        :return: the scores (mentees x mentors, ``int16`` basis points) and, for each required
            criterion, its kind and where it is not met (mentees x mentors, ``bool``)
        """
        scores = np.zeros(self.shape, np.int16)
        unmet = {each.kind: np.zeros(self.shape, bool) for each in self.criteria if each.required}
        for rows in self._blocks():
            for each, budget, fit in zip(self.criteria, self.budgets, self._fits, strict=True):
                fits = fit(rows)
                scores[rows] += _points(fits, budget)
                if each.required:
                    unmet[each.kind][rows] = fits <= 0
        return scores, unmet

    def parts(self, mentees, mentors):
        """The parts that make up the score of some pairs.

        :param mentees: positions of the pairs' mentees, an integer array in ascending order
        :param mentors: positions of their mentors
        :return: basis points (pairs x criteria)
        """
        parts = np.zeros((len(mentees), len(self.criteria)), np.int16)
        for rows in self._blocks():
            first, last = np.searchsorted(mentees, (rows.start, rows.stop))
            if first < last:
                here = mentees[first:last] - rows.start, mentors[first:last]
                for at, (budget, fit) in enumerate(zip(self.budgets, self._fits, strict=True)):
                    parts[first:last, at] = _points(fit(rows)[here], budget)
        return parts

    def _blocks(self):
        for start in range(0, self.shape[0], BLOCK):
            yield slice(start, min(start + BLOCK, self.shape[0]))


def _points(fits, budget):
    fits = np.where(fits == UNSAID, NEUTRAL, fits).astype(np.int32)
    return (budget * fits // 100).astype(np.int16)


def _said(ours, theirs):
    """A function that marks as unsaid what one of the two did not say."""
    ours = np.array([bool(each) for each in ours], bool)
    theirs = np.array([bool(each) for each in theirs], bool)
    return lambda rows, fits: np.where(ours[rows, None] & theirs, fits, UNSAID)


def overlap(ours, theirs):
    """Functions of some rows that count what two sets share and mark who named nothing.

    Counts are products of 0s and 1s: exact in single precision far beyond any number of them.
    """
    both = sorted(set().union(*ours) & set().union(*theirs))
    column = {each: at for at, each in enumerate(both)}
    tables = [np.zeros((len(sets), len(both)), np.float32) for sets in (ours, theirs)]
    for table, sets in zip(tables, (ours, theirs), strict=True):
        for at, members in enumerate(sets):
            table[at, [column[each] for each in members if each in column]] = 1
    return lambda rows: (tables[0][rows] @ tables[1].T).astype(np.int32), _said(ours, theirs)


def _compared(mentors, mentees, name, compare):
    """The fit out of one number that each person has, or has not said."""
    ours, theirs = ([getattr(each, name) for each in side] for side in (mentees, mentors))
    said = _said([each is not None for each in ours], [each is not None for each in theirs])
    ours, theirs = (np.array([each or 0 for each in side], np.int64) for side in (ours, theirs))
    return lambda rows: said(rows, compare(ours[rows, None], theirs))


def _hours(masks):
    raw = b"".join(mask.to_bytes(HOURS_A_WEEK // 8, "little") for mask in masks)
    table = np.frombuffer(raw, np.uint8).reshape(len(masks), HOURS_A_WEEK // 8)
    return np.unpackbits(table, axis=1).astype(np.float32)


def _ranked(wishers, others):
    """How high each of some people wished for each of the others (wishers x others)."""
    columns = {}
    for at, person in enumerate(others):
        columns.setdefault(person.person, []).append(at)
    value = np.zeros((len(wishers), len(others)), np.int8)
    for at, person in enumerate(wishers):
        for rank, wished in reversed(list(enumerate(person.wishes))):
            value[at, columns.get(wished, [])] = max(20, 100 - 20 * rank)
    return value
