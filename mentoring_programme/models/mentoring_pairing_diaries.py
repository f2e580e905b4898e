from datetime import datetime, time, timedelta

import pytz

from odoo import fields, models

from ..scheduling import Diary, common_times

# How far ahead three times are looked for, and how soon at the earliest.
WEEKS_AHEAD = 4
NOTICE = timedelta(days=1)
# When people meet of whose working hours nothing is known.
OUTSIDE_HOURS = (time(8), time(20))


class MentoringPairing(models.Model):
    """Three times that suit both people, out of both their calendars; in a circle, all of it.

    What an answer can tell of the other person's calendar: that they are free at these three
    moments, and, to who knows their own calendar well, that the other is not free in some of
    the time before the first of them. It tells neither what nor with whom, and no list of busy
    times leaves the server. The question takes no argument, so that nobody can ask "and on
    Tuesday at three?", only once more the same; the answer is the same then, but for what the
    calendars have in them by now. Only the two people of a living pairing may ask. (Colleagues
    see in Odoo's calendar when somebody is busy anyway; people from outside do not, and have no
    calendar of their own here with which they could narrow the question down.)
    """

    _inherit = "mentoring.pairing"

    def _common_times(self):
        """Up to three moments within the next weeks at which both could begin a session.

        :return: list of datetimes as Odoo stores them, in UTC
        """
        self.ensure_one()
        now = fields.Datetime.now().replace(second=0, microsecond=0)
        start = pytz.utc.localize(now + NOTICE)
        stop = pytz.utc.localize(now + timedelta(weeks=WEEKS_AHEAD))
        first, last = self._session_days()
        if first:
            start = max(start, self.env.tz.localize(datetime.combine(first, time.min)))
        if last:
            end = datetime.combine(last + timedelta(days=1), time.min)
            stop = min(stop, self.env.tz.localize(end))
        if stop <= start:
            return []
        length = timedelta(minutes=self.programme_id.session_minutes)
        # sudo: calendar.event, hr.employee, resource.calendar - both people's days; only the
        # moments found are answered
        diaries = self.sudo()._diaries(start, stop)
        moments = common_times(diaries, start, stop, length) if diaries else []
        return [moment.astimezone(pytz.utc).replace(tzinfo=None) for moment in moments]

    def _diaries(self, start, stop):
        """The mentee's diary and the mentor's, or none when one of those who meet has left."""
        # A leaver's working hours tell nothing any more.
        people = [
            (side.employee_id, side.contact_id, pytz.timezone(self._zone_of(side)))
            for side in self._who_meets()
        ]
        if any(employee and not employee.active for employee, _contact, _zone in people):
            return []
        weekdays = self._company_weekdays() if not any(person[0] for person in people) else None
        return [
            Diary(
                zone,
                tuple(self._open_intervals(employee, zone, start, stop, weekdays)),
                tuple(self._busy_intervals(contact, zone, start, stop)),
            )
            for employee, contact, zone in people
        ]

    def _who_meets(self):
        """The enrolments of those who meet in a session of this pairing, the mentee's first."""
        return self.mentee_id | self.mentor_id

    def _zone_of(self, enrolment):
        employee, contact = enrolment.employee_id, enrolment.contact_id
        company = enrolment.company_id.resource_calendar_id.tz
        return (employee.tz if employee else contact.tz) or company or "UTC"

    def _open_intervals(self, employee, zone, start, stop, weekdays=None):
        """When a person could meet: in their own working hours, but for leave and holidays.

        Of people without working hours here: in the day, on ``weekdays`` when these are given.
        """
        calendar = employee.resource_calendar_id
        resource = employee.resource_id
        if calendar:
            working = calendar._work_intervals_batch(start, stop, resources=resource)
            # A day that Odoo ends at 23:59:59.999999 goes on into the next one.
            return [
                (begin, end + timedelta(microseconds=1 if end.microsecond == 999999 else 0))
                for begin, end, _lines in working[resource.id]
            ]
        days = self._days_open(zone, start, stop, weekdays)
        if not employee:
            return days
        away = self.env["resource.calendar"]._leave_intervals_batch(
            start, stop, resources=resource, tz=zone
        )[resource.id]
        return [
            (begin, end)
            for begin, end in days
            if all(end <= leaves or back <= begin for leaves, back, _line in away)
        ]

    def _days_open(self, zone, start, stop, weekdays):
        day, last = start.astimezone(zone).date(), stop.astimezone(zone).date()
        days = []
        while day <= last:
            if not weekdays or str(day.weekday()) in weekdays:
                begin, end = (zone.localize(datetime.combine(day, at)) for at in OUTSIDE_HOURS)
                days.append((begin, end))
            day += timedelta(days=1)
        return days

    def _company_weekdays(self):
        """On which days the programme's company works: when nobody has hours of their own."""
        return set(self.company_id.resource_calendar_id.attendance_ids.mapped("dayofweek"))

    def _busy_intervals(self, contact, zone, start, stop):
        """When the calendar says that a person cannot."""
        # A day wider: an event of whole days is stored with hours that nobody means.
        attending = self.env["calendar.attendee"].search(
            [
                ("partner_id", "=", contact.id),
                ("state", "!=", "declined"),
                ("event_id.active", "=", True),
                ("event_id.show_as", "=", "busy"),
                ("event_id.start", "<", stop.replace(tzinfo=None) + timedelta(days=1)),
                ("event_id.stop", ">", start.replace(tzinfo=None) - timedelta(days=1)),
            ]
        )
        for event in attending.event_id:
            if event.allday:
                begin = datetime.combine(event.start_date or event.start.date(), time.min)
                end = datetime.combine(event.stop_date or event.stop.date(), time.min)
                yield zone.localize(begin), zone.localize(end + timedelta(days=1))
            else:
                yield pytz.utc.localize(event.start), pytz.utc.localize(event.stop)
