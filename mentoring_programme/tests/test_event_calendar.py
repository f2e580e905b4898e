import base64
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .event_case import EventCase


@tagged("post_install", "-at_install")
class TestEventCalendar(EventCase):
    """Each person's own private entry: it moves with the event and is seen by nobody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guest = cls._user("olu", "portal")
        cls.outside = cls._enrol(cls.programme, cls.guest.partner_id, "mentor")

    def _entries(self, event):
        return event.sudo().attendance_ids.calendar_event_id

    def test_one_private_entry_a_person_and_one_for_the_coordinators(self):
        event = self._event(location="Room 4")
        entries = self._entries(event)
        self.assertEqual(len(entries), 3)
        for entry in entries | event.sudo().host_event_id:
            self.assertEqual((entry.privacy, entry.attendees_only), ("private", True))
            self.assertEqual((entry.name, entry.location), ("Mentoring meeting", "Room 4"))
            self.assertEqual((entry.start, entry.stop), (event.start, event.stop))
            self.assertEqual(len(entry.partner_ids), 1)
            self.assertFalse(entry.res_model or entry.res_id)
            self.assertNotIn("Opening", str(entry.description))
        self.assertEqual(event.sudo().host_event_id.partner_ids, self.coordinator.partner_id)

    def test_it_is_written_in_the_persons_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.mia.user_id.lang = "fr_FR"
        event = self._event()
        with_french = self._line(event, self.mentee).calendar_event_id
        expected = event.sudo().with_context(lang="fr_FR")._title("fr_FR")
        self.assertEqual(with_french.name, expected)

    def test_moving_the_event_moves_all_and_asks_again(self):
        event = self._event()
        line = self._line(event, self.mentee)
        line.with_user(self.mia.user_id).action_coming()
        since = self._last_mail()
        later = self.now + timedelta(days=9)
        event.write({"start": later, "location": "Room 5"})
        for entry in self._entries(event) | event.sudo().host_event_id:
            self.assertEqual((entry.start, entry.stop), (later, event.stop))
            self.assertEqual(entry.location, "Room 5")
        self.assertEqual(line.state, "invited")
        subjects = {subject for subject, _body, _people in self._mails(since)}
        self.assertIn("A date has changed", subjects)
        since = self._last_mail()
        line.with_user(self.mia.user_id).action_coming()
        event.write({"location": "Room 6"})
        self.assertEqual((line.state, self._mails(since)), ("coming", []))
        self.assertEqual(line.calendar_event_id.location, "Room 6")

    def test_people_from_outside_get_odoos_own_invitation_with_a_file(self):
        since = self.env["mail.message"].search([], order="id desc", limit=1).id
        event = self._event()
        entry = self._line(event, self.outside).calendar_event_id
        messages = self.env["mail.message"].search(
            [("id", ">", since), ("model", "=", "calendar.event")]
        )
        self.assertEqual(messages.mapped("res_id"), entry.ids)
        self.assertEqual(messages.subject, "Invitation to Mentoring meeting")
        [calendar] = messages.attachment_ids
        text = base64.b64decode(calendar.datas).decode()
        self.assertIn("BEGIN:VEVENT", text)
        for name in ("Opening", "Ida", "Mia", "ida@", "mia@", "Test programme"):
            self.assertNotIn(name, text)

    def test_odoos_video_call_is_one_for_all(self):
        event = self._event(videocall="discuss")
        host = event.sudo().host_event_id
        room = host.videocall_channel_id
        self.assertTrue(event.videocall_url.endswith(room.invitation_url))
        self.assertEqual(room.name, "Mentoring meeting")
        for person in (self.mia, self.ida):
            self.assertNotIn(person.user_id.partner_id, room.channel_partner_ids)
        links = (self._entries(event) | host).mapped("videocall_location")
        self.assertEqual(set(links), {event.videocall_url})
        late = self._enrol(self.programme, self.max, "mentee", "applied")
        late.with_user(self.coordinator).action_accept_application()
        entry = self._line(event, late).calendar_event_id
        self.assertEqual(entry.videocall_location, event.videocall_url)
        event.action_cancel()
        self.assertFalse(room.exists())

    def test_everybody_who_has_not_declined_is_reminded_once_the_day_before(self):
        event = self._event(start=self.now + timedelta(days=1, minutes=5))
        self._line(event, self.mentor).with_user(self.ida.user_id).action_not_coming()
        job = self.env.ref("calendar.ir_cron_scheduler_alarm")
        trigger = self.env["ir.cron.trigger"].search([("cron_id", "=", job.id)])
        self.assertIn(event.start - timedelta(days=1), trigger.mapped("call_at"))
        reminded = []
        last = self.now
        for minutes in (10, 20, 30):
            moment = self.now + timedelta(minutes=minutes)
            since = self.env["mail.message"].search([], order="id desc", limit=1).id
            with freeze_time(moment):
                self.env["calendar.alarm_manager"].with_context(lastcall=last)._send_reminder()
            last = moment
            messages = self.env["mail.message"].search(
                [("id", ">", since), ("model", "=", "calendar.event")]
            )
            for message in messages:
                self.assertEqual(message.subject, "Mentoring meeting - Reminder")
                self.assertEqual(len(message.notified_partner_ids), 1)
            reminded += [partner for m in messages for partner in m.notified_partner_ids]
        people = self.mentee.contact_id | self.outside.contact_id | self.coordinator.partner_id
        self.assertEqual(sorted(p.id for p in reminded), sorted(people.ids))

    def test_who_deletes_their_own_entry_stays_invited(self):
        event = self._event()
        line = self._line(event, self.mentee)
        line.calendar_event_id.with_user(self.mia.user_id).unlink()
        self.assertEqual(line.state, "invited")
        line.with_user(self.mia.user_id).action_coming()
        event.write({"start": self.now + timedelta(days=9)})
        event.action_cancel()
        self.assertEqual(event.state, "cancelled")


@tagged("post_install", "-at_install")
class TestEventLeaks(EventCase):
    """Who is invited in a discreet programme is learnt by nobody: not by colleagues, nor by
    others who are invited to the very same event, and know when it is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hush = cls._discreet_programme("running")
        cls.max_in = cls._enrol(cls.hush, cls.max, "mentee")
        cls.ian_in = cls._enrol(cls.hush, cls.ian, "mentor")
        cls.event = cls._event(cls.hush, name="Hush opening", location="Room 4")
        cls.eve = cls._employee("Eve")
        cls.env.flush_all()

    def _as(self, user, model):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env(user=user.id, su=False)[model]

    def _entry(self, enrolment):
        return self._line(self.event, enrolment).calendar_event_id

    def test_the_title_says_meeting_and_the_mail_nothing(self):
        since = self._last_mail()
        self._event(self.hush, name="Hush again")
        mails = self._mails(since)
        self.assertEqual(len(mails), 2)
        for subject, body, people in mails:
            self.assertEqual(len(people), 1)
            self.assertNotRegex(f"{subject} {body}", "(?i)hush|room 4")
            self.assertNotIn("entor", subject)
        self.assertEqual(self._entry(self.max_in).name, "Meeting")

    def test_nobody_finds_the_entry_of_another_whatever_they_ask(self):
        entry = self._entry(self.max_in)
        onlookers = (
            self.ian.user_id,
            self.eve.user_id,
            self.mo.user_id,
            self.hr_officer,
            self.manager,
            self.env.ref("base.user_admin"),
        )
        for user in onlookers:
            events = self._as(user, "calendar.event")
            partner = self.max.user_id.partner_id
            for domain in (
                [("id", "=", entry.id)],
                [("start", "=", self.event.start)],
                [("partner_ids", "in", partner.ids)],
                [("create_date", "=", entry.create_date)],
                [("attendees_only", "=", True)],
                [("attendee_ids.partner_id", "=", partner.id)],
                [("location", "=", "Room 4")],
                [("user_id", "=", self.max.user_id.id)],
            ):
                self.assertNotIn(entry, events.search(domain), (user.login, domain))
                counted = events.formatted_read_group(domain, ["create_uid"], ["__count"])
                total = sum(group["__count"] for group in counted)
                self.assertEqual(total, events.search_count(domain))
            with self.assertRaises(AccessError):
                events.browse(entry.id).read(["start"])
            attendees = self._as(user, "calendar.attendee")
            self.assertFalse(attendees.search([("event_id", "=", entry.id)]))
            self.assertFalse(
                attendees.search(
                    [("partner_id", "=", partner.id), ("event_id.start", "=", self.event.start)]
                )
            )
            busy = self._as(user, "res.partner").browse(partner.id)
            stop = self.event.stop
            self.assertFalse(busy._get_busy_calendar_events(self.event.start, stop))

    def test_their_own_entry_is_there(self):
        """So that finding nothing above says something."""
        for person, enrolment in ((self.max, self.max_in), (self.ian, self.ian_in)):
            events = self._as(person.user_id, "calendar.event")
            mine = events.search([("start", "=", self.event.start)])
            self.assertEqual(mine.ids, self._entry(enrolment).ids)
            self.assertEqual(mine.name, "Meeting")
            [attendee] = self._as(person.user_id, "calendar.attendee").search(
                [("event_id", "=", mine.id)]
            )
            self.assertEqual(attendee.partner_id, person.user_id.partner_id)

    def test_the_event_tells_its_audience_nothing_of_one_another(self):
        mine = self._as(self.ian.user_id, "mentoring.cohort.event").browse(self.event.id)
        self.assertEqual((mine.name, mine.invited_count, mine.coming_count), ("Hush opening", 1, 0))
        lines = self._as(self.ian.user_id, "mentoring.attendance")
        self.assertEqual(lines.search([]).enrolment_id.ids, self.ian_in.ids)
        events = self._as(self.ian.user_id, "mentoring.cohort.event")
        for name in ("attendance_ids", "host_event_id"):
            with self.assertRaises(AccessError):
                events.search([(name, "!=", False)])
            with self.assertRaises(AccessError):
                mine.read([name])
        with self.assertRaises(AccessError):
            lines.search([("calendar_event_id.start", "!=", False)])

    def test_its_name_shows_to_nobody_who_may_not_read_it(self):
        for user in (self.eve.user_id, self.hr_officer, self.manager, self.other_coordinator):
            shown = self.event.sudo().with_user(user).sudo()
            self.assertEqual(shown.display_name, "Event")
            events = self._as(user, "mentoring.cohort.event")
            self.assertFalse(events.search([("name", "ilike", "hush")]))
            self.assertFalse(events.name_search("Hush"))

    def test_nobody_follows_and_no_message_is_found(self):
        entries = self.event.sudo().attendance_ids.calendar_event_id
        entries |= self.event.sudo().host_event_id
        followers = self.env["mail.followers"].search(
            [("res_model", "=", "calendar.event"), ("res_id", "in", entries.ids)]
        )
        self.assertFalse(followers)
        self._line(self.event, self.max_in).with_user(self.max.user_id).action_coming()
        for user in (self.eve.user_id, self.ian.user_id, self.hr_officer):
            messages = self._as(user, "mail.message").search(
                [("model", "=", "calendar.event"), ("res_id", "in", entries.ids)]
            )
            self.assertFalse(messages - self._own_messages(user))

    def _own_messages(self, user):
        messages = self._as(user, "mail.message")
        return messages.search([("partner_ids", "in", user.partner_id.ids)])

    def test_files_are_read_by_whoever_reads_the_event(self):
        attached = (
            self.env["ir.attachment"]
            .with_user(self.coordinator)
            .create(
                {"name": "Slides", "raw": b"x", "res_model": "mentoring.cohort.event", "res_id": 0}
            )
        )
        self.event.write({"file_ids": [fields.Command.link(attached.id)]})
        self.assertEqual((attached.res_id, attached.public), (self.event.id, False))
        for person in (self.max, self.ian):
            mine = self._as(person.user_id, "ir.attachment").browse(attached.id)
            self.assertEqual(mine.raw, b"x")
            home = self._as(person.user_id, "mentoring.home").get_my_mentoring()
            self.assertEqual([file["name"] for file in home["events"][0]["files"]], ["Slides"])
        for user in (self.eve.user_id, self.mo.user_id, self.hr_officer, self.manager):
            with self.assertRaises(AccessError):
                self._as(user, "ir.attachment").browse(attached.id).read(["name"])

    def test_a_file_of_something_else_is_not_taken_over(self):
        theirs = self.env["ir.attachment"].create(
            {"name": "Secret", "raw": b"x", "res_model": "hr.employee", "res_id": self.mo.id}
        )
        for command in (fields.Command.link(theirs.id), fields.Command.set(theirs.ids)):
            with self.assertRaises(UserError), self.cr.savepoint():
                self.event.write({"file_ids": [command]})
        self.assertEqual(theirs.res_model, "hr.employee")
