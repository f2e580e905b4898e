import itertools
import random
from dataclasses import replace

import numpy as np

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_programme.matching import (
    Criterion,
    Objective,
    Person,
    Problem,
    broken,
    match,
)
from odoo.addons.mentoring_programme.matching.criteria import Scale

from .matching_people import COARSE, random_problem


def by_hand(problem, confidential=None):
    """Every allowed pair with its worth, pair by pair and without the engine's tables."""
    scores, _unmet = Scale(problem).measure()
    worth = {}
    for row, mentee in enumerate(problem.mentees):
        for column, mentor in enumerate(problem.mentors):
            extra = 0 if confidential is None else int(confidential[row, column])
            rejected = (mentor.key, mentee.key) in problem.rejected
            if not rejected and extra >= 0 and not broken(mentor, mentee):
                worth[mentor.key, mentee.key] = int(scores[row, column]) + extra
    return worth


def every_matching(problem, worth):
    """Every matching there is, as the worth of each mentee's pair by the mentee's key."""
    options = [
        [None, *(mentor for mentor, mentee in worth if mentee == each.key)]
        for each in problem.mentees
    ]
    for chosen in itertools.product(*options):
        if all(chosen.count(each.key) <= each.capacity for each in problem.mentors):
            yield {
                mentee.key: worth[mentor, mentee.key]
                for mentor, mentee in zip(chosen, problem.mentees, strict=True)
                if mentor is not None
            }


def rank(worths, objective):
    """What the objective compares, the greater the better."""
    if objective is Objective.COUNT_TOTAL:
        return len(worths), sum(worths)
    return len(worths), min(worths, default=0), sum(worths)


