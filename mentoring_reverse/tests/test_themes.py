import random
from datetime import date, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from odoo.addons.mentoring_programme.models.held import Held
from odoo.addons.mentoring_programme.tests.in_person_case import InPersonCase

from ..models.theme_door import give_theme, held_of_me, list_themes, take_back_theme
from ..models.theme_pool import GIVEN_AT_MOST
from .common import ReverseCase


class ThemeCase(ReverseCase, InPersonCase):
    """Pairs that have met, in programmes with a threshold of three."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.themes = cls.env["mentoring.theme"].search([])
        cls.theme = cls.themes[0]
        cls.month = fields.Date.today().replace(day=1)
        cls.programme = cls._running("Open")
        cls.pairs = cls._pairs(cls.programme, "a", 4)

    @classmethod
    def _running(cls, name, **values):
        today = fields.Date.today()
        return cls._programme(
            "running",
            name=name,
            preference_threshold=3,
            level_distance=0,
            date_start=today - timedelta(days=30),
            date_end=today + timedelta(days=700),
            **values,
        )

    @classmethod
    def _pairs(cls, programme, prefix, count):
        """``count`` pairs of people of their own, each of which has met once."""
        pairs = cls.env["mentoring.pairing"]
        for number in range(count):
            mentor, leader = (cls._employee(f"{prefix}{role}{number}") for role in ("m", "l"))
            pairs += cls._pair(
                cls._enrol(programme, mentor, "mentor"), cls._enrol(programme, leader, "mentee")
            )
        for pairing in pairs:
            cls._meet(pairing)
        return pairs

    @classmethod
    def _meet(cls, pairing):
        session = cls.env["mentoring.session"].create(
            {
                "pairing_id": pairing.id,
                "start": fields.Datetime.now() - timedelta(days=2),
                "duration": 1,
            }
        )
        session._as_nobody().write({"state": "held"})

    def _give(self, enrolment, theme=None, step=give_theme):
        pairing = (enrolment.programme_id.enrolment_ids & enrolment) and self.env[
            "mentoring.pairing"
        ].search(["|", ("mentor_id", "=", enrolment.id), ("mentee_id", "=", enrolment.id)])
        self._as(enrolment.user_id, step, pairing[:1].id, (theme or self.theme).id)

    def _next_month(self):
        """Let the month pass, and look for what may be told."""
        self.month = (self.month + timedelta(days=40)).replace(day=1)
        with freeze_time(self.month):
            self.env["mentoring.insight"]._cron_release()

    def _shown(self, user=None):
        """What HR sees."""
        insights = self.env["mentoring.insight"].with_user(user or self.manager).search([])
        return {
            (line.theme_id.id, line.sudo().programme_id.name or None, line.times)
            for line in insights
        }


@tagged("post_install", "-at_install")
class TestThemes(ThemeCase):
    """Passing a theme on, and what becomes of it."""

    # -- the door ----------------------------------------------------------------------------

    def _list(self, enrolment, pairing=None):
        return self._as(enrolment.user_id, list_themes, (pairing or self.pairs[0]).id)

    def _given(self, enrolment):
        return [theme["id"] for theme in self._list(enrolment)["themes"] if theme["is_given"]]

    def test_each_gives_for_themself_and_the_partner_sees_nothing(self):
        pairing = self.pairs[0]
        before = self._list(pairing.mentee_id)
        self._give(pairing.mentor_id)
        self.assertEqual(self._given(pairing.mentor_id), [self.theme.id])
        self.assertEqual(self._list(pairing.mentee_id), before)

    def test_it_can_be_taken_back_until_it_is_told(self):
        mentor = self.pairs[0].mentor_id
        self._give(mentor)
        self._give(mentor, step=take_back_theme)
        self.assertEqual(self._given(mentor), [])
        for pairing in self.pairs[1:3]:
            self._give(pairing.mentor_id)
        self._next_month()
        self.assertEqual(self._shown(), set())

    def test_nobody_else_comes_in_and_nothing_but_a_theme_leaves(self):
        self._give(self.pairs[0].mentor_id)
        pairing = self.pairs[0]
        for user in (
            self.pairs[1].mentor_id.user_id,
            self.mo.user_id,
            self.coordinator,
            self.manager,
            self.hr_officer,
            self.lead,
            self.env.ref("base.user_admin"),
        ):
            for step, more in ((list_themes, ()), (give_theme, (1,)), (take_back_theme, (1,))):
                with self.assertRaises(AccessError):
                    self._as(user, step, pairing.id, *more)
        for strange in ("my own words", None, True, [1], 10**8, {"name": "x"}):
            with self.assertRaisesRegex(UserError, "not in the list"):
                self._as(pairing.mentor_id.user_id, give_theme, pairing.id, strange)

    def test_code_that_runs_in_somebodys_name_learns_nothing(self):
        mentor = self.pairs[0].mentor_id
        self._give(mentor)
        for path in ("/web/action/run", "/web/dataset/call_kw/res.users/write"):
            with self._request(mentor.user_id, path=path) as env:
                for ask in (
                    lambda env: list_themes(env, self.pairs[0].id),
                    lambda env: held_of_me(env, env["mentoring.pairing"]),
                ):
                    with self.assertRaises(AccessError):
                        ask(env)

    def test_only_those_who_have_met_and_not_for_ever(self):
        pairing = self._pair(
            self._enrol(self.programme, self.mia, "mentor"),
            self._enrol(self.programme, self.ida, "mentee"),
        )
        self.assertFalse(self._list(pairing.mentor_id, pairing)["can_give"])
        with self.assertRaisesRegex(UserError, "once you two have met"):
            self._give(pairing.mentor_id)
        self._meet(pairing)
        self._give(pairing.mentor_id)
        self.programme.date_forgotten = fields.Date.today()
        with self.assertRaisesRegex(UserError, "once you two have met"):
            self._give(pairing.mentor_id)

    def test_there_is_an_end_to_what_one_person_gives(self):
        mentor = self.pairs[0].mentor_id
        for theme in self.themes[:GIVEN_AT_MOST]:
            self._give(mentor, theme)
        self._give(mentor, self.themes[0])
        with self.assertRaisesRegex(UserError, "take one back"):
            self._give(mentor, self.themes[GIVEN_AT_MOST])

    def test_nothing_of_a_pilot_nor_of_other_programmes(self):
        with patch.object(type(self.programme), "_is_statistics_free", lambda _self: True):
            with self.assertRaises(AccessError):
                self._list(self.pairs[0].mentor_id)
            sections = self.pairs[0].with_user(self.pairs[0].mentor_id.user_id)._page_sections()
            self.assertNotIn("themes", sections)
        traditional = patch.object(type(self.programme), "_is_reverse", lambda _self: False)
        with traditional, self.assertRaises(AccessError):
            self._list(self.pairs[0].mentor_id)

    def test_a_programme_that_became_a_pilot_is_told_of_nowhere(self):
        for pairing in self.pairs:
            self._give(pairing.mentor_id)
        with patch.object(type(self.programme), "_is_statistics_free", lambda _self: True):
            self._next_month()
        self.assertEqual(self._shown(), set())

    # -- at rest -----------------------------------------------------------------------------

    def _pool(self):
        self.env.flush_all()
        return self.env["mentoring.theme.pool"].search([("programme_id", "=", self.programme.id)])

    def test_giving_makes_no_row_and_no_length_differ(self):
        pool = self._pool()
        self.assertTrue(pool)
        self._give(self.pairs[0].mentor_id)
        length = len(self._pool().sealed)
        for theme in self.themes[1:GIVEN_AT_MOST]:
            for pairing in self.pairs:
                self._give(pairing.mentor_id, theme)
                self._give(pairing.mentee_id, theme)
        self.assertEqual(self._pool(), pool)
        self.assertEqual(len(pool.sealed), length)

    def test_saying_nothing_is_sealed_anew_as_well(self):
        """Whoever takes back what they never gave leaves the same trace as whoever gives."""
        before = self._pool().sealed
        self._give(self.pairs[0].mentor_id, step=take_back_theme)
        self.assertNotEqual(self._pool().sealed, before)

    def test_another_user_in_the_row_of_an_enrolment_opens_nothing(self):
        """As somebody who may write into the database would have it."""
        pairing = self.pairs[0]
        mentor, stranger = pairing.mentor_id, self.max.user_id
        owner = mentor.user_id
        for given in (False, True):
            if given:
                self._give(mentor)
            shown = self._list(mentor)
            self._hand_over(mentor, stranger)
            seen = self._as(stranger, list_themes, pairing.id)
            self.assertFalse([theme for theme in seen["themes"] if theme["is_given"]])
            with self._request(stranger) as env:
                mine = env["mentoring.pairing"].browse(pairing.id)
                self.assertEqual(held_of_me(env, mine)["themes"], [])
            self._as(stranger, take_back_theme, pairing.id, self.theme.id)
            self._hand_over(mentor, owner)
            self.assertEqual(self._list(mentor), shown)

    def test_what_another_user_gave_in_somebodys_place_counts_for_nobody(self):
        mentor, stranger = self.pairs[0].mentor_id, self.max.user_id
        owner = mentor.user_id
        for other in self.pairs[1:3]:
            self._give(other.mentor_id)
        self._hand_over(mentor, stranger)
        self._as(stranger, give_theme, self.pairs[0].id, self.theme.id)
        self._hand_over(mentor, owner)
        self.assertEqual(self._given(mentor), [])
        self._next_month()
        self.assertEqual(self._shown(), set())

    def _hand_over(self, enrolment, user):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mentoring_enrolment SET user_id = %s WHERE id = %s", [user.id, enrolment.id]
        )
        self.env.invalidate_all()

    def test_what_is_held_on_me(self):
        mentor = self.pairs[0].mentor_id
        self._give(mentor)
        with self._request(mentor.user_id) as env:
            held = Held(env).gather()["themes"]
        self.assertEqual(held, [{"programme": "Open", "theme": self.theme.name}])
        with self._request(self.pairs[0].mentee_id.user_id) as env:
            self.assertEqual(Held(env).gather()["themes"], [])

    def test_whoever_leaves_takes_theirs_along(self):
        for pairing in self.pairs[:3]:
            self._give(pairing.mentor_id)
        gone = self.pairs[0].mentor_id
        gone.with_user(gone.user_id).action_withdraw()
        self._next_month()
        self.assertEqual(self._shown(), set())

    def test_they_are_destroyed_with_the_programme(self):
        for pairing in self.pairs[:3]:
            self._give(pairing.mentor_id)
        self.programme.with_user(self.coordinator).action_close()
        self.programme.date_over = fields.Date.today() - timedelta(
            days=self.company.mentoring_grace_days
        )
        self.env["mentoring.preference"]._cron_destroy_expired()
        self.programme.date_forgotten = False
        self._next_month()
        self.assertEqual(self._shown(), set())

    # -- telling -----------------------------------------------------------------------------

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

    # -- what is done about it -------------------------------------------------------------------

    def _insight(self):
        for pairing in self.pairs[:3]:
            self._give(pairing.mentor_id)
        self._next_month()
        return self.env["mentoring.insight"].search([])

    def test_who_reads_an_insight(self):
        insight = self._insight()
        for user, reads, writes in (
            (self.coordinator, True, True),
            (self.manager, True, True),
            (self.hr_officer, True, False),
            (self.other_coordinator, False, False),
            (self.mo.user_id, False, False),
            (self.pairs[0].mentor_id.user_id, False, False),
            (self.lead, False, False),
        ):
            with self.subTest(user.login):
                mine = insight.with_user(user)
                self.assertEqual(mine.has_access("read"), reads)
                self.assertEqual(bool(mine.display_name == self.theme.name), reads)
                action = {"name": "Criteria", "responsible": "HR"}
                command = [fields.Command.create(action)]
                if writes:
                    mine.write({"action_ids": command})
                else:
                    with self.assertRaises(AccessError):
                        mine.write({"action_ids": command})
                with self.assertRaises(AccessError):
                    mine.write({"times": 9})
                with self.assertRaises(AccessError):
                    mine.unlink()
                with self.assertRaises(AccessError):
                    mine.create({"theme_id": self.theme.id, "company_id": self.company.id})

    def _changes(self, user):
        return self.env["mentoring.home"].with_user(user).get_my_mentoring()["changes"]

    def test_the_cohort_sees_what_changed_once_it_is_no_draft(self):
        insight = self._insight().with_user(self.coordinator)
        values = {"name": "Criteria are published", "responsible": "HR department"}
        insight.action_ids = [fields.Command.create(values)]
        mine = self.pairs[3].mentee_id.user_id
        self.assertEqual(insight.state, "new")
        self.assertEqual(self._changes(mine), [])
        insight.action_ids.write({"state": "done", "date": "2026-01-31"})
        self.assertEqual(insight.state, "done")
        (change,) = self._changes(mine)
        self.assertEqual(
            (change["theme"], change["programme"], change["name"], change["responsible"]),
            (self.theme.name, "Open", "Criteria are published", "HR department"),
        )
        page = self.pairs[3].with_user(mine)._page_themes()
        self.assertEqual(page["changes"], [change])
        for user in (self.mo.user_id, self.ivy.user_id):
            self.assertEqual(self._changes(user), [])

    def test_what_is_not_done_is_explained(self):
        insight = self._insight().with_user(self.coordinator)
        values = {"name": "More of it", "responsible": "HR", "state": "declined"}
        with self.assertRaisesRegex(ValidationError, "why this will not be done"):
            insight.action_ids = [fields.Command.create(values)]
        with self.assertRaisesRegex(ValidationError, "when it was done"):
            insight.action_ids = [fields.Command.create({**values, "state": "done"})]

    def test_managers_extend_the_list(self):
        theme = self.env["mentoring.theme"].with_user(self.manager).create({"name": "Bicycles"})
        names = [each["name"] for each in self._list(self.pairs[0].mentor_id)["themes"]]
        self.assertIn("Bicycles", names)
        with self.assertRaises(AccessError):
            theme.with_user(self.coordinator).name = "Cars"

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
