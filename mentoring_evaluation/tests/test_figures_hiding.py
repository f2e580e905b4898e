import json
from itertools import product
from unittest.mock import patch

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_evaluation.figures import (
    Dimension,
    Measure,
    Release,
    Report,
    Row,
    audit,
    hiding,
    tabulate,
)
from odoo.addons.mentoring_evaluation.figures.people import People, profiles, subsets

from .figures_companies import Company


def dimension(name, categories):
    return Dimension(name, tuple((key, key.upper()) for key in categories))


def crossed(sizes, *dimensions, **values):
    """Return rows of so many people in each cell, in the order of the cells."""
    rows = []
    for keys, size in zip(product(*(d.keys for d in dimensions)), sizes, strict=True):
        categories = {d.name: key for d, key in zip(dimensions, keys, strict=True)}
        for at in range(size):
            own = {name: function(at, keys) for name, function in values.items()}
            rows.append(Row(f"{keys}{at}", categories, own))
    return rows


TEAM, LEVEL = dimension("team", "abc"), dimension("level", "xy")
SITE = dimension("site", "mn")


class TestFiguresHiding(BaseCase):
    def shown(self, release, *names, where=None):
        return {key: cell.n for key, cell in release.table(*names, where=where).cells.items()}

    def test_a_table_of_large_groups_is_shown_unchanged(self):
        rows = crossed([9, 8, 7, 9, 12, 5], TEAM, LEVEL)
        release = Report((TEAM, LEVEL)).publish(rows)
        self.assertEqual(release.cells, tabulate(rows, [TEAM, LEVEL]).cells)

    def test_two_tables_of_large_groups_are_shown_although_their_crossing_is_small(self):
        rows = crossed([2, 6, 8, 1, 3, 9], TEAM, LEVEL)
        release = Report((TEAM, LEVEL), tables=(("team",), ("level",))).publish(rows)
        self.assertEqual(
            self.shown(release, "team"), {("a",): 8, ("b",): 9, ("c",): 12, (None,): 29}
        )
        self.assertEqual(self.shown(release, "level"), {("x",): 13, ("y",): 16, (None,): 29})

    def test_groups_of_one_and_of_one_too_few_are_hidden_and_of_just_enough_are_shown(self):
        for small in (1, 4):
            release = Report((TEAM,)).publish(crossed([20, 9, small], TEAM))
            self.assertEqual(self.shown(release, "team"), {("a",): 20, (None,): 29 + small})
        release = Report((TEAM,)).publish(crossed([20, 9, 5], TEAM))
        self.assertEqual(len(release.cells), 4)

    def test_the_smallest_other_group_is_hidden_with_it(self):
        release = Report((TEAM,)).publish(crossed([30, 9, 3], TEAM))
        self.assertNotIn(("b",), self.shown(release, "team"))
        self.assertIn(("a",), self.shown(release, "team"))

    def test_small_groups_that_are_enough_together_hide_no_other(self):
        four = dimension("team", "abcd")
        release = Report((four,)).publish(crossed([30, 9, 3, 2], four))
        self.assertEqual(self.shown(release, "team"), {("a",): 30, ("b",): 9, (None,): 44})

    def test_of_two_groups_a_small_one_hides_both(self):
        release = Report((LEVEL,)).publish(crossed([20, 3], LEVEL))
        self.assertEqual(self.shown(release, "level"), {(None,): 23})

    def test_nothing_is_shown_of_fewer_people_than_the_threshold(self):
        self.assertEqual(Report((LEVEL,)).publish(crossed([3, 1], LEVEL)).cells, {})

    def test_a_hidden_cell_of_a_crossing_hides_one_in_its_row_and_in_its_column(self):
        three = dimension("level", "xyz")
        rows = crossed([3, 9, 10, 9, 20, 21, 10, 20, 30], TEAM, three)
        hidden = {
            key
            for key in product("abc", "xyz")
            if key not in self.shown(Report((TEAM, three)).publish(rows), "team", "level")
        }
        self.assertIn(("a", "x"), hidden)
        for at in (0, 1):
            for key in {cell[at] for cell in hidden}:
                self.assertGreater(sum(cell[at] == key for cell in hidden), 1)
        self.assertLess(len(hidden), 7)

    def test_a_filter_that_leaves_out_too_few_is_no_way_round(self):
        rows = crossed([20, 3, 15, 9, 18, 14], TEAM, LEVEL)
        release = Report((TEAM, LEVEL)).publish(rows)
        self.assertEqual(self.shown(release, "level", where={"team": "a"}), {(None,): 23})

    def test_an_empty_group_looks_like_a_small_one(self):
        for small in (0, 4):
            rows = crossed([20, small, 15, 9, 18, 14], TEAM, LEVEL)
            self.assertIsNone(Report((TEAM, LEVEL)).publish(rows).cell(team="a", level="y"))

    def test_a_rate_needs_enough_on_both_sides(self):
        for yes, visible in (
            (0, False),
            (4, False),
            (5, True),
            (15, True),
            (16, False),
            (20, False),
        ):
            rows = crossed([20, 20], LEVEL, promoted=lambda at, _keys, yes=yes: at < yes)
            release = Report((LEVEL,), (Measure("promoted"),)).publish(rows)
            self.assertEqual("promoted" in release.cell(level="x").values, visible, yes)

    def test_a_rate_does_not_follow_from_the_total(self):
        rows = crossed([20, 20], LEVEL, promoted=lambda at, keys: at < (0 if keys == ("x",) else 9))
        release = Report((LEVEL,), (Measure("promoted"),)).publish(rows)
        self.assertEqual(release.cell().values["promoted"], {"yes": 9, "of": 40})
        for level in "xy":
            self.assertNotIn("promoted", release.cell(level=level).values)

    def test_a_mean_needs_enough_answers_and_not_too_few_silent(self):
        for silent, visible in ((0, True), (1, False), (4, False), (5, True), (16, False)):
            rows = crossed(
                [20, 30],
                LEVEL,
                quality=lambda at, _keys, silent=silent: None if at < silent else at % 5,
            )
            release = Report((LEVEL,), (Measure("quality", "mean"),)).publish(rows)
            self.assertEqual("quality" in release.cell(level="x").values, visible, silent)

    def test_a_mean_of_equal_values_is_hidden_and_does_not_follow(self):
        rows = crossed(
            [10, 10], LEVEL, quality=lambda at, keys: 5 if keys == ("x",) else 1 + at % 5
        )
        release = Report((LEVEL,), (Measure("quality", "mean"),)).publish(rows)
        self.assertNotIn("quality", release.cell(level="x").values)
        self.assertNotIn("quality", release.cell(level="y").values)
        self.assertIn("quality", release.cell().values)

    def test_a_sum_that_is_mostly_one_persons_is_hidden(self):
        for largest, visible in ((8, True), (200, False)):
            rows = crossed(
                [10],
                dimension("all", "a"),
                hours=lambda at, _k, n=largest: n if at == 0 else 5 + at,
            )
            release = Report((dimension("all", "a"),), (Measure("hours", "sum"),)).publish(rows)
            self.assertEqual("hours" in release.cell().values, visible, largest)

    def test_somebody_in_two_programmes_is_no_way_round(self):
        rows = crossed([12, 3], LEVEL)
        rows += [Row(row.person, {"level": "y"}) for row in rows[:4]]
        release = Report((LEVEL,)).publish(rows)
        # 15 less 12 would be those who are in y alone.
        self.assertEqual(self.shown(release, "level"), {("y",): 7, (None,): 15})

    def test_without_doubt_small_groups_would_follow(self):
        """What keeps them in doubt is what hides the other groups."""
        rows = crossed([20, 9, 3], TEAM)
        with patch.object(hiding, "targets", return_value=[]):
            release = Report((TEAM,)).publish(rows)
        self.assertEqual(self.shown(release, "team"), {("a",): 20, ("b",): 9, (None,): 32})

    def test_the_exact_audit_agrees_and_finds_what_is_known_too_well(self):
        found = 0
        for seed in range(1, 16):
            company = Company(seed)
            people = People(profiles(company.rows, company.dimensions, ()), company.dimensions, ())
            depth = len(company.dimensions)
            tables = subsets(range(depth), 3)
            small = hiding.targets(people, 5, depth)
            shown = hiding.shown_groups(people, tables, 5, depth)
            self.assertEqual(audit.known_too_well(people, shown, small, 5), [])
            with patch.object(hiding, "targets", return_value=[]):
                careless = hiding.shown_groups(people, tables, 5, depth)
            found += bool(audit.known_too_well(people, careless, small, 5))
        self.assertGreater(found, 8)

    def test_so_does_what_scales_further(self):
        for seed in range(1, 5):
            company = Company(seed)
            people = People(profiles(company.rows, company.dimensions, ()), company.dimensions, ())
            small = hiding.targets(people, 5, 3)
            with patch.object(hiding, "MOST_UNKNOWNS", 0):
                shown = hiding.shown_groups(people, subsets(range(3), 3), 5, 3)
            self.assertTrue(shown)
            self.assertEqual(audit.known_too_well(people, shown, small, 5), [])

    def test_a_release_is_read_back_and_changed_figures_are_noticed(self):
        rows = crossed([20, 9, 8], TEAM, promoted=lambda at, _keys: at % 2 == 0)
        release = Report((TEAM,), (Measure("promoted"),)).publish(rows)
        content = json.loads(json.dumps(release.to_dict()))
        self.assertEqual(Release.from_dict(content), release)
        self.assertNotIn("people", json.dumps(content))
        content["cells"][0]["n"] += 1
        with self.assertRaises(ValueError):
            Release.from_dict(content)

    def test_a_table_that_cannot_be_is_refused(self):
        release = Report((TEAM, LEVEL)).publish([])
        for names, where in ((("team", "team"), {}), (("role",), {}), (("team",), {"level": "q"})):
            with self.assertRaises(ValueError):
                release.table(*names, where=where)
