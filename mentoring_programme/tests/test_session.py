from datetime import datetime, timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestSession(MentoringCase):
    """Sessions stand in both calendars, move with them, and say nothing of the programme."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()
        cls.now = fields.Datetime.now().replace(microsecond=0)

    def _session(self, days, user=None):
        return (
            self.env["mentoring.session"]
            .with_user(user or self.mia.user_id)
            .create({"pairing_id": self.pairing.id, "start": self.now + timedelta(days=days)})
        )

    def test_it_stands_in_both_calendars_privately(self):
        event = self._session(1).event_id
        self.assertEqual(event.privacy, "private")
        self.assertEqual(event.name, "Mentoring session")
        self.assertEqual(event.partner_ids, (self.mia | self.ida).user_id.partner_id)
        self.assertFalse(event.res_model)
        self.assertEqual((event.stop - event.start).total_seconds(), 3600)

    def test_its_name_is_neutral_but_for_its_readers_own_screens(self):
        session = self._session(1)
        for user, name in ((self.mia.user_id, "Ida"), (self.coordinator, "Ida and Mia")):
            shown = session.with_user(user).with_context(mentoring_show_names=True)
            self.assertEqual(shown.display_name, name)
            self.assertEqual(session.with_user(user).display_name, "Mentoring session")
        for user in (self.hr_officer, self.mo.user_id, self.other_coordinator):
            hidden = session.with_user(user).with_context(mentoring_show_names=True)
            self.assertEqual(hidden.sudo().display_name, "Mentoring session")

    def test_a_discreet_one_is_called_a_meeting(self):
        pairing = self._paired_programme(self.ian, self.max, discreet=True)
        session = (
            self.env["mentoring.session"]
            .with_user(self.max.user_id)
            .create({"pairing_id": pairing.id, "start": self.now})
        )
        self.assertEqual(session.event_id.name, "Meeting")
        self.assertNotIn("Hush", session.event_id.description or "")

    def test_moving_the_event_moves_the_session(self):
        session = self._session(1)
        start = self.now + timedelta(days=2)
        session.event_id.with_user(self.ida.user_id).write(
            {"start": start, "stop": start + timedelta(hours=2)}
        )
        self.assertEqual((session.start, session.duration), (start, 2))

    def test_moving_the_session_moves_the_event(self):
        session = self._session(1)
        session.with_user(self.ida.user_id).write({"start": self.now, "duration": 0.5})
        self.assertEqual(session.event_id.start, self.now)
        self.assertEqual(session.event_id.stop, self.now + timedelta(minutes=30))

    def test_an_event_longer_than_a_session_stays_as_long_as_it_is(self):
        event = self._session(1).event_id
        start = self.now + timedelta(days=2)
        event.write({"start": start, "stop": start + timedelta(hours=10)})
        self.assertEqual(event.stop, start + timedelta(hours=10))

    def test_what_was_held_or_is_over_is_not_moved(self):
        session = self._session(-1)
        session.action_held()
        start, event = session.start, session.event_id
        with self.assertRaisesRegex(UserError, "planned sessions of an active pairing"):
            session.start = self.now + timedelta(days=9)
        event.write({"start": self.now, "stop": self.now + timedelta(hours=1)})
        self.assertEqual(session.start, start)
        self.pairing.with_user(self.ida.user_id).action_end()
        with self.assertRaisesRegex(UserError, "pairing is over"):
            session.action_reset()

    def test_deleting_the_event_cancels_the_session(self):
        session = self._session(1)
        session.event_id.unlink()
        self.assertEqual(session.state, "cancelled")

    def test_held_and_missed_are_said_afterwards_and_can_be_undone(self):
        session = self._session(-1)
        session.action_held()
        self.assertEqual(session.state, "held")
        session.with_user(self.ida.user_id).action_missed()
        self.assertEqual(session.state, "missed")
        session.action_reset()
        self.assertEqual(session.state, "planned")

    def test_what_is_still_to_come_was_not_held(self):
        with self.assertRaisesRegex(UserError, "still to come"):
            self._session(1).action_held()

    def test_cancelling_clears_both_calendars(self):
        session = self._session(1)
        event = session.event_id
        session.with_user(self.ida.user_id).action_cancel()
        self.assertEqual(session.state, "cancelled")
        self.assertFalse(event.exists())
        with self.assertRaisesRegex(UserError, "was cancelled"):
            session.action_reset()

    def test_it_waits_until_both_have_agreed(self):
        self.pairing.state = "proposed"
        with self.assertRaisesRegex(ValidationError, "once both have agreed"):
            self._session(1)

    @mute_logger("odoo.sql_db")
    def test_a_length_out_of_range_is_refused(self):
        for hours in (0, 9):
            with self.subTest(hours), self.assertRaises(CheckViolation), self.cr.savepoint():
                self._session(1).duration = hours
                self.env.flush_all()

    def test_somebody_from_outside_is_invited_by_their_address(self):
        guest = self.env["res.partner"].create({"name": "Gus", "email": "gus@example.com"})
        pairing = self._pair(
            self._enrol(self.pairing.programme_id, guest, "mentor"),
            self._enrol(self.pairing.programme_id, self.max, "mentee"),
        )
        session = (
            self.env["mentoring.session"]
            .with_user(self.max.user_id)
            .create({"pairing_id": pairing.id, "start": self.now})
        )
        self.assertIn(guest, session.event_id.partner_ids)


@tagged("post_install", "-at_install")
class TestPlan(MentoringCase):
    """A series in the programme's length and rhythm, at the same time of day all year."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()
        cls.pairing.programme_id.write(
            {
                "session_count": 4,
                "session_minutes": 45,
                "date_start": "2026-01-01",
                "date_end": "2026-12-31",
            }
        )

    def _plan(self, start, **values):
        plan = self.env["mentoring.session.plan"].with_user(self.mia.user_id)
        return plan.create({"pairing_id": self.pairing.id, "start": start, **values})

    def test_it_proposes_the_programmes_shape(self):
        plan = self._plan("2026-03-02 09:00:00")
        self.assertEqual(
            (plan.count, plan.duration, plan.interval, plan.interval_unit), (4, 0.75, 1, "month")
        )

    def test_it_plans_the_series(self):
        self._plan("2026-01-31 09:00:00", location="Canteen").action_plan()
        sessions = self.pairing.session_ids.sorted("start")
        self.assertEqual(
            sessions.mapped("start"),
            [datetime(2026, month, day, 9) for month, day in ((1, 31), (2, 28), (3, 31), (4, 30))],
        )
        self.assertEqual(set(sessions.event_id.mapped("location")), {"Canteen"})

    def test_what_is_planned_already_is_not_proposed_again(self):
        self._plan("2026-01-31 09:00:00", count=3).action_plan()
        self.assertEqual(self._plan("2026-06-01 09:00:00").count, 1)

    def test_ten_oclock_stays_ten_oclock_when_the_clocks_change(self):
        self.mia.user_id.tz = "Europe/Brussels"
        plan = self._plan("2026-03-20 09:00:00", count=2, interval=2, interval_unit="week")
        plan.with_context(tz="Europe/Brussels").action_plan()
        self.assertEqual(
            self.pairing.session_ids.sorted("start").mapped("start"),
            [datetime(2026, 3, 20, 9), datetime(2026, 4, 3, 8)],
        )

    def test_a_thousand_sessions_are_refused(self):
        with self.assertRaisesRegex(UserError, "1 to 104 sessions"):
            self._plan("2026-01-31 09:00:00", count=1000).action_plan()
        self.assertFalse(self.pairing.session_ids)

    @freeze_time("2026-05-05 10:00:00")
    def test_the_next_one_is_shown(self):
        self._plan("2026-05-04 09:00:00", count=2, interval=1, interval_unit="week").action_plan()
        self.assertEqual(self.pairing.next_session, datetime(2026, 5, 11, 9))
