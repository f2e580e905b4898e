"""What is known of one person: dated facts, as HR entered them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Place:
    """Where somebody works: keys, or ``None`` where nothing is entered."""

    job: int | None = None
    department: int | None = None
    location: int | None = None


@dataclass(frozen=True)
class Version:
    """One version of somebody's record, in force until the next one starts.

    :param key: key of the version, by which its edits are found
    :param start: first day on which it is in force
    :param place: what it says today
    """

    key: int
    start: date
    place: Place


@dataclass(frozen=True)
class Edit:
    """A version was changed in place, which leaves nothing of what it said before.

    :param version: key of the version
    :param on: the day; from then on it says what the next edit, or today's version, says
    :param place: what it said until then
    """

    version: int
    on: date
    place: Place


@dataclass(frozen=True)
class Gap:
    """Somebody was away: had left, and perhaps came back.

    :param first: first day away; ``None`` where nobody knows it
    :param back: first day here again, or ``None``
    :param kind: ``voluntary``, ``other``, or ``None`` where HR has not said which
    """

    first: date | None
    back: date | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Skill:
    """A level in a skill, from a day, until a day (inclusive) or ever since."""

    skill: int
    level: int
    since: date
    until: date | None = None


@dataclass(frozen=True)
class Assessment:
    """HR's judgement on a day of how soon somebody is ready for the next step: higher is sooner."""

    on: date
    rank: int


# The rank of "ready now": there is nothing above it.
READY_NOW = 2


@dataclass(frozen=True)
class History:
    """All that is known of one person.

    :param since: first day of employment, where it is known to be before the first version
    """

    versions: tuple[Version, ...] = ()
    edits: tuple[Edit, ...] = ()
    gaps: tuple[Gap, ...] = ()
    skills: tuple[Skill, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    since: date | None = None
