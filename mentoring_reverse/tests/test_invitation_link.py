import re
from datetime import timedelta

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, freeze_time, tagged

from .common import ReverseCase


class InvitationCase(ReverseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls._programme(
            "enrolling", name="Hush programme", mentors_share_group=True, level_distance=0
        )

    def _make(self, role="mentor", days=30, programme=None, user=None):
        """A link, as its coordinator makes it; the token out of its address."""
        make = self.env["mentoring.invitation.make"].with_user(user or self.coordinator)
        make = make.create(
            {
                "programme_id": (programme or self.programme).id,
                "role": role,
                "date_expiry": fields.Date.today() + timedelta(days=days),
            }
        )
        address = make.action_make()["context"]["default_address"]
        return address.rsplit("/", 1)[1]

    def _link(self, token, user):
        return self.env["mentoring.invitation.link"].with_user(user)._of_token(token)

    def _join(self, token, employee):
        link = self._link(token, employee.user_id)
        link.with_env(self.env(user=employee.user_id.id, su=False))._join()

    def _enrolment(self, employee):
        return self.env["mentoring.enrolment"].search(
            [("programme_id", "=", self.programme.id), ("employee_id", "=", employee.id)]
        )


@tagged("post_install", "-at_install")
class TestInvitationLink(InvitationCase):
    def test_whoever_has_it_joins_where_enrolment_is_by_invitation(self):
        self.assertEqual(self.programme.enrolment_policy, "invited")
        mine = self.env["mentoring.enrolment"].with_user(self.mia.user_id)
        with self.assertRaises(AccessError):
            mine.create({"programme_id": self.programme.id, "role": "mentor"})
        self._join(self._make(), self.mia)
        enrolment = self._enrolment(self.mia)
        self.assertEqual((enrolment.role, enrolment.state), ("mentor", "applied"))
        box = self.env["mentoring.preference"].search([("enrolment_id", "=", enrolment.id)])
        self.assertEqual(len(box), 1)

    def test_an_enrolment_says_nothing_of_a_link(self):
        """No field of it, and no record beside it, points to one."""
        for model, fields_of in self.env.registry.items():
            for field in fields_of._fields.values():
                self.assertNotEqual(field.comodel_name, "mentoring.invitation.link", model)
        open_one = self._programme("enrolling", name="Open", level_distance=0)
        by_hand = self.env["mentoring.enrolment"].with_user(self.max.user_id)
        by_hand = by_hand.create({"programme_id": open_one.id, "role": "mentor"})
        self._join(self._make(programme=open_one), self.mia)
        by_link = self.env["mentoring.enrolment"].search(
            [("programme_id", "=", open_one.id), ("employee_id", "=", self.mia.id)]
        )
        own = {"id", "display_name", "employee_id", "user_id", "contact_id"}
        own |= {"create_date", "write_date", "__last_update"}
        told = [
            {
                name: value
                for name, value in each.read()[0].items()
                if name not in own and not isinstance(value, list | tuple)
            }
            for each in (by_hand.with_env(self.env), by_link)
        ]
        self.assertEqual(*told)

    def test_who_made_an_enrolment_and_wrote_it_last_is_nobody(self):
        self._join(self._make(), self.mia)
        mine = self.env["mentoring.enrolment"].with_user(self.coordinator)
        by_hand = mine.create(
            {"programme_id": self.programme.id, "role": "mentor", "employee_id": self.max.id}
        )
        by_hand.with_user(self.max.user_id).action_accept_invitation()
        by_link = self._enrolment(self.mia)
        by_link.with_user(self.coordinator).action_accept_application()
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT DISTINCT state, create_uid, write_uid FROM mentoring_enrolment"
            " WHERE programme_id = %s",
            [self.programme.id],
        )
        [row] = self.env.cr.fetchall()
        self.assertEqual(row[1:], (SUPERUSER_ID, SUPERUSER_ID))

    def test_a_link_keeps_neither_its_address_nor_when_somebody_came(self):
        token = self._make()
        link = self._link(token, self.mia.user_id)
        self._join(token, self.mia)
        self.env.flush_all()
        self.env.cr.execute("SELECT * FROM mentoring_invitation_link WHERE id = %s", [link.id])
        [row] = self.env.cr.dictfetchall()
        self.assertNotIn(token, str(row))
        self.assertFalse({"create_date", "write_date", "create_uid", "write_uid"} & set(row))
        self.env.cr.execute("SELECT * FROM mentoring_invitation_make")
        self.assertNotIn(token, str(self.env.cr.dictfetchall()))

    def test_how_many_came_is_told_in_steps_and_when_it_is_over(self):
        token = self._make()
        link = self._link(token, self.mia.user_id).with_user(self.coordinator)
        link = link.with_env(self.env(user=self.coordinator.id, su=False))
        for at in range(7):
            self.assertFalse(link.joined_words)
            self._join(token, self._employee(f"joiner{at}"))
        link.action_revoke()
        other = self._link(few := self._make("mentee"), self.mia.user_id)
        self._join(few, self.ida)
        other.is_revoked = True
        other = other.with_user(self.coordinator).sudo(False)
        last = link.date_expiry
        # A day is not the caller's to choose.
        for day, zone, told in (
            (fields.Date.today(), "UTC", (False, False)),
            (last, "Pacific/Kiritimati", (False, False)),
            (last + timedelta(days=1), "Pacific/Kiritimati", (False, False)),
            (last + timedelta(days=2), "Etc/GMT+12", ("at least 5", "fewer than 5")),
        ):
            self.env.invalidate_all()
            with self.subTest(day=day), freeze_time(f"{day} 23:00:00"):
                seen = [each.with_context(tz=zone).joined_words for each in (link, other)]
                self.assertEqual(tuple(seen), told)
        for name in ("joined_count", "token_hash"):
            with self.assertRaises(AccessError):
                link.read([name])
            with self.assertRaises(AccessError):
                link.search([(name, "!=", False)])

    def test_one_answer_for_what_is_not_open(self):
        token = self._make()
        self.assertTrue(self._link(token, self.mia.user_id))
        self.assertFalse(self._link("", self.mia.user_id))
        self.assertFalse(self._link("nothing", self.mia.user_id))
        self.assertFalse(self._link(token, self.portal_user()))
        link = self._link(token, self.mia.user_id)
        link.date_expiry = fields.Date.today() - timedelta(days=1)
        self.assertFalse(self._link(token, self.mia.user_id))
        link.date_expiry = fields.Date.today()
        self.assertTrue(self._link(token, self.mia.user_id))
        self.programme._write_state("matching")
        self.assertFalse(self._link(token, self.mia.user_id))
        self.programme._write_state("enrolling")
        link.with_env(self.env(user=self.coordinator.id, su=False)).action_revoke()
        self.assertFalse(self._link(token, self.mia.user_id))

    def portal_user(self):
        return self._user("guest", "portal")

    def test_people_of_another_company_have_no_use_for_it(self):
        abroad = self.env["res.company"].create({"name": "Abroad"})
        token = self._make()
        self.mia.company_id = abroad
        self.assertFalse(self._link(token, self.mia.user_id))

    def test_nobody_joins_twice_and_the_rule_of_who_can_be_what_holds(self):
        token = self._make()
        self._join(token, self.mia)
        with self.assertRaisesRegex(UserError, "in this programme already"):
            self._join(token, self.mia)
        self.programme.mentor_domain = "[('name', '=', 'Ivy')]"
        with self.assertRaisesRegex(UserError, "meant for other colleagues"):
            self._join(token, self.max)

    def test_only_its_coordinators_make_and_revoke_one(self):
        with self.assertRaises(AccessError):
            self._make(user=self.other_coordinator)
        with self.assertRaises(AccessError):
            self._make(user=self.manager)
        link = self._link(self._make(), self.mia.user_id)
        for user in (self.other_coordinator, self.manager, self.mia.user_id):
            with self.assertRaises(AccessError):
                link.with_env(self.env(user=user.id, su=False)).action_revoke()
        mine = self.env(user=self.coordinator.id, su=False)["mentoring.invitation.link"]
        with self.assertRaises(AccessError):
            mine.create({"programme_id": self.programme.id, "role": "mentor"})
        with self.assertRaises(AccessError):
            mine.browse(link.id).date_expiry = fields.Date.today()

    def test_bad_input(self):
        for days in (-1, 181):
            with self.assertRaisesRegex(UserError, "up to 180 days"):
                self._make(days=days)
        self.programme._write_state("running")
        with self.assertRaisesRegex(UserError, "Nobody joins this programme any more"):
            self._make()

    def test_the_dialog_shows_the_address_once(self):
        make = self.env["mentoring.invitation.make"].with_user(self.coordinator)
        form = Form(make.with_context(default_programme_id=self.programme.id))
        self.assertEqual(form.role, "mentor")
        action = form.save().action_make()
        again = Form(make.with_context(**action["context"]))
        self.assertIn("/my/mentoring/join/", again.address)


