from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .event_case import EventCase
from .pair_work_case import PairWorkCase


@tagged("post_install", "-at_install")
class TestSameWish(PairWorkCase):
    """Whoever asks for what somebody else has done a moment earlier gets it, and no refusal."""

    def _mails(self, call):
        before = self.env["mail.mail"].search_count([])
        call()
        self.env.flush_all()
        return self.env["mail.mail"].search_count([]) - before

    def _both(self, step):
        """Both take the step, the second on a page that does not show the first yet.

        :return: how many mails each of them brought about
        """
        return [self._mails(lambda who=who: step(who)) for who in (self.mentee, self.mentor)]

    def test_both_cancel_a_session_or_move_it_to_the_same_time(self):
        start = fields.Datetime.now().replace(second=0, microsecond=0) + timedelta(days=3)
        session = self.env["mentoring.session"].create(
            {"pairing_id": self.pairing.id, "start": start}
        )
        words = {"start": str(start + timedelta(days=1)), "known_start": str(start)}
        first, second = self._both(lambda who: self._as(who, session).action_move(**words))
        self.assertEqual((bool(first), second, session.reschedule_count), (True, 0, 1))
        with self.assertRaisesRegex(UserError, "in the meantime"):
            elsewhere = {**words, "start": str(start + timedelta(days=2))}
            self._as(self.mentor, session).action_move(**elsewhere)
        first, second = self._both(lambda who: self._as(who, session).action_cancel())
        self.assertEqual((bool(first), second, session.state), (True, 0, "cancelled"))

    def test_both_say_no_and_one_says_yes_twice(self):
        asked = self._paired_programme(self.ian, self.ivy, state="proposed")
        for _time in range(2):
            self._as(self.ian.user_id, asked).action_agree()
        self.assertEqual(asked.state, "proposed")
        for person in (self.ian, self.ivy):
            self._as(person.user_id, asked).action_decline()
        self.assertEqual(asked.state, "ended")
        with self.assertRaisesRegex(UserError, "Ended"):
            self._as(self.ian.user_id, asked).action_agree()

    def test_both_write_the_same_words_into_their_agreement(self):
        agreement = self._draft()
        stamp = agreement.stamp
        for who in (self.mentee, self.mentor):
            self._as(who, agreement).action_write_texts({"place": "In the park"}, stamp)
        self.assertEqual((agreement.place, agreement.stamp), ("In the park", stamp + 1))
        with self.assertRaisesRegex(UserError, "text has changed"):
            self._as(self.mentor, agreement).action_write_texts({"place": "By video"}, stamp)

    def test_two_coordinators_close_a_programme(self):
        other = self._user("cosima", "coordinator")
        self.programme.coordinator_ids += other
        first, second = (
            self._mails(lambda who=who: self._as(who, self.programme).action_close())
            for who in (self.coordinator, other)
        )
        self.assertEqual((bool(first), second, self.programme.state), (True, 0, "closed"))

    def test_two_coordinators_take_the_same_applicant(self):
        programme = self._programme("enrolling")
        applied = self._enrol(programme, self.ivy, "mentee", "applied")
        for _time in range(2):
            self._as(self.coordinator, applied).action_accept_application()
        self.assertEqual(applied.state, "accepted")
        self._as(self.coordinator, applied).action_decline_application()
        with self.assertRaisesRegex(UserError, "Declined"):
            self._as(self.coordinator, applied).action_accept_application()


@tagged("post_install", "-at_install")
class TestSameEvent(EventCase):
    def test_two_coordinators_announce_or_cancel_an_event(self):
        event = self._event()
        lines = event.sudo().attendance_ids
        for _time in range(2):
            event.with_user(self.coordinator).action_announce()
        self.assertEqual(event.sudo().attendance_ids, lines)
        for _time in range(2):
            event.with_user(self.coordinator).action_cancel()
        with self.assertRaisesRegex(UserError, "is cancelled"):
            event.with_user(self.coordinator).action_announce()
