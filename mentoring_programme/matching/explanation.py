"""What a matching looks like to those who review it.

Every figure here is a function of the visible :class:`~.problem.Problem` and of who was paired
with whom, and of nothing else: no function takes the confidential part or anything that was
computed from it. So whatever moved the pairs, the same pairs always look the same. A reason for
not being matched does not even depend on the other pairs.

Reasons are codes and counts; whoever shows them puts them into words.
"""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from .assignment import NOBODY, occupied
from .criteria import Scale
from .exclusions import CAPACITY, Excluded


@dataclass(frozen=True)
class Pair:
    """A mentor and a mentee, and why they fit.

    :param mentor: key of the mentor's enrolment
    :param mentee: key of the mentee's enrolment
    :param score: basis points, the sum of the parts
    :param parts: for each criterion its kind, its points, and its budget
    :param rank: 1 when the mentee has no allowed mentor with a higher score, 2 when one, …
    :param choices: how many mentors the mentee is allowed; 0 for a locked pair, which leaves no
        choice
    """

    mentor: int
    mentee: int
    score: int
    parts: tuple[tuple[str, int, int], ...]
    rank: int
    choices: int


@dataclass(frozen=True)
class Unmatched:
    """Somebody who was not paired, and why.

    :param key: key of the enrolment
    :param code: ``no_place`` (their own capacity is 0), ``nobody`` (nobody on the other side),
        ``all_excluded``, ``all_taken`` (excluded, or allowed but for locked pairs or a capacity of
        0 that leave no place), or ``not_chosen`` (somebody was allowed)
    :param others: how many people there are on the other side
    :param allowed: how many of them were allowed
    :param excluded: pairs (code of an exclusion, how many people it excludes); they may overlap
    """

    key: int
    code: str
    others: int
    allowed: int
    excluded: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Conflict:
    """A locked pair that breaks rules; it stays locked.

    :param codes: codes of exclusions; ``capacity`` when the mentor has more locked mentees than
        places, or either has no place at all
    """

    mentor: int
    mentee: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """A matching in numbers. Locked pairs are counted as ``locked`` and nowhere else.

    :param places: mentees whom the mentors could take besides those locked, no mentor more than
        there are mentees
    :param allowed: pairs that are allowed
    :param total: sum of the scores of the pairs, basis points
    :param worst_off: lowest score among the pairs; ``None`` without any
    :param blocking: allowed pairs of two people who would both gain score by leaving for each
        other (0: the matching is stable in the sense of D. Gale and L. Shapley, 1962)
    """

    mentors: int
    mentees: int
    places: int
    allowed: int
    locked: int
    matched: int
    total: int
    worst_off: int | None
    blocking: int


@dataclass(frozen=True)
class Result:
    """What a run answers.

    :param pairs: the proposed :class:`Pair`, by key of the mentee
    :param locked: the locked ones, by key of the mentee
    :param conflicts: :class:`Conflict` of those locked
    :param unmatched_mentees: :class:`Unmatched`, by key
    :param unmatched_mentors: mentors with neither a proposed nor a locked mentee, by key
    :param fingerprint: see :meth:`.problem.Problem.fingerprint`
    """

    pairs: tuple[Pair, ...]
    locked: tuple[Pair, ...]
    conflicts: tuple[Conflict, ...]
    unmatched_mentees: tuple[Unmatched, ...]
    unmatched_mentors: tuple[Unmatched, ...]
    figures: Figures
    fingerprint: str


class View:
    """What is visible of a problem once its locked pairs are taken out.

    :param problem: a :class:`~.problem.Problem`
    """

    def __init__(self, problem):
        self.problem = problem
        self.rest = problem.after_locks()
        self.scale = Scale(problem)
        self.scores, unmet = self.scale.measure()
        self.excluded = Excluded(self.rest, unmet)
        self.allowed = self.excluded.allowed
        self.mentor_keys = [each.key for each in problem.mentors]
        self.mentee_keys = [each.key for each in problem.mentees]
        most = len(problem.mentees)
        self.places = np.array([min(each.capacity, most) for each in self.rest.mentors], np.int64)

    def pairs(self, mentees, mentors):
        """Explain the pairs at these positions.

        :param mentees: positions, an ascending integer array
        :param mentors: positions of their mentors
        :return: list of :class:`Pair`
        """
        parts = self.scale.parts(mentees, mentors)
        scores = self.scores[mentees, mentors]
        allowed = self.allowed[mentees]
        ranks = 1 + np.count_nonzero(allowed & (self.scores[mentees] > scores[:, None]), axis=1)
        kinds, budgets = [each.kind for each in self.problem.criteria], self.scale.budgets
        return [
            Pair(
                self.mentor_keys[mentor],
                self.mentee_keys[mentee],
                int(score),
                tuple(zip(kinds, row, budgets, strict=True)),
                int(rank),
                int(choices),
            )
            for mentee, mentor, score, row, rank, choices in zip(
                mentees, mentors, scores, parts.tolist(), ranks, allowed.sum(axis=1), strict=True
            )
        ]

    def why_unmatched(self, person, where, others):
        """The reason for one person, out of what was allowed to them alone.

        :param person: the :class:`~.problem.Person`
        :param where: what selects their pairs, see :meth:`.exclusions.Excluded.reasons`
        :param others: number of people on the other side
        """
        allowed = int(np.count_nonzero(self.allowed[where]))
        if not person.capacity:
            code = "no_place"
        elif not others:
            code = "nobody"
        elif allowed:
            code = "not_chosen"
        elif self.excluded.only_full(where):
            code = "all_taken"
        else:
            code = "all_excluded"
        return Unmatched(person.key, code, others, allowed, self.excluded.reasons(where))


