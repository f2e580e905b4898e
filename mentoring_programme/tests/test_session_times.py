from datetime import UTC, datetime, timedelta

import pytz

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import MentoringCase

# A Monday.
NOW = "2026-03-02 08:00:00"


class TimesCase(MentoringCase):
    """Ida mentors Mia, from January to December 2026; it is a Monday in March."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time(NOW))
        cls.dates = {"date_start": "2026-01-01", "date_end": "2026-12-31"}
        cls.pairing = cls._paired_programme()
        cls.pairing.programme_id.write(cls.dates)

    def _plan(self, start, user=None, pairing=None, **values):
        pairing = (pairing or self.pairing).with_user(user or self.mia.user_id)
        before = pairing.session_ids
        with self.cr.savepoint():
            pairing.action_plan_session(start, **values)
        pairing.invalidate_recordset()
        return pairing.session_ids - before


@tagged("post_install", "-at_install")
class TestSessionTimes(TimesCase):
    """When a session may be, and what the two are told when it may not."""

    def _other_pairing(self, mentor, mentee, discreet=False):
        pairing = self._paired_programme(mentor, mentee, discreet=discreet)
        pairing.programme_id.write(self.dates)
        return pairing

    def test_not_over_another_of_the_same_pairing(self):
        self._plan("2026-03-09 10:00:00")
        for start in ("2026-03-09 10:00:00", "2026-03-09 09:30:00", "2026-03-09 10:45:00"):
            with self.subTest(start), self.assertRaisesRegex(UserError, "not free for both"):
                self._plan(start, self.ida.user_id)
        self.assertTrue(self._plan("2026-03-09 11:00:00"))

    def test_not_over_another_of_the_same_person_and_without_saying_with_whom(self):
        theirs = self._other_pairing(self.ida, self.max)
        self._plan("2026-03-09 10:00:00", self.max.user_id, theirs)
        with self.assertRaises(UserError) as refused:
            self._plan("2026-03-09 10:30:00")
        for said in ("Max", "Ida", "mentoring", theirs.programme_id.name):
            self.assertNotIn(said, str(refused.exception))

    def test_the_partner_does_not_learn_of_a_session_in_a_discreet_programme(self):
        theirs = self._other_pairing(self.ida, self.max, discreet=True)
        self._plan("2026-03-09 10:00:00", self.max.user_id, theirs)
        session = self._plan("2026-03-09 10:30:00")
        self.assertEqual(session.state, "planned")
        with self.assertRaisesRegex(UserError, "not free for both"):
            self._plan("2026-03-09 10:15:00", self.ida.user_id)

    def test_only_the_one_whom_it_concerns_sees_that_two_overlap(self):
        theirs = self._other_pairing(self.ida, self.max, discreet=True)
        self._plan("2026-03-09 10:00:00", self.max.user_id, theirs)
        self._plan("2026-03-09 10:30:00")
        for user, overlaps in ((self.ida.user_id, True), (self.mia.user_id, False)):
            [line] = self.pairing.with_user(user)._page_sessions()["sessions"]
            self.assertIs(line["overlaps"], overlaps)

    def test_a_cancelled_one_is_in_nobodys_way(self):
        self._plan("2026-03-09 10:00:00").action_cancel()
        self.assertTrue(self._plan("2026-03-09 10:00:00"))

    def test_a_series_does_not_run_over_itself(self):
        mine = self.pairing.with_user(self.mia.user_id)
        with self.assertRaisesRegex(UserError, "not free for both"):
            self.env["mentoring.session"].with_user(self.mia.user_id).create(
                [{"pairing_id": mine.id, "start": "2026-03-09 10:00:00"}] * 2
            )

    def test_within_the_programme_and_the_pairing(self):
        self.pairing.date_start = "2026-02-01"
        for start, sentence in (
            ("2026-01-15 10:00:00", "began on 02/01/2026"),
            ("2027-01-01 10:00:00", "goes on until 12/31/2026"),
        ):
            with self.subTest(start), self.assertRaisesRegex(UserError, sentence):
                self._plan(start)
        self.assertTrue(self._plan("2026-12-31 20:00:00"))
        self.assertTrue(self._plan("2026-02-01 10:00:00"), "what was is noted afterwards")

    def test_moving_is_refused_like_planning_by_form_page_and_calendar(self):
        session = self._plan("2026-03-09 10:00:00")
        other = self._plan("2026-03-10 10:00:00")
        start = fields.Datetime.to_datetime("2027-03-10 10:00:00")
        event = session.sudo().event_id.with_user(self.ida.user_id)
        hour = timedelta(hours=1)
        for move in (
            lambda at: session.write({"start": at}),
            lambda at: session.action_move(fields.Datetime.to_string(at)),
            lambda at: event.write({"start": at, "stop": at + hour}),
        ):
            for at, sentence in ((start, "goes on until"), (other.start, "not free for both")):
                with self.assertRaisesRegex(UserError, sentence), self.cr.savepoint():
                    move(at)
        self.env.invalidate_all()
        self.assertEqual(session.start, datetime(2026, 3, 9, 10))
        self.assertEqual(session.reschedule_count, 0)

    def test_what_another_calendar_sends_is_taken_as_it_is(self):
        event = self._plan("2026-03-09 10:00:00").sudo().event_id.with_user(self.ida.user_id)
        at = datetime(2027, 3, 10, 10)
        sent = event.with_context(dont_notify=True)
        sent.write({"start": at, "stop": at + timedelta(hours=1)})
        self.assertEqual(self.pairing.session_ids.start, at)

    def test_each_move_of_a_planned_one_is_counted_whoever_moves_it_and_where(self):
        session = self._plan("2026-03-09 10:00:00")
        session.with_user(self.ida.user_id).write({"start": "2026-03-10 10:00:00"})
        self.assertEqual(session.reschedule_count, 1)
        session.action_move("2026-03-11 10:00:00", 1.5)
        self.assertEqual((session.reschedule_count, session.duration), (2, 1.5))
        at = datetime(2026, 3, 12, 10)
        event = session.sudo().event_id.with_user(self.ida.user_id)
        event.write({"start": at, "stop": at + timedelta(hours=1)})
        self.assertEqual((session.reschedule_count, session.start), (3, at))
        session.write({"duration": 2})
        session.write({"start": at})
        self.assertEqual(session.reschedule_count, 3)

    def test_nobody_chooses_the_count(self):
        session = self._plan("2026-03-09 10:00:00")
        with self.assertRaises(UserError):
            session.write({"reschedule_count": 0})
        made = (
            self.env["mentoring.session"]
            .with_user(self.mia.user_id)
            .create(
                {"pairing_id": self.pairing.id, "start": "2026-03-20 10:00", "reschedule_count": 9}
            )
        )
        self.assertEqual(made.reschedule_count, 0)

    def test_who_moves_what_has_been_moved_meanwhile_is_told(self):
        session = self._plan("2026-03-09 10:00:00")
        session.with_user(self.ida.user_id).action_move("2026-03-10 10:00:00")
        with self.assertRaisesRegex(UserError, "in the meantime"):
            session.action_move("2026-03-11 10:00:00", known_start="2026-03-09 10:00:00")
        session.action_move("2026-03-11 10:00:00", known_start="2026-03-10 10:00:00")
        self.assertEqual(session.start, datetime(2026, 3, 11, 10))

    def test_seconds_are_no_reason_to_think_that_it_was_moved(self):
        session = (
            self.env["mentoring.session"]
            .with_user(self.mia.user_id)
            .create({"pairing_id": self.pairing.id, "start": "2026-03-09 10:00:30"})
        )
        session.action_move("2026-03-11 10:00:00", known_start="2026-03-09 10:00:30")
        self.assertEqual(session.start, datetime(2026, 3, 11, 10))

    def test_what_is_no_time_is_refused(self):
        for start in ("soon", "", None, "2026-13-01 10:00:00", 7, [1]):
            with self.subTest(start), self.assertRaisesRegex(UserError, "Choose a day"):
                self._plan(start)
        for hours in ("1", 0, -1, 9, True, [1]):
            with self.subTest(hours), self.assertRaisesRegex(UserError, "15 minutes and 8 hours"):
                self._plan("2026-03-09 10:00:00", hours=hours)

    def test_the_rhythm_is_planned_by_the_clock_of_the_one_who_plans(self):
        mine = self.pairing.with_user(self.mia.user_id).with_context(tz="Europe/Brussels")
        mine.action_plan_rhythm("2026-03-20 09:00:00", 2, 2, "week", 0.5, "Canteen", True)
        sessions = self.pairing.session_ids.sorted("start")
        self.assertEqual(
            sessions.mapped("start"), [datetime(2026, 3, 20, 9), datetime(2026, 4, 3, 8)]
        )
        self.assertEqual(set(sessions.mapped("duration")), {0.5})
        self.assertEqual(set(sessions.event_id.mapped("location")), {"Canteen"})
        self.assertEqual(len(set(sessions.event_id.mapped("videocall_location"))), 2)
        for bad in (
            (0, 1, "week"),
            (105, 1, "week"),
            (2, 53, "week"),
            (2, 1, "day"),
            (2.5, 1, "week"),
        ):
            with self.subTest(bad), self.assertRaisesRegex(UserError, "1 to 104 sessions"):
                mine.action_plan_rhythm("2026-04-20 09:00:00", *bad)

    def test_a_change_of_time_zone_moves_nothing(self):
        session = self._plan("2026-03-09 10:00:00")
        self.mia.user_id.tz = self.mia.tz = "Asia/Tokyo"
        self.env.invalidate_all()
        self.assertEqual(session.start, datetime(2026, 3, 9, 10))
        [line] = self.pairing.with_user(self.mia.user_id)._page_sessions()["sessions"]
        self.assertEqual(line["start"], "2026-03-09 10:00:00")
        self.assertEqual(session.sudo().event_id.start, session.start)
        with freeze_time("2026-03-09 10:30:00"):
            session.invalidate_recordset()
            session.action_held()
        self.assertEqual((session.state, session.start), ("held", datetime(2026, 3, 9, 10)))

    def test_only_the_two_of_a_living_pairing_plan(self):
        for user in (self.coordinator, self.max.user_id, self.mo.user_id):
            with self.assertRaises(AccessError):
                self._plan("2026-03-09 10:00:00", user)
        self.pairing.with_user(self.ida.user_id).action_end()
        with self.assertRaisesRegex(UserError, "in the state"):
            self._plan("2026-03-09 10:00:00")


@tagged("post_install", "-at_install")
class TestSuggestedTimes(TimesCase):
    """Three times out of two calendars, and nothing else out of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        calendar = cls._calendar("Office", "UTC", [(day, 9, 17) for day in range(5)])
        (cls.mia | cls.ida).resource_calendar_id = calendar

    @classmethod
    def _calendar(cls, name, zone, hours):
        return cls.env["resource.calendar"].create(
            {
                "name": name,
                "tz": zone,
                "company_id": cls.company.id,
                "attendance_ids": [Command.clear()]
                + [
                    Command.create(
                        {"name": name, "dayofweek": str(day), "hour_from": begin, "hour_to": end}
                    )
                    for day, begin, end in hours
                ],
            }
        )

    def _ask(self, user=None, pairing=None):
        asked = (pairing or self.pairing).with_user(user or self.mia.user_id)
        return asked.action_suggest_times()

    def _times(self, **values):
        return [fields.Datetime.to_datetime(each) for each in self._ask(**values)["times"]]

    def _busy(self, person, start, stop, **values):
        return self.env["calendar.event"].create(
            {
                "name": "Dentist",
                "start": start,
                "stop": stop,
                "partner_ids": [Command.set(person.user_id.partner_id.ids)],
                **values,
            }
        )

    def test_three_on_different_days_in_both_their_hours_a_day_ahead(self):
        times = self._times()
        self.assertEqual(len({time.date() for time in times}), 3)
        for time in times:
            self.assertLess(time.weekday(), 5)
            self.assertTrue(9 <= time.hour < 17)
            self.assertGreaterEqual(time, datetime(2026, 3, 3, 8))

    def test_both_are_answered_the_same_and_again_the_same(self):
        asked = self._ask()
        self.assertEqual(self._ask(self.ida.user_id), asked)
        self.assertEqual(self._ask(), asked)
        self.assertEqual(set(asked), {"times", "hours", "problem"})

    def test_not_where_one_of_them_is_busy(self):
        self._busy(self.ida, "2026-03-01 00:00:00", "2026-03-10 13:00:00")
        self._busy(self.mia, "2026-03-10 14:00:00", "2026-03-31 00:00:00")
        self.assertEqual(self._times(), [datetime(2026, 3, 10, 13)])

    def test_what_leaves_one_free_or_was_declined_is_no_obstacle(self):
        free = self._times()
        self._busy(self.ida, "2026-03-01 00:00:00", "2026-03-31 00:00:00", show_as="free")
        declined = self._busy(self.ida, "2026-03-01 00:00:00", "2026-03-31 00:00:00")
        declined.attendee_ids.state = "declined"
        self.assertEqual(self._times(), free)

    def test_whole_days_and_time_off_are_left_out(self):
        self._busy(
            self.mia,
            "2026-03-03",
            "2026-03-03",
            allday=True,
            start_date="2026-03-03",
            stop_date="2026-03-12",
        )
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Leave",
                "resource_id": self.ida.resource_id.id,
                "calendar_id": self.ida.resource_calendar_id.id,
                "date_from": "2026-03-13 00:00:00",
                "date_to": "2026-03-26 23:00:00",
                "time_type": "leave",
            }
        )
        self.assertEqual({time.date().day for time in self._times()}, {27})

    def test_in_the_working_days_of_each_whatever_these_are(self):
        week = self._calendar("Week", "UTC", [(day, 10, 14) for day in (6, 0, 1, 2, 3)])
        self.ida.resource_calendar_id = week
        self.mia.resource_calendar_id = self._calendar("Weekend", "UTC", [(6, 8, 18), (5, 8, 18)])
        times = self._times()
        self.assertEqual({time.weekday() for time in times}, {6})
        self.assertTrue(all(10 <= time.hour < 14 for time in times))

    def test_ten_hours_apart_they_are_told_what_to_do(self):
        far = "Australia/Brisbane"
        self.ida.tz = self.ida.user_id.tz = far
        self.ida.resource_calendar_id = self._calendar("Far", far, [(d, 9, 17) for d in range(5)])
        asked = self._ask()
        self.assertEqual(asked["times"], [])
        self.assertIn("Pick a time myself", asked["problem"])

    def test_who_works_across_midnight_is_asked_in_the_day(self):
        late = [(day, 16, 24) for day in range(5)] + [(day, 0, 1) for day in range(1, 6)]
        self.ida.resource_calendar_id = self._calendar("Late", "UTC", late)
        self.mia.resource_calendar_id = self._calendar(
            "Long", "UTC", [(d, 8, 24) for d in range(5)]
        )
        times = self._times()
        self.assertEqual(len(times), 3)
        self.assertTrue(all(16 <= time.hour <= 20 for time in times))

    def test_the_clocks_change_in_between(self):
        zone = pytz.timezone("Europe/Brussels")
        for person in (self.ida, self.mia):
            person.tz = person.user_id.tz = "Europe/Brussels"
            person.resource_calendar_id = self._calendar(
                "One hour", "Europe/Brussels", [(day, 9, 10) for day in range(5)]
            )
        with freeze_time("2026-03-26 12:00:00"):
            times = self._times()
        self.assertEqual(times[0], datetime(2026, 3, 30, 7))
        for time in times:
            self.assertEqual(time.replace(tzinfo=UTC).astimezone(zone).hour, 9)
        with freeze_time("2026-03-24 12:00:00"):
            self.assertEqual(self._times()[0], datetime(2026, 3, 26, 8))

    def test_within_the_programme(self):
        self.pairing.programme_id.date_end = "2026-03-04"
        self.assertEqual({time.date().day for time in self._times()}, {3, 4})
        self.pairing.programme_id.date_end = "2026-03-02"
        self.assertEqual(self._times(), [])

    def test_with_somebody_from_outside_in_the_day_of_both(self):
        guest = self.env["res.partner"].create(
            {"name": "Gus", "email": "gus@example.com", "tz": "America/New_York"}
        )
        pairing = self._pair(
            self._enrol(self.pairing.programme_id, guest, "mentor"),
            self._enrol(self.pairing.programme_id, self.max, "mentee"),
        )
        self.max.resource_calendar_id = self.mia.resource_calendar_id
        times = self._times(user=self.max.user_id, pairing=pairing)
        self.assertEqual(len(times), 3)
        # Eight in the morning in New York is one in the afternoon in UTC, until the clocks change.
        self.assertTrue(all(12 <= time.hour < 17 for time in times))

    def test_who_has_left_has_no_time(self):
        self.ida.with_context(no_wizard=True).action_archive()
        self.assertEqual(self.pairing.with_user(self.mia.user_id)._common_times(), [])

    def test_a_chosen_time_can_be_planned(self):
        for time in self._ask()["times"]:
            self._plan(time)
        self.assertEqual(len(self.pairing.session_ids), 3)
        # What is planned stands in both calendars, so that it is not proposed again.
        self.assertFalse(set(self.pairing.session_ids.mapped("start")) & set(self._times()))

    def test_only_the_two_of_a_living_pairing_may_ask(self):
        for user in (self.coordinator, self.max.user_id, self.mo.user_id, self.hr_officer):
            with self.assertRaises(AccessError):
                self._ask(user)
        self.pairing.with_user(self.ida.user_id).action_end()
        with self.assertRaisesRegex(UserError, "in the state"):
            self._ask()
