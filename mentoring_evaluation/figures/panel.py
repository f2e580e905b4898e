"""Tables that share no dimension, published together: each is decided by itself.

Of a company's mentoring one wants to know much: by programme and role, by department and level, by
tenure, by place. To decide all of it at once takes as long as all combinations are many. Tables
that have no dimension in common need not be: what is safe in each is safe in all of them.

Why
    Let two companies be found for a small group of one table, and two for one of another, that
    publish the same and differ by k or more, and let all of them have the same number of people,
    and of those who answered yes, no and not at all. Whoever stands in the first table can be
    anybody in the second who answered alike: every pairing of the two is a company that publishes
    both tables as they are. So nothing in one table narrows the other; all that they share are the
    number of people and the numbers of the answers.

    Nor does it narrow groups with conditions in both. Let there be n people (or n who answered
    alike), and let conditions in m tables be met by n₁ … nₘ of them, each between lᵢ and uᵢ. Then
    from max(0, Σlᵢ - (m-1)n) to min uᵢ may meet all (M. Fréchet, 1940). In each table a number is
    known, and it and the rest of n are nobody or k and more, or it is in doubt by k or more. With
    the lower bound at 0 the upper one is k or more; above 0 the two are apart by one table's doubt
    and the rests of the others, which is k or more again, unless the others are met by everybody.

    What they share has to be the same for all. So a table that does not show how many people there
    are is left out as a whole, and so is a measure, everywhere, that one of them cannot show of
    everybody. And all tables count the same people: whose change would be seen in one of them is
    held back in all (:mod:`.history`). What would then tell less than the last edition is not
    published; the last one stays in force.
"""

import json

from .people import profiles, unreadable
from .questions import Row
from .table import Cell

ROUNDS = 6


def parts_of(tables):
    """Gather tables that share dimensions.

    :param tables: tuples of dimensions, by number
    :return: list of (dimensions, tables), in a stable order
    """
    parts = []
    for table in tables:
        touching = [part for part in parts if part[0] & set(table)]
        axes = set(table).union(*(axes for axes, _own in touching))
        own = [each for _axes, own in touching for each in own]
        parts = [part for part in parts if part not in touching] + [(axes, [*own, table])]
    return [(tuple(sorted(axes)), own) for axes, own in parts]


def publish(report, parts, rows, history):
    """Publish a report part by part.

    :param report: :class:`~.report.Report` with all dimensions
    :param parts: a :class:`~.report.Report` each, that share no dimension
    :param rows: of :class:`~.questions.Row`, with people's keys made unreadable already
    :param history: the memories of all earlier releases, oldest first
    :return: cells and memory of a :class:`~.release.Release`
    """
    now = {}
    for row in rows:
        now.setdefault(row.person, []).append(row)
    before = _read(history[-1]["rows"]) if history else {}
    pasts = [_versions([each["parts"][at] for each in history]) for at in range(len(parts))]
    counted, releases = _together(parts, now, before, pasts)
    cells = _shown(report, parts, releases)
    if history and _figures(cells) < history[-1]["figures"]:
        # A new edition that tells less than the last one is none: that stays in force.
        counted, releases = before, _again(parts, before, pasts)
        cells = _shown(report, parts, releases)
    memory = {
        "parts": [release.memory for release in releases],
        "rows": {
            person: [[row.categories, row.values] for row in own]
            for person, own in sorted(counted.items())
        },
        "figures": _figures(cells),
    }
    return cells, memory


def _versions(memories):
    """Return the memories without those that say the same as the one before."""
    return [each for at, each in enumerate(memories) if not at or each != memories[at - 1]]


def _together(parts, now, before, pasts):
    """Publish each part of the same people.

    :return: who is counted, with their rows; and a :class:`~.release.Release` a part
    """
    counted = dict(now)
    for _round in range(ROUNDS):
        releases = _again(parts, counted, pasts)
        pending = {who for who in {**now, **before} if counted.get(who) != before.get(who)}
        held = {
            who
            for part, release in zip(parts, releases, strict=True)
            for who in _held_back(part, pending, counted, release)
        }
        if not held:
            return counted, releases
        for who in held:
            counted.pop(who, None)
            if who in before:
                counted[who] = before[who]
    return before, _again(parts, before, pasts)


def _again(parts, counted, pasts):
    return [
        part.publish(_rows(part, counted), past) for part, past in zip(parts, pasts, strict=True)
    ]


def _shown(report, parts, releases):
    """Return the cells of all parts, without what one of them cannot show of everybody."""
    shown = [(part, each) for part, each in zip(parts, releases, strict=True) if each.table().total]
    common = [
        measure.name
        for measure in report.measures
        if all(measure.name in each.table().total.values for _part, each in shown)
    ]
    return {key: cell for part, each in shown for key, cell in _cells(report, part, each, common)}


def _figures(cells):
    """Return how many figures are shown."""
    return sum(1 + len(cell.values) for cell in cells.values())


def _rows(part, counted):
    """Yield rows as a part needs them."""
    for person, own in counted.items():
        for row in own:
            facts = {axis.name: row.categories[axis.name] for axis in part.dimensions}
            yield Row(person, facts, row.values)


def _held_back(part, pending, counted, release):
    """Return who is counted otherwise than they were handed in."""
    handed = profiles(_rows(part, counted), part.dimensions, part.measures)
    kept = release.memory["people"]
    return {
        person
        for person in pending
        if json.dumps(handed.get(person)) != json.dumps(kept.get(unreadable(person)))
    }


def _cells(report, part, release, common):
    """Yield the cells of a part, with keys of all dimensions."""
    place = {axis.name: at for at, axis in enumerate(part.dimensions)}
    for key, cell in release.cells.items():
        values = {name: value for name, value in cell.values.items() if name in common}
        yield (
            tuple(key[place[a.name]] if a.name in place else None for a in report.dimensions),
            Cell(cell.n, values),
        )


def _read(remembered):
    return {
        person: [Row(person, categories, values) for categories, values in own]
        for person, own in remembered.items()
    }