def result(view, partner):
    """Put a matching into a :class:`Result`.

    :param view: the :class:`View` of the problem, its people in the order of their keys
    :param partner: see :mod:`.assignment`
    """
    problem = view.problem
    mentees = np.flatnonzero(partner != NOBODY)
    pairs = view.pairs(mentees, partner[mentees])
    row = {key: at for at, key in enumerate(view.mentee_keys)}
    column = {key: at for at, key in enumerate(view.mentor_keys)}
    locks = sorted((row[mentee], column[mentor]) for mentor, mentee in problem.locked)
    rows, columns = np.array(locks, np.int64).reshape(-1, 2).T
    busy = occupied(partner, len(column)) + np.bincount(columns, minlength=len(column))
    seated = partner != NOBODY
    seated[rows] = True
    scores = [pair.score for pair in pairs]
    return Result(
        pairs=tuple(pairs),
        locked=tuple(view.pairs(rows, columns)),
        conflicts=tuple(_conflicts(view, locks)),
        unmatched_mentees=tuple(
            view.why_unmatched(problem.mentees[at], np.s_[at], len(column))
            for at in np.flatnonzero(~seated)
        ),
        unmatched_mentors=tuple(
            view.why_unmatched(problem.mentors[at], np.s_[:, at], len(row))
            for at in np.flatnonzero(busy == 0)
        ),
        figures=Figures(
            mentors=len(column),
            mentees=len(row),
            places=sum(view.places.tolist()),
            allowed=int(np.count_nonzero(view.allowed)),
            locked=len(locks),
            matched=len(pairs),
            total=sum(scores),
            worst_off=min(scores, default=None),
            blocking=blocking(view, partner),
        ),
        fingerprint=problem.fingerprint(),
    )


def blocking(view, partner):
    """Count the allowed pairs of two people who would both gain by leaving for each other."""
    seated = np.flatnonzero(partner != NOBODY)
    mentors = partner[seated]
    mine = np.full(len(partner), -1)
    mine[seated] = view.scores[seated, mentors]
    worst = np.where(occupied(partner, len(view.places)) < view.places, -1, np.iinfo(np.int64).max)
    np.minimum.at(worst, mentors, mine[seated])
    return int(np.count_nonzero(view.allowed & (view.scores > np.maximum(mine[:, None], worst))))


def alternatives(problem, mentee_key, limit):
    """The mentors who fit a mentee best, whoever else may have been given to them.

    :param problem: a :class:`~.problem.Problem`; a lock of this mentee is set aside, the others
        keep their places
    :param mentee_key: key of the mentee's enrolment
    :param limit: how many at most
    :return: list of :class:`Pair`, best first, equal scores by key of the mentor
    :raises KeyError: when there is no such mentee
    """
    view = View(_between(problem, None, mentee_key))
    columns = np.flatnonzero(view.allowed[0])
    order = sorted(columns, key=lambda at: (-view.scores[0, at], view.mentor_keys[at]))[:limit]
    return view.pairs(np.zeros(len(order), np.int64), np.array(order, np.int64))


def fit(problem, mentor_key, mentee_key):
    """How well two people fit by the criteria, whether or not they may be paired.

    :param problem: a :class:`~.problem.Problem`
    :return: a :class:`Pair`
    :raises KeyError: when there is no such mentor or mentee
    """
    view = View(_between(problem, mentor_key, mentee_key))
    return view.pairs(np.zeros(1, np.int64), np.zeros(1, np.int64))[0]


def why_not(problem, mentor_key, mentee_key):
    """The exclusions that forbid a pair, for pairs and swaps made by hand.

    :param problem: a :class:`~.problem.Problem`; a lock of this mentee is set aside, the others
        keep their places
    :return: codes; empty when the pair is allowed
    :raises KeyError: when there is no such mentor or mentee
    """
    view = View(_between(problem, mentor_key, mentee_key))
    return tuple(code for code, _count in view.excluded.reasons(np.s_[0, :]))


def _between(problem, mentor_key, mentee_key):
    """One mentee and one or (``None``) all mentors with the places that the others leave."""
    others = tuple(lock for lock in problem.locked if lock[1] != mentee_key)
    mentee = {each.key: each for each in problem.mentees}[mentee_key]
    mentors = replace(problem, locked=others).after_locks().mentors
    if mentor_key is not None:
        mentors = [{each.key: each for each in mentors}[mentor_key]]
    return replace(problem, mentors=mentors, mentees=[mentee], locked=())


def _conflicts(view, locks):
    """Report the locked pairs, given by their positions, that break rules."""
    held = Counter(mentor for mentor, _mentee in view.problem.locked)
    for row, column in locks:
        mentor, mentee = view.problem.mentors[column], view.problem.mentees[row]
        # The lock itself took the mentee's place: that is no conflict.
        has_places = mentee.capacity and held[mentor.key] <= mentor.capacity
        codes = tuple(
            code
            for code, _count in view.excluded.reasons(np.s_[row, column, None])
            if not (code == CAPACITY and has_places)
        )
        if codes:
            yield Conflict(mentor.key, mentee.key, codes)
