import doctest
import random
from dataclasses import replace
from fractions import Fraction

import numpy as np

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_programme.matching import (
    Person,
    Problem,
    Said,
    Wish,
    broken,
    confidential_points,
    honoured,
    match,
    meets,
    wishes,
)

from .matching_people import random_problem

CANARY = 7_391_846_251
NICE, ONLY = Wish("like_me", "nice"), Wish("like_me", "only")
OURS, OTHER = frozenset({1}), frozenset({2})


def random_said(draw, dimensions=(5, 3, 8), values=3):
    """Somebody who leaves about a third of everything unsaid."""
    answers, wanted = {}, {}
    for dimension in dimensions:
        if draw.random() < 0.7:
            said = draw.sample(range(values), draw.choice((1, 1, 2)))
            answers[dimension] = frozenset(said)
        if draw.random() < 0.7:
            kind = draw.choice(("like_me", "different", "named"))
            named = draw.sample(range(values), draw.choice((1, 2))) if kind == "named" else ()
            strength = draw.choice(("nice", "important", "only"))
            wanted[dimension] = Wish(kind, strength, frozenset(named))
    return Said(answers, wanted)


def random_case(seed, mentors=6, mentees=7, crowd=60):
    draw = random.Random(seed)
    problem = random_problem(seed, mentors, mentees, crowd)
    said = {
        each.key: random_said(draw)
        for each in (*problem.mentors, *problem.mentees)
        if draw.random() < 0.8
    }
    return problem, said, draw.choice((0, 1, 33, 50, 100)), draw.choice((1, 2, 3))


def naive_fit(me, them, dimension):
    """True, False, or None."""
    wish = me.wishes[dimension]
    mine, theirs = me.answers.get(dimension), them.answers.get(dimension)
    if wish.kind == "named":
        return None if not theirs else any(value in wish.values for value in theirs)
    if not mine or not theirs:
        return None
    common = any(value in theirs for value in mine)
    return common if wish.kind == "like_me" else not common


def naive_rules(me, crowd, threshold):
    """The wishes that rule out everybody else, in a crowd of (human being, what they said)."""
    rules = []
    for dimension, wish in me.wishes.items():
        both = [*rules, dimension]
        enough = {
            human
            for human, them in crowd
            if all(naive_fit(me, them, each) is True for each in both)
        }
        if wish.strength == "only" and len(enough) >= threshold:
            rules = both
    return rules


def naive_content(me, them, rules):
    """How far somebody meets a person's wishes; None where a rule keeps them apart."""
    if any(naive_fit(me, them, rule) is not True for rule in rules):
        return None
    shares = []
    for dimension, wish in me.wishes.items():
        if dimension not in rules:
            fit = naive_fit(me, them, dimension)
            worth = Fraction(1, 2) if fit is None else Fraction(int(fit))
            shares += [worth] * (1 if wish.strength == "nice" else 3)
    return sum(shares) / len(shares) if shares else Fraction(1)


def naive_points(problem, said, weight, threshold):
    """The points pair by pair, in fractions and with nothing of the engine's."""

    def of(person):
        return said.get(person.key, Said({}, {}))

    def allowed(mentor, mentee):
        return (mentor.key, mentee.key) not in problem.rejected and not broken(mentor, mentee)

    rules = {}
    for mentee in problem.mentees:
        crowd = [(it.person, of(it)) for it in problem.mentors if allowed(it, mentee)]
        rules[mentee.key] = naive_rules(of(mentee), crowd, threshold)
    for mentor in problem.mentors:
        crowd = [(it.person, of(it)) for it in problem.mentees if allowed(mentor, it)]
        rules[mentor.key] = naive_rules(of(mentor), crowd, threshold)

    def points(mentor, mentee):
        sides = (
            naive_content(of(mentee), of(mentor), rules[mentee.key]),
            naive_content(of(mentor), of(mentee), rules[mentor.key]),
        )
        if None in sides:
            return -1
        return int(100 * weight * sum(sides) / 2 + Fraction(1, 2))

    return [[points(mentor, mentee) for mentor in problem.mentors] for mentee in problem.mentees]


