import random
from itertools import combinations

from odoo.tests.common import BaseCase

from ..figures.comparison import Colleague, effect
from ..models.outcome_result import Comparison
from ..models.outcome_shown import shown_together
from ..models.outcome_words import is_shown

K = 5


def compared(values, kind="promoted", months=12, known=None):
    """A comparison of participations, against as many colleagues of whom half did."""
    people = [Colleague(f"p{key}", True, value, {"level": "1"}) for key, value in values.items()]
    people += [Colleague(f"c{n}", False, n % 2 == 0, {"level": "1"}) for n in range(60)]
    found = effect(people, ("level",))
    return Comparison(kind, months, found, 0, 0, False, "mentee", values, known or values)


def did(yes, of, programme=1, start=0):
    return {(start + n, programme): n < yes for n in range(of)}


class TestOutcomeShown(BaseCase):
    """Numbers that may be read one by one, and not beside one another."""

    def _shown(self, *comparisons, tabled=()):
        self.assertTrue(all(is_shown(each, K) for each in comparisons), "each by itself may show")
        return shown_together(list(comparisons), K, tabled)

    def test_what_a_longer_window_adds_is_of_enough_people(self):
        year = compared(did(14, 40))
        self.assertEqual(self._shown(year, compared(did(11, 40), months=6)), [True, False])
        self.assertEqual(self._shown(year, compared(did(9, 40), months=6)), [True, True])
        self.assertEqual(self._shown(year, compared(did(14, 40), months=6)), [True, True])

    def test_one_outcome_less_its_part_is_of_enough_people(self):
        promoted, progressed = compared(did(10, 40)), compared(did(13, 40), "progressed")
        self.assertEqual(self._shown(promoted, progressed), [True, False])
        # 30 stayed of 40, 7 left by their own decision: so 3 left otherwise.
        stayed = compared(did(30, 40), "stayed")
        left = compared({(n, 1): n >= 33 for n in range(40)}, "left_voluntarily")
        self.assertEqual(self._shown(stayed, left), [True, False])

    def test_all_programmes_less_those_shown_are_of_enough_people(self):
        one, two = did(10, 30), did(8, 25, 2, start=100)
        third = did(2, 25, 3, start=200)
        everybody = compared({**one, **two, **third})
        self.assertEqual(self._shown(everybody, compared(one), compared(two)), [True, True, False])
        # A third one in which enough did, and did not: each may show.
        third = did(6, 25, 3, start=200)
        everybody = compared({**one, **two, **third})
        parts = compared(one), compared(two), compared(third)
        self.assertEqual(self._shown(everybody, *parts), [True, True, True, True])

    def test_a_table_of_everybody_less_those_compared_is_of_enough_people(self):
        everybody = did(12, 40)
        few = dict(list(everybody.items())[2:])
        self.assertEqual(self._shown(compared(few, known=everybody)), [True])
        self.assertEqual(self._shown(compared(few, known=everybody), tabled=(12,)), [False])
        self.assertEqual(self._shown(compared(everybody), tabled=(12,)), [True])

    def test_no_sums_and_differences_of_what_is_shown_are_of_few(self):
        """Any companies: everything that nests in what is shown, and in its sums, is apart."""
        seen = 0
        for seed in range(60):
            draw = random.Random(seed)
            programmes = [
                {
                    (100 * p + n, p): (draw.random() < 0.2, draw.random() < 0.35)
                    for n in range(draw.randrange(22, 40))
                }
                for p in range(4)
            ]
            scopes = [dict(kv for p in programmes for kv in p.items()), *programmes]
            comparisons = [
                compared({key: any(value[: at + 1]) for key, value in scope.items()}, m)
                for scope in scopes
                for at, m in ((0, "promoted"), (1, "progressed"))
                if sum(value[0] for value in scope.values()) >= K
            ]
            comparisons = [each for each in comparisons if is_shown(each, K)]
            told = self._told(comparisons, shown_together(comparisons, K))
            seen += len(told)
            self.assertFalse(self._derived(told), seed)
        self.assertGreater(seen, 200)
        # All of them together would tell, or this test could not fail.
        self.assertTrue(self._derived(self._told(comparisons, [True] * len(comparisons))))

    def _told(self, comparisons, shown):
        """The groups that are told, and the sums of those of several programmes."""
        told = set()
        shown_ones = [each for each, is_told in zip(comparisons, shown, strict=True) if is_told]
        for kind in ("promoted", "progressed"):
            own = [each.counted for each in shown_ones if each.kind == kind]
            for number in range(1, len(own) + 1):
                for some in combinations(own, number):
                    if len(set().union(*some)) == sum(map(len, some)):
                        both = {key: value for each in some for key, value in each.items()}
                        yes = frozenset(key for key, value in both.items() if value)
                        told |= {yes, frozenset(both) - yes, frozenset(both)}
        return told

    def _derived(self, told):
        return [
            (one, other)
            for one, other in combinations(told, 2)
            if (one < other or other < one) and len(one ^ other) < K
        ]
