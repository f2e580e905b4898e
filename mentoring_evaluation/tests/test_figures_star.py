import random
from unittest.mock import patch

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_evaluation.figures import (
    Dimension,
    Measure,
    Report,
    Row,
    audit,
    hiding,
    star,
)
from odoo.addons.mentoring_evaluation.figures.people import People, profiles
from odoo.addons.mentoring_evaluation.figures.release import text_group

K = 5
PROMOTED = Measure("promoted")


def company(seed, several=True):
    """Return a report of five dimensions in a star, and rows of 40 to 120 people."""
    draw = random.Random(seed)
    names = ("programme", "role", "level", "tenure", "site")
    dimensions = tuple(
        Dimension(name, tuple((str(at), str(at)) for at in range(size)))
        for name, size in zip(names, (2, 2, 3, 2, 2), strict=True)
    )
    often = [[draw.random() + 0.1 for _key in each.keys] for each in dimensions]
    rows = []
    for at in range(draw.randint(40, 120)):
        own = {
            each.name: draw.choices(each.keys, weight)[0]
            for each, weight in zip(dimensions, often, strict=True)
        }
        values = {"promoted": draw.random() < 0.4}
        rows.append(Row(f"{at}", own, values))
        if several and draw.random() < 0.1:
            other = str(1 - int(own["programme"]))
            rows.append(Row(f"{at}", {**own, "programme": other}, values))
    tables = tuple(("programme", "role", name) for name in names[2:])
    return Report(dimensions, (PROMOTED,), tables, k=K), rows


def leaks(report, rows):
    """Return what is known too well, by whole numbers over all dimensions crossed."""
    release = report.publish(rows)
    known = profiles(rows, report.dimensions, report.measures)
    people = People(known, report.dimensions, report.measures)
    groups = [text_group(report, text) for text in release.memory["shown"]]
    shown = {group: int(people.members(group).sum()) for group in groups}
    small = [group for group in hiding.targets(people, K, 3) if group[0][0] >= 0]
    return release, audit.known_too_well(people, shown, small, K)


class TestFiguresStar(BaseCase):
    def test_nothing_is_worked_out_over_all_dimensions_crossed(self):
        shown = 0
        for seed in range(8):
            report, rows = company(seed, several=seed % 2 == 0)
            release, found = leaks(report, rows)
            self.assertEqual(found, [], seed)
            shown += sum(bool(cell.values) for cell in release.cells.values())
        self.assertGreater(shown, 20)

    def test_who_hides_only_small_groups_is_found_out(self):
        found = 0
        for seed in range(4):
            report, rows = company(seed)
            with patch.object(hiding, "targets", return_value=[]):
                careless = report.publish(rows)
            with patch.object(Report, "publish", return_value=careless):
                found += bool(leaks(report, rows)[1])
        self.assertEqual(found, 4)

    def test_tables_that_share_dimensions_beside_the_strata_are_one_part(self):
        self.assertEqual(star.parts_of([(0, 1, 2), (0, 1, 3), (0, 3, 4)], 5)[0], (0,))
        self.assertEqual(
            star.parts_of([(0, 1, 2, 3), (0, 1, 3, 4), (0, 1, 5)], 6),
            ((0, 1), [(0, 1, 2, 3, 4), (0, 1, 5)]),
        )
