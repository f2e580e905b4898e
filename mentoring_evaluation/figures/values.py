"""Which means and sums may be shown, of groups whose number of people is shown.

A mean is hidden where everybody gave the same value, since it then says what each of them gave; a
sum, besides, where one person makes more than half of it, or two more than two thirds (dominance
rules (1, 50) and (2, 67), as in A. Hundepool et al., *Statistical Disclosure Control*, 2012). What
is hidden for that must not follow from the others either: no value is shown with which a hidden
one becomes a linear combination of those shown.
"""

import numpy as np

from .people import ANSWERED

NEAR = 1e-8


def shown_values(people, groups, forced=()):
    """Choose the groups whose mean or sum is shown.

    :param people: :class:`~.people.People`
    :param groups: groups whose numbers are shown, those of the answers among them
    :param forced: ``(group, measure)`` shown before of the same people with the same values
    :return: ``(group, measure)``, the measure by number, in a stable order
    """
    chosen = []
    for at, measure in enumerate(people.measures):
        if measure.kind == "rate":
            continue
        answered = (len(people.dimensions) + at, ANSWERED)
        given = sorted(
            (group[:-1] for group in groups if group and group[-1] == answered),
            key=lambda group: (len(group), -groups[(*group, answered)], group),
        )
        known = [group for group in given if (group, at) in forced]
        span = _Span(
            people.rows_of((*group, answered))
            for group in given
            if group not in known and tells_of_one(amounts(people, group, at), measure.kind)
        )
        chosen += [
            (group, at)
            for group in known + [group for group in given if group not in known]
            if span.take(people.rows_of((*group, answered))) or group in known
        ]
    return chosen


def amounts(people, group, measure):
    """Return one number for each person of a group who answered: the mean or sum of their rows."""
    totals = {}
    for row in np.flatnonzero(people.rows_of(group)):
        value = people.values[row][measure]
        if value is not None:
            before = totals.get(people.owner[row], (0.0, 0))
            totals[people.owner[row]] = before[0] + value[0], before[1] + value[1]
    if people.measures[measure].kind == "sum":
        return np.array([total for total, _number in totals.values()])
    return np.array([total / number for total, number in totals.values()])


def tells_of_one(values, kind):
    """Tell whether a mean or sum of these says too much about one of them."""
    if len(values) and (values == values[0]).all():
        return True
    if kind != "sum":
        return False
    largest = np.sort(values)[::-1]
    return largest[0] * 2 > values.sum() or largest[:2].sum() * 3 > values.sum() * 2


class _Span:
    """What follows linearly from the sums shown so far, and must not reach the hidden ones."""

    def __init__(self, hidden):
        self.hidden = [row.astype(float) for row in hidden]
        self.basis = []

    def take(self, row):
        """Take a sum in, unless a hidden one would follow; return whether."""
        if not self.hidden:
            return True
        new = self._rest(row.astype(float), self.basis)
        size = np.linalg.norm(new)
        if size < NEAR:
            return not any(np.array_equal(row, hidden) for hidden in self.hidden)
        new = new / size
        rest = [hidden - (hidden @ new) * new for hidden in self._rests()]
        if any(np.linalg.norm(hidden) < NEAR for hidden in rest):
            return False
        self.basis.append(new)
        return True

    def _rests(self):
        return [self._rest(hidden, self.basis) for hidden in self.hidden]

    @staticmethod
    def _rest(row, basis):
        for _again in range(2):
            for direction in basis:
                row = row - (row @ direction) * direction
        return row
