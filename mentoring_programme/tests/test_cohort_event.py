from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .event_case import EventCase


@tagged("post_install", "-at_install")
class TestCohortEvent(EventCase):
    """An event reaches its audience, is answered, noted, and fulfils what is required."""

    # -- who is invited ------------------------------------------------------------------

    def test_everybody_taken_of_the_audience_is_invited_once(self):
        applied = self._enrol(self.programme, self.max, "mentee", "applied")
        for audience, people in (
            ("both", self.mentor | self.mentee),
            ("mentor", self.mentor),
            ("mentee", self.mentee),
        ):
            event = self._event(audience=audience)
            self.assertEqual(event.sudo().attendance_ids.enrolment_id, people, audience)
            self.assertNotIn(applied, event.sudo().attendance_ids.enrolment_id)

    def test_a_draft_invites_nobody(self):
        event = self._event(announce=False)
        self.assertFalse(event.sudo().attendance_ids)
        self._enrol(self.programme, self.max, "mentee", "applied").with_user(
            self.coordinator
        ).action_accept_application()
        self.assertFalse(event.sudo().attendance_ids)

    def test_late_joiners_are_invited_to_what_is_to_come(self):
        event, past = self._event(), self._event()
        self._begin(past)
        late = self._enrol(self.programme, self.max, "mentee", "applied")
        late.with_user(self.coordinator).action_accept_application()
        invited = self._enrol(self.programme, self.ivy, "mentor", "invited")
        invited.with_user(self.ivy.user_id).action_accept_invitation()
        self.assertLessEqual(late | invited, event.sudo().attendance_ids.enrolment_id)
        self.assertFalse((late | invited) & past.sudo().attendance_ids.enrolment_id)
        self.assertTrue(self._line(event, late).calendar_event_id)

    def test_whoever_leaves_leaves_what_is_to_come_and_keeps_what_was(self):
        event, past = self._event(), self._event()
        self._begin(past)
        entry = self._line(event, self.mentee).calendar_event_id
        self.mentee.with_user(self.mia.user_id).action_withdraw()
        self.assertNotIn(self.mentee, event.sudo().attendance_ids.enrolment_id)
        self.assertFalse(entry.exists())
        self.assertTrue(self._line(past, self.mentee))

    def test_a_person_in_both_roles_is_invited_once_and_fulfils_for_both(self):
        requirement = self._requirement()
        also = self._enrol(self.programme, self.ida, "mentee", "accepted")
        event = self._event(requirement_id=requirement.id)
        mine = event.sudo().attendance_ids.filtered(
            lambda line: line.enrolment_id.employee_id == self.ida
        )
        self.assertEqual(mine.enrolment_id, self.mentor)
        self._begin(event)
        mine.with_user(self.coordinator).action_attended()
        for enrolment in (self.mentor, also):
            self.assertNotIn(requirement, enrolment.missing_requirement_ids)
        mine.with_user(self.coordinator).action_missed()
        for enrolment in (self.mentor, also):
            self.assertIn(requirement, enrolment.missing_requirement_ids)

    def test_who_leaves_as_mentor_keeps_the_place_as_mentee(self):
        also = self._enrol(self.programme, self.ida, "mentee", "accepted")
        event = self._event()
        self.mentor.with_user(self.ida.user_id).action_withdraw()
        self.assertTrue(self._line(event, also))

    # -- answers -------------------------------------------------------------------------

    def test_people_answer_for_themselves_and_change_their_mind(self):
        line = self._line(self._event(), self.mentee)
        mine = line.with_user(self.mia.user_id)
        mine.action_coming()
        self.assertEqual(line.state, "coming")
        self.assertEqual(line.calendar_event_id.attendee_ids.state, "accepted")
        mine.action_not_coming()
        self.assertEqual(line.state, "not_coming")
        self.assertEqual(line.calendar_event_id.attendee_ids.state, "declined")

    def test_an_answer_in_the_calendar_is_an_answer(self):
        line = self._line(self._event(), self.mentee)
        attendee = line.calendar_event_id.attendee_ids.with_user(self.mia.user_id)
        attendee.do_accept()
        self.assertEqual(line.state, "coming")
        attendee.do_decline()
        self.assertEqual(line.state, "not_coming")

    def test_the_last_seat_is_given_once(self):
        event = self._event(seats=1)
        first, second = self._line(event, self.mentor), self._line(event, self.mentee)
        first.with_user(self.ida.user_id).action_coming()
        with self.assertRaisesRegex(UserError, "All seats are taken"):
            second.with_user(self.mia.user_id).action_coming()
        second.calendar_event_id.attendee_ids.with_user(self.mia.user_id).do_accept()
        self.assertEqual(second.state, "invited")
        first.with_user(self.ida.user_id).action_coming()
        first.with_user(self.ida.user_id).action_not_coming()
        second.with_user(self.mia.user_id).action_coming()
        self.assertEqual(second.state, "coming")

    def test_nobody_answers_for_somebody_else_or_for_what_is_over(self):
        event = self._event()
        line = self._line(event, self.mentee)
        for user in (self.ida.user_id, self.other_coordinator, self.hr_officer):
            for step in ("action_coming", "action_not_coming", "action_attended", "action_missed"):
                with self.assertRaises(AccessError):
                    getattr(line.with_user(user), step)()
        with self.assertRaises(AccessError):
            line.with_user(self.mia.user_id).action_attended()
        line.with_user(self.coordinator).action_coming()
        self._begin(event)
        for step in ("action_coming", "action_not_coming"):
            with self.assertRaisesRegex(UserError, "over or cancelled"):
                getattr(line.with_user(self.mia.user_id), step)()

    # -- who was there -------------------------------------------------------------------

    def test_attending_fulfils_and_taking_it_back_does_not(self):
        requirement = self._requirement()
        self.assertEqual(self.mentee.state, "accepted")
        event = self._event(requirement_id=requirement.id)
        self._begin(event)
        lines = event.sudo().attendance_ids.with_user(self.coordinator)
        lines.action_attended()
        self.assertEqual((self.mentor | self.mentee).mapped("state"), ["ready", "ready"])
        done = self.mentee.fulfilment_ids.filtered(lambda f: f.requirement_id == requirement)
        self.assertEqual(
            (done.how, done.user_id, done.attendance_id),
            ("attendance", self.coordinator, self._line(event, self.mentee)),
        )
        self._line(event, self.mentee).with_user(self.coordinator).action_reset()
        self.assertEqual(self.mentee.state, "accepted")
        self.assertTrue(done.ended_on)
        self.assertEqual(self.mentor.state, "ready")

    def test_another_event_that_was_attended_still_fulfils(self):
        requirement = self._requirement()
        events = [self._event(requirement_id=requirement.id) for _n in range(2)]
        for event in events:
            self._begin(event)
            self._line(event, self.mentee).with_user(self.coordinator).action_attended()
        self._line(events[0], self.mentee).with_user(self.coordinator).action_missed()
        self.assertEqual(self.mentee.state, "ready")
        self._line(events[1], self.mentee).with_user(self.coordinator).action_missed()
        self.assertEqual(self.mentee.state, "accepted")

    def test_naming_the_requirement_afterwards_fulfils_and_taking_it_off_does_not(self):
        requirement = self._requirement()
        event = self._event()
        self._begin(event)
        self._line(event, self.mentee).with_user(self.coordinator).action_attended()
        self.assertEqual(self.mentee.state, "accepted")
        event.requirement_id = requirement
        self.assertEqual(self.mentee.state, "ready")
        event.requirement_id = False
        self.assertEqual(self.mentee.state, "accepted")

    def test_asked_anew_the_earlier_attendance_counts_no_more(self):
        requirement = self._requirement()
        event = self._event(requirement_id=requirement.id)
        self._begin(event)
        line = self._line(event, self.mentee).with_user(self.coordinator)
        line.action_attended()
        requirement.with_user(self.coordinator).action_ask_anew()
        self.assertEqual(self.mentee.state, "accepted")
        line.action_missed()
        line.action_attended()
        self.assertEqual(self.mentee.state, "accepted")

    def test_whoever_made_up_for_it_is_confirmed_one_by_one(self):
        requirement = self._requirement()
        mine = self.mentee.with_user(self.coordinator)
        self.assertTrue(mine.lacks_attendance)
        mine.action_confirm_requirements()
        self.assertIn(requirement, self.mentee.missing_requirement_ids)
        with self.assertRaises(AccessError):
            self.mentee.with_user(self.mia.user_id).action_confirm_attendance()
        mine.action_confirm_attendance()
        self.assertEqual(self.mentee.state, "ready")
        self.assertEqual(self.mentee.fulfilment_ids[-1].how, "coordinator")

    # -- bad input -----------------------------------------------------------------------

    def test_the_past_is_over(self):
        with self.assertRaisesRegex(UserError, "moment is over"):
            self._event(start=self.now - timedelta(hours=1))
        event = self._event()
        with self.assertRaisesRegex(UserError, "moment is over"):
            event.start = self.now - timedelta(hours=1)
        draft = self._event(announce=False)
        self._begin(draft)
        with self.assertRaisesRegex(UserError, "in the past"):
            draft.action_announce()
        self._begin(event)
        with self.assertRaisesRegex(UserError, "can no longer be moved"):
            event.start = self.now + timedelta(days=1)
        with self.assertRaisesRegex(UserError, "can no longer be cancelled"):
            event.action_cancel()
        event.material = "<p>What we heard.</p>"

    def test_nobody_is_marked_before_it_began(self):
        line = self._line(self._event(), self.mentee).with_user(self.coordinator)
        for step in (line.action_attended, line.action_missed, line.action_reset):
            with self.assertRaisesRegex(UserError, "note afterwards"):
                step()
        self.assertEqual(line.state, "invited")

    def test_nobody_is_on_the_list_twice_or_in_the_wrong_role(self):
        event = self._event(audience="mentor")
        lines = self.env["mentoring.attendance"].with_user(self.coordinator)
        with self.assertRaisesRegex(UserError, "Ida is on the list already"):
            lines.create({"event_id": event.id, "enrolment_id": self.mentor.id})
        elsewhere = self._enrol(self._programme("enrolling"), self.ian, "mentor")
        applied = self._enrol(self.programme, self.ivy, "mentor", "applied")
        for enrolment in (self.mentee, elsewhere, applied):
            with self.assertRaisesRegex(UserError, "in the role"), self.cr.savepoint():
                lines.create({"event_id": event.id, "enrolment_id": enrolment.id})
        both = self._event()
        also = self._enrol(self.programme, self.ida, "mentee", "accepted")
        with self.assertRaisesRegex(UserError, "Ida is on the list"), self.cr.savepoint():
            lines.create({"event_id": both.id, "enrolment_id": also.id})

    def test_the_state_is_moved_by_buttons_alone(self):
        event = self._event(announce=False)
        with self.assertRaisesRegex(UserError, "with its buttons"):
            event.state = "announced"
        with self.assertRaisesRegex(UserError, "with its buttons"):
            self._event(announce=False, state="announced")
        event.action_announce()
        since = self._last_mail()
        event.action_announce()
        self.assertEqual(self._mails(since), [])
        line = self._line(event, self.mentee).with_user(self.coordinator)
        with self.assertRaises(AccessError):
            line.state = "attended"
        with self.assertRaisesRegex(UserError, "Say with the buttons"):
            line.create({"event_id": event.id, "enrolment_id": self.mentee.id, "state": "attended"})

    def test_it_stays_in_its_programme_and_follows_from_it(self):
        event = self._event()
        other = self._programme("enrolling")
        with self.assertRaisesRegex(UserError, "stays in its programme"):
            event.programme_id = other
        with self.assertRaisesRegex(ValidationError, "same programme"):
            event.requirement_id = other.requirement_ids[0]
        briefing = self.programme.requirement_ids.filtered(lambda r: r.kind == "briefing")
        with self.assertRaisesRegex(ValidationError, "Attending cannot fulfil"):
            event.requirement_id = briefing
        mentors = self._requirement(role="mentor")
        with self.assertRaisesRegex(ValidationError, "not asked of those"):
            self._event(audience="mentee", requirement_id=mentors.id)

    def test_a_programme_that_is_not_open_invites_nobody(self):
        for state in ("draft", "closed"):
            event = self._event(self._programme(state), announce=False)
            with self.assertRaisesRegex(UserError, "once enrolment"):
                event.action_announce()

    def test_links_lengths_and_seats(self):
        for url in (False, "javascript:alert(1)", "meet.example.com"):
            with self.assertRaisesRegex(ValidationError, "address of the video call"):
                self._event(videocall="custom", videocall_url=url)
        for values in ({"duration": 0}, {"duration": 13}, {"seats": -1}, {"name": "  "}):
            refused = self.assertRaises(CheckViolation)
            with mute_logger("odoo.sql_db"), refused, self.cr.savepoint():
                self._event(announce=False, **values)

    def test_announced_ones_are_cancelled_before_they_are_deleted(self):
        event = self._event()
        with self.assertRaisesRegex(UserError, "cancel it first"):
            event.unlink()
        event.action_cancel()
        event.unlink()
        self.assertFalse(event.exists())

    def test_cancelling_tells_those_who_meant_to_come_and_clears_the_calendars(self):
        event = self._event()
        entries = event.sudo().attendance_ids.calendar_event_id | event.sudo().host_event_id
        self.assertEqual(len(entries), 3)
        self._line(event, self.mentor).with_user(self.ida.user_id).action_not_coming()
        since = self._last_mail()
        event.action_cancel()
        self.assertFalse(entries.exists())
        [(subject, _body, people)] = self._mails(since)
        self.assertEqual(
            (subject, people), ("A meeting does not take place", self.mentee.contact_id)
        )
        # By a second coordinator, who looks at the page as it was.
        since = self._last_mail()
        event.action_cancel()
        self.assertEqual(self._mails(since), [])
        with self.assertRaisesRegex(UserError, "over or cancelled"):
            self._line(event, self.mentee).with_user(self.mia.user_id).action_coming()

    def test_a_programme_that_ends_takes_its_coming_events_along(self):
        for step in ("closed", "cancelled"):
            programme = self._programme("running")
            self._enrol(programme, self.mia, "mentee")
            past, event = self._event(programme), self._event(programme)
            self._begin(past)
            programme._write_state(step)
            self.assertEqual((past.state, event.state), ("announced", "cancelled"))
            self.assertFalse(event.sudo().attendance_ids.calendar_event_id)

    # -- the page of a participant -------------------------------------------------------

    def _home(self, employee):
        self.env.invalidate_all()
        return self.env["mentoring.home"].with_user(employee.user_id).get_my_mentoring()

    def test_home_shows_what_is_to_come_and_what_it_is_good_for(self):
        requirement = self._requirement()
        home = self._home(self.mia)
        [asked] = home["asked"]
        self.assertEqual(asked["kind"], "confirmation")
        self.assertIn("when the next one has a date", asked["requirement"]["what_to_do"])
        later = self._event(name="Later", start=self.now + timedelta(days=9))
        event = self._event(
            requirement_id=requirement.id,
            location="Room 4",
            videocall="custom",
            videocall_url="https://meet.example.com/x",
            material="<p>Bring a question.</p>",
        )
        home = self._home(self.mia)
        self.assertEqual([line["event_id"] for line in home["events"]], [event.id, later.id])
        told = home["events"][0]
        self.assertEqual(
            (told["name"], told["location"], told["state"], told["fulfils"], told["kind_name"]),
            ("Opening", "Room 4", "invited", "Induction", "Induction"),
        )
        self.assertEqual(told["videocall_url"], "https://meet.example.com/x")
        self.assertIn("Bring a question", told["material"])
        self.assertTrue(told["can_answer"])
        missing = home["asked"][0]["requirement"]
        self.assertIn("“Opening” is the next event", missing["what_to_do"])
        self.assertEqual(missing["next_event"], fields.Datetime.to_string(event.start))
        self._line(event, self.mentee).with_user(self.mia.user_id).action_coming()
        self.assertEqual(self._home(self.mia)["events"][0]["state"], "coming")

    def test_home_says_when_all_seats_are_taken_and_forgets_what_is_over(self):
        event = self._event(seats=1)
        self._line(event, self.mentor).with_user(self.ida.user_id).action_coming()
        self.assertTrue(self._home(self.mia)["events"][0]["is_full"])
        self.assertFalse(self._home(self.ida)["events"][0]["is_full"])
        self._begin(event)
        self.assertFalse(self._home(self.mia)["events"][0]["can_answer"])
        self.env.cr.execute(
            "UPDATE mentoring_cohort_event SET stop = %s WHERE id = %s", (self.now, event.id)
        )
        self.assertEqual(self._home(self.mia)["events"], [])

    def test_as_many_queries_with_20_events_as_with_2(self):
        costs = []
        for count in (2, 18):
            for _n in range(count):
                self._event(announce=True, seats=5)
            self._home(self.mia)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            home = self.env["mentoring.home"].with_user(self.mia.user_id).get_my_mentoring()
            costs.append(self.env.cr.sql_log_count - before)
        self.assertEqual(len(home["events"]), 20)
        self.assertEqual(costs[0], costs[1])
