import itertools
import random
from dataclasses import replace
from unittest.mock import patch

import numpy as np

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_programme.matching import (
    Criterion,
    NotProvenError,
    Objective,
    Person,
    Problem,
    assignment,
    match,
    objective,
    proof,
)
from odoo.addons.mentoring_programme.matching.assignment import NOBODY, seat_in_turn

from .matching_people import COARSE, random_problem
from .test_matching_optimum import by_hand, every_matching, rank

LEVELS = (3, 1, 0)


def with_priorities(problem, seed, levels=LEVELS):
    """The same programme, with some of its mentees having waited before."""
    draw = random.Random(seed)
    mentees = [replace(each, priority=draw.choice(levels)) for each in problem.mentees]
    return replace(problem, mentees=mentees)


def seats(problem, keys):
    """How many mentees of each priority have a seat, the highest first."""
    had = [each.priority for each in problem.mentees if each.key in keys]
    return tuple(had.count(level) for level in LEVELS)


class TestMatchingPriority(BaseCase):
    SHAPES = ((1, 4), (2, 5), (3, 5), (3, 6), (4, 6), (5, 6))

    def instances(self):
        for seed in range(36):
            mentors, mentees = self.SHAPES[seed % len(self.SHAPES)]
            values = {"criteria": COARSE} if seed % 3 == 2 else {}
            problem = random_problem(seed, mentors, mentees, 25 + 3 * seed, 1 + seed % 2, **values)
            yield with_priorities(problem, seed)

    def test_it_equals_exhaustive_search(self):
        """The most people, then by their priority, then what the objective compares."""
        priority_matters = 0
        for problem in self.instances():
            worth = by_hand(problem)
            everything = list(every_matching(problem, worth))
            for goal in Objective:
                found = match(problem, goal)
                got = {pair.mentee: worth[pair.mentor, pair.mentee] for pair in found.pairs}
                best = max(
                    (len(it), seats(problem, it), rank([*it.values()], goal)) for it in everything
                )
                mine = (len(got), seats(problem, got), rank([*got.values()], goal))
                self.assertEqual(mine, best)
                plain = match(with_priorities(problem, 0, (0,)), goal)
                priority_matters += {pair.mentee for pair in plain.pairs} != got.keys()
        self.assertGreater(priority_matters, 10)

    def test_it_equals_exhaustive_search_with_a_confidential_part(self):
        """The same people as without it, as far as -1 lets them; those with priority first."""
        forbidden_matters = 0
        for seed, problem in enumerate(self.instances()):
            draw = np.random.default_rng(seed)
            shape = len(problem.mentees), len(problem.mentors)
            hidden = np.where(draw.random(shape) < 0.2, -1, draw.integers(0, 10_001, shape))
            worth = by_hand(problem, hidden)
            everything = list(every_matching(problem, worth))
            for goal in Objective:
                first = {pair.mentee for pair in match(problem, goal).pairs}
                found = match(problem, goal, hidden)
                got = {pair.mentee: worth[pair.mentor, pair.mentee] for pair in found.pairs}

                def order(keys, problem=problem, first=first):
                    kept = first & keys
                    return len(keys), seats(problem, kept), seats(problem, keys - first)

                self.assertEqual(order(got.keys()), max(order(it.keys()) for it in everything))
                best = max(
                    rank([*it.values()], goal) for it in everything if it.keys() == got.keys()
                )
                self.assertEqual(rank([*got.values()], goal), best)
                forbidden_matters += got.keys() != first
        self.assertGreater(forbidden_matters, 3)

    def test_points_decide_nobody_out(self):
        for seed in range(20):
            problem = with_priorities(random_problem(seed, 9, 14, 60, 1), seed)
            points = np.random.default_rng(seed).integers(0, 10_001, (14, 9))
            for goal in Objective:
                without = match(problem, goal).unmatched_mentees
                for hidden in (points, np.where(points < 5_000, 0, 10_000)):
                    found = match(problem, goal, hidden)
                    self.assertEqual(repr(found.unmatched_mentees), repr(without))

    def test_whoever_waited_is_seated_before_whoever_fits_better(self):
        mentors = [Person(1, "a", 1, location=1)]
        waited = Person(2, "b", 1, location=2, priority=1)
        problem = Problem(
            mentors, [waited, Person(3, "c", 1, location=1)], [Criterion("location", 1)]
        )
        [pair] = match(problem).pairs
        self.assertEqual((pair.mentee, pair.score), (2, 0))

    def test_priority_costs_nobody_a_seat(self):
        """However the priorities lie, as many people are seated as without them."""
        for seed in range(30):
            problem = random_problem(seed, 8, 12, 40, 2)
            for goal in Objective:
                most = len(match(problem, goal).pairs)
                for turn in range(3):
                    found = match(with_priorities(problem, 100 * turn + seed), goal)
                    self.assertEqual(len(found.pairs), most)

    def test_where_everybody_has_the_same_nothing_changes(self):
        for seed in range(10):
            problem = random_problem(seed, 12, 14, 150)
            same = match(with_priorities(problem, seed, (2,)))
            self.assertEqual(same.pairs, match(problem).pairs)

    def test_a_mentors_priority_is_without_effect(self):
        problem = random_problem(3, 12, 14, 150)
        mentors = [replace(each, priority=each.key % 4) for each in problem.mentors]
        self.assertEqual(match(replace(problem, mentors=mentors)).pairs, match(problem).pairs)

    def test_priority_is_part_of_the_fingerprint(self):
        problem = random_problem(3, 3, 4)
        self.assertNotEqual(problem.fingerprint(), with_priorities(problem, 1, (1,)).fingerprint())

    def test_a_priority_out_of_range_is_refused(self):
        for wrong in (-1, 10):
            with self.assertRaisesRegex(ValueError, r"^Give enrolment 1 a priority"):
                Person(1, "a", 1, priority=wrong)

    def test_seats_given_out_of_turn_are_not_believed(self):
        caught = 0
        for seed in range(12):
            problem = with_priorities(random_problem(seed, 5, 9, 60, 1), seed)
            for goal in Objective:
                match(problem, goal)
                without = with_priorities(problem, 0, (0,))
                if {p.mentee for p in match(problem, goal).pairs} == {
                    p.mentee for p in match(without, goal).pairs
                }:
                    continue

                def blind(value, turn, mentee_keys, mentor_keys, weights=objective.weights):
                    return weights(value, np.zeros_like(turn), mentee_keys, mentor_keys)

                turned = self.assertRaisesRegex(NotProvenError, "in their turn|better|rule|total")
                with patch.object(objective, "weights", blind), turned:
                    match(problem, goal)
                caught += 1
        self.assertGreater(caught, 5)

    def test_a_later_turn_in_the_place_of_an_earlier_one_is_caught(self):
        value = np.array([[5], [9]])
        places, turn = np.array([1]), np.array([-1, 0])
        proof.prove_seats(value, places, turn, np.array([0, NOBODY]))
        with self.assertRaisesRegex(NotProvenError, "in their turn"):
            proof.prove_seats(value, places, turn, np.array([NOBODY, 0]))
        with self.assertRaisesRegex(NotProvenError, "More people can be matched"):
            proof.prove_seats(value, places, turn, np.array([NOBODY, NOBODY]))


