from datetime import timedelta

from odoo import SUPERUSER_ID, Command, fields, models
from odoo.tools.misc import clean_context


class MentoringCohortEvent(models.Model):
    """The event in people's calendars: for each person a private entry of their own.

    One entry with everybody on it would show each attendee who else takes part, in the invitation,
    the calendar and every answer. Many entries made together show it too, to whoever looks for
    what begins at the same moment: so they are shown to their own attendee alone (see
    ``calendar.event.attendees_only``), not even as busy. All of them have the same neutral title,
    in all programmes, and are written by the system itself.
    """

    _inherit = "mentoring.cohort.event"

    def _calendar(self, **context):
        """``calendar.event`` as nobody, who neither follows nor is named, and quietly.

        The day's reminders are set together in :meth:`_remind`: Odoo would set each by itself.
        """
        kept = {
            key: value
            for key, value in clean_context(self.env.context).items()
            if not key.startswith("active_")
        }
        return (
            self.env["calendar.event"]
            .with_user(SUPERUSER_ID)
            .with_context(
                kept,
                dont_notify=True,
                mail_create_nosubscribe=True,
                tracking_disable=True,
                skip_contact_description=True,
                **context,
            )
        )

    def _title(self, lang=None):
        self.ensure_one()
        env = self.with_context(lang=lang).env if lang else self.env
        return env._("Meeting") if self.programme_id.discreet else env._("Mentoring meeting")

    def _entry_values(self):
        """What stands in each of the calendars of this event."""
        self.ensure_one()
        return {
            "start": self.start,
            "stop": self.stop,
            "location": self.location,
            "videocall_location": self.videocall_url if self.videocall != "none" else False,
        }

    def _new_entry(self, partner, organiser):
        """Values of an entry for one person, or for the coordinators together."""
        alarm = self.env.ref("mentoring_programme.alarm_day_before", raise_if_not_found=False)
        return {
            **self._entry_values(),
            "name": self._title(partner[:1].lang),
            "privacy": "private",
            "attendees_only": True,
            "user_id": organiser.id,
            "partner_ids": [Command.set(partner.ids)],
            "alarm_ids": [Command.set(alarm.ids if alarm else [])],
        }

    def _host_in_calendar(self):
        """One entry for the coordinators, on which Odoo's video call hangs."""
        calendar = self._calendar(no_mail_to_attendees=True)
        hosts = [event.programme_id.coordinator_ids for event in self]
        entries = calendar.create(
            [
                event._new_entry(host.partner_id, host[:1])
                for event, host in zip(self, hosts, strict=True)
            ]
        )
        for event, entry in zip(self, entries, strict=True):
            event.host_event_id = entry
            event._set_videocall()
            entry.videocall_location = event._entry_values()["videocall_location"]
        self._remind()

    def _set_videocall(self):
        """Make the room of Odoo's own video call, once, where one is wished.

        Odoo makes one for each calendar event by itself; here all entries share the
        coordinators' room, by the link with which anybody who has it can join.
        """
        host = self.host_event_id.with_user(SUPERUSER_ID)
        if self.videocall != "discuss" or not host:
            return
        if not host.videocall_channel_id:
            host._create_videocall_channel()
        url = f"{self.get_base_url()}{host.videocall_channel_id.invitation_url}"
        if self.videocall_url != url:
            self._write_url(url)

    def _write_url(self, url):
        """Past write(), which would move the entries in its turn."""
        return super().write({"videocall_url": url})

    def _remind(self):
        """Let Odoo's job for reminders look on the day before; each entry has its alarm."""
        # sudo: ir.cron - when Odoo's own job for reminders runs next
        job = self.env.ref("calendar.ir_cron_scheduler_alarm").sudo()
        moments = {event.start - timedelta(days=1) for event in self}
        for moment in sorted(m for m in moments if m > fields.Datetime.now()):
            job._trigger(at=moment)

    def _update_calendars(self, moved):
        """Carry what has changed into all calendars, one write an event.

        :param moved: those of these events that have another time; people are told, and asked
            once more whether they come
        """
        # sudo: mentoring.cohort.event, mentoring.attendance - everybody's entries follow the event
        events = self.sudo()._coming()
        for event in events:
            quiet = event._calendar(no_mail_to_attendees=True)
            mailed = event._calendar()
            event._set_videocall()
            values = event._entry_values()
            if event not in moved:
                del values["start"], values["stop"]
            lines = event.attendance_ids
            outside = lines.filtered(lambda line: line.enrolment_id.partner_id)
            inside = (lines - outside)._calendar_entries() | event.host_event_id
            quiet.browse(inside.ids).write(dict(values))
            mailed.browse(outside._calendar_entries().ids).write(dict(values))
        # sudo: mentoring.cohort.event - as above
        others = events & moved.sudo()
        again = others.attendance_ids
        if again:
            others._remind()
            again.filtered(lambda line: line.state in ("coming", "not_coming")).write(
                {"state": "invited"}
            )
            again._tell("mentoring_programme.mail_template_event_moved")

    def _leave_calendars(self):
        entries = self.host_event_id | self.attendance_ids._calendar_entries()
        entries = self._calendar().browse(entries.ids)
        rooms = entries.videocall_channel_id
        entries.unlink()
        rooms.unlink()
