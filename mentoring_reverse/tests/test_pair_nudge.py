from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.mentoring_programme.models.mentoring_nudge_due import Due

from ..models.mentoring_nudge_reverse import KINDS
from ..models.mentoring_session_summary import write_summary
from .pair_case import TEXTS, PairCase


@tagged("post_install", "-at_install")
class TestPairNudge(PairCase):
    """Leaders are reminded of what they owe, and nobody else learns of it."""

    def _due(self):
        """What is due now, as (login, kind, rung)."""
        nudges = self.env["mentoring.nudge"]
        sides = self.pairing.mentor_id | self.pairing.mentee_id
        batch = [(side.contact_id.id, side.ids, fields.Date.today(), "UTC") for side in sides]
        due = nudges._due(nudges._people(batch))
        return {
            (each.enrolment.user_id.login, each.kind, each.rung)
            for lines in due.values()
            for each in lines
            if each.kind in ("rules", "question", "summary", "look_back")
        }

    def test_ground_rules_are_asked_for_again(self):
        self.pairing.date_start = fields.Date.today() - timedelta(days=2)
        self.assertEqual(self._due(), set())
        self.pairing.date_start -= timedelta(days=1)
        self.assertEqual(self._due(), {("ida", "rules", 3)})
        self._acknowledge()
        self.assertEqual(self._due(), set())

    def test_a_summary_is_asked_for_once_after_a_week(self):
        self._acknowledge()
        session = self._session(-6, "held")
        self.assertEqual(self._due(), set())
        session._as_nobody()._write_time({"start": session.start - timedelta(days=2)})
        self.assertEqual(self._due(), {("ida", "summary", 7)})
        with self._request(self.leader, path="/mentoring/reverse/summarise") as env:
            write_summary(env, self.pairing.id, session.id, TEXTS)
        self.assertEqual(self._due(), set())

    def test_an_unanswered_question_is_asked_for_again_after_a_week(self):
        self._acknowledge()
        self._of(self.mentor).action_ask_leader("When?")
        question = self._rows("mentoring.question")
        self.assertEqual(self._due(), set())
        question.asked_on -= timedelta(days=7)
        self.assertEqual(self._due(), {("ida", "question", 7)})
        self._of(self.leader, question).action_answer("Now")
        self.assertEqual(self._due(), set())

    def test_both_are_reminded_of_looking_back(self):
        self._acknowledge()
        self.programme.session_count = 3
        self._session(-4, "held")
        self.assertEqual(self._due(), {("ida", "look_back", 3), ("mia", "look_back", 3)})

    def test_a_pairing_that_rests_is_left_in_peace(self):
        self._session(-9, "held")
        self._of(self.leader).action_pause()
        self.assertEqual(self._due(), set())

    def test_messages_do_not_tell_who_leads(self):
        """Both get the same words, whatever they are reminded of."""
        nudges = self.env["mentoring.nudge"]
        sides = self.pairing.mentor_id | self.pairing.mentee_id
        people = nudges._people(
            [(side.contact_id.id, side.ids, fields.Date.today(), "UTC") for side in sides]
        )
        said = {
            nudges._words(person, Due(side, kind, "1", 3))
            for person, side in zip(people, sides, strict=True)
            for kind, _name in KINDS
        }
        self.assertEqual(len(said), 1)
        for word in ("mentor", "lead", "question", "summary", "meeting", "time"):
            self.assertNotIn(word, said.copy().pop())

    def test_messages_say_nothing_and_nobody_counts_them(self):
        self._acknowledge()
        self._session(-9, "held")
        nudges, before = self.env["mentoring.nudge"], self._neutral_mails()
        # Of what the core reminds of, this one has nothing left.
        self._session(3)
        enrolment = self.pairing.mentee_id
        self.env["mentoring.agreement"].create(
            {
                "pairing_id": self.pairing.id,
                "mentor_signed_on": fields.Datetime.now(),
                "mentee_signed_on": fields.Datetime.now(),
            }
        )
        today = fields.Date.today()
        nudges._nudge([(enrolment.contact_id.id, enrolment.ids, today, "UTC")])
        mails = self._neutral_mails() - before
        if today.weekday() < 5:
            self.assertEqual(len(mails), 1)
        for said in ("Mia", "Test programme", "summary"):
            self.assertNotIn(said, " ".join(mails.mapped("body_html")))
        kinds = self.env["mentoring.nudge"].search([("enrolment_id", "=", enrolment.id)])
        self.assertLessEqual(set(kinds.mapped("kind")), {"summary"})
        log = self.env["mentoring.mail.log"].search([("kind", "=", "nudge")])
        self.assertFalse(log)
