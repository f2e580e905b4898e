"""Who may not be paired with whom, whatever the score.

Each :class:`Rule` says the same thing twice: for two people, and for all pairs of a problem at
once. Add a rule to :data:`RULES` and it holds everywhere: in the assignment, in the reasons, in
the check of a pair made by hand.

>>> from .problem import Person
>>> report = Person(key=1, person="e1", company=1, managers=frozenset({"e2", "e3"}))
>>> broken(Person(key=2, person="e3", company=1), report)
('management_chain',)
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

REJECTED = "rejected"
CAPACITY = "capacity"


@dataclass(frozen=True)
class Rule:
    """A hard exclusion.

    :param pair: ``pair(mentor, mentee)``: whether the rule forbids it
    :param table: ``table(mentors, mentees)``: where it forbids (mentees x mentors, ``bool``)
    """

    pair: Callable
    table: Callable


def _naming(names):
    """Forbid pairs in which one of the two is among the people that the other names."""

    def pair(mentor, mentee):
        return mentor.person in names(mentee) or mentee.person in names(mentor)

    def table(mentors, mentees):
        return _named(mentees, mentors, names) | _named(mentors, mentees, names).T

    return Rule(pair, table)


def _named(people, others, names):
    """Whom of the others each of some people names (people x others)."""
    columns = {}
    for at, other in enumerate(others):
        columns.setdefault(other.person, []).append(at)
    found = np.zeros((len(people), len(others)), bool)
    for at, person in enumerate(people):
        for name in names(person):
            if name in columns:
                found[at, columns[name]] = True
    return found


def _other_company(mentors, mentees):
    ours, theirs = (np.array([each.company for each in side]) for side in (mentees, mentors))
    return ours[:, None] != theirs


def _no_place(mentors, mentees):
    ours, theirs = (
        np.array([each.capacity < 1 for each in side], bool) for side in (mentees, mentors)
    )
    return ours[:, None] | theirs


def _near(mentor, mentee):
    if not mentee.distance:
        return False
    known = mentor.rank is not None and mentee.rank is not None
    if not known or mentor.scale != mentee.scale:
        return True
    return mentee.rank - mentor.rank < mentee.distance


def _too_near(mentors, mentees):
    # Nobody's rank is a number, and NaN is above nothing.
    ours, theirs = (
        np.array([np.nan if each.rank is None else each.rank for each in side], float)
        for side in (mentees, mentors)
    )
    on, under = (np.array([each.scale for each in side], int) for side in (mentees, mentors))
    asked = np.array([each.distance for each in mentees], int)[:, None]
    kept = (ours[:, None] - theirs >= asked) & (on[:, None] == under)
    return (asked > 0) & ~kept


def _same_department(mentor, mentee):
    if not mentee.apart:
        return False
    return None in (mentor.department, mentee.department) or mentor.department == mentee.department


def _together(mentors, mentees):
    ours, theirs = (
        np.array([np.nan if each.department is None else each.department for each in side], float)
        for side in (mentees, mentors)
    )
    asked = np.array([each.apart for each in mentees], bool)[:, None]
    known = ~np.isnan(ours)[:, None] & ~np.isnan(theirs)
    return asked & ~(known & (ours[:, None] != theirs))


RULES = {
    "oneself": _naming(lambda each: (each.person,)),
    "management_chain": _naming(lambda each: each.managers),
    "coach": _naming(lambda each: (each.coach,)),
    "former": _naming(lambda each: each.former),
    "company": Rule(lambda mentor, mentee: mentor.company != mentee.company, _other_company),
    "distance": Rule(_near, _too_near),
    "department": Rule(_same_department, _together),
    CAPACITY: Rule(lambda mentor, mentee: mentor.capacity < 1 or mentee.capacity < 1, _no_place),
}


def broken(mentor, mentee):
    """The rules that forbid pairing two people.

    :param mentor: a :class:`~.problem.Person`
    :param mentee: a :class:`~.problem.Person`
    :return: codes out of :data:`RULES`, in its order; empty when the pair is allowed
    """
    return tuple(code for code, rule in RULES.items() if rule.pair(mentor, mentee))


class Excluded:
    """Which pairs of a problem are not allowed, and why.

    Codes are those of :data:`RULES`, then ``rejected``, then ``required_<kind>`` for each
    required criterion that a pair does not meet.

    :param problem: a :class:`~.problem.Problem`; its locks are not looked at
    :param unmet: kind of a required criterion to where it is not met (mentees x mentors, ``bool``)
    """

    def __init__(self, problem, unmet):
        people = problem.mentors, problem.mentees
        tables = {code: rule.table(*people) for code, rule in RULES.items()}
        tables[REJECTED] = _rejected(problem)
        tables.update((f"required_{kind}", where) for kind, where in sorted(unmet.items()))
        self.codes = tuple(tables)
        # One bit a code: all reasons of 4 million pairs in 16 MB.
        self._bits = np.zeros((len(problem.mentees), len(problem.mentors)), np.uint32)
        for bit, table in enumerate(tables.values()):
            self._bits |= table.astype(np.uint32) << np.uint32(bit)

    @property
    def allowed(self):
        """Where nothing forbids a pair (mentees x mentors, ``bool``)."""
        return self._bits == 0

    def reasons(self, where):
        """How many of some pairs each code forbids.

        One pair may be counted under several codes; codes that forbid none are left out.

        :param where: what selects the pairs out of (mentees x mentors): ``np.s_[mentee]``,
            ``np.s_[:, mentor]``
        :return: pairs (code, count)
        """
        bits = self._bits[where]
        counts = (
            (code, int(np.count_nonzero(bits & np.uint32(1 << bit))))
            for bit, code in enumerate(self.codes)
        )
        return tuple((code, count) for code, count in counts if count)

    def only_full(self, where):
        """How many of some pairs nothing forbids but that a place is missing.

        :param where: as in :meth:`reasons`
        """
        return int(np.count_nonzero(self._bits[where] == 1 << self.codes.index(CAPACITY)))


def _rejected(problem):
    rows = {person.key: at for at, person in enumerate(problem.mentees)}
    columns = {person.key: at for at, person in enumerate(problem.mentors)}
    table = np.zeros((len(rows), len(columns)), bool)
    for mentor, mentee in problem.rejected:
        if mentor in columns and mentee in rows:
            table[rows[mentee], columns[mentor]] = True
    return table
