"""The people a report is about, as arrays: one row a person, one column a fact.

A *fact* is what can be exchanged between two people: their category in one dimension, or, of the
dimensions in which somebody has several (two programmes, both roles), all their combinations at
once. Each measure is a fact too: yes, no or unknown; answered or not.

A *group* is everybody who meets some conditions, at most one for each *axis*: the dimensions, then
the measures. It is written as a sorted tuple of ``(axis, code)``; the empty tuple is everybody.
Two more axes are never shown: :data:`WHOLE`, everything somebody has in the dimensions in which
people have several; and of people of several times (see :mod:`.history`) :data:`BLOCK`, during
which of them they were there.
"""

from collections import defaultdict
from itertools import combinations
from numbers import Real

import numpy as np

NO, YES, UNKNOWN = range(3)
MISSING, ANSWERED = range(2)
BLOCK = -1
WHOLE = -2


def profiles(rows, dimensions, measures):
    """Gather rows by person, in one pass.

    :param rows: iterable of :class:`~.questions.Row`
    :return: person to profile: a sorted tuple of ``(categories, values)``, each a tuple in the
        order of the dimensions and measures. A value is ``None``, a truth value (rate) or
        ``(sum, number)``
    :raises ValueError: when a row lacks a dimension, has a category that the dimension has not, or
        a value of the wrong kind
    """
    gathered = defaultdict(dict)
    known = [frozenset(dimension.keys) for dimension in dimensions]
    for row in rows:
        cell = tuple(row.categories.get(dimension.name) for dimension in dimensions)
        for key, keys, dimension in zip(cell, known, dimensions, strict=True):
            if key not in keys:
                raise ValueError(f"A row has {key!r} as {dimension.name}, which is no category.")
        values = [_value(measure, row.values.get(measure.name)) for measure in measures]
        before = gathered[row.person].get(cell, (None,) * len(measures))
        gathered[row.person][cell] = tuple(map(_joined, before, values))
    return {person: tuple(sorted(cells.items())) for person, cells in gathered.items()}


def _value(measure, value):
    if value is None:
        return None
    if measure.kind == "rate":
        if not isinstance(value, bool | np.bool_):
            raise ValueError(f"{measure.name} must be true, false or None, not {value!r}.")
        return bool(value)
    if not isinstance(value, Real) or isinstance(value, bool) or not np.isfinite(value):
        raise ValueError(f"{measure.name} must be a finite number or None, not {value!r}.")
    if measure.kind == "sum" and value < 0:
        raise ValueError(f"{measure.name} is summed and must not be negative, as {value!r} is.")
    return (float(value), 1)


def _joined(one, other):
    if one is None or other is None:
        return other if one is None else one
    return one or other if isinstance(one, bool) else (one[0] + other[0], one[1] + other[1])


