import random

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_evaluation.figures import (
    Colleague,
    Verdict,
    effect,
    match_exactly,
    match_nearest,
)

COLUMNS = ("level", "tenure", "department")


def company(seed, planted, number=600):
    """Return colleagues of whom the more senior take part, and are promoted, more often.

    :param planted: by how much taking part makes a promotion more likely
    """
    draw = random.Random(seed)
    colleagues = []
    for at in range(number):
        level, tenure, department = draw.randrange(3), draw.randrange(3), draw.randrange(2)
        took_part = draw.random() < 0.15 + 0.15 * level
        likely = 0.1 + 0.1 * level + 0.05 * tenure + planted * took_part
        columns = {"level": str(level), "tenure": str(tenure), "department": str(department)}
        colleagues.append(Colleague(f"c{at}", took_part, draw.random() < likely, columns))
    return colleagues


def counted(took_part, category, yes, of):
    return [
        Colleague(f"{took_part}{category}{at}", took_part, at < yes, {"level": category})
        for at in range(of)
    ]


class TestFiguresComparison(BaseCase):
    def setUp(self):
        super().setUp()
        # C. Charig and others, 1986: stones removed, of small and of large ones, by open surgery
        # (taking part, here) and by the newer operation.
        self.stones = [
            *counted(True, "small", 81, 87),
            *counted(True, "large", 192, 263),
            *counted(False, "small", 234, 270),
            *counted(False, "large", 55, 80),
        ]

    def test_a_published_study_is_reproduced_from_its_counts(self):
        """78 % against 83 %; of small stones 93 against 87, of large ones 73 against 69."""
        for category, published in (("small", (93, 87)), ("large", (73, 69))):
            part = [person for person in self.stones if person.columns["level"] == category]
            difference = effect(part, ("level",)).difference
            figures = difference.first[0], difference.second[0]
            self.assertEqual(tuple(round(100 * figure) for figure in figures), published)
        alike = [
            Colleague(person.key, person.took_part, person.outcome, {"level": "any"})
            for person in self.stones
        ]
        difference = effect(alike, ("level",)).difference
        self.assertEqual(round(100 * difference.first[0]), 78)
        self.assertEqual(round(100 * difference.second[0]), 83)
        self.assertEqual((difference.first[1], difference.second[1]), (350, 350))

    def test_matched_by_size_the_published_study_turns_round(self):
        found = effect(self.stones, ("level",))
        other = (87 * 234 / 270 + 263 * 55 / 80) / 350
        self.assertAlmostEqual(found.difference.first[0], 273 / 350)
        self.assertAlmostEqual(found.difference.second[0], other)
        self.assertGreater(found.difference.interval.value, 0)
        self.assertEqual(found.difference.verdict, Verdict.MAY_BE_CHANCE)

    def test_a_stratum_without_anybody_to_compare_is_left_out(self):
        people = [*counted(True, "a", 2, 4), *counted(False, "a", 1, 2), *counted(True, "b", 1, 3)]
        people += counted(False, "c", 1, 9)
        matched = match_exactly(people, ("level",))
        self.assertEqual(matched.left_out, ("Trueb0", "Trueb1", "Trueb2"))
        self.assertEqual(len(matched.weights), 6)
        self.assertEqual([matched.weights[key] for key in ("Falsea0", "Falsea1")], [2, 2])

    def test_the_nearest_differ_least_and_ties_are_all_taken(self):
        person = Colleague("p", True, True, {"level": "1", "tenure": "1"})
        others = [
            Colleague("same", False, True, {"level": "1", "tenure": "1"}),
            Colleague("near", False, True, {"level": "1", "tenure": "2"}),
            Colleague("tie", False, True, {"level": "2", "tenure": "1"}),
            Colleague("far", False, True, {"level": "2", "tenure": "2"}),
        ]
        columns = ("level", "tenure")
        one = match_nearest([person, *others], columns, 1).weights
        self.assertEqual(one, {"p": 1, "same": 1})
        two = match_nearest([person, *others], columns, 2).weights
        self.assertEqual(two.keys(), {"p", "same", "near", "tie"})
        self.assertAlmostEqual(sum(two.values()), 2)

    def test_the_order_of_colleagues_changes_nothing(self):
        people = company(1, 0.2)
        mixed = random.Random(5).sample(people, len(people))
        for nearest in (None, 2):
            self.assertEqual(effect(people, COLUMNS, nearest), effect(mixed, COLUMNS, nearest))

    def test_below_the_least_number_there_is_no_figure_to_argue_about(self):
        people = [*counted(True, "a", 19, 19), *counted(False, "a", 0, 60)]
        found = effect(people, ("level",)).difference
        self.assertEqual((found.verdict, found.interval), (Verdict.NOT_ENOUGH_DATA, None))
        self.assertEqual(effect([], ("level",)).difference.verdict, Verdict.NOT_ENOUGH_DATA)

    def test_nobody_is_compared_by_who_they_are(self):
        people = [Colleague("p", True, True, {"gender": "x"})]
        for columns in (("gender",), ("level", "gender"), ()):
            for matching in (match_exactly, match_nearest):
                with self.assertRaises(ValueError):
                    matching(people, columns)
        with self.assertRaises(ValueError):
            match_exactly(people, ("level",))
        with self.assertRaises(ValueError):
            match_exactly(counted(True, "a", 1, 1) * 2, ("level",))

    def test_a_planted_effect_is_found(self):
        found = [effect(company(seed, 0.25), COLUMNS).difference for seed in range(30)]
        covered = [each.interval.low <= 0.25 <= each.interval.high for each in found]
        self.assertTrue(all(each.verdict == Verdict.HIGHER for each in found))
        self.assertGreaterEqual(sum(covered), 26)

    def test_without_an_effect_the_interval_covers_zero_in_95_of_100(self):
        for nearest, seeds in ((None, 400), (3, 100)):
            covered = sum(
                effect(company(seed, 0.0, 400), COLUMNS, nearest).difference.verdict
                == Verdict.MAY_BE_CHANCE
                for seed in range(seeds)
            )
            self.assertGreaterEqual(covered / seeds, 0.95)

    def test_without_matching_that_effect_would_be_seen_where_none_is(self):
        misled = 0
        for seed in range(30):
            alike = [
                Colleague(person.key, person.took_part, person.outcome, {"level": "any"})
                for person in company(seed, 0.0)
            ]
            misled += effect(alike, ("level",)).difference.verdict == Verdict.HIGHER
        self.assertGreater(misled, 5)
