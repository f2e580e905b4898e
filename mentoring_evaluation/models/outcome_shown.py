"""Which comparisons may be shown beside one another, and beside a table of the same outcomes.

Each tells three groups of participants: those compared, those of them who did what is counted, and
those who did not. Where one group lies within another, the difference between them is known as
well, and tells of people as much as a group that is shown: it is nobody, or at least k. So of two
windows, of outcomes of which one is part of another (promoted, and promoted or moved), of one
programme and all, and of those compared and those whom a table counts, not all may show. The first
in the list goes first.
"""

from functools import reduce
from operator import or_

from ..figures.intervals import Verdict
from ..outcomes import RATES
from .outcome_words import is_shown, sentence


def shown_together(comparisons, k, tabled=(), standing=(), earlier=()):
    """
    :param comparisons: list of :class:`.outcome_study.Comparison` of one company, what matters
        most first
    :param tabled: lengths of the windows (months) of which a table of all whose outcome is known
        is shown as well
    :param standing: comparisons that are shown beside these in any case, as they were once
    :param earlier: lists of comparisons, of what was shown together at one time before
    :return: list of whether the numbers of each may be shown
    """
    told = _Told(k)
    for at, edition in enumerate(earlier):
        for each in edition:
            told.tell(f"edition {at}", each, each.counted)
    for each in standing:
        told.tell("comparison", each, each.counted)
    for each in comparisons:
        if each.months in tabled:
            told.tell("table", each, each.known)
    shown = []
    for each in comparisons:
        has_numbers = each.effect.difference.verdict != Verdict.NOT_ENOUGH_DATA
        is_new = has_numbers and is_shown(each, k) and told.may_tell(each)
        shown.append(is_new)
        if is_new:
            told.tell("comparison", each, each.counted)
    return shown


def sentences(env, comparisons, k, tabled=()):
    """Comparisons as sentences that may be read beside one another.

    :return: list of texts, in the order of ``comparisons``
    """
    shown = shown_together(comparisons, k, tabled)
    return [
        sentence(env, each, k, is_said) for each, is_said in zip(comparisons, shown, strict=True)
    ]


class _Told:
    """Which groups of participations are told of: each a number with a bit a participation.

    They are kept in lanes: in each lie groups told of by the same figure of several programmes,
    which have nobody in common, so that their sum is known as well.
    """

    def __init__(self, k):
        self.k = k
        self.bits = {}
        self.lanes = {}

    def tell(self, source, comparison, values):
        for figure, group in self._groups(source, comparison, values).items():
            _add(self.lanes.setdefault(figure, []), group)

    def may_tell(self, comparison):
        """Whether nothing about fewer than k would follow."""
        groups = self._groups("comparison", comparison, comparison.counted)
        changed = []
        for figure, group in groups.items():
            lanes = [list(lane) for lane in self.lanes.get(figure, ())]
            changed.append(_add(lanes, group))
        lanes = [lane for lanes in self.lanes.values() for lane in lanes] + changed
        old = {group for lane in lanes for group in lane} | {_sum(lane) for lane in lanes}
        new = {*groups.values(), *map(_sum, changed)}
        return all(
            self._is_apart(group, lane)
            for some, those in ((new, lanes), (old, changed))
            for group in some
            for lane in those
        )

    def _groups(self, source, comparison, values):
        """The groups that a figure tells of, by what it tells."""
        groups = {"all": list(values)}
        if comparison.kind in RATES:
            groups["yes"] = [each for each, value in values.items() if value]
            groups["no"] = [each for each, value in values.items() if not value]
        return {
            (source, comparison.kind, comparison.months, comparison.role, name): sum(
                1 << self.bits.setdefault(each, len(self.bits)) for each in group
            )
            for name, group in groups.items()
        }

    def _is_apart(self, group, lane):
        """Whether a group differs from the sum of those groups of a lane that lie within it, and
        from that of those that it lies in, by nobody or enough. Any smaller and any larger sum
        differs by a whole group more."""
        inside = _sum(each for each in lane if not each & ~group)
        around = _sum(each for each in lane if each & group)
        return self._is_enough(group & ~inside if inside else 0) and self._is_enough(
            around & ~group if not group & ~around else 0
        )

    def _is_enough(self, group):
        return not group or group.bit_count() >= self.k


def _add(lanes, group):
    """Put a group into the first lane in which it has nobody in common with another.

    :return: that lane
    """
    lane = next((lane for lane in lanes if not any(each & group for each in lane)), None)
    if lane is None:
        lane = []
        lanes.append(lane)
    lane.append(group)
    return lane


def _sum(groups):
    return reduce(or_, groups, 0)