class People:
    """People as arrays.

    :param known: person to profile, see :func:`profiles`
    :param blocks: for people of several times, of whom the last dimension says when: the sets of
        times during which somebody was there
    """

    def __init__(self, known, dimensions, measures, blocks=()):
        self.blocks = blocks
        self.dimensions, self.measures = tuple(dimensions), tuple(measures)
        self.persons = sorted(known)
        self.profiles = [known[person] for person in self.persons]
        self.owner = np.array([at for at, own in enumerate(self.profiles) for _ in own], np.intp)
        self.values = [values for own in self.profiles for _cell, values in own]
        self.extents = [len(dimension.categories) for dimension in self.dimensions] + [
            3 if measure.kind == "rate" else 2 for measure in self.measures
        ]
        place = [{key: at for at, key in enumerate(axis.keys)} for axis in self.dimensions]
        cells = [
            [at[key] for at, key in zip(place, cell, strict=True)]
            for own in self.profiles
            for cell, _values in own
        ]
        answers = [self._answers(at, measure) for at, measure in enumerate(self.measures)]
        self.cells = np.column_stack(
            [np.array(cells, np.intp).reshape(len(self.owner), len(self.dimensions)), *answers]
        ).astype(np.intp)
        self._facts()

    def __len__(self):
        return len(self.persons)

    def part(self, which):
        """Return some of the people: bool, one a person."""
        known = {
            person: profile
            for person, profile, chosen in zip(self.persons, self.profiles, which, strict=True)
            if chosen
        }
        return People(known, self.dimensions, self.measures)

    def with_measures(self, chosen):
        """Return the same people with some of the measures, by number."""
        known = {
            person: tuple((cell, tuple(values[at] for at in chosen)) for cell, values in own)
            for person, own in zip(self.persons, self.profiles, strict=True)
        }
        return People(known, self.dimensions, [self.measures[at] for at in chosen], self.blocks)

    def with_dimensions(self, chosen):
        """Return the same people with some of the dimensions, by number, ascending."""
        known = {}
        for person, own in zip(self.persons, self.profiles, strict=True):
            cells = {}
            for cell, values in own:
                seen = tuple(cell[at] for at in chosen)
                before = cells.get(seen, (None,) * len(values))
                cells[seen] = tuple(map(_joined, before, values))
            known[person] = tuple(sorted(cells.items()))
        return People(known, [self.dimensions[at] for at in chosen], self.measures, self.blocks)

    def _answers(self, at, measure):
        """Return the code of the answer to a measure, one a row: a rate's is the person's."""
        given = [values[at] for values in self.values]
        if measure.kind != "rate":
            return np.array([MISSING if value is None else ANSWERED for value in given], np.intp)
        answer = np.full(len(self), UNKNOWN)
        for owner, value in zip(self.owner, given, strict=True):
            if value is not None and answer[owner] != YES:
                answer[owner] = YES if value else NO
        return answer[self.owner]

    def _facts(self):
        first = np.searchsorted(self.owner, np.arange(len(self)))
        varies = (self.cells != self.cells[first[self.owner]]).any(0)
        self.varying = tuple(np.flatnonzero(varies).tolist())
        self.fact_of, self.sizes, columns = {}, [], []
        for axis in np.flatnonzero(~varies).tolist():
            self.fact_of[axis] = len(columns)
            self.sizes.append(self.extents[axis])
            columns.append(self.cells[first, axis])
        self.bundles, self.wholes = [], []
        if self.varying:
            several = [set() for _person in self.persons]
            for owner, cell in zip(self.owner, self.cells[:, varies].tolist(), strict=True):
                several[owner].add(tuple(cell))
            places = {}
            column = [places.setdefault(frozenset(own), len(places)) for own in several]
            self.bundles = list(places)
            wholes = {whole for bundle in self.bundles for whole in self._wholes_of(bundle)}
            self.wholes = sorted(wholes, key=sorted)
            self.fact_of |= dict.fromkeys(self.varying, len(columns))
            self.sizes.append(len(places))
            columns.append(np.array(column))
        self.codes = np.array(columns, np.int32).reshape(len(columns), len(self)).T

    def conditions(self, group):
        """Return which codes of which facts a group's conditions admit: fact to bool array."""
        admitted, among_varying = {}, []
        for axis, code in group:
            if axis < 0:
                continue
            fact = self.fact_of[axis]
            if axis in self.varying:
                among_varying.append((self.varying.index(axis), code))
            else:
                admitted[fact] = np.arange(self.sizes[fact]) == code
        if among_varying:
            admitted[self.fact_of[self.varying[0]]] = np.array(
                [
                    any(all(cell[at] == code for at, code in among_varying) for cell in bundle)
                    for bundle in self.bundles
                ],
                bool,
            )
        for axis, code in group:
            if axis < 0:
                fact = self.fact_of[self.varying[0]]
                if axis == BLOCK:
                    fits = [self._times(bundle) == self.blocks[code] for bundle in self.bundles]
                else:
                    fits = [self.wholes[code] in self._wholes_of(bundle) for bundle in self.bundles]
                admitted[fact] = np.array(fits, bool) & admitted.get(fact, True)
        return admitted

    def _times(self, bundle):
        """Return during which times somebody with these combinations was there."""
        when = self.varying.index(len(self.dimensions) - 1)
        return {cell[when] for cell in bundle}

    def _wholes_of(self, bundle):
        """Return all that somebody has at each time, if people have several at a time."""
        if not self.blocks:
            return {bundle}
        if len(self.varying) == 1:
            return set()
        when = self.varying.index(len(self.dimensions) - 1)
        return {
            frozenset(cell for cell in bundle if cell[when] == time) for time in self._times(bundle)
        }

    def members(self, group):
        """Return who belongs to a group: bool, one a person."""
        belongs = np.ones(len(self), bool)
        for fact, codes in self.conditions(group).items():
            belongs &= codes[self.codes[:, fact]]
        return belongs

    def rows_of(self, group):
        """Return which rows meet a group's conditions: bool, one a row."""
        meets = np.ones(len(self.cells), bool)
        for axis, code in group:
            meets &= self.cells[:, axis] == code
        return meets

    def counts(self, axes):
        """Count people by all combinations of codes that occur on some axes.

        :param axes: ascending
        :return: group to number of distinct people
        """
        if not axes or not len(self):
            return {(): len(self)} if not axes else {}
        key = np.ravel_multi_index(
            tuple(self.cells[:, axis] for axis in axes), [self.extents[axis] for axis in axes]
        )
        seen = np.unique(key * len(self) + self.owner) // len(self)
        keys, numbers = np.unique(seen, return_counts=True)
        codes = np.unravel_index(keys, [self.extents[axis] for axis in axes])
        cells = np.column_stack(codes).tolist()
        return {
            tuple(zip(axes, cell, strict=True)): number
            for cell, number in zip(cells, numbers.tolist(), strict=True)
        }


def subsets(axes, most):
    """Return all sets of up to so many axes, smallest first, each ascending."""
    return [chosen for size in range(most + 1) for chosen in combinations(axes, size)]
