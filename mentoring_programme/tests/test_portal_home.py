from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestPortalHome(MentoringCase):
    """People from outside have the same home as employees, and learn of colleagues no more than
    the one they are paired with."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guest = cls._user("gwen", "portal")
        cls.mia.write({"job_title": "Designer", "work_email": "mia@example.com"})
        cls.programme = cls._programme("running")
        cls.guests = cls._enrol(cls.programme, cls.guest.partner_id, "mentor")
        cls.pairing = cls._pair(cls.guests, cls._enrol(cls.programme, cls.mia, "mentee"))
        cls.other_pairing = cls._pair(
            cls._enrol(cls.programme, cls.ida, "mentor"),
            cls._enrol(cls.programme, cls.max, "mentee"),
        )
        cls.env.flush_all()

    def _as_guest(self, model):
        self.env.invalidate_all()
        return self.env[model].with_user(self.guest)

    def test_home_shows_their_partner_and_nobody_else(self):
        home = self._as_guest("mentoring.home").get_my_mentoring()
        self.assertFalse(home["is_internal"] or home["has_employee"])
        (line,) = home["pairings"]
        self.assertEqual(
            (line["partner"]["name"], line["partner"]["job_title"], line["partner"]["email"]),
            ("Mia", "Designer", "mia@example.com"),
        )
        self.assertFalse(line["partner"]["user_id"], "there is no chat to open")
        self.assertNotIn("Ida", str(home))
        self.assertEqual(home["programmes"], [])

    def test_nobody_is_invited_who_could_not_answer(self):
        contact = self.env["res.partner"].create({"name": "Nora", "email": "nora@example.com"})
        invited = self._enrol(self.programme, contact, "mentor", "invited")
        with self.assertRaisesRegex(UserError, "no log-in yet"):
            invited.with_user(self.coordinator).action_send_invitation()
        user = self._user("nora", "portal", partner_id=contact.id)
        self.assertEqual(invited.user_id, user)
        invited.with_user(self.coordinator).action_send_invitation()
        mail = self.env["mail.mail"].search([("recipient_ids", "in", contact.ids)])
        self.assertIn("/my/mentoring", mail.body_html)
        self.assertNotIn("/odoo/", mail.body_html)

    def test_the_page_of_a_pairing_is_its_two_peoples(self):
        told = self._as_guest("mentoring.home").get_pairing(self.pairing.id)
        self.assertEqual((told["page"]["my_role"], told["page"]["can_write"]), ("mentor", True))
        self.assertEqual(told["page"]["partner"]["name"], "Mia")
        refusals = set()
        for number in (self.other_pairing.id, 2**31 - 1):
            with self.assertRaises(AccessError) as caught:
                self._as_guest("mentoring.home").get_pairing(number)
            refusals.add(str(caught.exception))
        self.assertEqual(len(refusals), 1, "what is another's is answered like what is not there")

    def test_coordinators_and_line_managers_do_not_open_it(self):
        for user in (self.coordinator, self.manager, self.hr_officer, self.mo.user_id):
            with self.assertRaises(AccessError):
                self.env["mentoring.home"].with_user(user).get_pairing(self.pairing.id)

    # -- what they offer -----------------------------------------------------------------

    def _values(self, **changed):
        topic = self.env["mentoring.topic"].search([], limit=1)
        skill = self.env["hr.skill"].search([("skill_type_id.skill_level_ids", "!=", False)])[0]
        level = skill.skill_type_id.skill_level_ids[0]
        return {
            "capacity": 2,
            "language_ids": [],
            "availability_ids": self.env["mentoring.availability"].search([], limit=2).ids,
            "interest_ids": topic.ids,
            "skills": {str(skill.id): level.id},
            **changed,
        }

    def test_they_say_what_they_offer_and_read_it_back(self):
        Form = self._as_guest("mentoring.enrolment.form")
        values = self._values()
        Form.save_form(values, self.guests.id)
        form = Form.get_form(self.guests.id)
        chosen = {
            name: [line["id"] for line in form[name] if line["chosen"]]
            for name in ("availability_ids", "interest_ids")
        }
        self.assertEqual(chosen["interest_ids"], values["interest_ids"])
        self.assertEqual(sorted(chosen["availability_ids"]), sorted(values["availability_ids"]))
        (skill,) = (line for line in form["skills"] if line["chosen"])
        self.assertEqual({str(skill["id"]): skill["level_id"]}, values["skills"])
        self.assertEqual((form["capacity"], form["role"]), (2, "mentor"))
        Form.save_form(self._values(skills={}), self.guests.id)
        self.assertFalse(self.guests.skill_ids)

    def test_a_mentor_says_whether_mentees_may_see_them(self):
        Form = self._as_guest("mentoring.enrolment.form")
        self.assertIsNone(Form.get_form(self.guests.id)["is_browsable"])
        self.guests.programme_id.allow_requests = True
        for wanted in (True, False):
            Form.save_form(self._values(is_browsable=wanted), self.guests.id)
            self.assertEqual(self.guests.is_browsable, wanted)
            self.assertEqual(Form.get_form(self.guests.id)["is_browsable"], wanted)
        # Left out, it stays as it is.
        Form.save_form(self._values(), self.guests.id)
        self.assertFalse(self.guests.is_browsable)

    def test_what_is_not_offered_is_refused_and_changes_nothing(self):
        Form = self._as_guest("mentoring.enrolment.form")
        wrong = (
            {"interest_ids": [2**31 - 1]},
            {"skills": {"2147483647": False}},
            {"skills": {next(iter(self._values()["skills"])): 2**31 - 1}},
            {"capacity": "many"},
        )
        for values in wrong:
            with self.subTest(values=values), self.assertRaises(UserError):
                Form.save_form(self._values(**values), self.guests.id)
        self.assertEqual(self.guests.capacity, 1)

    def test_nobody_elses_enrolment_is_read_or_written(self):
        mias = self.pairing.mentee_id
        for user in (self.guest, self.coordinator, self.manager):
            Form = self.env["mentoring.enrolment.form"].with_user(user)
            with self.assertRaises(AccessError):
                Form.get_form(mias.id)
            with self.assertRaises(AccessError):
                Form.save_form(self._values(capacity=1), mias.id)

    def test_an_employee_applies_with_the_same_form(self):
        programme = self._programme("enrolling", name="Open to all")
        Form = self.env["mentoring.enrolment.form"].with_user(self.ivy.user_id)
        self.assertEqual(Form.get_form(None, programme.id, "mentor")["role"], "mentor")
        Form.save_form(self._values(), None, programme.id, "mentor")
        made = self.env["mentoring.enrolment"].search([("employee_id", "=", self.ivy.id)])
        self.assertEqual((made.state, made.capacity), ("applied", 2))

    def test_nobody_from_outside_applies(self):
        programme = self._programme("enrolling", name="Open to all")
        with self.assertRaises(AccessError):
            self._as_guest("mentoring.enrolment.form").save_form(
                self._values(), None, programme.id, "mentor"
            )


@tagged("post_install", "-at_install")
class TestPhoto(HttpCase, MentoringCase):
    """The one photo that somebody from outside may see."""

    def test_it_is_shown_to_the_partner_alone(self):
        guest = self._user("gwen", "portal", password="gwen")
        programme = self._programme("running")
        pairing = self._pair(
            self._enrol(programme, guest.partner_id, "mentor"),
            self._enrol(programme, self.mia, "mentee"),
        )
        other = self._pair(
            self._enrol(programme, self.ida, "mentor"), self._enrol(programme, self.max, "mentee")
        )
        self.env.flush_all()
        self.authenticate("gwen", "gwen")
        own = self.url_open(f"/mentoring/photo/{pairing.id}")
        self.assertEqual(own.status_code, 200)
        self.assertIn("image/", own.headers["Content-Type"])
        self.assertIn("private", own.headers["Cache-Control"])
        refused = {
            (answer.status_code, answer.text)
            for answer in (
                self.url_open(f"/mentoring/photo/{number}") for number in (other.id, 2**31 - 1)
            )
        }
        self.assertEqual({status for status, _text in refused}, {404})
        self.assertEqual(len(refused), 1)
