"""What was published before, and what of it has to stay as it was.

Who compares today's report with yesterday's sees what changed; where a single person joined, they
see that person. So a change of people is taken over only together with enough others: in a group
that was shown, those who came in are nobody or ``k`` and more, so are those who went out, and so is
the difference of the two numbers. Whoever would break this is held back: the report goes on
counting them as they were (or not at all), until there are more of them. It thereby always is a
report on one definite set of people, and its figures add up.

If every group could hold people back, a report with fine groups would never move again. Where a
tenth of its people would be held back by fine groups alone, these are withheld instead until they
changed by enough, the finest first. The total and the groups by a single dimension are never
withheld for that.

What may then be shown is decided on the people of all times at once: who came, who went, who
stayed. All earlier figures are known, and how many came and went; and the small groups of each
time, and of those who came or went, stay in doubt given all that.

All this against everything that was ever published, not only the last time: some groups may have
been left out in between. (Differencing over time: J. Domingo-Ferrer and V. Torra, 2005.)
"""

from .people import BLOCK, People
from .questions import Dimension

WORTH_A_CHANGE = 10


def settle(known, versions, dimensions, measures, k):
    """Hold back changes that are too small to be shown.

    :param known: person to profile, as it is now; see :func:`~.people.profiles`
    :param versions: earlier :class:`Version`, oldest first, at least one
    :return: person to profile, as the report is to count them
    """
    latest = versions[-1].known
    pending = _changed(latest, known)
    finest = max(
        (_fineness(group, dimensions) for version in versions for group in version.shown),
        default=0,
    )
    best = None
    for fineness in range(max(finest, 1), 0, -1):
        settled = _held_back(known, versions, dimensions, measures, k, fineness)
        taken = len(_changed(latest, settled))
        if taken == len(pending) or taken * WORTH_A_CHANGE >= max(len(latest), 1):
            return settled
        best = settled if best is None else best
    return best


def _held_back(known, versions, dimensions, measures, k, fineness):
    latest = versions[-1].known
    settled = dict(known)
    while True:
        told = set()
        for version in versions:
            change = Change(version, settled, dimensions, measures)
            for group, out, come in change.moves:
                if _fineness(group, dimensions) <= fineness and too_few(out, come, k):
                    told |= out | come
        changed = told & _changed(latest, settled)
        if told and not changed:
            return dict(latest)
        if not told:
            return settled
        for person in changed:
            settled.pop(person, None)
            if person in latest:
                settled[person] = latest[person]


def too_few(out, come, k):
    """Tell whether those who went out or came in would be seen to, by too small a number."""
    return any(0 < n < k for n in (len(out), len(come), abs(len(out) - len(come))))


def _changed(before, after):
    return {p for p in {**before, **after} if before.get(p) != after.get(p)}


def _fineness(group, dimensions):
    """Return by how many dimensions a group is told apart."""
    return sum(axis < len(dimensions) for axis, _code in group)


class Version:
    """What a report counted and showed at one time.

    :param known: person to profile
    :param shown: groups whose numbers were shown
    :param values: ``(group, measure)`` whose mean or sum was shown
    :param tables: what the report was asked for, see :class:`~.report.Report`
    """

    def __init__(self, known, shown, values, tables):
        self.known, self.shown, self.values = known, list(shown), list(values)
        self.tables = tables


class Course:
    """Everybody who is or was counted, at all times, and what is known of them already.

    Known are the figures of all versions; how many came and went in between; and the figures of
    groups that nobody came into or left, since they are still what they were.

    :param known: person to profile, at present
    :param versions: :class:`Version`, oldest first
    :ivar people: :class:`~.people.People`, with one more dimension that says when
    :ivar when: the condition that is the present
    :ivar known: the groups whose numbers are known
    :ivar withheld: groups that changed too little to be shown again
    :ivar values: ``(group, measure)`` shown before of the same people with the same values
    """

    def __init__(self, known, versions, dimensions, measures, k):
        times = [*(version.known for version in versions), known]
        self.when = ((len(dimensions), len(versions)),)
        there = {}
        for at, counted in enumerate(times):
            for person, profile in counted.items():
                there.setdefault((person, profile), []).append(at)
        everybody = {
            f"{place}": tuple(((*cell, f"{at}"), values) for at in ats for cell, values in profile)
            for place, ((_person, profile), ats) in enumerate(there.items())
        }
        blocks = sorted({tuple(ats) for ats in there.values()})
        time = Dimension("when", tuple((f"{at}", "") for at in range(len(times))))
        self.people = People(
            everybody, (*dimensions, time), measures, tuple(set(block) for block in blocks)
        )
        groups, self.values, withheld = set(), set(), set()
        for version in versions:
            change = Change(version, known, dimensions, measures)
            same, values = change.unchanged()
            groups |= same
            self.values |= values
            withheld |= change.withheld(k)
        self.withheld = {self._at(group, len(versions)) for group in withheld - groups}
        self.known = [((BLOCK, at),) for at in range(len(blocks))]
        self.known += [self._at(g, at) for at, v in enumerate(versions) for g in v.shown]
        self.known += [self._at(group, len(versions)) for group in sorted(groups)]

    def _at(self, group, time):
        """Return a group at a time, with the measures behind the dimension that says when."""
        axis = self.when[0][0]
        return (
            *(condition for condition in group if condition[0] < axis),
            (axis, time),
            *((at + 1, code) for at, code in group if at >= axis),
        )


class Change:
    """From a version to other people.

    :ivar moves: of each group that was shown, who went out and who came in. Where a mean or sum
        was shown, whoever has another value did both
    """

    def __init__(self, version, known, dimensions, measures):
        self.version, self.known = version, known
        self.before = People(version.known, dimensions, measures)
        self.after = People(known, dimensions, measures)
        self.changed = _changed(version.known, known)
        valued = {}
        for group, at in version.values:
            valued.setdefault(group, []).append(at)
        self.moves = []
        for group in version.shown if self.changed else ():
            old, new = _members(self.before, group), _members(self.after, group)
            out, come = old - new, new - old
            for at in valued.get(group, ()):
                other = {person for person in old & new & self.changed if self._values(person, at)}
                out, come = out | other, come | other
            self.moves.append((group, out, come))

    def unchanged(self):
        """Return the groups that were shown of the very same people, and such means and sums."""
        plain = {group for group, out, come in self.moves if out != come}
        valued = {group for group, out, come in self.moves if out or come}
        return (
            {group for group in self.version.shown if group not in plain},
            {(group, at) for group, at in self.version.values if group not in valued},
        )

    def withheld(self, k):
        """Return the groups that changed too little to be shown again."""
        return {group for group, out, come in self.moves if too_few(out, come, k)}

    def _values(self, person, at):
        """Tell whether a person's value changed."""
        before, after = (
            [(cell, values[at]) for cell, values in known[person]]
            for known in (self.version.known, self.known)
        )
        return before != after


def _members(people, group):
    return {people.persons[at] for at in people.members(group).nonzero()[0]}