class TestMatchingWishes(BaseCase):
    def one_wish(self, wish, own, crowd, threshold, **values):
        """The points of one mentee with one wish for mentors with these answers."""
        mentors = [Person(key, f"m{key}", 1, **values) for key in range(1, len(crowd) + 1)]
        said = {key: Said({7: it}) for key, it in enumerate(crowd, 1) if it}
        said[100] = Said({7: own} if own else {}, {7: wish})
        problem = Problem(mentors, [Person(100, "mentee", 1)])
        return confidential_points(problem, said, 100, threshold).tolist()[0]

    def test_who_fits_a_wish(self):
        named = Wish("named", "nice", frozenset({1, 3}))
        different = Wish("different", "nice")
        both, nothing = OURS | OTHER, frozenset()
        for wish, own, other, known in (
            (NICE, OURS, OURS, 1),
            (NICE, OURS, both, 1),
            (NICE, both, OTHER, 1),
            (NICE, OURS, OTHER, 0),
            (NICE, nothing, OTHER, None),
            (NICE, OURS, nothing, None),
            (different, OURS, OTHER, 1),
            (different, OURS, both, 0),
            (different, nothing, OTHER, None),
            (different, OURS, nothing, None),
            (named, nothing, both, 1),
            (named, OURS, OTHER, 0),
            (named, OTHER, nothing, None),
        ):
            self.assertEqual(meets(wish, own, other), known)

    def test_points_equal_a_naive_count(self):
        told = set()
        for seed in range(120):
            case = random_case(seed, crowd=60 if seed % 3 else 9)
            points = confidential_points(*case).tolist()
            self.assertEqual(points, naive_points(*case))
            told.update(value for row in points for value in row)
        self.assertGreater(len(told), 100)
        self.assertLessEqual({-1, 0, 10_000}, told)

    def test_only_so_equals_the_naive_rule(self):
        several = 0
        for seed in range(1000):
            draw = random.Random(seed)
            me, crowd = random_said(draw), [random_said(draw) for _ in range(20)]
            threshold = draw.choice((1, 2, 3, 5))
            kept = honoured(me, [them.answers for them in crowd], threshold)
            self.assertEqual(kept, frozenset(naive_rules(me, list(enumerate(crowd)), threshold)))
            several += len(kept) > 1
        self.assertGreater(several, 20)

    def test_one_too_few_and_just_enough(self):
        for threshold in (1, 3, 5):
            pool = [{7: OURS}] * (threshold - 1) + [{7: OTHER}, {}, {8: OURS}] * 4
            said = Said({7: OURS}, {7: ONLY})
            self.assertEqual(honoured(said, pool, threshold), frozenset())
            self.assertEqual(honoured(said, [*pool, {7: OURS}], threshold), {7})
        few = self.one_wish(ONLY, OURS, [OURS, OURS, OTHER, None], 3)
        self.assertEqual(few, [10_000, 10_000, 5_000, 7_500])
        self.assertEqual(
            few, self.one_wish(Wish("like_me", "important"), OURS, [OURS, OURS, OTHER, None], 3)
        )
        enough = self.one_wish(ONLY, OURS, [OURS, OURS, OTHER, None, OURS], 3)
        self.assertEqual(enough, [10_000, 10_000, -1, -1, 10_000])

    def test_several_only_so_are_counted_jointly_in_their_order(self):
        pool = [{1: OURS, 2: OTHER}] * 3 + [{1: OURS, 2: OURS}] * 2 + [{1: OTHER, 2: OURS}]
        answers = {1: OURS, 2: OURS, 3: OURS}
        self.assertEqual(honoured(Said(answers, {1: ONLY, 2: ONLY, 3: ONLY}), pool, 3), {1})
        self.assertEqual(honoured(Said(answers, {2: ONLY, 1: ONLY}), pool, 3), {2})
        self.assertEqual(honoured(Said(answers, {3: ONLY, 2: ONLY, 1: ONLY}), pool, 2), {1, 2})

    def test_silence_of_the_wisher_honours_no_comparison(self):
        self.assertEqual(self.one_wish(ONLY, None, [OURS] * 9, 1), [7_500] * 9)
        named = Wish("named", "only", OURS)
        self.assertEqual(self.one_wish(named, None, [OURS, OTHER], 1), [10_000, -1])

    def test_the_pool_is_of_human_beings_who_may_be_the_partner(self):
        crowd = [OURS, OURS, OTHER]
        self.assertEqual(self.one_wish(ONLY, OURS, crowd, 2), [10_000, 10_000, -1])
        # The second is the first once more, or has no place, or is the mentee's manager.
        same = [Person(1, "m", 1), Person(2, "m", 1), Person(3, "o", 1)]
        full = [Person(1, "m", 1), Person(2, "n", 1, capacity=0), Person(3, "o", 1)]
        said = {1: Said({7: OURS}), 2: Said({7: OURS}), 3: Said({7: OTHER})}
        said[100] = Said({7: OURS}, {7: ONLY})
        mentee = Person(100, "mentee", 1)
        for problem in (
            Problem(same, [mentee]),
            Problem(full, [mentee]),
            Problem([*same[:1], Person(2, "n", 1), same[2]], [replace(mentee, coach="n")]),
            Problem(
                [*same[:1], Person(2, "n", 1), same[2]],
                [mentee, Person(101, "else", 1)],
                locked=[(2, 101)],
            ),
        ):
            self.assertEqual(
                confidential_points(problem, said, 100, 2)[0].tolist(), [10_000, 10_000, 5_000]
            )

    def test_an_honoured_wish_is_a_rule_and_not_weighed(self):
        said = Said({1: OURS, 2: OURS}, {1: ONLY, 2: NICE})
        problem = Problem([Person(1, "a", 1), Person(2, "b", 1)], [Person(3, "c", 1)])
        both = {1: Said({1: OURS, 2: OURS}), 2: Said({1: OURS, 2: OTHER}), 3: said}
        self.assertEqual(confidential_points(problem, both, 100, 2).tolist(), [[10_000, 5_000]])
        # Not honoured, it weighs three times as much as the other.
        self.assertEqual(confidential_points(problem, both, 100, 3).tolist(), [[10_000, 8_750]])

    def test_nothing_said_is_no_entry(self):
        problem = random_problem(1, 5, 6, 90)
        everybody = {it.key: Said({5: frozenset()}) for it in (*problem.mentors, *problem.mentees)}
        for said in ({}, everybody):
            self.assertEqual(np.unique(confidential_points(problem, said, 30, 3)).tolist(), [3_000])
        nothing = confidential_points(problem, {}, 100, 3)
        self.assertEqual(match(problem, confidential=nothing), match(problem))

    def test_the_order_of_people_is_without_effect(self):
        for seed in range(20):
            problem, said, weight, threshold = random_case(seed)
            draw = random.Random(seed)
            mentors, mentees = draw.sample(range(6), 6), draw.sample(range(7), 7)
            shuffled = dict(draw.sample(sorted(said.items(), key=lambda it: it[0]), len(said)))
            moved = confidential_points(
                problem.reordered(mentors, mentees), shuffled, weight, threshold
            )
            straight = confidential_points(problem, said, weight, threshold)
            self.assertEqual(moved.tolist(), straight[mentees][:, mentors].tolist())

    def test_a_weight_of_nothing_keeps_the_rules_alone(self):
        for seed in range(10):
            problem, said, _weight, threshold = random_case(seed)
            none = confidential_points(problem, said, 0, threshold)
            full = confidential_points(problem, said, 100, threshold)
            self.assertEqual(none.tolist(), np.where(full < 0, -1, 0).tolist())

    def test_no_people(self):
        one = Person(1, "a", 1)
        for problem, shape in (
            (Problem((), ()), (0, 0)),
            (Problem([one], ()), (0, 1)),
            (Problem((), [one]), (1, 0)),
        ):
            found = confidential_points(problem, {1: Said({7: OURS}, {7: ONLY})}, 100, 3)
            self.assertEqual((found.shape, found.dtype), (shape, np.int64))

    def test_nothing_of_it_is_printed(self):
        wish = Wish("named", "only", frozenset({CANARY}))
        said = Said({CANARY: frozenset({CANARY})}, {CANARY: wish})
        for each in (wish, said, [said], Said({}, {})):
            for text in (repr(each), str(each), f"{each}"):
                self.assertNotRegex(text, f"{CANARY}|named|only|=|{{")

    def test_what_is_refused_is_not_repeated(self):
        problem = Problem([Person(1, "a", 1)], [Person(2, "b", 1)])
        for wrong in (
            lambda: Wish(str(CANARY), "nice"),
            lambda: Wish("named", str(CANARY), frozenset({CANARY})),
            lambda: Wish("named", "nice"),
            lambda: Wish("like_me", "nice", frozenset({CANARY})),
            lambda: confidential_points(problem, {}, CANARY, 3),
            lambda: confidential_points(problem, {}, -1, 3),
            lambda: confidential_points(problem, {}, 50, 0),
            lambda: honoured(Said({}, {CANARY: ONLY}), [], -1),
        ):
            with self.assertRaisesRegex(ValueError, r"^Give [^']*\.$") as caught:
                wrong()
            self.assertNotIn(str(CANARY), str(caught.exception))

    def test_the_examples_run(self):
        self.assertEqual(doctest.testmod(wishes).failed, 0)
