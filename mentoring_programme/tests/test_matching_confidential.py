import ast
import dataclasses
from pathlib import Path

import numpy as np

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_programme import matching
from odoo.addons.mentoring_programme.matching import Criterion, Objective, Person, Problem, match
from odoo.addons.mentoring_programme.matching.assignment import NOBODY
from odoo.addons.mentoring_programme.matching.explanation import View, result

from .matching_people import ALL_KINDS, COARSE, random_problem


def seen(problem, pairs):
    """The result that these pairs alone give, with nothing confidential anywhere near."""
    view = View(problem.reordered(*problem.key_order()))
    row = {key: at for at, key in enumerate(view.mentee_keys)}
    column = {key: at for at, key in enumerate(view.mentor_keys)}
    partner = np.full(len(row), NOBODY)
    for pair in pairs:
        partner[row[pair.mentee]] = column[pair.mentor]
    return result(view, partner)


class TestMatchingConfidential(BaseCase):
    def hidden_parts(self, problem, seed):
        draw = np.random.default_rng(seed)
        shape = len(problem.mentees), len(problem.mentors)
        points = draw.integers(0, 10_001, shape)
        yield points
        yield np.where(draw.random(shape) < 0.3, -1, points)
        yield np.full(shape, -1)

    def test_it_moves_the_pair_and_not_the_score(self):
        mentors = [Person(1, "a", 1, location=1), Person(2, "b", 1, location=2)]
        criteria = [Criterion("location", 4), Criterion("language", 1)]
        problem = Problem(mentors, [Person(3, "c", 1, location=1)], criteria)
        (open_pair,) = match(problem).pairs
        self.assertEqual((open_pair.mentor, open_pair.score), (1, 9_000))
        for hidden in ([[0, 10_000]], [[-1, 0]]):
            found = match(problem, Objective.COUNT_TOTAL, hidden)
            (pair,) = found.pairs
            self.assertEqual((pair.mentor, pair.rank, pair.choices), (2, 2, 2))
            self.assertEqual(pair.score, 1_000)
            self.assertEqual(pair.parts, (("location", 0, 8_000), ("language", 1_000, 2_000)))
            self.assertEqual((found.figures.total, found.figures.worst_off), (1_000, 1_000))

    def test_all_that_is_returned_follows_from_the_pairs(self):
        moved = 0
        for seed in range(20):
            problem = random_problem(seed, 12, 14, 150)
            without = match(problem)
            for hidden in self.hidden_parts(problem, seed):
                for goal in Objective:
                    found = match(problem, goal, hidden)
                    self.assertEqual(repr(found), repr(seen(problem, found.pairs)))
                    moved += found.pairs != without.pairs
        self.assertGreater(moved, 20)

    def test_the_same_pairs_look_the_same(self):
        for seed in range(10):
            problem = random_problem(seed, 12, 14, 150)
            wanted = match(problem)
            shape = len(problem.mentees), len(problem.mentors)
            strengthened = np.zeros(shape, int)
            for pair in wanted.pairs:
                row = [each.key for each in problem.mentees].index(pair.mentee)
                column = [each.key for each in problem.mentors].index(pair.mentor)
                strengthened[row, column] = 5_000
            for hidden in (np.zeros(shape, int), np.full(shape, 10_000), strengthened):
                self.assertEqual(repr(match(problem, confidential=hidden)), repr(wanted))

    def test_somebody_ruled_out_looks_like_somebody_not_chosen(self):
        mentors = [Person(1, "a", 1)]
        mentees = [Person(2, "b", 1), Person(3, "c", 1)]
        not_chosen = match(Problem(mentors, mentees)).unmatched_mentees
        key = not_chosen[0].key
        ruled_out = match(Problem(mentors, mentees), confidential=[[-1], [-1]])
        self.assertEqual([it for it in ruled_out.unmatched_mentees if it.key == key], [*not_chosen])
        self.assertEqual(ruled_out.figures.allowed, 2)

    def test_points_decide_nobody_out(self):
        left = 0
        for seed in range(20):
            problem = random_problem(seed, 9, 14, 60, 1, COARSE if seed % 2 else ALL_KINDS)
            points = next(self.hidden_parts(problem, seed))
            for goal in Objective:
                without = match(problem, goal).unmatched_mentees
                for hidden in (points, np.where(points < 5_000, 0, 10_000)):
                    found = match(problem, goal, hidden)
                    self.assertEqual(repr(found.unmatched_mentees), repr(without))
                left += len(without)
        self.assertGreater(left, 100)

    def test_many_points_for_somebody_left_out_bring_no_seat(self):
        mentors = [Person(1, "a", 1, location=1)]
        mentees = [Person(2, "b", 1, location=1), Person(3, "c", 1, location=2)]
        problem = Problem(mentors, mentees, [Criterion("location", 1)])
        for hidden in (None, [[0], [10_000]]):
            (pair,) = match(problem, confidential=hidden).pairs
            self.assertEqual((pair.mentee, pair.score), (2, 10_000))

    def test_who_has_a_seat_keeps_it_when_others_are_ruled_out(self):
        """A mentee whose own pair may stay is not put out by the wishes of another."""
        kept, lost = 0, 0
        for seed in range(30):
            problem = random_problem(seed, 10, 14, 60, 1)
            draw = np.random.default_rng(seed)
            without = match(problem)
            rows = [each.key for each in problem.mentees]
            columns = [each.key for each in problem.mentors]
            strict = set(draw.choice(rows, 5, replace=False).tolist())
            hidden = np.zeros((14, 10), int)
            for key in strict:
                hidden[rows.index(key)] = np.where(draw.random(10) < 0.8, -1, 0)
            found = {pair.mentee for pair in match(problem, confidential=hidden).pairs}
            for pair in without.pairs:
                if hidden[rows.index(pair.mentee), columns.index(pair.mentor)] == 0:
                    self.assertIn(pair.mentee, found)
                    kept += 1
                else:
                    lost += pair.mentee not in found
            self.assertLessEqual(len(found), len(without.pairs))
        self.assertGreater(min(kept, lost), 10)

    def test_it_stays_beside_its_people_in_any_order(self):
        for seed in range(5):
            problem = random_problem(seed, 12, 14, 150, criteria=COARSE)
            draw = np.random.default_rng(seed)
            mentors, mentees = draw.permutation(12), draw.permutation(14)
            for hidden in self.hidden_parts(problem, seed):
                self.assertEqual(
                    match(
                        problem.reordered(mentors, mentees),
                        confidential=hidden[mentees][:, mentors],
                    ),
                    match(problem, confidential=hidden),
                )

    def test_wrong_shapes_and_ranges_are_refused_without_their_values(self):
        problem = Problem([Person(1, "a", 1)], [Person(2, "b", 1)])
        for wrong in ([[1, 2]], [[0.5]], [[10_017]], [[-17]]):
            with self.assertRaises(ValueError) as caught:
                match(problem, confidential=wrong)
            self.assertNotIn("17", str(caught.exception))

    def test_what_explains_is_out_of_reach_of_what_is_confidential(self):
        folder = Path(matching.__file__).parent
        closed = {"objective", "proof", "match", "candidates", "wishes"}
        for room in ("problem", "criteria", "exclusions", "explanation"):
            tree = ast.parse((folder / f"{room}.py").read_text())
            names = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
            self.assertNotIn("confidential", names)
            imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
            self.assertFalse(imported & closed, room)
        fields = {field.name for field in dataclasses.fields(Problem)}
        self.assertNotIn("confidential", fields)
