from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.mentoring_programme.models.held import Held

from ..models.theme_door import give_theme, held_of_me, list_themes, take_back_theme
from ..models.theme_pool import GIVEN_AT_MOST
from .theme_case import ThemeCase


@tagged("post_install", "-at_install")
class TestThemes(ThemeCase):
    """Passing a theme on, and taking it back."""

    # -- the door ----------------------------------------------------------------------------

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

    def test_managers_extend_the_list(self):
        theme = self.env["mentoring.theme"].with_user(self.manager).create({"name": "Bicycles"})
        names = [each["name"] for each in self._list(self.pairs[0].mentor_id)["themes"]]
        self.assertIn("Bicycles", names)
        with self.assertRaises(AccessError):
            theme.with_user(self.coordinator).name = "Cars"
