"""A table of figures: the one object that every renderer renders.

A table knows nothing of hiding. It holds what may be shown, and where it holds nothing, nothing is
to be shown: a hidden figure and an empty group look the same.
"""

from dataclasses import dataclass, field
from itertools import product
from math import sqrt

from .people import ANSWERED, NO, YES, People, profiles, subsets
from .values import amounts


@dataclass(frozen=True)
class Cell:
    """The figures of one group.

    :param n: number of distinct people
    :param values: by measure name: of a rate ``{"yes": people, "of": people asked}``; of a mean
        ``{"n": people, "mean": …, "sd": …}``, the standard deviation with n - 1; of a sum
        ``{"n": people, "sum": …}``. A measure that may not be shown is not in it
    """

    n: int
    values: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """Figures by up to so many dimensions, with all margins.

    :param dimensions: :class:`~.questions.Dimension`, in the order of the keys of the cells
    :param cells: key to :class:`Cell`: one category key a dimension, or ``None`` for all of it. A
        key that is not there has nothing to show
    """

    dimensions: tuple
    cells: dict

    def cell(self, *key):
        """Return the cell of these categories (``None``: all of a dimension), or ``None``."""
        return self.cells.get(key)

    @property
    def total(self):
        """The cell of everybody, or ``None``."""
        return self.cells.get((None,) * len(self.dimensions))

    def all_keys(self, *, margins=True):
        """Return all keys in the order of display, whether there is something to show or not."""
        all_of_it = (None,) if margins else ()
        return list(product(*((*axis.keys, *all_of_it) for axis in self.dimensions)))


def tabulate(rows, dimensions, measures=()):
    """Count rows into a table in which nothing is hidden. Not to be shown to anybody.

    :param rows: iterable of :class:`~.questions.Row`
    :return: :class:`Table`
    :raises ValueError: see :func:`~.people.profiles`
    """
    people = People(profiles(rows, dimensions, measures), dimensions, measures)
    cells = {}
    for axes in subsets(range(len(dimensions)), len(dimensions)):
        for group in people.counts(axes):
            numbers = answer_counts(people, group)
            values = [(group, at) for at in range(len(measures))]
            cells[keys_of(people, group)] = cell_of(people, group, numbers, values)
    return Table(tuple(dimensions), cells)


def answer_counts(people, group):
    """Return the numbers of a group and of each answer in it, by group."""
    numbers = {group: int(people.members(group).sum())}
    for at, measure in enumerate(people.measures):
        for code in (NO, YES) if measure.kind == "rate" else (ANSWERED,):
            part = (*group, (len(people.dimensions) + at, code))
            numbers[part] = int(people.members(part).sum())
    return numbers


def keys_of(people, group):
    """Return the key of a group in a table of all its dimensions."""
    codes = dict(group)
    return tuple(
        dimension.keys[codes[axis]] if axis in codes else None
        for axis, dimension in enumerate(people.dimensions)
    )


def cell_of(people, group, numbers, values):
    """Return the cell of a group.

    :param numbers: group to number, of all that may be shown
    :param values: ``(group, measure)`` whose mean or sum may be shown
    """
    shown = {}
    for at, measure in enumerate(people.measures):
        axis = len(people.dimensions) + at
        if measure.kind == "rate":
            no, yes = (numbers.get((*group, (axis, code))) for code in (NO, YES))
            if no is not None and yes is not None:
                shown[measure.name] = {"yes": yes, "of": yes + no}
        elif (group, at) in values and (*group, (axis, ANSWERED)) in numbers:
            shown[measure.name] = _summary(amounts(people, group, at), measure.kind)
    return Cell(numbers[group], shown)


def _summary(values, kind):
    count = len(values)
    if kind == "sum":
        return {"n": count, "sum": _tidy(values.sum())}
    mean = values.mean() if count else None
    sd = sqrt(((values - mean) ** 2).sum() / (count - 1)) if count > 1 else None
    return {"n": count, "mean": _tidy(mean), "sd": _tidy(sd)}


def _tidy(number):
    """Return a number without the noise of the order in which it was added up."""
    return None if number is None else round(float(number), 9)
