"""Somebody's way through jobs and departments, and which job is higher than which."""

from bisect import bisect_right
from itertools import pairwise


class Ladder:
    """Which job is higher than which, as HR says it.

    A job that HR marked as higher than another is, also through others in between; where no mark
    speaks, the jobs' levels of seniority do. Of two jobs without either nothing can be said.

    :param levels: job to level; 0 or absent where none is set
    :param higher: job to the jobs that HR marked as directly higher
    """

    def __init__(self, levels, higher=None):
        self.levels = {job: level for job, level in levels.items() if level}
        self._higher = {job: frozenset(jobs) for job, jobs in (higher or {}).items()}
        self._above = {}

    def level(self, job):
        """The level of a job, or ``None``."""
        return self.levels.get(job)

    def compare(self, old, new):
        """1 when ``new`` is higher than ``old``, -1 when it is lower, 0 when it is neither,
        ``None`` when that cannot be said.

        >>> ladder = Ladder({1: 10, 2: 20, 5: 20}, {3: [4]})
        >>> [ladder.compare(*jobs) for jobs in ((1, 2), (2, 1), (2, 5), (3, 4), (4, 3), (1, 3))]
        [1, -1, 0, 1, -1, None]
        """
        if old == new:
            return 0
        if old is None or new is None:
            return None
        up, down = new in self._all_above(old), old in self._all_above(new)
        if up != down:
            return 1 if up else -1
        first, second = self.level(old), self.level(new)
        if first is None or second is None:
            return None
        return (second > first) - (second < first)

    def _all_above(self, job):
        if job not in self._above:
            found, rest = set(), [job]
            while rest:
                new = self._higher.get(rest.pop(), frozenset()) - found
                found |= new
                rest += new
            self._above[job] = found - {job}
        return self._above[job]


class Career:
    """The places of one person in time, and whether they were there.

    :param history: :class:`~.facts.History`
    """

    def __init__(self, history):
        self.history = history
        self.steps = list(_steps(history.versions, history.edits))
        self._days = [day for day, _place in self.steps]
        starts = [day for day in (*self._days[:1], history.since) if day]
        self.since = min(starts) if self.steps else None

    def place(self, day):
        """Where they worked on a day, or ``None`` where no version says it."""
        at = bisect_right(self._days, day)
        if at:
            return self.steps[at - 1][1]
        # Hired before the first version: what it says is the earliest that is known.
        return self.steps[0][1] if self.steps and self.is_here(day) else None

    def places(self, window):
        """The places that began in a window, in order."""
        first, last = (bisect_right(self._days, day) for day in (window.start, window.end))
        return [place for _day, place in self.steps[first:last]]

    def is_here(self, day):
        """Whether they worked here on a day; ``None`` where that is not known."""
        if self.since is None or day < self.since:
            return False
        gap = self.gap(day)
        return gap is None if gap is None or gap.first else None

    def gap(self, day):
        """The time away in which a day lies, or ``None``. One without a beginning may be any."""
        for gap in self.history.gaps:
            if (gap.first is None or gap.first <= day) and (gap.back is None or day < gap.back):
                return gap
        return None

    def tenure(self, day):
        """Days of employment until a day, times away not counted; 0 when they were not here."""
        if not self.is_here(day):
            return 0
        away = sum(
            (gap.back - gap.first).days
            for gap in self.history.gaps
            if gap.first and gap.back and gap.back <= day
        )
        return (day - self.since).days - away


def _steps(versions, edits):
    """Places by the day on which they began, each unlike the one before.

    An edit changes what a version says from that day on. One made after the version had been
    followed by another tells what it had said for all of its time.
    """
    by_version = {}
    for edit in sorted(edits, key=lambda edit: edit.on):
        by_version.setdefault(edit.version, []).append(edit)
    ordered = sorted(versions, key=lambda version: version.start)
    known = None
    for version, following in pairwise([*ordered, None]):
        since = version.start
        dated = []
        for edit in by_version.get(version.key, ()):
            if edit.on > since and (following is None or since < following.start):
                dated.append((since, edit.place))
                since = edit.on
        if following is None or since < following.start:
            dated.append((since, version.place))
        for day, place in dated:
            if place != known:
                yield day, place
            known = place
