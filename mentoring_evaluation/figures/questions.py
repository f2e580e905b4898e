"""What a report asks: by what it groups people, and what it measures of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

DEFAULT_THRESHOLD = 5
LOWEST_THRESHOLD = 3
KINDS = ("rate", "mean", "sum")


@dataclass(frozen=True)
class Dimension:
    """One way to group people.

    :param name: stable name, unique in a report, without ``=`` or ``&``
    :param categories: ``(key, label)`` in the order in which they are displayed; keys are strings
        without ``=`` or ``&``. Every row has one of them: where a fact can be unknown, that is a
        category too
    :raises ValueError: when a key occurs twice or holds one of the two signs
    """

    name: str
    categories: tuple[tuple[str, str], ...]

    def __post_init__(self):
        object.__setattr__(self, "categories", tuple((key, str(t)) for key, t in self.categories))
        keys = self.keys
        if len(set(keys)) < len(keys):
            raise ValueError(f"The categories of {self.name} must have different keys.")
        _refuse_signs(self.name, *keys)

    @property
    def keys(self):
        return tuple(key for key, _label in self.categories)


@dataclass(frozen=True)
class Measure:
    """One thing that is measured of people.

    :param name: stable name, unique in a report, without ``=`` or ``&``
    :param kind: ``rate`` (each person yes, no or unknown; a person with several rows is a yes when
        one of them is), ``mean`` (a number each, averaged over a person's rows first, so that each
        person weighs the same) or ``sum`` (of amounts of 0 or more, say hours)
    :raises ValueError: when the kind is another
    """

    name: str
    kind: str = "rate"

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"The kind of measure {self.name} must be rate, mean or sum.")
        _refuse_signs(self.name)


@dataclass(frozen=True)
class Row:
    """Something that is known of one person; a person may have many.

    :param person: stable key of the human being; whoever has the same key counts once
    :param categories: category key by dimension name, of every dimension of the report
    :param values: by measure name: a truth value, a number, or ``None`` (also when left out) for
        not known
    """

    person: str
    categories: Mapping[str, str]
    values: Mapping[str, float | bool | None] = field(default_factory=dict)


def checked_threshold(threshold):
    """Return the threshold.

    :raises ValueError: when it is not a whole number or below the floor of 3
    """
    if isinstance(threshold, bool) or not isinstance(threshold, int):
        raise ValueError("The smallest group to show must be a whole number.")
    if threshold < LOWEST_THRESHOLD:
        raise ValueError(
            f"Choose {LOWEST_THRESHOLD} or more as the smallest group to show: "
            "in a group of two, each of them learns about the other."
        )
    return threshold


def _refuse_signs(*names):
    for name in names:
        if not isinstance(name, str) or not name or {"=", "&"} & set(name):
            raise ValueError(f"{name!r} must be a text that is not empty, without = and &.")
