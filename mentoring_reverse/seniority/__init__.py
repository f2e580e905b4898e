"""How senior people are, by their jobs' levels and the organisation chart.

Takes places (who reports to whom, which level the job has), answers levels; imports no Odoo. A
level is found in this order:

1. the level of the own job;
2. the nearest manager above whose job has one, minus the steps between;
3. the highest that follows from those beneath: the level of their job plus the steps between;
4. the nearest manager above of whom (3) told one, minus the steps between;
5. where no job of the whole tree has a level: the chart alone, a manager less above being a level
   more. Such a level says nothing outside its own tree, and so has a scale of its own.

People who have left give no level, but still stand between those above and those beneath them. A
chart may hold a circle: everybody in it is above everybody else.

>>> chart = {1: Place(None, 9), 2: Place(1), 3: Place(2), 4: Place(None), 5: Place(4)}
>>> levels(chart, [2, 3, 5])
{2: (0, 8), 3: (0, 7), 5: (4, -1)}

The cost grows with the size of the trees in which the asked people stand.
"""

from dataclasses import dataclass

# The scale of the levels that jobs have.
JOB_SCALE = 0


@dataclass(frozen=True)
class Place:
    """Where somebody stands.

    :param manager: key of the manager, or None
    :param level: level of the job, or 0 where it has none
    :param active: False for somebody who has left
    """

    manager: int | None
    level: int = 0
    active: bool = True

    @property
    def own(self):
        """The level of the job of somebody who still has it, or None."""
        return self.level if self.active and self.level else None


def levels(chart, wanted):
    """The level of each of some people.

    :param chart: mapping of key (a positive number) to :class:`Place`, of everybody; a manager who
        is not in it ends the chain
    :param wanted: keys out of the chart
    :return: dict of key to (scale, level). Levels are compared within a scale alone:
        :data:`JOB_SCALE` for those that follow from a job, else the smallest key of the tree
    """
    tree = _Tree(chart)
    found = {}
    for key in wanted:
        level = tree.level(key)
        found[key] = (JOB_SCALE, level) if level is not None else tree.place(key)
    return found


class _Tree:
    """A chart, with what was found in it already."""

    def __init__(self, chart):
        self.chart = chart
        self.reports = {}
        for key, place in chart.items():
            if place.manager in chart:
                self.reports.setdefault(place.manager, []).append(key)
        self.beneath = {}
        self.scales = {}

    def level(self, key):
        """What follows from somebody's job, or None where the tree has no level at all."""
        line = [key, *self._above(key)]
        for steps, each in enumerate(line):
            if self.chart[each].own is not None:
                return self.chart[each].own - steps
        for steps, each in enumerate(line):
            if self._from_beneath(each) is not None:
                return self._from_beneath(each) - steps
        return None

    def place(self, key):
        """Scale and level by the chart alone."""
        above = self._above(key)
        top = above[-1] if above else key
        if top not in self.scales:
            # In a circle whoever is asked first is at its end: the smallest key names the tree.
            self.scales[top] = min([top, *(other for other, _steps in self._below(top))])
        return self.scales[top], -len(above)

    def _from_beneath(self, key):
        if key not in self.beneath:
            told = ((self.chart[other].own, steps) for other, steps in self._below(key))
            self.beneath[key] = max(
                (own + steps for own, steps in told if own is not None), default=None
            )
        return self.beneath[key]

    def _above(self, key):
        """Everybody above somebody, nearest first."""
        chain, seen = [], {key}
        above = self.chart[key].manager
        while above in self.chart and above not in seen:
            chain.append(above)
            seen.add(above)
            above = self.chart[above].manager
        return chain

    def _below(self, key):
        """Everybody beneath somebody, as pairs (key, steps), nearest first."""
        seen, rank, steps = {key}, [key], 0
        while rank:
            steps += 1
            rank = [
                each for above in rank for each in self.reports.get(above, ()) if each not in seen
            ]
            seen.update(rank)
            yield from ((each, steps) for each in rank)
