from unittest.mock import patch

import numpy as np

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_programme.matching import (
    NotProvenError,
    Objective,
    assignment,
    candidates,
    match,
    objective,
    proof,
)
from odoo.addons.mentoring_programme.matching.assignment import NOBODY
from odoo.addons.mentoring_programme.matching.explanation import View

from .matching_people import random_problem


class Solved:
    """A problem with its best matching, in the engine's own terms."""

    def __init__(self, problem, goal):
        self.goal = goal
        self.view = View(problem.reordered(*problem.key_order()))
        self.value = objective.worth(self.view.scores, self.view.allowed)
        self.turn = objective.turns(self.view.problem.mentees)
        self.weights = objective.weights(
            self.value, self.turn, self.view.mentee_keys, self.view.mentor_keys
        )
        column = {key: at for at, key in enumerate(self.view.mentor_keys)}
        row = {key: at for at, key in enumerate(self.view.mentee_keys)}
        self.partner = np.full(len(row), NOBODY)
        for pair in match(problem, goal).pairs:
            self.partner[row[pair.mentee]] = column[pair.mentor]

    def prove(self, partner):
        proof.prove(self.goal, self.value, self.weights, self.view.places, self.turn, partner)


class TestMatchingProof(BaseCase):
    def test_any_one_change_to_the_best_matching_is_caught(self):
        for seed in range(8):
            for goal in Objective:
                best = Solved(random_problem(seed, 7, 8, 60), goal)
                best.prove(best.partner)
                for row in range(8):
                    for column in (NOBODY, *range(7)):
                        if best.partner[row] != column:
                            corrupted = best.partner.copy()
                            corrupted[row] = column
                            with self.assertRaises(NotProvenError):
                                best.prove(corrupted)

    def test_two_mentees_changing_places_is_caught(self):
        for goal in Objective:
            best = Solved(random_problem(3, 60, 70, 900), goal)
            best.prove(best.partner)
            draw = np.random.default_rng(3)
            for _time in range(200):
                one, other = draw.choice(70, 2, replace=False)
                if best.partner[one] == best.partner[other]:
                    continue
                corrupted = best.partner.copy()
                corrupted[[one, other]] = corrupted[[other, one]]
                with self.assertRaises(NotProvenError):
                    best.prove(corrupted)

    def test_fewer_people_are_caught(self):
        best = Solved(random_problem(4, 9, 9, 60), Objective.COUNT_TOTAL)
        nobody = np.full(9, NOBODY)
        with self.assertRaisesRegex(NotProvenError, "More people"):
            best.prove(nobody)

    def test_a_lower_floor_is_caught(self):
        told_apart = 0
        for seed in range(30):
            problem = random_problem(seed, 6, 6, 200)
            fair = Solved(problem, Objective.COUNT_WORST_TOTAL)
            most = Solved(problem, Objective.COUNT_TOTAL)
            floors = [objective.lowest(fair.value, it.partner) for it in (fair, most)]
            if floors[0] > floors[1]:
                told_apart += 1
                with self.assertRaisesRegex(NotProvenError, "worst-off"):
                    fair.prove(most.partner)
                with self.assertRaisesRegex(NotProvenError, "total"):
                    most.prove(fair.partner)
        self.assertGreater(told_apart, 3)

    def test_more_mentees_than_places_are_caught(self):
        best = Solved(random_problem(6, 5, 8, 400, 1), Objective.COUNT_TOTAL)
        mentor = int(np.flatnonzero(best.view.allowed.sum(axis=0) > 1)[0])
        crowded = np.where(best.view.allowed[:, mentor], mentor, NOBODY)
        with self.assertRaisesRegex(NotProvenError, "breaks a rule"):
            best.prove(crowded)

    def test_a_solver_that_errs_is_not_believed(self):
        problem = random_problem(7, 12, 12, 300)

        def greedy(pool, size):
            partner = np.full(size, NOBODY)
            places = pool.places.copy()
            for at in np.argsort(-pool.weights, axis=None):
                row, column = np.unravel_index(at, pool.weights.shape)
                mentee, mentor = pool.mentees[row], pool.mentors[column]
                if pool.weights[row, column] and places[column] and partner[mentee] < 0:
                    partner[mentee] = mentor
                    places[column] -= 1
            return partner

        with patch.object(assignment, "solve", greedy), self.assertRaises(NotProvenError):
            match(problem)

    def test_a_pair_that_the_solver_never_saw_counts_in_the_proof(self):
        """What makes it safe to let only some of the pairs enter the solver."""
        problem = random_problem(8, 12, 12, 300)
        best = match(problem)
        dropped = best.pairs[0]
        view = Solved(problem, Objective.COUNT_WORST_TOTAL).view
        row, column = (
            view.mentee_keys.index(dropped.mentee),
            view.mentor_keys.index(dropped.mentor),
        )
        choose = candidates.choose

        def without_one(weights, places):
            weights = weights.copy()
            weights[row, column] = 0
            return choose(weights, places)

        with patch.object(candidates, "choose", without_one), self.assertRaises(NotProvenError):
            match(problem)

    def test_a_cover_that_leaves_a_pair_out_is_caught(self):
        best = Solved(random_problem(4, 9, 9, 60), Objective.COUNT_TOTAL)

        def blind(_graph, places, partner):
            return NOBODY, np.full(len(places), NOBODY), partner == NOBODY

        fewer = best.partner.copy()
        fewer[np.flatnonzero(fewer != NOBODY)[0]] = NOBODY
        more = self.assertRaisesRegex(NotProvenError, "More people")
        with patch.object(proof, "explore", blind), more:
            best.prove(fewer)

    def test_seats_given_to_the_wrong_people_are_caught(self):
        fewer_wrong, others_wrong = 0, 0
        for seed in range(20):
            best = Solved(random_problem(seed, 5, 9, 60, 1), Objective.COUNT_TOTAL)
            value = np.where(np.random.default_rng(seed).random((9, 5)) < 0.3, -1, best.value)
            first, places = best.partner != NOBODY, best.view.places
            turn = objective.first_comers_first(best.turn, best.partner)
            seated = objective.seat_first(value, places, turn, best.partner)
            proof.prove_seats(value, places, turn, seated)
            for row in np.flatnonzero(seated != NOBODY):
                fewer = seated.copy()
                fewer[row] = NOBODY
                with self.assertRaisesRegex(NotProvenError, "More people can be matched"):
                    proof.prove_seats(value, places, turn, fewer)
                fewer_wrong += 1
                for other in np.flatnonzero((seated == NOBODY) & (value[:, seated[row]] >= 0)):
                    if first[row] and not first[other]:
                        instead = fewer.copy()
                        instead[other] = seated[row]
                        with self.assertRaisesRegex(NotProvenError, "in their turn"):
                            proof.prove_seats(value, places, turn, instead)
                        others_wrong += 1
        self.assertGreater(min(fewer_wrong, others_wrong), 10)

    def test_a_seating_that_errs_is_not_believed(self):
        problem = random_problem(7, 6, 12, 300, 1)
        seat_first = objective.seat_first

        def one_fewer(value, places, turn, partner):
            seated = seat_first(value, places, turn, partner)
            seated[np.flatnonzero(seated != NOBODY)[0]] = NOBODY
            return seated

        def others_first(value, places, turn, partner):
            return seat_first(value, places, np.zeros_like(turn), np.full(len(partner), NOBODY))

        hidden = np.zeros((12, 6), int)
        match(problem, confidential=hidden)
        for wrong in (one_fewer, others_first):
            with patch.object(objective, "seat_first", wrong), self.assertRaises(NotProvenError):
                match(problem, confidential=hidden)

    def test_prices_that_bound_nothing_are_caught(self):
        best = Solved(random_problem(4, 9, 9, 60), Objective.COUNT_TOTAL)
        price = proof.prices(best.weights, best.view.places, best.partner)
        self.assertGreater(price.max(), 0)
        for wrong in (price * 0, price + 1, price - 1):
            higher = self.assertRaisesRegex(NotProvenError, "total")
            with patch.object(proof, "prices", return_value=wrong), higher:
                best.prove(best.partner)

    def test_nothing_confidential_is_in_the_message(self):
        best = Solved(random_problem(4, 9, 9, 60), Objective.COUNT_TOTAL)
        with self.assertRaisesRegex(NotProvenError, r"^\D+$"):
            best.prove(np.full(9, NOBODY))