class TestMatchingOptimum(BaseCase):
    SHAPES = ((1, 3), (3, 1), (2, 5), (5, 2), (3, 4), (6, 6), (5, 5), (3, 6), (6, 5))

    def instances(self):
        for seed in range(36):
            mentors, mentees = self.SHAPES[seed % len(self.SHAPES)]
            values = {"criteria": COARSE} if seed % 4 == 3 else {}
            yield random_problem(seed, mentors, mentees, 25 + 5 * seed, 1 + seed % 3, **values)

    def test_it_equals_exhaustive_search(self):
        fair_matters = 0
        for problem in self.instances():
            worth = by_hand(problem)
            everything = [list(it.values()) for it in every_matching(problem, worth)]
            bests = []
            for objective in Objective:
                best = max(rank(worths, objective) for worths in everything)
                found = match(problem, objective)
                got = [worth[pair.mentor, pair.mentee] for pair in found.pairs]
                self.assertEqual(rank(got, objective), best)
                self.assertEqual([pair.score for pair in found.pairs], got)
                bests.append((found.figures.worst_off, found.figures.total))
            fair_matters += bests[0] != bests[1]
        self.assertGreater(fair_matters, 0, "no instance tells the objectives apart")

    def test_it_equals_exhaustive_search_with_a_confidential_part(self):
        forbidden_matters = 0
        for seed, problem in enumerate(self.instances()):
            draw = np.random.default_rng(seed)
            shape = len(problem.mentees), len(problem.mentors)
            hidden = np.where(draw.random(shape) < 0.15, -1, draw.integers(0, 10_001, shape))
            worth = by_hand(problem, hidden)
            everything = list(every_matching(problem, worth))
            for objective in Objective:
                first = {pair.mentee for pair in match(problem, objective).pairs}
                found = match(problem, objective, hidden)
                got = {pair.mentee: worth[pair.mentor, pair.mentee] for pair in found.pairs}
                most = max((len(it), len(first & it.keys())) for it in everything)
                self.assertEqual((len(got), len(first & got.keys())), most)
                best = max(
                    rank([*it.values()], objective) for it in everything if it.keys() == got.keys()
                )
                self.assertEqual(rank([*got.values()], objective), best)
                forbidden_matters += got.keys() != first
        self.assertGreater(forbidden_matters, 3)

    def test_the_worst_off_comes_before_the_total(self):
        mentors = [
            Person(1, "a", 1, skills={1: 100, 2: 55}),
            Person(2, "b", 1, skills={1: 50, 2: 10}),
        ]
        mentees = [Person(3, "c", 1, skills={1: 100}), Person(4, "d", 1, skills={2: 100})]
        problem = Problem(mentors, mentees, [Criterion("skills", 1)])
        fair, most = match(problem).figures, match(problem, Objective.COUNT_TOTAL).figures
        self.assertEqual((fair.worst_off, fair.total), (5000, 10500))
        self.assertEqual((most.worst_off, most.total), (1000, 11000))

    def test_more_people_come_before_any_score(self):
        mentors = [Person(1, "a", 1, location=1), Person(2, "b", 2, location=1)]
        mentees = [Person(3, "c", 1, location=2), Person(4, "d", 1, location=1)]
        mentors.append(Person(5, "e", 1, location=3, former=frozenset({"c"})))
        result = match(Problem(mentors, mentees, [Criterion("location", 1)]))
        self.assertEqual([(it.mentor, it.mentee) for it in result.pairs], [(1, 3), (5, 4)])
        self.assertEqual(result.figures.total, 0)

    def test_shuffled_input_gives_the_same_answer(self):
        for seed in range(12):
            problem = random_problem(seed, 40, 50, 200, criteria=COARSE)
            wanted = match(problem)
            draw = random.Random(seed)
            shuffled = problem.reordered(draw.sample(range(40), 40), draw.sample(range(50), 50))
            shuffled = replace(shuffled, rejected=shuffled.rejected[::-1])
            self.assertEqual(match(shuffled), wanted)
            turned = match(replace(shuffled, criteria=COARSE[::-1]))
            self.assertEqual(turned.fingerprint, wanted.fingerprint)
            self.assertEqual(
                [(pair.mentor, pair.mentee, pair.score) for pair in turned.pairs],
                [(pair.mentor, pair.mentee, pair.score) for pair in wanted.pairs],
            )

    def test_equally_good_matchings_stay_when_somebody_leaves(self):
        problem = random_problem(5, 150, 150, 3000, 3, criteria=COARSE)
        before = {pair.mentee: pair.mentor for pair in match(problem).pairs}
        after = match(replace(problem, mentees=problem.mentees[1:])).pairs
        moved = [pair for pair in after if before.get(pair.mentee) != pair.mentor]
        self.assertLess(len(moved), 10)

    def test_empty_and_extreme_problems(self):
        one, two = Person(1, "a", 1), Person(2, "b", 1)
        for problem in (
            Problem((), ()),
            Problem([one], ()),
            Problem((), [two]),
            Problem([replace(one, capacity=0)], [two]),
            Problem([one], [replace(two, capacity=0)]),
        ):
            result = match(problem)
            self.assertEqual((result.pairs, result.figures.worst_off), ((), None))
        without_weights = match(Problem([one], [two], [Criterion("wish", 0)]))
        self.assertEqual(without_weights.pairs[0].parts, (("wish", 0, 0),))
        self.assertEqual(match(Problem([one], [two])).figures.matched, 1)
        largest = 2**63 - 1
        self.assertEqual(match(Problem([replace(one, key=largest)], [two])).figures.matched, 1)

    def test_a_huge_capacity_is_a_capacity(self):
        one = Person(0, "m", 1, capacity=1_000_000, location=1)
        other = Person(1, "n", 1, capacity=1_000_000, location=2)
        mentees = [Person(key, f"e{key}", 1, location=1 + (key > 300)) for key in range(1, 401)]
        result = match(Problem([one, other], mentees, [Criterion("location", 1)]))
        self.assertEqual([pair.mentor for pair in result.pairs], [0] * 300 + [1] * 100)
        self.assertEqual(result.figures.total, 4_000_000)
        self.assertEqual(result.figures.places, 800)

    def test_one_mentor_may_take_everybody(self):
        """Far more than the places that the solver opens at first."""
        mentors = [Person(key, f"m{key}", 1, capacity=90, location=2) for key in range(40)]
        mentors[17] = replace(mentors[17], location=1)
        mentees = [Person(key, f"e{key}", 1, location=1) for key in range(100, 200)]
        result = match(Problem(mentors, mentees, [Criterion("location", 1)]))
        self.assertEqual(sum(pair.mentor == 17 for pair in result.pairs), 90)
        self.assertEqual((result.figures.matched, result.figures.total), (100, 900_000))

    def test_bad_input_is_refused_in_a_sentence(self):
        one, two = Person(1, "a", 1), Person(2, "b", 1)
        for wrong in (
            lambda: Person(-1, "a", 1),
            lambda: Person(1, "a", 1, capacity=-1),
            lambda: Person(1, "a", 1, availability=1 << 168),
            lambda: Person(1, "a", 1, skills={1: 101}),
            lambda: Criterion("skills", -1),
            lambda: Criterion("seniority", 1, parameter=-1001),
            lambda: Problem([one, one], [two]),
            lambda: Problem([one], [two, two]),
            lambda: Problem([one], [replace(two, capacity=2)]),
            lambda: Problem([one], [two], [Criterion("wish", 1), Criterion("wish", 2)]),
            lambda: Problem([one], [two], locked=[(1, 3)]),
            lambda: Problem([one, two], [two], locked=[(1, 2), (2, 2)]),
            lambda: match(Problem([one], [two], [Criterion("horoscope", 1)])),
        ):
            with self.assertRaisesRegex(ValueError, r"^[A-Z].* .*\.$"):
                wrong()

    def test_two_thousand_a_side(self):
        problem = random_problem(1, 2000, 2000, most_places=3)
        result = match(problem)
        self.assertEqual(result.figures.matched, 2000)
