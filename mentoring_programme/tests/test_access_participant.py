from odoo.exceptions import AccessError
from odoo.tests import tagged

from .access_case import BROCHURE, OPERATIONS, PAIR_WORK, AccessCase

OPEN = {"open"}
# Agreements and self-assessments are written by their own steps.
WRITTEN = {"mentoring.action", "mentoring.goal", "mentoring.milestone", "mentoring.resource"}


@tagged("post_install", "-at_install")
class TestAccessParticipant(AccessCase):
    """Mia, a mentee in the open programme and its pairing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.mia.user_id
        cls.as_mia = cls.env(user=cls.user.id)

    def test_they_read_their_own_and_their_programme(self):
        self.assertMay(
            self.user,
            "read",
            {
                **BROCHURE,
                "mentoring.agenda": {"type", "enrolling", "open"},
                "mentoring.needs.poll": {"open"},
                "mentoring.requirement": {"type", "enrolling", "open"},
                "mentoring.programme": {"enrolling", "open"},
                "mentoring.enrolment": {"open mentee"},
                "mentoring.enrolment.skill": {"open mentee"},
                "mentoring.enrolment.wish": {"open mentee"},
                "mentoring.fulfilment": {"open mentee"},
                "mentoring.preference": {"open mentee"},
                "mentoring.preference.opening": {"open"},
                "mentoring.pairing": {"open"},
                "mentoring.request": {"open"},
                "mentoring.circle": {"open"},
                "mentoring.session": {"open"},
                "mentoring.session.content": {"open"},
                "mentoring.session.plan": {"open"},
                "mentoring.cohort.event": {"open"},
                "mentoring.attendance": {"open mentee"},
                "calendar.event": {"open mentee"},
                "calendar.attendee": {"open mentee"},
                **dict.fromkeys(PAIR_WORK, OPEN),
                "mentoring.pairing.pause": {"open"},
                "mentoring.pairing.extension": {"open"},
            },
        )

    def test_they_write_what_they_said_and_their_sessions(self):
        self.assertMay(
            self.user,
            "write",
            {
                "mentoring.enrolment": {"open mentee"},
                "mentoring.enrolment.skill": {"open mentee"},
                "mentoring.enrolment.wish": {"open mentee"},
                "mentoring.session": {"open"},
                "mentoring.session.content": {"open"},
                "mentoring.session.plan": {"open"},
                "calendar.event": {"open mentee"},
                "calendar.attendee": {"open mentee"},
                **dict.fromkeys(WRITTEN, OPEN),
            },
        )

    def test_they_create_enrolments_of_their_own_and_sessions_of_their_pairing(self):
        self.assertMay(
            self.user,
            "create",
            {
                "mentoring.enrolment": {"open mentee"},
                "mentoring.enrolment.skill": {"open mentee"},
                "mentoring.enrolment.wish": {"open mentee"},
                "mentoring.session": {"open"},
                "mentoring.session.content": {"open"},
                "mentoring.session.plan": {"open"},
                "calendar.event": {"open mentee"},
                "calendar.attendee": {"open mentee"},
                **dict.fromkeys(WRITTEN, OPEN),
            },
        )

    def test_they_delete_lines_of_what_they_said_and_nothing_else(self):
        self.assertMay(
            self.user,
            "unlink",
            {
                "mentoring.enrolment.skill": {"open mentee"},
                "mentoring.enrolment.wish": {"open mentee"},
                "calendar.event": {"open mentee"},
                "calendar.attendee": {"open mentee"},
                **dict.fromkeys(WRITTEN | {"mentoring.assessment"}, OPEN),
            },
        )

    def test_how_it_was_is_the_one_persons_who_says_so(self):
        for operation in OPERATIONS:
            mentor = self._may(self.ida.user_id, operation)
            self.assertEqual(mentor.get("mentoring.session.mood"), {"open"}, operation)

    def test_they_change_what_they_said(self):
        enrolment = self.as_mia["mentoring.enrolment"].browse(self.open.mentee_id.id)
        topic = self.env["mentoring.topic"].search([], limit=1)
        enrolment.write({"interest_ids": [(6, 0, topic.ids)]})
        self.assertEqual(enrolment.interest_ids, topic)

    def test_they_see_neither_their_partners_enrolment_nor_its_words(self):
        partner = self.as_mia["mentoring.enrolment"].browse(self.open.mentor_id.id)
        with self.assertRaises(AccessError):
            partner.read(["skill_ids"])
        pairings = self.as_mia["mentoring.pairing"]
        self.assertFalse(pairings.search([("mentor_id.wish_ids", "!=", False)]))
        self.assertFalse(pairings.search([("mentor_id.capacity", ">", 0)]))

    def test_they_do_not_see_whether_their_partner_has_answered(self):
        asked = self.records["mentoring.pairing"]["asked"]
        mentee = asked.mentee_id.user_id
        asked.with_user(asked.mentor_id.user_id).action_agree()
        pairing = asked.with_user(mentee)
        for name in ("mentor_agreed_on", "mentee_agreed_on"):
            with self.assertRaises(AccessError):
                pairing.read([name])
            with self.assertRaises(AccessError):
                pairing.search([(name, "!=", False)])
        self.assertTrue(pairing.asks_me)

    def test_they_know_their_partner_by_name(self):
        pairing = self.as_mia["mentoring.pairing"].browse(self.open.id)
        self.assertEqual((pairing.my_role, pairing.partner_name), ("mentee", "Ida"))

    def test_they_answer_for_nobody_else(self):
        asked = self.records["mentoring.pairing"]["asked"].with_user(self.user)
        for step in (asked.action_agree, asked.action_decline, asked.action_end):
            with self.assertRaises(AccessError):
                step()

    def test_they_do_not_decide_about_enrolments(self):
        mine = self.as_mia["mentoring.enrolment"].browse(self.open.mentee_id.id)
        for step in (
            mine.action_accept_application,
            mine.action_decline_application,
            mine.action_send_invitation,
            mine.action_confirm_requirements,
        ):
            with self.assertRaises(AccessError):
                step()