class TestSeatInTurn(BaseCase):
    def best(self, graph, places, rows):
        """The most of these rows that can be seated, by trying everything."""
        options = [[NOBODY, *np.flatnonzero(graph[row])] for row in rows]
        most = 0
        for chosen in itertools.product(*options):
            taken = [at for at in chosen if at != NOBODY]
            if all(taken.count(at) <= places[at] for at in set(taken)):
                most = max(most, len(taken))
        return most

    def test_every_first_turns_have_as_many_seats_as_can_be(self):
        for seed in range(60):
            draw = np.random.default_rng(seed)
            graph = draw.random((6, 3)) < 0.5
            places, turn = draw.integers(0, 3, 3), draw.integers(-2, 1, 6)
            begin = assignment.seat_more(graph, places, np.full(6, NOBODY))
            seated = seat_in_turn(graph, places, turn, begin)
            self.assertTrue((assignment.occupied(seated, 3) <= places).all())
            for row in np.flatnonzero(seated != NOBODY):
                self.assertTrue(graph[row, seated[row]])
            for now in np.unique(turn):
                rows = np.flatnonzero(turn <= now)
                had = np.count_nonzero(seated[rows] != NOBODY)
                self.assertEqual(had, self.best(graph, places, rows))

    def test_whoever_may_stay_stays(self):
        graph = np.array([[True, True], [True, False], [True, True]])
        partner = np.array([1, 0, NOBODY])
        seated = seat_in_turn(graph, np.array([1, 1]), np.zeros(3, int), partner)
        self.assertEqual(seated.tolist(), partner.tolist())
