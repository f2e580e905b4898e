import doctest

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_evaluation import figures
from odoo.addons.mentoring_evaluation.figures import Dimension, Measure, Report, Row, tabulate

TEAM = Dimension("team", (("a", "A"), ("b", "B")))
PROGRAMME = Dimension("programme", (("x", "X"), ("y", "Y")))
MEASURES = (Measure("promoted"), Measure("quality", "mean"), Measure("hours", "sum"))


class TestFiguresTable(BaseCase):
    def test_people_are_counted_and_not_rows(self):
        rows = [Row("ada", {"team": "a"}) for _session in range(3)] + [Row("ben", {"team": "a"})]
        table = tabulate(rows, [TEAM])
        self.assertEqual(table.cell("a").n, 2)
        self.assertEqual(table.total.n, 2)
        self.assertIsNone(table.cell("b"))

    def test_somebody_in_two_programmes_counts_once_in_the_total(self):
        rows = [
            Row("ada", {"team": "a", "programme": "x"}),
            Row("ada", {"team": "a", "programme": "y"}),
            Row("ben", {"team": "b", "programme": "y"}),
        ]
        table = tabulate(rows, [TEAM, PROGRAMME])
        self.assertEqual(table.cell(None, "x").n, 1)
        self.assertEqual(table.cell(None, "y").n, 2)
        self.assertEqual(table.total.n, 2)
        self.assertEqual(table.cell("a", None).n, 1)

    def test_each_person_weighs_the_same_in_a_mean_and_all_rows_in_a_sum(self):
        rows = [
            Row("ada", {"team": "a"}, {"promoted": True, "quality": 5, "hours": 1}),
            Row("ada", {"team": "a"}, {"promoted": False, "quality": 3, "hours": 2}),
            Row("ben", {"team": "a"}, {"promoted": False, "quality": 1, "hours": 4}),
            Row("cleo", {"team": "a"}, {"promoted": None}),
        ]
        values = tabulate(rows, [TEAM], MEASURES).total.values
        self.assertEqual(values["promoted"], {"yes": 1, "of": 2})
        self.assertEqual(values["quality"]["n"], 2)
        self.assertEqual(values["quality"]["mean"], 2.5)
        self.assertAlmostEqual(values["quality"]["sd"], 4.5**0.5)
        self.assertEqual(values["hours"], {"n": 2, "sum": 7})

    def test_the_order_of_rows_changes_nothing(self):
        rows = [
            Row(f"p{at}", {"team": "ab"[at % 2]}, {"quality": at * 0.1, "promoted": at % 3 == 0})
            for at in range(40)
        ]
        report = Report((TEAM,), MEASURES)
        one, other = report.publish(rows), report.publish(reversed(rows))
        self.assertEqual(one.to_dict(), other.to_dict())

    def test_margins_are_in_the_keys_and_come_last(self):
        keys = tabulate([], [TEAM, PROGRAMME]).all_keys()
        self.assertEqual(keys[:3], [("a", "x"), ("a", "y"), ("a", None)])
        self.assertEqual(keys[-1], (None, None))

    def test_what_does_not_fit_is_refused(self):
        for row in (
            Row("ada", {"team": "c"}),
            Row("ada", {}),
            Row("ada", {"team": "a"}, {"promoted": 1}),
            Row("ada", {"team": "a"}, {"quality": float("nan")}),
            Row("ada", {"team": "a"}, {"hours": -1}),
        ):
            with self.assertRaises(ValueError):
                tabulate([row], [TEAM], MEASURES)
        for wrong in (2, 0, True, 5.0):
            with self.assertRaises(ValueError):
                Report((TEAM,), k=wrong)
        with self.assertRaises(ValueError):
            Report((TEAM, TEAM))
        with self.assertRaises(ValueError):
            Report((TEAM,), tables=(("role",),))
        with self.assertRaises(ValueError):
            Dimension("a=b", ())
        with self.assertRaises(ValueError):
            Measure("quality", "median")

    def test_nobody_at_all_is_an_empty_report(self):
        release = Report((TEAM,), MEASURES).publish([])
        self.assertEqual(release.cells, {})
        self.assertEqual(tabulate([], [TEAM]).total.n, 0)

    def test_the_manual_runs(self):
        outcome = doctest.testmod(figures)
        self.assertEqual((outcome.failed, outcome.attempted), (0, 6))