@tagged("post_install", "-at_install")
class TestInvitationPage(InvitationCase, HttpCase):
    def _get(self, token):
        page = self.url_open(f"/my/mentoring/join/{token}")
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        return page.text

    def _post(self, token, page):
        csrf = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page).group(1)
        return self.url_open(f"/my/mentoring/join/{token}", data={"csrf_token": csrf})

    def test_it_says_what_joining_means_before_anything_is_kept(self):
        token = self._make()
        self.authenticate("mia", "mia")
        page = self._get(token)
        for said in (
            "Hush programme",
            "All mentors of this programme belong to one group",
            "neither your line manager nor HR",
            "Training",
            "Cora",
        ):
            self.assertIn(said, page)
        self.assertFalse(self._enrolment(self.mia))
        self._post(token, page)
        self.assertEqual(self._enrolment(self.mia).state, "applied")
        page = self._get(token)
        self.assertIn("in this programme already", page)

    def test_what_is_not_open_names_nothing(self):
        token = self._make()
        self.authenticate("mia", "mia")
        link = self._link(token, self.mia.user_id)
        page = self._get(token)
        link.is_revoked = True
        self.env.flush_all()
        over, never = self._get(token), self._get("nothing")
        for page_over in (over, never):
            self.assertIn("This invitation is not open", page_over)
            self.assertNotIn("Hush programme", page_over)
        self._post(token, page)
        self.assertFalse(self._enrolment(self.mia))

    def test_it_asks_for_a_log_in(self):
        page = self.url_open(f"/my/mentoring/join/{self._make()}")
        self.assertIn("/web/login", page.url)
        self.assertNotIn("Hush programme", page.text)
