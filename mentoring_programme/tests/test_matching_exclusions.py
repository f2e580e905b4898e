import random
from dataclasses import replace
from unittest.mock import patch

import numpy as np

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_programme.matching import (
    Criterion,
    Person,
    Problem,
    broken,
    exclusions,
    match,
    why_not,
)

from .matching_people import random_person

PLACE = (Criterion("location", 1),)


class TestMatchingExclusions(BaseCase):
    """A near mentor who is excluded, and a far one: the far one is proposed.

    Each instance is solved again without its rule: then the near one is proposed.
    """

    NEAR = Person(1, "near", 1, location=1)
    FAR = Person(2, "far", 1, location=2)
    MENTEE = Person(3, "mentee", 1, location=1)

    def mentor_of(self, problem):
        return {pair.mentee: pair.mentor for pair in match(problem).pairs}.get(self.MENTEE.key)

    def assert_matters(self, code, mentor=None, mentee=None):
        near = replace(self.NEAR, **(mentor or {}))
        learner = replace(self.MENTEE, **(mentee or {}))
        problem = Problem([near, self.FAR], [learner], PLACE)
        self.assertEqual(self.mentor_of(problem), self.FAR.key)
        self.assertEqual(broken(near, learner), (code,))
        self.assertEqual(why_not(problem, near.key, learner.key), (code,))
        with patch.dict(exclusions.RULES):
            del exclusions.RULES[code]
            self.assertEqual(self.mentor_of(problem), near.key)

    def test_without_a_rule_the_near_mentor_is_proposed(self):
        self.assertEqual(self.mentor_of(Problem([self.NEAR, self.FAR], [self.MENTEE], PLACE)), 1)

    def test_nobody_mentors_themselves(self):
        self.assert_matters("oneself", mentor={"person": "mentee"})

    def test_nobody_is_mentored_from_above_in_their_chain(self):
        self.assert_matters("management_chain", mentee={"managers": frozenset({"boss", "near"})})

    def test_nobody_is_mentored_from_below_in_their_chain(self):
        self.assert_matters("management_chain", mentor={"managers": frozenset({"x", "mentee"})})

    def test_a_coach_is_not_the_mentor(self):
        self.assert_matters("coach", mentee={"coach": "near"})

    def test_a_coach_is_not_mentored_by_whom_they_coach(self):
        self.assert_matters("coach", mentor={"coach": "mentee"})

    def test_former_partners_of_the_mentee_are_not_proposed(self):
        self.assert_matters("former", mentee={"former": frozenset({"near"})})

    def test_former_partners_of_the_mentor_are_not_proposed(self):
        self.assert_matters("former", mentor={"former": frozenset({"mentee"})})

    def test_companies_do_not_mix(self):
        self.assert_matters("company", mentor={"company": 2})

    def test_a_mentee_who_has_to_stand_further_above_is_not_matched(self):
        low, high = {"rank": 2}, {"rank": 4, "distance": 3}
        problem = Problem(
            [replace(self.NEAR, **low), replace(self.FAR, rank=1)],
            [replace(self.MENTEE, **high)],
            PLACE,
        )
        self.assertEqual(self.mentor_of(problem), self.FAR.key)
        self.assertEqual(why_not(problem, 1, 3), ("distance",))
        with patch.dict(exclusions.RULES):
            del exclusions.RULES["distance"]
            self.assertEqual(self.mentor_of(problem), self.NEAR.key)

    def test_a_distance_is_not_kept_by_those_whose_rank_is_unknown(self):
        asks = replace(self.MENTEE, rank=4, distance=1)
        self.assertEqual(broken(self.NEAR, asks), ("distance",))
        self.assertEqual(
            broken(replace(self.NEAR, rank=1), replace(asks, rank=None)), ("distance",)
        )
        self.assertEqual(broken(replace(self.NEAR, rank=3), asks), ())
        with self.assertRaisesRegex(ValueError, "distance of 0 or more"):
            replace(self.MENTEE, distance=-1)

    def test_ranks_on_two_scales_keep_no_distance(self):
        asks = replace(self.MENTEE, rank=9, distance=1)
        low = replace(self.NEAR, rank=1)
        self.assertEqual(broken(low, asks), ())
        self.assertEqual(broken(replace(low, scale=1), asks), ("distance",))
        problem = Problem([replace(low, scale=1), replace(self.FAR, rank=1)], [asks], PLACE)
        self.assertEqual(self.mentor_of(problem), self.FAR.key)

    def test_a_level_that_is_scored_keeps_no_distance_and_a_rank_scores_nothing(self):
        asks = replace(self.MENTEE, level=9, rank=9, distance=1)
        self.assertEqual(broken(replace(self.NEAR, level=1), asks), ("distance",))
        seniority = (Criterion("seniority", 1),)
        scores = {
            match(Problem([replace(self.NEAR, level=5, rank=rank)], [asks], seniority))
            .pairs[0]
            .score
            for rank in (1, 4, 8)
        }
        self.assertEqual(len(scores), 1)

    def test_a_mentee_who_has_to_be_of_another_department_is_not_matched_within_it(self):
        here, apart = {"department": 1}, {"department": 1, "apart": True}
        problem = Problem(
            [replace(self.NEAR, **here), replace(self.FAR, department=2)],
            [replace(self.MENTEE, **apart)],
            PLACE,
        )
        self.assertEqual(self.mentor_of(problem), self.FAR.key)
        self.assertEqual(why_not(problem, 1, 3), ("department",))
        nowhere = replace(self.NEAR, department=None)
        self.assertEqual(broken(nowhere, replace(self.MENTEE, **apart)), ("department",))
        with patch.dict(exclusions.RULES):
            del exclusions.RULES["department"]
            self.assertEqual(self.mentor_of(problem), self.NEAR.key)

    def test_a_mentee_without_a_place_is_not_matched(self):
        problem = Problem([self.NEAR], [replace(self.MENTEE, capacity=0)], PLACE)
        self.assertIsNone(self.mentor_of(problem))
        with patch.dict(exclusions.RULES):
            del exclusions.RULES["capacity"]
            self.assertEqual(self.mentor_of(problem), self.NEAR.key)

    def test_a_mentor_takes_no_more_than_their_capacity(self):
        mentees = [self.MENTEE, Person(4, "other", 1, location=1)]
        problem = Problem([self.NEAR, self.FAR], mentees, PLACE)
        for capacity, wanted in ((0, [2]), (1, [1, 2]), (2, [1, 1])):
            near = replace(self.NEAR, capacity=capacity)
            result = match(replace(problem, mentors=[near, self.FAR]))
            self.assertEqual(sorted(pair.mentor for pair in result.pairs), wanted)

    def test_a_rejected_pair_is_not_proposed_again(self):
        problem = Problem([self.NEAR, self.FAR], [self.MENTEE], PLACE, rejected=[(1, 3), (9, 9)])
        self.assertEqual(self.mentor_of(problem), self.FAR.key)
        self.assertEqual(why_not(problem, 1, 3), ("rejected",))
        self.assertEqual(self.mentor_of(replace(problem, rejected=())), self.NEAR.key)

    def test_a_required_criterion_excludes_those_who_do_not_meet_it(self):
        near, far = replace(self.NEAR, languages={1}), replace(self.FAR, languages={2})
        mentee = replace(self.MENTEE, languages={2})
        language = Criterion("language", 0, required=True)
        problem = Problem([near, far], [mentee], (*PLACE, language))
        self.assertEqual(self.mentor_of(problem), far.key)
        self.assertEqual(why_not(problem, 1, 3), ("required_language",))
        problem = replace(problem, criteria=(*PLACE, replace(language, required=False)))
        self.assertEqual(self.mentor_of(problem), near.key)

    def test_saying_nothing_does_not_meet_a_required_criterion(self):
        problem = Problem(
            [self.NEAR, replace(self.FAR, languages={2})],
            [replace(self.MENTEE, languages={2})],
            (*PLACE, Criterion("language", 0, required=True)),
        )
        self.assertEqual(self.mentor_of(problem), self.FAR.key)

    def test_locked_pairs_leave_with_their_places(self):
        other = Person(4, "other", 1, location=1)
        problem = Problem([self.NEAR, self.FAR], [self.MENTEE, other], PLACE, locked=[(1, 4)])
        result = match(problem)
        self.assertEqual([(it.mentor, it.mentee) for it in result.locked], [(1, 4)])
        self.assertEqual([(it.mentor, it.mentee) for it in result.pairs], [(2, 3)])
        self.assertEqual(result.conflicts, ())
        self.assertEqual((result.figures.locked, result.figures.matched), (1, 1))

    def test_a_locked_pair_that_breaks_a_rule_is_reported_and_stays(self):
        mentees = [replace(self.MENTEE, managers=frozenset({"near"})), Person(4, "other", 1)]
        problem = Problem(
            [self.NEAR, self.FAR], mentees, PLACE, locked=[(1, 4), (1, 3)], rejected=[(1, 4)]
        )
        result = match(problem)
        self.assertEqual([(it.mentor, it.mentee) for it in result.locked], [(1, 3), (1, 4)])
        self.assertEqual(
            [(it.mentor, it.mentee, it.codes) for it in result.conflicts],
            [(1, 3, ("management_chain", "capacity")), (1, 4, ("capacity", "rejected"))],
        )
        self.assertEqual(result.pairs, ())

    def test_a_lock_on_somebody_without_a_place_is_reported(self):
        for people in (
            ([replace(self.NEAR, capacity=0)], [self.MENTEE]),
            ([self.NEAR], [replace(self.MENTEE, capacity=0)]),
        ):
            result = match(Problem(*people, PLACE, locked=[(1, 3)]))
            self.assertEqual([it.codes for it in result.conflicts], [("capacity",)])

    def test_tables_and_pairs_agree_with_the_rules_in_words(self):
        in_words = {
            "oneself": lambda a, b: a.person == b.person,
            "management_chain": lambda a, b: a.person in b.managers or b.person in a.managers,
            "coach": lambda a, b: a.person == b.coach or b.person == a.coach,
            "former": lambda a, b: a.person in b.former or b.person in a.former,
            "company": lambda a, b: a.company != b.company,
            "distance": lambda a, b: (
                b.distance > 0
                and (None in (a.rank, b.rank) or a.scale != b.scale or b.rank < a.rank + b.distance)
            ),
            "department": lambda a, b: (
                b.apart and (None in (a.department, b.department) or a.department == b.department)
            ),
            "capacity": lambda a, b: not a.capacity or not b.capacity,
        }
        self.assertEqual(list(in_words), list(exclusions.RULES))
        broken_once = set()
        for seed in range(30):
            draw = random.Random(seed)
            scales, ranks = (0, 0, 0, 1), (None, *range(6))
            mentors = [
                random_person(
                    draw,
                    at,
                    12,
                    capacity=draw.randint(0, 2),
                    rank=draw.choice(ranks),
                    scale=draw.choice(scales),
                )
                for at in range(9)
            ]
            mentees = [
                random_person(
                    draw,
                    at,
                    12,
                    capacity=draw.randint(0, 1),
                    distance=draw.choice((0, 0, 1, 3)),
                    rank=draw.choice(ranks),
                    scale=draw.choice(scales),
                    apart=draw.random() < 0.3,
                )
                for at in range(7)
            ]
            table = exclusions.Excluded(Problem(mentors, mentees), {})
            for row, mentee in enumerate(mentees):
                for column, mentor in enumerate(mentors):
                    wanted = tuple(code for code, rule in in_words.items() if rule(mentor, mentee))
                    self.assertEqual(broken(mentor, mentee), wanted)
                    reasons = table.reasons(np.s_[row, column, None])
                    self.assertEqual(reasons, tuple((code, 1) for code in wanted))
                    self.assertEqual(table.allowed[row, column], not wanted)
                    broken_once.update(wanted)
        self.assertEqual(broken_once, set(in_words))
