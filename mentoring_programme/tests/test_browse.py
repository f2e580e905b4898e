from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .request_case import OPEN, RequestCase


@tagged("post_install", "-at_install")
class TestBrowse(RequestCase):
    def test_a_mentee_sees_the_willing_mentors_by_name(self):
        self.assertEqual(self._seen(), ["Ian", "Ida", "Ivy"])

    def test_a_card_tells_what_was_named_for_it_and_nothing_else(self):
        topic = self.env["mentoring.topic"].search([], limit=1)
        wish = {"enrolment_id": self.mentor.id, "employee_id": self.mia.id}
        self.env["mentoring.enrolment.wish"].create(wish)
        self.mentor.interest_ids = topic
        [here] = self._told(self.mentee)["browse"]
        [card] = [card for card in here["mentors"] if card["name"] == "Ida"]
        self.assertEqual(card["topics"], [topic.name])
        self.assertEqual(card["image"], ["hr.employee.public", self.ida.id])
        self.assertEqual(
            set(card),
            {
                "id",
                "name",
                "job_title",
                "department",
                "image",
                "languages",
                "skills",
                "topics",
                "times",
            },
        )

    def test_who_must_not_be_paired_is_silently_absent(self):
        boss = self._enrol(self.programme, self.mo, "mentor")
        self.assertNotIn("Mo", self._seen())
        with self.assertRaisesRegex(UserError, "cannot be asked just now"):
            self._ask(mentor=boss)

    def test_a_former_partner_is_silently_absent(self):
        self._pair(self.ian_mentor, self.mentee).action_end()
        self.assertEqual(self.mentee.state, "ready")
        self.assertEqual(self._seen(), ["Ida", "Ivy"])

    def test_one_who_is_full_not_ready_or_unwilling_is_absent(self):
        self._pair(self.ian_mentor, self.other_mentee)
        self.ivy_mentor.with_user(self.ivy.user_id).is_browsable = False
        self._enrol(self.programme, self._employee("Ute"), "mentor", state="accepted")
        self.assertEqual(self._seen(), ["Ida"])

    def test_one_whom_a_criterion_that_must_fit_rules_out_is_absent(self):
        self.programme.criterion_ids.required = True
        first, second = self.env["mentoring.topic"].search([], limit=2)
        self.mentee.interest_ids = first
        self.mentor.interest_ids, self.ian_mentor.interest_ids = first, second
        self.assertEqual(self._seen(), ["Ida"])

    def test_there_is_nobody_to_see_where_mentees_do_not_ask_or_it_is_over(self):
        for values in ({"allow_requests": False}, {"state": "closed"}, {"state": "draft"}):
            kept = {name: self.programme[name] for name in values}
            self.programme.write(values)
            self.assertEqual(self._told(self.mentee)["browse"], [], values)
            with self.assertRaises(UserError):
                self._ask()
            self.programme.write(kept)

    def test_before_enrolment_closes_a_mentee_is_told_that_it_will_open(self):
        self.programme.state = "enrolling"
        [here] = self._told(self.mentee)["browse"]
        self.assertEqual((here["is_open"], here["mentors"]), (False, []))
        with self.assertRaisesRegex(UserError, "once enrolment is closed"):
            self._ask()

    def test_a_mentor_sees_no_mentor_and_a_matched_mentee_neither(self):
        self._pair(self.mentor, self.mentee)
        self.assertEqual(self._told(self.mentee)["browse"], [])
        self.assertEqual(self._told(self.mentor)["browse"], [])

    def test_nobody_browses_through_another_persons_enrolment(self):
        requests = self.env["mentoring.request"].with_user(self.max.user_id)
        with self.assertRaises(AccessError):
            requests.action_ask(self.mentee.id, self.mentor.id, "")

    def test_what_was_said_in_confidence_takes_no_part(self):
        """The list is made without the model of the boxes."""
        boxes = type(self.env["mentoring.preference"])
        with patch.object(boxes, "_read", side_effect=AssertionError, create=True):
            self.assertEqual(self._seen(), ["Ian", "Ida", "Ivy"])


@tagged("post_install", "-at_install")
class TestBrowsable(RequestCase):
    def test_on_where_mentees_ask_and_off_where_they_do_not(self):
        self.assertTrue(self.mentor.is_browsable)
        self.assertFalse(self.mentee.is_browsable)
        closed = self._programme("running")
        self.assertFalse(self._enrol(closed, self.ida, "mentor").is_browsable)

    def test_off_in_a_discreet_programme_until_the_mentor_says_so(self):
        hush = self._discreet_programme("running", **OPEN)
        mentor = self._enrol(hush, self.ida, "mentor")
        mentee = self._enrol(hush, self._employee("Una"), "mentee")
        self.assertFalse(mentor.is_browsable)
        self.assertEqual(self._seen(mentee), [])
        mentor.with_user(self.ida.user_id).is_browsable = True
        self.assertEqual(self._seen(mentee), ["Ida"])

    def test_nobody_else_says_it_for_them(self):
        for user in (self.coordinator, self.manager):
            with self.assertRaisesRegex(AccessError, "Only the mentor"):
                self.mentor.with_user(user).write({"is_browsable": False})
        hush = self._discreet_programme("running", **OPEN)
        enrolments = self.env["mentoring.enrolment"].with_user(self.coordinator)
        mentor = enrolments.create(
            {
                "programme_id": hush.id,
                "role": "mentor",
                "employee_id": self.ian.id,
                "is_browsable": True,
            }
        )
        self.assertFalse(mentor.is_browsable)

    def test_the_mentors_page_asks_for_it(self):
        [line] = self._told(self.mentor)["visible"]
        self.assertEqual((line["enrolment_id"], line["is_browsable"]), (self.mentor.id, True))
