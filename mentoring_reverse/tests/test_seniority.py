import random

from odoo.tests import BaseCase, tagged

from ..seniority import JOB_SCALE, Place, levels
from .org_oracle import told_level, tree_of


@tagged("post_install", "-at_install")
class TestSeniority(BaseCase):
    def assertLevels(self, chart, expected):  # noqa: N802 - as unittest names them
        self.assertEqual(levels(chart, list(expected)), expected)

    def test_the_own_job_comes_first(self):
        chart = {1: Place(None, 9), 2: Place(1, 8), 3: Place(2, 2)}
        self.assertLevels(chart, {1: (0, 9), 2: (0, 8), 3: (0, 2)})

    def test_else_the_nearest_manager_above_minus_the_steps(self):
        chart = {1: Place(None, 9), 2: Place(1), 3: Place(2), 4: Place(3, 1)}
        self.assertLevels(chart, {2: (0, 8), 3: (0, 7)})

    def test_else_the_highest_from_beneath_plus_the_steps(self):
        chart = {1: Place(None), 2: Place(1), 3: Place(2, 4), 4: Place(1, 5)}
        self.assertLevels(chart, {2: (0, 5), 1: (0, 6)})

    def test_a_branch_without_any_level_follows_from_what_the_top_is(self):
        chart = {1: Place(None), 2: Place(1, 5), 3: Place(1), 4: Place(3)}
        self.assertLevels(chart, {3: (0, 5), 4: (0, 4)})

    def test_a_tree_without_any_level_is_a_scale_of_its_own(self):
        chart = {1: Place(None, 5), 7: Place(None), 8: Place(7), 3: Place(8), 9: Place(None)}
        self.assertLevels(chart, {7: (3, 0), 8: (3, -1), 3: (3, -2), 9: (9, 0)})

    def test_somebody_who_left_gives_no_level_and_still_is_a_step(self):
        chart = {1: Place(None, 9), 2: Place(1, 3, active=False), 3: Place(2)}
        self.assertLevels(chart, {3: (0, 7)})

    def test_a_circle_ends(self):
        chart = {1: Place(3), 2: Place(1), 3: Place(2)}
        self.assertLevels(chart, {1: (1, -2), 2: (1, -2), 3: (1, -2)})
        chart[2] = Place(1, 6)
        self.assertLevels(chart, {1: (0, 4), 2: (0, 6), 3: (0, 5)})

    def test_random_charts_agree_with_the_definition(self):
        scales = set()
        for seed in range(60):
            draw = random.Random(seed)
            people = range(1, 16)
            # Any manager at all: charts with circles, and with several trees.
            manager = {each: draw.choice([None, *people]) for each in people}
            manager = {each: boss if boss != each else None for each, boss in manager.items()}
            job = {each: draw.randint(1, 9) for each in people if draw.random() < 0.15}
            chart = {each: Place(manager[each], job.get(each, 0)) for each in people}
            found = levels(chart, people)
            for each in people:
                scale, level = found[each]
                told = told_level(manager, job, each)
                if told is not None:
                    self.assertEqual((scale, level), (JOB_SCALE, told), seed)
                else:
                    self.assertEqual(scale, min(tree_of(manager, each)), seed)
                scales.add(scale)
        self.assertGreater(len(scales), 5)
