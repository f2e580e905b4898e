import random
from itertools import combinations

from odoo.tests.common import BaseCase

from ..models.figure_effects import renewed
from ..models.outcome_words import is_shown
from .test_outcome_shown import compared, did

K = 5
ALL, ONE, TWO = ((programme, "mentee", "promoted") for programme in (None, "1", "2"))


def in_force(last, now, shown):
    """What readers have, of an edition and the effects that were renewed in the next."""
    return last | {what: now[what] for what in shown}


class TestFigureEffects(BaseCase):
    """Effects beside those of earlier releases."""

    def _companies(self, first, second):
        return {
            ALL: compared({**first, **second}),
            ONE: compared(first),
            TWO: compared(second),
        }

    def test_nothing_new_renews_nothing(self):
        now = self._companies(did(12, 30), did(12, 30, 2, start=100))
        self.assertEqual(renewed(now, [], K), {ALL, ONE, TWO})
        self.assertEqual(renewed(now, [now], K), set())

    def test_enough_people_renew_an_effect(self):
        before = self._companies(did(12, 30), did(12, 30, 2, start=100))
        now = self._companies(did(12, 30), did(18, 42, 2, start=100))
        self.assertEqual(renewed(now, [before], K), {ALL, TWO})

    def test_who_came_to_an_effect_that_stays_is_not_told_by_the_others(self):
        """One more in the first programme, which stays: all of them less both would be that one."""
        before = self._companies(did(12, 30), did(12, 30, 2, start=100))
        now = self._companies(did(13, 31), did(18, 42, 2, start=100))
        shown = renewed(now, [before], K)
        self.assertNotIn(ONE, shown)
        self.assertFalse({ALL, TWO} <= shown)

    def test_six_more_and_five_fewer_are_not_one_more(self):
        before = {ALL: compared(did(14, 40))}
        now = {ALL: compared(did(20, 41))}
        self.assertEqual(renewed(now, [before], K), set())

    def test_an_edition_before_the_last_one_counts(self):
        first, last = {ALL: compared(did(12, 30))}, {ALL: compared(did(18, 42))}
        now = {ALL: compared(did(13, 31))}
        self.assertEqual(renewed(now, [last], K), {ALL})
        self.assertEqual(renewed(now, [first, last], K), set())

    def test_editions_tell_nothing_of_few_together(self):
        """Any companies: of three editions nothing that nests in another, or in sums of one
        edition, differs by few."""
        moved, open_ = 0, 0
        for seed in range(60):
            draw = random.Random(seed)
            people, editions, careless = {ONE: {}, TWO: {}}, [], []
            for edition in range(3):
                for programme, own in people.items():
                    start = 1000 * int(programme[0]) + 100 * edition
                    number = draw.choice((0, 1, 8, 30)) if edition else 30
                    own |= {(start + n, programme[0]): draw.random() < 0.4 for n in range(number)}
                now = {ALL: compared({**people[ONE], **people[TWO]})} | {
                    what: compared(dict(own)) for what, own in people.items()
                }
                self.assertTrue(all(is_shown(each, K) for each in now.values()))
                shown = renewed(now, editions, K)
                moved += bool(editions and shown)
                editions.append(in_force(editions[-1] if editions else {}, now, shown))
                careless.append(now)
            self.assertFalse(self._derived(editions), seed)
            open_ += bool(self._derived(careless))
        self.assertGreater(moved, 40)
        self.assertGreater(open_, 30, "who renews everything is found out")

    def _derived(self, editions):
        told = set()
        for edition in editions:
            scopes = [each.counted for each in edition.values()]
            pairs = [
                {**one, **other} for one, other in combinations(scopes, 2) if not one.keys() & other
            ]
            for scope in (*scopes, *pairs):
                yes = frozenset(who for who, value in scope.items() if value)
                told |= {yes, frozenset(scope) - yes, frozenset(scope)}
        return [
            (one, other)
            for one, other in combinations(told, 2)
            if (one < other or other < one) and len(one ^ other) < K
        ]
