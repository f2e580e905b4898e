"""Which figures may be shown, and which must be hidden so that nobody small can be worked out."""

from .doubt import Doubt
from .exchange import Exchange
from .people import ANSWERED, NO, UNKNOWN, YES, subsets
from .unknowns import Unknowns

MOST_UNKNOWNS = 3000


def shown_groups(people, tables, k, depth, forced=(), withheld=()):
    """Choose the groups whose number of people is shown.

    First those of the dimensions; then, beside them, what is asked of each measure.

    :param people: :class:`~.people.People`
    :param tables: tuples of dimensions, by number; each stands for its cells, totals included
    :param k: smallest group to show
    :param depth: how many conditions a small group can have that must stay in doubt
    :param forced: groups that are known already, since they were shown before of the same people
    :param withheld: groups that are not to be shown now. Taken to be known all the same
    :return: the groups with their numbers, or ``None`` when those known already leave no doubt
    """
    wanted = {axes for table in tables for axes in subsets(sorted(table), len(table))}
    wanted = sorted(wanted, key=lambda axes: (len(axes), axes))
    dimensions = len(people.dimensions)
    known = [*forced, *(group for group in sorted(withheld) if people.members(group).sum() >= k)]
    forced, known = known, [group for group in known if not _measured(group, dimensions)]
    alone = people.with_measures([])
    keeper = _keeper(alone, _units(alone, wanted, k), k, depth, known)
    if keeper is None:
        return None
    shown = {group: keeper.number[group] for group in keeper.shown}
    every = dict(shown)
    for at in range(len(people.measures)):
        part = people.with_measures([at])
        known = [_moved(g, dimensions + at, dimensions) for g in forced if _on(g, dimensions + at)]
        units = _measured_units(part, wanted, k, shown)
        more = _keeper(part, units, k, depth, [*shown, *known], keeper) if units or known else None
        if more:
            more = {_moved(g, dimensions, dimensions + at): more.number[g] for g in more.shown}
            every |= more
        elif known:
            return None
    return {group: number for group, number in every.items() if group not in withheld}


def _keeper(people, units, k, depth, known, before=None):
    """Show as much as possible beside what is known; return who keeps the rest in doubt.

    :param before: what kept the same people in doubt without their measure
    :return: ``None`` when what is known leaves no doubt
    """
    small = targets(people, k, depth)
    candidates = list(dict.fromkeys([*known, *(group for unit in units for group in unit)]))
    keeper = keeper_of(people, small, candidates, k, before)
    given = set(known)
    # One after the other finds doubt where all at once may not: each begins at the last one's.
    _allow(keeper, [(group,) for group in sorted(known, key=lambda g: (len(g), -keeper.number[g], g))])
    if not given.issubset(keeper.shown):
        return None
    _allow(keeper, [unit for unit in units if not given.issuperset(unit)])
    return keeper


def keeper_of(people, small, candidates, k, before=None):
    """Return what keeps small groups in doubt: :class:`Doubt`, or what scales further."""
    if Unknowns.needed(people) > MOST_UNKNOWNS:
        return Exchange(people, small, candidates, k)
    return Doubt(people, small, candidates, k, before)


def _measured(group, dimensions):
    return bool(group) and group[-1][0] >= dimensions


def _on(group, axis):
    return bool(group) and group[-1][0] == axis


def _moved(group, axis, to):
    """Return the group with its condition on one axis put on another."""
    return (*group[:-1], (to, group[-1][1])) if _on(group, axis) else group


def targets(people, k, depth):
    """Return the groups that must stay in doubt.

    Every group of 1 to k-1 people with up to ``depth`` conditions, and one on a measure. Of
    measures with an answer yes or no also those of 0 people, wherever k people or more were asked:
    that nobody in a group said yes is something about each of them.
    """
    dimensions = len(people.dimensions)
    found = []
    for axes in subsets(range(dimensions), depth):
        sizes = people.counts(axes)
        found += [group for group, number in sizes.items() if 1 <= number < k]
        for at, measure in enumerate(people.measures):
            axis = dimensions + at
            numbers = people.counts((*axes, axis))
            if measure.kind == "rate":
                for group, number in sizes.items():
                    answers = [numbers.get((*group, (axis, code)), 0) for code in (NO, YES)]
                    if sum(answers) or number >= k:
                        for code, answer in zip((NO, YES), answers, strict=True):
                            if answer < k and (answer or number >= k):
                                found.append((*group, (axis, code)))
                found += [
                    group
                    for group, number in numbers.items()
                    if group[-1] == (axis, UNKNOWN) and number < k
                ]
            else:
                found += [group for group, number in numbers.items() if number < k]
    return [group for group in found if group]


def _units(people, wanted, k):
    """Return what is shown together or not at all: totals first, larger groups first."""
    found = [
        (len(axes), -number, (group,))
        for axes in wanted
        for group, number in people.counts(axes).items()
        if number >= k
    ]
    return [unit for _order, _size, unit in sorted(found)]


def _measured_units(people, wanted, k, shown):
    """Return the same of the only measure, in groups that are shown.

    Of a rate both parts must be as large as a group must be.
    """
    axis = len(people.dimensions)
    needed = (NO, YES) if people.measures[0].kind == "rate" else (ANSWERED,)
    found = []
    for axes in wanted:
        numbers = people.counts((*axes, axis))
        for group in people.counts(axes):
            parts = tuple((*group, (axis, code)) for code in needed)
            if group in shown and all(numbers.get(part, 0) >= k for part in parts):
                found.append((len(axes), -shown[group], parts))
    return [unit for _order, _size, unit in sorted(found)]


def _allow(doubt, units):
    """Show as many units as possible in their order: all of them, or else each half."""
    if not units or doubt.allow([group for unit in units for group in unit]) or len(units) == 1:
        return
    middle = len(units) // 2
    _allow(doubt, units[:middle])
    _allow(doubt, units[middle:])
