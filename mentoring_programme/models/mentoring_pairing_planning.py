import pytz
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

RHYTHM_UNITS = ("week", "month")


class MentoringPairing(models.Model):
    """How the two people plan their sessions: one, three suggested times, or the whole rhythm."""

    _inherit = "mentoring.pairing"

    def _session_days(self):
        """From which day to which its sessions may be, as dates."""
        self.ensure_one()
        # sudo: mentoring.programme - its start, which its participants know
        return self.date_start or self.programme_id.sudo().date_start, self._last_day()

    @api.model
    def _checked_time(self, moment):
        """A moment that a person gave in Odoo's server format, in UTC, as a datetime."""
        try:
            checked = fields.Datetime.to_datetime(moment)
        except (TypeError, ValueError):
            checked = None
        if not checked:
            raise UserError(self.env._("Choose a day and a time."))
        return checked.replace(second=0, microsecond=0)

    def _check_can_plan(self):
        self._check_mine()
        self._check_state("active", "paused")

    def action_suggest_times(self):
        """Three times that suit both, see ``_common_times``.

        :return: dict with ``times`` (list of strings in Odoo's server format, UTC), ``hours``
            (how long a session is) and ``problem``, a sentence when there is none
        """
        self.ensure_one()
        self._check_can_plan()
        if self.state == "paused":
            # Nor does it tell when the other is free while one of the two wants to rest.
            raise UserError(
                self.env._("Your mentoring rests: ask for times once you are both back.")
            )
        times = self._common_times()
        problem = ""
        if not times:
            problem = self.env._(
                "Within the next four weeks there is no time in the day at which both your "
                "calendars are free. That happens when your working hours or time zones lie far "
                "apart. Write to each other, agree on a time that is good enough for both, say "
                "early for one and late for the other, and choose “Pick a time myself”."
            )
        return {
            "times": [fields.Datetime.to_string(moment) for moment in times],
            "hours": self.programme_id.session_minutes / 60,
            "problem": problem,
        }

    def action_plan_session(self, start=None, hours=None, location=None, video=False):
        """Plan one session.

        :param str start: when, in UTC, as Odoo's server writes it
        :param hours: how long; as the programme has it when left out
        :param location: a place, in words; the usual one when left out
        :param video: whether by video; then Odoo makes a link
        """
        self.ensure_one()
        self._check_can_plan()
        self._plan_sessions([self._checked_time(start)], hours, location, video)

    def action_plan_rhythm(
        self, start=None, count=1, interval=1, unit="month", hours=None, location=None, video=False
    ):
        """Plan a series, in the asker's time zone: ten o'clock stays ten o'clock in summer.

        :param str start: the first, in UTC, as Odoo's server writes it
        :param int count: how many sessions
        :param int interval: one every so many weeks or months
        :param str unit: ``week`` or ``month``
        """
        self.ensure_one()
        self._check_can_plan()
        first = self._checked_time(start)
        self._plan_sessions(self._series(first, count, interval, unit), hours, location, video)

    @api.model
    def _series(self, first, count, interval, unit):
        """Starts of a series, as Odoo stores them.

        :param datetime first: in UTC, without a zone
        """
        whole = all(
            isinstance(each, int) and not isinstance(each, bool) for each in (count, interval)
        )
        if (
            not whole
            or not 1 <= count <= 104
            or not 1 <= interval <= 52
            or unit not in RHYTHM_UNITS
        ):
            raise UserError(
                self.env._("Plan 1 to 104 sessions, one every 1 to 52 weeks or months.")
            )
        zone = self.env.tz
        local = pytz.utc.localize(first).astimezone(zone).replace(tzinfo=None)
        moments = [local + relativedelta(**{f"{unit}s": interval}) * turn for turn in range(count)]
        return [zone.localize(at).astimezone(pytz.utc).replace(tzinfo=None) for at in moments]

    def _usual_place(self):
        """Where the two meet unless they say otherwise, in words; an addon that knows says so."""
        self.ensure_one()
        return False

    def _plan_sessions(self, starts, hours=None, location=None, video=False):
        # A place that is left out is the usual one; an empty one is none.
        place = {} if location is None else {"mentoring_location": location}
        Session = self.env["mentoring.session"].with_context(mentoring_video=bool(video), **place)
        if hours is None:
            hours = self.programme_id.session_minutes / 60
        hours = Session._checked_hours(hours)
        return Session.create(
            [{"pairing_id": self.id, "start": start, "duration": hours} for start in starts]
        )
