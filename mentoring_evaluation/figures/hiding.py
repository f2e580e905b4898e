"""Which figures may be shown, and which must be hidden so that nobody small can be worked out."""

from .doubt import Doubt
from .exchange import Exchange
from .people import ANSWERED, BLOCK, NO, UNKNOWN, WHOLE, YES, subsets
from .unknowns import Unknowns

MOST_UNKNOWNS = 3000
# Of people of several times, of whom every equation is one a time.
MOST_OVER_TIME = 300


def shown_groups(people, tables, k, depth, when=(), known=(), withheld=()):
    """Choose the groups whose number of people is shown.

    First those of the dimensions; then, beside them, what is asked of each measure.

    :param people: :class:`~.people.People`
    :param tables: tuples of dimensions, by number; each stands for its cells, totals included
    :param k: smallest group to show
    :param depth: how many conditions a small group can have that must stay in doubt
    :param when: for people of several times, the condition that is the present
    :param known: groups that are known already, see :class:`~.history.Course`
    :param withheld: groups that are not to be shown now
    :return: the groups with their numbers, without ``when``; or ``None`` when what is known already
        leaves no doubt
    """
    wanted = {axes for table in tables for axes in subsets(sorted(table), len(table))}
    wanted = sorted(wanted, key=lambda axes: (len(axes), axes))
    dimensions = len(people.dimensions)
    alone = people.with_measures([])
    given = [group for group in known if not _measured(group, dimensions)]
    units = _units(alone, wanted, k, when, withheld)
    keeper = _keeper(alone, units, k, depth, given)
    if keeper is None:
        return None
    every = {group: keeper.number[group] for group in keeper.shown}
    shown = dict(every)
    for at in range(len(people.measures)):
        axis = dimensions + at
        part = people.with_measures([at])
        given = [_moved(group, axis, dimensions) for group in known if _on(group, axis)]
        barred = {_moved(group, axis, dimensions) for group in withheld}
        units = _measured_units(part, wanted, k, when, shown, barred)
        if units or given:
            more = _keeper(part, units, k, depth, [*shown, *given], keeper)
            if more:
                every |= {_moved(g, dimensions, axis): more.number[g] for g in more.shown}
            elif given:
                return None
    return {
        tuple(condition for condition in group if condition not in when): number
        for group, number in every.items()
        if set(when) <= set(group) and group not in withheld
    }


def _keeper(people, units, k, depth, known, before=None):
    """Show as much as possible beside what is known; return who keeps the rest in doubt.

    :param before: what kept the same people in doubt without their measure
    :return: ``None`` when what is known leaves no doubt
    """
    small = targets(people, k, depth)
    candidates = list(dict.fromkeys([*known, *(group for unit in units for group in unit)]))
    if Unknowns.needed(people) > (MOST_OVER_TIME if people.blocks else MOST_UNKNOWNS):
        keeper = Exchange(people, small, candidates, k)
    else:
        keeper = Doubt(people, small, candidates, k, before)
    # One after the other finds doubt where all at once may not: each begins at the last one's.
    order = sorted(dict.fromkeys(known), key=lambda g: (len(g), -keeper.number[g], g))
    _allow(keeper, [(group,) for group in order])
    if len(keeper.shown) < len(order):
        return None
    given = set(known)
    _allow(keeper, [unit for unit in units if not given.issuperset(unit)])
    return keeper


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
    that nobody in a group said yes is something about each of them. Of people of several times:
    the groups of each time, and of everybody who came or went in between, if they are k or more.
    Where somebody has several categories, also whoever has just these and no other.
    """
    found = []
    alike = [axis for axis in range(len(people.dimensions)) if axis not in people.varying]
    for at in range(len(people.wholes)):
        who = people.members(((WHOLE, at),))
        if 1 <= who.sum() < k:
            found.append(((WHOLE, at),))
        small = _small(people.part(who), k, depth - 1, alike, ())
        found += [((WHOLE, at), *group) for group in small if _alike(group, people)]
    if not people.blocks:
        return found + _small(people, k, depth, range(len(people.dimensions)), ())
    when = len(people.dimensions) - 1
    found += _small(people, k, depth, range(when), (when,))
    for at in range(len(people.blocks)):
        there = people.members(((BLOCK, at),))
        if there.sum() >= k:
            part = people.part(there)
            small = _small(part, k, depth, range(when), ())
            found += [((BLOCK, at), *group) for group in small]
    return found


def _alike(group, people):
    return not any(axis in people.varying for axis, _code in group)


def _small(people, k, depth, axes, always):
    found = []
    for conditions in subsets(axes, depth):
        chosen = (*conditions, *always)
        sizes = people.counts(chosen)
        found += [group for group, number in sizes.items() if 1 <= number < k]
        for at, measure in enumerate(people.measures):
            axis = len(people.dimensions) + at
            numbers = people.counts((*chosen, axis))
            for group, number in sizes.items():
                for code in range(people.extents[axis]):
                    answer = numbers.get((*group, (axis, code)), 0)
                    tells_all = measure.kind == "rate" and code != UNKNOWN and number >= k
                    if answer < k and (answer or tells_all):
                        found.append((*group, (axis, code)))
    return [group for group in found if group]


def _units(people, wanted, k, when, withheld):
    """Return what is shown together or not at all: totals first, larger groups first."""
    found = []
    for axes in wanted:
        for group, number in people.counts((*axes, *(axis for axis, _code in when))).items():
            if number >= k and set(when) <= set(group) and group not in withheld:
                found.append((len(axes), -number, (group,)))
    return [unit for _order, _size, unit in sorted(found)]


def _measured_units(people, wanted, k, when, shown, withheld):
    """Return the same of the only measure, in groups that are shown.

    Of a rate both parts must be as large as a group must be.
    """
    axis = len(people.dimensions)
    needed = (NO, YES) if people.measures[0].kind == "rate" else (ANSWERED,)
    found = []
    for conditions in wanted:
        axes = (*conditions, *(at for at, _code in when))
        numbers = people.counts((*axes, axis))
        for group in people.counts(axes):
            parts = tuple((*group, (axis, code)) for code in needed)
            enough = all(numbers.get(part, 0) >= k for part in parts)
            if group in shown and set(when) <= set(group) and enough and not withheld & {*parts}:
                found.append((len(axes), -shown[group], parts))
    return [unit for _order, _size, unit in sorted(found)]


def _allow(doubt, units):
    """Show as many units as possible in their order: all of them, or else each half."""
    if not units or doubt.allow([group for unit in units for group in unit]) or len(units) == 1:
        return
    middle = len(units) // 2
    _allow(doubt, units[:middle])
    _allow(doubt, units[middle:])
