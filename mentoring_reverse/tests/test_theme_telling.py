import random
from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ..models.theme_door import take_back_theme
from .theme_case import ThemeCase


@tagged("post_install", "-at_install")
class TestThemeTelling(ThemeCase):
    """From how many people on a theme is told, when, and of which programme."""

    def test_nothing_is_told_before_k_people_nor_between_two_months(self):
        self._next_month()
        givers = [pairing.mentor_id for pairing in self.pairs]
        for giver in givers[:2]:
            self._give(giver)
        self._next_month()
        self.assertEqual(self._shown(), set())
        for giver in givers[:3]:
            self._give(giver)
        # The third one shows nowhere on the day, however often one looks.
        with freeze_time(self.month + timedelta(days=20)):
            for _look in range(3):
                self.env["mentoring.insight"]._cron_release()
                self.assertEqual(self._shown(), set())
        self._next_month()
        told = {(self.theme.id, "Open", 1)}
        self.assertEqual(self._shown(), told)
        # Nor does one more of them.
        self._give(givers[3])
        self._next_month()
        self.assertEqual(self._shown(), told)

    def test_what_is_told_bears_no_names_and_cannot_be_taken_back(self):
        givers = [pairing.mentor_id for pairing in self.pairs[:3]]
        for giver in givers:
            self._give(giver)
        self._next_month()
        self.assertEqual(self._given(givers[0]), [])
        self._give(givers[0], step=take_back_theme)
        self._next_month()
        self.assertEqual(self._shown(), {(self.theme.id, "Open", 1)})

    def test_nobody_sees_by_their_own_themes_whether_one_was_told(self):
        for pairing in self.pairs[:3]:
            self._give(pairing.mentor_id)
        self._give(self.pairs[0].mentor_id, self.themes[1])
        self._give(self.pairs[3].mentor_id, self.themes[2])
        self._next_month()
        self.assertEqual(self._shown(), {(self.theme.id, "Open", 1)})
        for pairing in self.pairs:
            shown = self._list(pairing.mentor_id, pairing)["themes"]
            self.assertFalse([theme for theme in shown if theme["is_given"]])

    def test_whoever_has_not_met_hides_nobody(self):
        small = self._running("Small")
        met = self._pairs(small, "s", 2)
        waiting = self.env["mentoring.pairing"]
        for number in range(3):
            mentor, leader = (self._employee(f"w{role}{number}") for role in "ml")
            waiting += self._pair(
                self._enrol(small, mentor, "mentor"), self._enrol(small, leader, "mentee")
            )
        start = fields.Datetime.now() - timedelta(days=1)
        self.env["mentoring.session"].create(
            [{"pairing_id": pairing.id, "start": start, "duration": 1} for pairing in waiting]
        )
        givers = [met[0].mentor_id, met[0].mentee_id, met[1].mentor_id]
        for giver in givers:
            self._give(giver)
        self._next_month()
        self.assertEqual(self._shown(), set())
        # The same three among ten who have met.
        for pairing in waiting:
            self._meet(pairing)
        for giver in givers:
            self._give(giver)
        self._next_month()
        self.assertEqual(self._shown(), {(self.theme.id, "Small", 1)})

    def test_whoever_can_give_no_more_hides_nobody(self):
        for pairing in self.pairs[:3]:
            self._give(pairing.mentor_id)
        self.env.flush_all()
        ended = self.pairs[0]
        self.env.cr.execute(
            "UPDATE mentoring_pairing SET state = 'ended' WHERE id = %s", [ended.id]
        )
        self.env.invalidate_all()
        self._next_month()
        self.assertEqual(self._shown(), set())

    def test_what_is_shown_is_the_same_whoever_gave_it(self):
        shown = set()
        for givers in (
            [pairing.mentor_id for pairing in self.pairs[:3]],
            [pairing.mentee_id for pairing in self.pairs[1:]],
            [self.pairs[3].mentor_id, self.pairs[3].mentee_id, self.pairs[0].mentor_id],
        ):
            with self.env.cr.savepoint() as savepoint:
                for giver in givers:
                    self._give(giver)
                month = self.month
                self._next_month()
                insight = self.env["mentoring.insight"].with_user(self.manager).search([])
                values = insight.read(["theme_id", "programme_id", "least", "times", "first_on"])
                shown.add(str([{**each, "id": 0} for each in values]))
                self.month = month
                savepoint.rollback()
            self.env.invalidate_all()
        self.assertEqual(len(shown), 1)

    def test_whatever_two_looks_differ_by_is_k_people(self):
        """A random year: of every theme that appears or is told of once more, at least three
        people had given it since it was told of last."""
        rng = random.Random(7)
        people = [side for pair in self.pairs for side in (pair.mentor_id, pair.mentee_id)]
        themes = self.themes[:3]
        given = {theme.id: set() for theme in themes}
        before, told = set(), 0
        for _month in range(8):
            for _step in range(rng.randint(5, 16)):
                person, theme = rng.choice(people), rng.choice(themes)
                if person in given[theme.id]:
                    given[theme.id].remove(person)
                    self._give(person, theme, take_back_theme)
                else:
                    given[theme.id].add(person)
                    self._give(person, theme)
                self.assertEqual(self._shown(), before)
            self._next_month()
            after = self._shown()
            for theme_id, _programme, _times in after - before:
                told += 1
                self.assertGreaterEqual(len(given[theme_id]), 3)
            for givers in given.values():
                givers.clear()
            before = after
        self.assertGreater(told, 1)

    def test_a_theme_is_archived_and_never_deleted(self):
        used, unused = self.themes[:2]
        company = self.env["res.company"].create({"name": "Elsewhere"})
        today = fields.Date.today()
        self.env["mentoring.insight"].create(
            {
                "theme_id": used.id,
                "company_id": company.id,
                "least": 3,
                "first_on": today,
                "last_on": today,
            }
        )
        told = set()
        for theme in (used, unused):
            with self.assertRaises(UserError) as refusal:
                theme.with_user(self.manager).unlink()
            told.add(str(refusal.exception))
        self.assertEqual(told, {"Themes are kept. Archive a theme to offer it no longer."})
        used.with_user(self.manager).active = False
        self.assertNotIn(used, self.env["mentoring.theme"].search([]))

    def test_a_discreet_programme_is_told_of_among_others_and_never_named(self):
        hush = self._running("Hush programme", discreet=True, enrolment_policy="invited")
        hidden = self._pairs(hush, "h", 5)
        for pairing in hidden[:4]:
            self._give(pairing.mentor_id)
        self._next_month()
        self.assertEqual(self._shown(), set())
        for pairing in (*hidden[:4], *self.pairs[:2]):
            self._give(pairing.mentor_id)
        self._next_month()
        for user in (self.manager, self.hr_officer):
            self.assertEqual(self._shown(user), {(self.theme.id, None, 1)})
        insight = self.env["mentoring.insight"].search([])
        self.assertFalse(insight.programme_id)

    def test_a_person_in_two_programmes_is_one(self):
        other = self._running("Other")
        others = self._pairs(other, "b", 3)
        giver = self.pairs[0].mentee_id
        again = self._pair(
            self._enrol(other, self.mia, "mentor"), self._enrol(other, giver.employee_id, "mentee")
        )
        self._meet(again)
        for enrolment in (giver, again.mentee_id, self.pairs[1].mentor_id):
            self._give(enrolment)
        self._next_month()
        self.assertEqual(self._shown(), set())
        sides = [self.pairs[1].mentor_id, self.pairs[2].mentor_id]
        for enrolment in (*sides, again.mentor_id, others[0].mentor_id):
            self._give(enrolment)
        self._next_month()
        self.assertEqual(self._shown(), {(self.theme.id, None, 1)})

    def test_the_month_it_was_looked_at_last_is_sealed_in(self):
        """Whoever runs the job by hand cannot choose the moment."""
        with freeze_time(date(2030, 3, 1)):
            self.env["mentoring.insight"]._cron_release()
        for pairing in self.pairs[:3]:
            self._give(pairing.mentor_id)
        for day in (date(2030, 3, 2), date(2030, 3, 31), date(2030, 2, 28)):
            with freeze_time(day):
                self.env["mentoring.insight"]._cron_release()
            self.assertEqual(self._shown(), set())
        with freeze_time(date(2030, 4, 1)):
            self.env["mentoring.insight"]._cron_release()
        self.assertTrue(self._shown())
