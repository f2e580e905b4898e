"""What the matching is given: people, criteria, and the decisions already taken.

Everything here is visible to the programme's coordinators. What people say confidentially never
becomes part of a :class:`Problem`; it goes to :func:`~.match.match` as an argument of its own, so
that nothing that explains a problem can hold it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

HOURS_A_WEEK = 168
LARGEST_KEY = 2**63
LARGEST_PARAMETER = 1000
MOST_PRIORITY = 9


@dataclass(frozen=True)
class Person:
    """One enrolment: a human being in one role.

    An empty set, an empty mapping, ``None`` and an availability of 0 all mean "did not say".

    :param key: stable key of the enrolment, unique on its side; equal choices are settled by it
    :param person: the human being, the same on both sides for somebody enrolled in both roles
    :param company: two people of different companies are never paired
    :param managers: everybody above this person in the chain of management, at any depth
    :param coach: the person's coach
    :param former: people this person was paired with, or refused, before
    :param capacity: of a mentor, how many mentees; of a mentee, 1 (or 0: not to be paired)
    :param skills: skill to level, 0 to 100; what a mentor offers, what a mentee wishes to find
    :param utc_offset: minutes ahead of UTC
    :param level: seniority as the chart shows it, higher is more senior; what is scored
    :param rank: seniority as a distance is measured, higher is more senior. It may come from what
        is confidential to HR, so nothing is scored by it
    :param scale: what the rank is counted on; a distance is kept only by two of one scale
    :param availability: bit ``h`` is set when the person is free in hour ``h`` (0 to 167) of a
        week in UTC
    :param wishes: people wished as partner, best first
    :param distance: of a mentee, how many ranks above the mentor they have to stand; both ranks
        must then be known. 0: it does not matter
    :param apart: of a mentee, whether the mentor has to be in another department; both departments
        must then be known
    :param priority: of a mentee, 0 to 9: whoever has more is seated before whoever has less; of
        a mentor without effect, since it is mentees who get a seat or none
    :raises ValueError: when a number is out of its range
    """

    key: int
    person: str
    company: int
    managers: frozenset[str] = frozenset()
    coach: str | None = None
    former: frozenset[str] = frozenset()
    capacity: int = 1
    skills: Mapping[int, int] = field(default_factory=dict)
    languages: frozenset[int] = frozenset()
    location: int | None = None
    utc_offset: int | None = None
    department: int | None = None
    level: int | None = None
    rank: int | None = None
    scale: int = 0
    availability: int = 0
    interests: frozenset[int] = frozenset()
    wishes: tuple[str, ...] = ()
    distance: int = 0
    apart: bool = False
    priority: int = 0

    def __post_init__(self):
        if not 0 <= self.key < LARGEST_KEY:
            raise ValueError(f"Give enrolment {self.key} a key from 0 to 2**63 - 1.")
        if self.capacity < 0:
            raise ValueError(f"Give enrolment {self.key} a capacity of 0 or more.")
        if not 0 <= self.availability < 1 << HOURS_A_WEEK:
            raise ValueError(f"Give enrolment {self.key} an availability of 168 bits at most.")
        if any(not 0 <= level <= 100 for level in self.skills.values()):
            raise ValueError(f"Give every skill of enrolment {self.key} a level from 0 to 100.")
        if self.distance < 0:
            raise ValueError(f"Give enrolment {self.key} a distance of 0 or more.")
        if not 0 <= self.priority <= MOST_PRIORITY:
            raise ValueError(f"Give enrolment {self.key} a priority from 0 to {MOST_PRIORITY}.")


@dataclass(frozen=True)
class Criterion:
    """One visible thing that makes two people fit.

    :param kind: a key of :data:`~.criteria.KINDS`
    :param weight: its share of the score, relative to the other criteria; 0 or more
    :param required: a pair that does not meet the criterion at all is not allowed
    :param parameter: see the kind in :mod:`~.criteria`; ``None`` takes the kind's default
    :raises ValueError: when the weight is negative or the parameter out of any reason
    """

    kind: str
    weight: int
    required: bool = False
    parameter: int | None = None

    def __post_init__(self):
        if self.weight < 0:
            raise ValueError(f"Give the criterion {self.kind!r} a weight of 0 or more.")
        if abs(self.parameter or 0) > LARGEST_PARAMETER:
            raise ValueError(f"Give the criterion {self.kind!r} a parameter of 1,000 at most.")


@dataclass(frozen=True)
class Problem:
    """The people of one programme and what was decided about them already.

    :param locked: pairs ``(mentor key, mentee key)`` that stay whatever else is proposed
    :param rejected: pairs ``(mentor key, mentee key)`` not to be proposed; keys of people who
        have left are ignored
    :raises ValueError: when a key or a criterion is there twice, a mentee has a capacity above 1,
        or a locked pair names somebody who is not there or a mentee who is locked twice
    """

    mentors: tuple[Person, ...]
    mentees: tuple[Person, ...]
    criteria: tuple[Criterion, ...] = ()
    locked: tuple[tuple[int, int], ...] = ()
    rejected: tuple[tuple[int, int], ...] = ()

    def __post_init__(self):
        for name in ("mentors", "mentees", "criteria"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        for name in ("locked", "rejected"):
            pairs = tuple((int(mentor), int(mentee)) for mentor, mentee in getattr(self, name))
            object.__setattr__(self, name, pairs)
        self._check()

    def _check(self):
        mentors = [person.key for person in self.mentors]
        mentees = [person.key for person in self.mentees]
        _refuse_twice(mentors, "Enrol mentor {} once only.")
        _refuse_twice(mentees, "Enrol mentee {} once only.")
        _refuse_twice([each.kind for each in self.criteria], "Use the criterion {!r} once only.")
        _refuse_twice([mentee for _mentor, mentee in self.locked], "Lock mentee {} once only.")
        for person in self.mentees:
            if person.capacity > 1:
                raise ValueError(f"Give mentee {person.key} a capacity of 0 or 1.")
        here = set(mentors), set(mentees)
        for mentor, mentee in self.locked:
            if mentor not in here[0] or mentee not in here[1]:
                raise ValueError(f"Unlock mentor {mentor} and mentee {mentee}: one of them left.")

    def keys(self):
        """The keys of all mentors and mentees, in this order."""
        return [person.key for person in (*self.mentors, *self.mentees)]

    def key_order(self):
        """The positions of the mentors and of the mentees in the order of their keys.

        :return: two lists of indices into :attr:`mentors` and :attr:`mentees`
        """
        return tuple(
            sorted(range(len(people)), key=lambda at, people=people: people[at].key)
            for people in (self.mentors, self.mentees)
        )

    def reordered(self, mentor_order, mentee_order):
        """The same problem with its people in another order.

        :param mentor_order: indices into :attr:`mentors`
        :param mentee_order: indices into :attr:`mentees`
        """
        return replace(
            self,
            mentors=[self.mentors[at] for at in mentor_order],
            mentees=[self.mentees[at] for at in mentee_order],
        )

    def after_locks(self):
        """The same people in the same order, with the places that the locked pairs leave.

        A locked mentee has no place left and a mentor one fewer for each mentee locked.
        """
        mentors = Counter(mentor for mentor, _mentee in self.locked)
        mentees = Counter(mentee for _mentor, mentee in self.locked)
        return replace(
            self,
            mentors=[_with_fewer_places(each, mentors[each.key]) for each in self.mentors],
            mentees=[_with_fewer_places(each, mentees[each.key]) for each in self.mentees],
            locked=(),
        )

    def fingerprint(self):
        """SHA-256 of everything in this problem, the same in whatever order it was put together.

        :return: 64 hexadecimal digits
        """
        canonical = {
            "mentors": sorted((_plain(each) for each in self.mentors), key=lambda it: it["key"]),
            "mentees": sorted((_plain(each) for each in self.mentees), key=lambda it: it["key"]),
            "criteria": sorted((_plain(each) for each in self.criteria), key=lambda it: it["kind"]),
            "locked": sorted(self.locked),
            "rejected": sorted(set(self.rejected)),
        }
        text = json.dumps(canonical, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _refuse_twice(values, sentence):
    for value, times in Counter(values).items():
        if times > 1:
            raise ValueError(sentence.format(value))


def _with_fewer_places(person, used):
    return replace(person, capacity=max(0, person.capacity - used)) if used else person


def _plain(record):
    """A dataclass as JSON can hold it, sets and mappings in the order of their keys."""
    return {name: _listed(value) for name, value in vars(record).items()}


def _listed(value):
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, Mapping):
        return sorted(value.items())
    return value
