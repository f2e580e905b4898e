from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCase

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestSessionPortal(MailCase, MentoringCase):
    """Gus, from outside, mentors Max and does with their sessions all that an employee does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.gus = cls._user("gus", "portal")
        cls.programme = cls._paired_programme().programme_id
        cls.pairing = cls._pair(
            cls._enrol(cls.programme, cls.gus.partner_id, "mentor"),
            cls._enrol(cls.programme, cls.max, "mentee"),
        )
        cls.now = fields.Datetime.now().replace(microsecond=0, second=0)
        cls.mine = cls.pairing.with_user(cls.gus)

    def _planned(self, days=3, **values):
        before = self.pairing.session_ids
        self.mine.action_plan_session(self.now + timedelta(days=days), **values)
        self.pairing.invalidate_recordset()
        return (self.pairing.session_ids - before).with_user(self.gus)

    def test_they_plan_into_their_partners_calendar(self):
        event = self._planned(location="Room 2", video=True).sudo().event_id
        self.assertFalse(event.user_id, "who planned it is nobody's business")
        self.assertEqual(event.partner_ids, self.gus.partner_id | self.max.user_id.partner_id)
        self.assertEqual((event.privacy, event.name), ("private", "Mentoring session"))
        # And the partner moves it in their own calendar.
        start = self.now + timedelta(days=4)
        event.with_user(self.max.user_id).write(
            {"start": start, "stop": start + timedelta(hours=1)}
        )
        self.assertEqual(self.pairing.session_ids.start, start)

    def test_they_plan_the_rhythm_and_ask_for_times(self):
        self.mine.action_plan_rhythm(self.now + timedelta(days=3), 3, 1, "week")
        self.assertEqual(len(self.pairing.session_ids), 3)
        asked = self.mine.action_suggest_times()
        self.assertEqual(set(asked), {"times", "hours", "problem"})
        self.assertTrue(asked["times"])

    def test_they_move_cancel_and_say_where(self):
        session = self._planned()
        session.action_move(fields.Datetime.to_string(self.now + timedelta(days=5)), 0.5)
        event = session.sudo().event_id
        self.assertEqual(event.start, self.now + timedelta(days=5))
        self.assertEqual(event.stop - event.start, timedelta(minutes=30))
        session.action_set_place("Room 3", True)
        self.assertEqual(event.location, "Room 3")
        session.action_cancel()
        self.assertFalse(event.exists())
        self.assertEqual(session.state, "cancelled")

    def test_they_say_that_it_was_held_missed_and_how_it_was(self):
        session = self._planned(-1)
        session.action_held(hours=1.25, mood="lifted")
        self.assertEqual((session.state, session.duration), ("held", 1.25))
        self.assertEqual(session._own_moods()[session].mood, "lifted")
        session.action_reset()
        session.action_missed()
        self.assertEqual(session.state, "missed")

    def test_they_pick_topics_and_prepare(self):
        topics = self.env["mentoring.topic"].search([], limit=2)
        session = self._planned()
        session.action_prepare(topics.ids, "Ours", "Mine")
        session.with_user(self.max.user_id).action_prepare(my_note="Theirs")
        [line] = self.mine._page_sessions()["sessions"]
        self.assertEqual(set(line["topic_ids"]), set(topics.ids))
        self.assertEqual((line["my_note"], line["partner_note"]), ("Mine", "Theirs"))

    def test_they_reach_no_other_session(self):
        other = self.env["mentoring.session"].create(
            {
                "pairing_id": self._first_pairing().id,
                "start": self.now + timedelta(days=3),
            }
        )
        theirs = other.with_user(self.gus)
        for step in (
            theirs.action_held,
            theirs.action_cancel,
            theirs.action_mood,
            theirs.action_prepare,
            lambda: theirs.action_move("2030-01-01 10:00:00"),
            lambda: theirs.action_set_place("Here"),
            lambda: other.pairing_id.with_user(self.gus).action_suggest_times(),
        ):
            with self.assertRaises(AccessError):
                step()
        with self.assertRaises(AccessError):
            theirs.create({"pairing_id": other.pairing_id.id, "start": self.now})

    def _first_pairing(self):
        return self.env["mentoring.pairing"].search(
            [("programme_id", "=", self.programme.id), ("id", "!=", self.pairing.id)], limit=1
        )

    def test_the_same_is_refused_to_them_as_to_employees(self):
        session = self._planned()
        with self.assertRaisesRegex(UserError, "not free for both"):
            self._planned()
        with self.assertRaisesRegex(UserError, "still to come"):
            session.action_held()
        with self.assertRaises(UserError):
            session.write({"state": "held"})

    def test_their_invitation_is_neutral_and_brings_the_meeting_as_a_file(self):
        guest = self.env["res.partner"].create({"name": "Gwen", "email": "gwen@example.com"})
        for discreet, title in ((False, "Mentoring session"), (True, "Meeting")):
            programme = (self._discreet_programme if discreet else self._programme)("running")
            pairing = self._pair(
                self._enrol(programme, guest, "mentor"), self._enrol(programme, self.ian, "mentee")
            )
            start = self.now + timedelta(days=8 + discreet)
            with self.mock_mail_gateway():
                pairing.with_user(self.ian.user_id).action_plan_session(start)
            [mail] = self._new_mails.filtered(lambda mail: guest in mail.recipient_ids)
            self.assertEqual(mail.subject, f"Invitation to {title}")
            [file] = mail.attachment_ids
            sent = file.raw.decode()
            self.assertIn(f"SUMMARY:{title}", sent)
            said = f"{mail.subject} {mail.body_html} {sent}"
            self.assertNotIn(programme.name, said)
            if discreet:
                self.assertNotIn("entoring", f"{mail.subject} {sent}")
