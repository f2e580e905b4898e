import json
from unittest.mock import patch

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_evaluation.figures import Dimension, Measure, Report, Row, history

LEVEL = Dimension("level", (("x", "X"), ("y", "Y")))
TEAM = Dimension("team", (("a", "A"), ("b", "B"), ("c", "C")))


def people(level, number, name="p", **values):
    return [Row(f"{name}{level}{at}", {"level": level}, values) for at in range(number)]


class TestFiguresHistory(BaseCase):
    def setUp(self):
        super().setUp()
        self.rows = people("x", 12) + people("y", 15)
        self.report = Report((LEVEL,))
        self.first = self.report.publish(self.rows)

    def again(self, rows, *before):
        memories = [json.loads(json.dumps(each.memory)) for each in before or (self.first,)]
        return self.report.publish(rows, memories)

    def numbers(self, release):
        return [
            cell and cell.n for cell in (release.table("level").cell(k) for k in ("x", "y", None))
        ]

    def test_the_same_people_give_the_same_figures(self):
        self.assertEqual(self.numbers(self.first), [12, 15, 27])
        self.assertEqual(self.again(reversed(self.rows)).hash, self.first.hash)

    def test_fewer_newcomers_than_the_threshold_change_nothing(self):
        for number in range(1, 5):
            release = self.again(self.rows + people("x", number, "new"))
            self.assertEqual(release.hash, self.first.hash)

    def test_as_many_newcomers_as_the_threshold_are_counted(self):
        release = self.again(self.rows + people("x", 5, "new"))
        self.assertEqual(self.numbers(release), [17, 15, 32])

    def test_a_single_leaver_stays_counted_and_five_go_together(self):
        self.assertEqual(self.again(self.rows[1:]).hash, self.first.hash)
        self.assertEqual(self.numbers(self.again(self.rows[5:])), [7, 15, 22])

    def test_coming_and_going_do_not_make_up_for_each_other(self):
        release = self.again(self.rows[3:] + people("x", 3, "new"))
        self.assertEqual(self.numbers(release), [12, 15, 27])
        self.assertEqual(release.memory["people"], self.first.memory["people"])

    def test_a_move_of_too_few_between_groups_waits(self):
        for number, expected in ((1, [12, 15, 27]), (4, [12, 15, 27]), (5, [7, 20, 27])):
            moved = [Row(row.person, {"level": "y"}) for row in self.rows[:number]]
            release = self.again(moved + self.rows[number:])
            self.assertEqual(self.numbers(release), expected)

    def test_newcomers_here_wait_while_those_there_are_enough(self):
        release = self.again(self.rows + people("x", 6, "new") + people("y", 2, "new"))
        self.assertEqual(self.numbers(release), [18, 15, 33])

    def test_small_steps_add_up_to_one_that_is_large_enough(self):
        before = [self.first]
        for number, expected in ((2, 12), (4, 12), (6, 18)):
            release = self.again(self.rows + people("x", number, "new"), *before)
            before.append(release)
            self.assertEqual(self.numbers(release)[0], expected)

    def test_what_was_shown_long_ago_counts_too(self):
        grown = self.rows + people("x", 6, "new")
        second = self.again(grown)
        third = self.again(grown[5:], self.first, second)
        # 18 less 5 would be one more than there were at first.
        self.assertEqual(self.numbers(third), [18, 15, 33])

    def test_one_more_promotion_waits(self):
        report = Report((LEVEL,), (Measure("promoted"),))
        rows = [
            Row(row.person, row.categories, {"promoted": at % 3 == 0})
            for at, row in enumerate(self.rows)
        ]
        first = report.publish(rows)
        self.assertIn("promoted", first.cell().values)
        rows[1] = Row(rows[1].person, rows[1].categories, {"promoted": True})
        self.assertEqual(report.publish(rows, [first.memory]).hash, first.hash)

    def test_one_changed_answer_in_a_mean_waits(self):
        report = Report((LEVEL,), (Measure("quality", "mean"),))
        rows = [
            Row(row.person, row.categories, {"quality": at % 5}) for at, row in enumerate(self.rows)
        ]
        first = report.publish(rows)
        self.assertIn("quality", first.cell(level="x").values)
        rows[1] = Row(rows[1].person, rows[1].categories, {"quality": 5})
        self.assertEqual(report.publish(rows, [first.memory]).hash, first.hash)

    def test_without_holding_back_a_newcomer_would_be_seen(self):
        def as_it_is(known, *_arguments):
            return known

        with (
            patch("odoo.addons.mentoring_evaluation.figures.report.settle", as_it_is),
            patch.object(history, "too_few", return_value=False),
        ):
            release = self.again(self.rows + people("x", 1, "new"))
        self.assertEqual(self.numbers(release), [13, 15, 28])

    def test_a_fine_group_that_hardly_changed_is_withheld_while_others_move_on(self):
        rows = [Row(f"p{at}", {"level": "xy"[at % 2], "team": "abc"[at % 3]}) for at in range(60)]
        report = Report((LEVEL, TEAM))
        first = report.publish(rows)
        self.assertEqual(first.cell(level="x", team="a").n, 10)
        rows += [Row(f"n{at}", {"level": "xy"[at % 2], "team": "abc"[at % 3]}) for at in range(18)]
        second = report.publish(rows, [first.memory])
        self.assertEqual(second.cell().n, 78)
        self.assertEqual(second.cell(level="x").n, 39)
        self.assertIsNone(second.cell(level="x", team="a"))

    def test_a_table_added_later_does_not_give_away_what_the_first_one_hid(self):
        rows = [Row(f"p{at}", {"level": "x" if at < 18 else "y", "team": "a"}) for at in range(30)]
        rows += [Row(f"q{at}", {"level": "x", "team": "b"}) for at in range(14)]
        rows += [Row(f"r{at}", {"level": "y", "team": "b"}) for at in range(2)]
        first = Report((LEVEL, TEAM), tables=(("level",), ("team",))).publish(rows)
        self.assertEqual(first.cell(level="x").n, 32)
        both = Report((LEVEL, TEAM), tables=(("level", "team"),))
        with self.assertRaisesRegex(ValueError, "start a new report"):
            both.publish(rows, [first.memory])

    def test_a_history_of_another_report_is_refused(self):
        for other in (
            Report((LEVEL,), k=6),
            Report((LEVEL, TEAM)),
            Report((LEVEL,), (Measure("promoted"),)),
        ):
            with self.assertRaises(ValueError):
                other.publish([], [self.first.memory])

    def test_no_name_is_in_the_memory_and_no_person_in_the_figures(self):
        release = self.report.publish(self.rows, secret=b"key")
        self.assertNotIn("px0", json.dumps(release.memory))
        other = self.report.publish(self.rows, secret=b"other")
        self.assertFalse(release.memory["people"].keys() & other.memory["people"].keys())
        self.assertNotIn("people", release.to_dict())
