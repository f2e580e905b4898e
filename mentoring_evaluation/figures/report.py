"""A report: related tables that are published together, under one threshold, with their history."""

from dataclasses import dataclass, field
from itertools import combinations

from .hiding import shown_groups
from .history import Course, Version, settle
from .panel import parts_of
from .panel import publish as publish_parts
from .people import People, profiles, unreadable
from .questions import DEFAULT_THRESHOLD, Dimension, Measure, Row, checked_threshold
from .release import Release, group_text, text_group
from .table import cell_of, keys_of
from .values import shown_values

FILTERS_AND_GROUPING = 3


@dataclass(frozen=True)
class Report:
    """What a report shows, and to whom it must not tell whom.

    :param dimensions: :class:`Dimension`, all by which any of its tables groups or filters
    :param measures: :class:`Measure`
    :param tables: of each table the names of the dimensions by which it groups or filters; their
        totals and margins are meant too. Without any: up to three of all dimensions at a time,
        which is every combination of two filters and one grouping
    :param k: smallest group to show, 3 or more
    :param depth: how many conditions on dimensions a small group can have that nobody may work
        out; as many as there are dimensions, if there are no more than four, or else three
    :raises ValueError: when k is below 3, a name occurs twice, or a table names what is not there
    """

    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...] = ()
    tables: tuple[tuple[str, ...], ...] = ()
    k: int = DEFAULT_THRESHOLD
    depth: int | None = None
    axes: tuple = field(init=False, repr=False)

    def __post_init__(self):
        checked_threshold(self.k)
        names = [axis.name for axis in (*self.dimensions, *self.measures)]
        if len(set(names)) < len(names):
            raise ValueError("The dimensions and measures of a report must have different names.")
        number = len(self.dimensions)
        if self.depth is None:
            most = number if number <= FILTERS_AND_GROUPING + 1 else FILTERS_AND_GROUPING
            object.__setattr__(self, "depth", most)
        place = {dimension.name: at for at, dimension in enumerate(self.dimensions)}
        unknown = {name for table in self.tables for name in table} - set(place)
        if unknown:
            raise ValueError(f"The report has no dimension {sorted(unknown)[0]}; add it first.")
        axes = [tuple(sorted(place[name] for name in table)) for table in self.tables]
        axes = axes or combinations(range(number), min(number, FILTERS_AND_GROUPING))
        object.__setattr__(self, "axes", tuple(axes))

    def publish(self, rows, history=(), secret=b""):
        """Publish.

        :param rows: iterable of :class:`~.questions.Row`, in any order
        :param history: the :attr:`Release.memory` of everything this report published before,
            oldest first
        :param secret: key with which people's keys are made unreadable in the memory, up to 64
            bytes; the same every time
        :return: :class:`Release`
        :raises ValueError: when a row does not fit the dimensions or measures, or the history is
            of a report with other dimensions, measures or another threshold
        """
        parts = parts_of(self.axes)
        if len(parts) > 1:
            rows = [Row(unreadable(row.person, secret), row.categories, row.values) for row in rows]
            for memory in history:
                self._check(memory)
            cells, memory = publish_parts(self, self._parts(parts), rows, history)
            return self._released(cells, memory)
        known = {
            unreadable(person, secret): profile
            for person, profile in profiles(rows, self.dimensions, self.measures).items()
        }
        versions = [self._version(memory) for memory in history]
        if versions:
            known = settle(known, versions, self.dimensions, self.measures, self.k)
        attempt = self._attempt(known, versions)
        if attempt is None:
            # What was shown before stands in the way of anything new: it stays as it was.
            latest = versions[-1]
            people = People(latest.known, self.dimensions, self.measures)
            attempt = self._unchanged(people, latest)
        people, groups, values = attempt
        return self._release(people, groups, values)

    def _parts(self, parts):
        """Return a report for each of the tables that share no dimension."""
        names = [dimension.name for dimension in self.dimensions]
        return [
            Report(
                tuple(self.dimensions[axis] for axis in axes),
                self.measures,
                tuple(tuple(names[axis] for axis in table) for table in tables),
                self.k,
            )
            for axes, tables in parts
        ]

    def _attempt(self, known, versions):
        """Choose what to show of these people; ``None`` when earlier versions tell too much."""
        people = People(known, self.dimensions, self.measures)
        if not versions:
            groups = shown_groups(people, self.axes, self.k, self.depth)
            return people, groups, shown_values(people, groups)
        latest = versions[-1]
        if known == latest.known and self.tables == latest.tables:
            return self._unchanged(people, latest)
        course = Course(known, versions, self.dimensions, self.measures, self.k)
        groups = shown_groups(
            course.people,
            self.axes,
            self.k,
            self.depth,
            course.when,
            course.known,
            course.withheld,
        )
        if groups is None:
            return None
        shift = len(self.dimensions)
        groups = {
            tuple((axis - (axis > shift), code) for axis, code in group): number
            for group, number in groups.items()
        }
        return people, groups, shown_values(people, groups, course.values)

    @staticmethod
    def _unchanged(people, latest):
        """Return what was shown of the same people; that had been proven then."""
        groups = {group: int(people.members(group).sum()) for group in latest.shown}
        return people, groups, latest.values

    def _release(self, people, groups, values):
        plain = [g for g in groups if not g or g[-1][0] < len(self.dimensions)]
        cells = {keys_of(people, group): cell_of(people, group, groups, values) for group in plain}
        text = {group: group_text(self, group) for group in groups}
        memory = {
            "people": {
                person: [[list(cell), list(own)] for cell, own in profile]
                for person, profile in zip(people.persons, people.profiles, strict=True)
            },
            "shown": sorted(text.values()),
            "values": sorted([text[group], self.measures[at].name] for group, at in values),
        }
        return self._released(cells, memory)

    def _released(self, cells, memory):
        memory = {**self._settings(), "tables": [list(table) for table in self.tables], **memory}
        return Release(self.dimensions, self.measures, self.k, cells, memory)

    def _settings(self):
        return {
            "k": self.k,
            "dimensions": [dimension.name for dimension in self.dimensions],
            "measures": [[measure.name, measure.kind] for measure in self.measures],
        }

    def _check(self, memory):
        for name, value in self._settings().items():
            if memory[name] != value:
                raise ValueError(
                    f"An earlier version of this report had other {name}: {memory[name]}. "
                    "What it showed could be compared with this one; start a new report."
                )
        is_parted = "parts" in memory or len(parts_of(self.axes)) > 1
        if is_parted and memory["tables"] != [list(table) for table in self.tables]:
            raise ValueError(
                "An earlier version of this report had other tables, which were decided each by "
                "itself; start a new report."
            )

    def _version(self, memory):
        self._check(memory)
        known = {
            person: tuple((tuple(cell), tuple(_pair(v) for v in own)) for cell, own in profile)
            for person, profile in memory["people"].items()
        }
        place = {measure.name: at for at, measure in enumerate(self.measures)}
        return Version(
            known,
            [text_group(self, text) for text in memory["shown"]],
            [(text_group(self, text), place[name]) for text, name in memory["values"]],
            tuple(tuple(table) for table in memory["tables"]),
        )


def _pair(value):
    return tuple(value) if isinstance(value, list) else value
