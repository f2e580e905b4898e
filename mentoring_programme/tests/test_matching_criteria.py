from dataclasses import replace

import numpy as np

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_programme.matching import Criterion, Person, Problem, criteria, match
from odoo.addons.mentoring_programme.matching.criteria import UNSAID, Scale, budgets

from .matching_people import ALL_KINDS, random_problem


def hours(*free):
    return sum(1 << hour for hour in free)


class TestMatchingCriteria(BaseCase):
    def fit(self, kind, mentor, mentee, parameter=None):
        """The fit of two people, the mentor and the mentee given by what they say."""
        mentor, mentee = Person(1, "mentor", 1, **mentor), Person(2, "mentee", 1, **mentee)
        return int(criteria.KINDS[kind]([mentor], [mentee], parameter)(slice(0, 1))[0, 0])

    def test_skills(self):
        for offered, wished, fit in (
            ({1: 80}, {1: 80}, 100),
            ({1: 100}, {1: 80}, 100),
            ({1: 40}, {1: 80}, 50),
            ({1: 80, 3: 10}, {1: 80, 2: 10}, 50),
            ({1: 0}, {1: 0}, 100),
            ({2: 100}, {1: 0}, 0),
            ({}, {1: 50}, UNSAID),
            ({1: 50}, {}, UNSAID),
        ):
            self.assertEqual(self.fit("skills", {"skills": offered}, {"skills": wished}), fit)

    def test_one_of_one_kind_of_thing_in_common(self):
        for kind, name in (("language", "languages"), ("interests", "interests")):
            for ours, theirs, fit in (
                ({1, 2}, {2, 3}, 100 if kind == "language" else 50),
                ({1}, {2}, 0),
                ({1}, set(), UNSAID),
                (set(), {1}, UNSAID),
                ({1, 2, 3, 4, 5}, {1, 2, 3, 9, 8, 7}, 100),
            ):
                values = {name: frozenset(theirs)}, {name: frozenset(ours)}
                self.assertEqual(self.fit(kind, *values), fit)

    def test_the_same_or_another_place_and_department(self):
        for kind, name, same in (
            ("location", "location", 100),
            ("department_same", "department", 100),
            ("department_different", "department", 0),
        ):
            for ours, theirs, fit in (
                (7, 7, same),
                (7, 8, 100 - same),
                (7, None, UNSAID),
                (None, None, UNSAID),
            ):
                self.assertEqual(self.fit(kind, {name: theirs}, {name: ours}), fit)

    def test_time_zones_are_apart_the_short_way_round(self):
        for ours, theirs, parameter, fit in (
            (60, 60, None, 100),
            (0, 240, None, 50),
            (0, -480, None, 0),
            (0, 720, 24, 50),
            (780, -660, None, 100),
            (840, -660, None, 87),
            (None, 0, None, UNSAID),
        ):
            values = {"utc_offset": theirs}, {"utc_offset": ours}
            self.assertEqual(self.fit("timezone", *values, parameter), fit)

    def test_seniority_counts_from_the_wished_distance(self):
        for ours, theirs, parameter, fit in (
            (1, 2, None, 100),
            (1, 3, 2, 100),
            (1, 1, 2, 50),
            (3, 1, -2, 100),
            (1, 9, 1, 0),
            (None, 9, 1, UNSAID),
        ):
            values = {"level": theirs}, {"level": ours}
            self.assertEqual(self.fit("seniority", *values, parameter), fit)

    def test_availability_counts_common_hours(self):
        for ours, theirs, parameter, fit in (
            (hours(0, 9, 167), hours(9, 167), None, 50),
            (hours(*range(50, 60)), hours(*range(40, 60)), None, 100),
            (hours(9), hours(10), None, 0),
            (hours(9, 10), hours(9, 10), 3, 0),
            (hours(9, 10, 11), hours(9, 10, 11), 3, 25),
            (0, hours(9), None, UNSAID),
        ):
            values = {"availability": theirs}, {"availability": ours}
            self.assertEqual(self.fit("availability", *values, parameter), fit)

    def test_wishes_count_from_both_sides(self):
        for ours, theirs, fit in (
            (("mentor",), ("mentee",), 100),
            (("x", "mentor"), ("mentee",), 90),
            (("x", "mentor"), (), 80),
            ((), ("a", "b", "c", "d", "e", "f", "mentee"), 20),
            (("mentor",), ("x",), 50),
            (("x",), (), 0),
            ((), (), UNSAID),
            (("mentor", "x", "mentor"), (), 100),
        ):
            self.assertEqual(self.fit("wish", {"wishes": theirs}, {"wishes": ours}), fit)

    def test_budgets_add_up(self):
        for weights in ((1,), (1, 1, 1), (30, 10, 5, 7), (0, 3), (10**9, 1), (1,) * 7):
            each = [Criterion(f"kind {at}", weight) for at, weight in enumerate(weights)]
            self.assertEqual(sum(budgets(each)), 10_000)
            exact = [10_000 * weight / sum(weights) for weight in weights]
            for budget, share in zip(budgets(each), exact, strict=True):
                self.assertLess(abs(budget - share), 1)
            turned = dict(zip(each[::-1], budgets(each[::-1]), strict=True))
            self.assertEqual([turned[it] for it in each], list(budgets(each)))
        self.assertEqual(budgets([Criterion("skills", 0)]), (0,))

    def test_scores_are_the_sums_of_their_parts(self):
        # More mentees than are measured at once.
        problem = random_problem(1, 30, 2 * criteria.BLOCK + 9)
        scale = Scale(problem)
        scores, _unmet = scale.measure()
        rows, columns = (axis.ravel() for axis in np.indices(scores.shape))
        parts = scale.parts(rows, columns)
        self.assertTrue((parts.sum(axis=1) == scores[rows, columns]).all())
        self.assertTrue((parts >= 0).all() and (parts <= scale.budgets).all())
        self.assertGreater(len(np.unique(scores)), 100)
        for pair in match(problem).pairs:
            self.assertEqual(sum(points for _kind, points, _budget in pair.parts), pair.score)
            self.assertEqual(sum(budget for _kind, _points, budget in pair.parts), 10_000)

    def test_a_pair_is_measured_the_same_alone_as_among_others(self):
        problem = random_problem(2, 9, 11, 40)
        together, _unmet = Scale(problem).measure()
        for row, mentee in enumerate(problem.mentees):
            for column, mentor in enumerate(problem.mentors):
                alone = replace(problem, mentors=[mentor], mentees=[mentee], rejected=())
                self.assertEqual(Scale(alone).measure()[0][0, 0], together[row, column])

    def test_who_says_nothing_gets_half_of_everything(self):
        silent = Problem([Person(1, "a", 1)], [Person(2, "b", 1)], ALL_KINDS)
        scores, _unmet = Scale(silent).measure()
        self.assertEqual(scores.tolist(), [[5_000]])

    def test_who_says_nothing_takes_no_mentor_from_others(self):
        """Silence fits all mentors alike, so it never decides who that person's mentor is."""
        mentors = [Person(at, f"m{at}", 1, languages=frozenset({at})) for at in range(1, 5)]
        problem = Problem(mentors, [Person(9, "e", 1)], [Criterion("language", 1)])
        scores, _unmet = Scale(problem).measure()
        self.assertEqual(len(set(scores[0].tolist())), 1)
