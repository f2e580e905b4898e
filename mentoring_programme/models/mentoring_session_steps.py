import uuid

import vobject

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from .locking import locked


class MentoringSession(models.Model):
    """What the two people say of a session: moved, cancelled, held, missed."""

    _inherit = "mentoring.session"

    def _check_can_hold(self):
        """Refuse to note these sessions as held; extended by what must be done before."""
        self._check_begun()

    def _check_begun(self):
        if any(not session.is_past for session in self):
            raise UserError(
                self.env._("This session is still to come: say afterwards how it went.")
            )

    def _mark(self, state):
        self.check_access("write")
        locked(self)
        for session in self:
            if state == "planned" and session.pairing_id.state not in ("active", "paused"):
                raise UserError(
                    self.env._("This pairing is over: what was noted of its sessions stays.")
                )
            if session.state == "cancelled":
                raise UserError(self.env._("This session was cancelled: plan a new one instead."))
        if state == "held":
            self._check_can_hold()
        elif state == "missed":
            self._check_begun()
        # As nobody: the state is refused from outside, and that it was missed is nobody's fault.
        marked = self._as_nobody()
        marked.write({"state": state})
        marked.env.flush_all()

    def action_held(self, hours=None, mood=None):
        """It took place.

        :param hours: how long it really was; as planned when left out
        :param mood: one of ``MOODS``, how it was for the one who says so, for nobody else
        """
        self._mark("held")
        if hours is not None:
            # sudo: calendar.event, mentoring.session - a meeting that several sessions share was
            # as long for all of them.
            shared = self.sudo().event_id._mentoring_sessions()
            # sudo: mentoring.session - as above
            held = (self.sudo() | shared).filtered(lambda session: session.state == "held")
            held._as_nobody()._write_time({"duration": self._checked_hours(hours)})
            held.env.flush_all()
        if mood:
            self.action_mood(mood)

    def action_missed(self):
        self._mark("missed")

    def action_reset(self):
        """Undo: back to planned, with the length that was planned."""
        self._mark("planned")
        self.sudo()._follow_event()  # sudo: calendar.event, mentoring.session - its own event

    def action_cancel(self):
        self.check_access("write")
        locked(self)
        # What the other has cancelled a moment earlier is cancelled.
        sessions = self.filtered(lambda session: session.state != "cancelled")
        if any(session.state != "planned" for session in sessions):
            raise UserError(self.env._("Only planned sessions can be cancelled."))
        sessions._tell_others(is_off=True)
        sessions._cancel()

    def action_move(self, start=None, hours=None, known_start=None):
        """Put it to another time.

        :param str start: when, in UTC, as Odoo's server writes it
        :param hours: how long, when that changes too
        :param str known_start: when it was, as far as the one who moves it knows
        """
        self.ensure_one()
        self.check_access("write")
        locked(self)
        Pairing = self.env["mentoring.pairing"]
        known = known_start and Pairing._checked_time(known_start)
        values = {"start": Pairing._checked_time(start)}
        if hours is not None:
            values["duration"] = self._checked_hours(hours)
        # The other may have put it to the very same time, a moment earlier.
        if self.start == values["start"] and self.duration == values.get("duration", self.duration):
            return
        if known and known != self.start.replace(second=0, microsecond=0):
            raise UserError(
                self.env._(
                    "This session was moved to %s in the meantime: look whether that suits you, "
                    "and move it again if not.",
                    format_datetime(self.env, self.start),
                )
            )
        self.write(values)

    def action_set_place(self, location=None, video=False):
        """Say where the two meet.

        :param location: a place, in words
        :param video: whether by video; then Odoo makes a link
        """
        self.ensure_one()
        self.check_access("write")
        if not self._can_move():
            raise UserError(self.env._("Only planned sessions of an active pairing can be moved."))
        # sudo: calendar.event - the meeting is both people's, whoever of them changes it
        event = self.event_id.sudo()
        if not event:
            raise UserError(
                self.env._("This session is in no calendar: cancel it and plan it once more.")
            )
        values = {"location": location or False}
        if not video:
            values["videocall_location"] = False
        elif not event.videocall_location:
            values.update(self._video_values())
        event.write(values)

    def _checked_hours(self, hours):
        """A length that a person gave, as a float of 0.25 to 8 hours."""
        is_number = isinstance(hours, int | float) and not isinstance(hours, bool)
        if not is_number or not 0.25 <= hours <= 8:
            raise UserError(self.env._("A session lasts between 15 minutes and 8 hours."))
        return float(hours)

    def _ics(self):
        """The meeting for any other calendar; neutral, as the event is.

        :return: bytes, or None when there is no meeting
        """
        self.ensure_one()
        # sudo: calendar.event - for one of the two, whom the caller has checked
        event = self.event_id.sudo()
        content = event._get_ics_file().get(event.id)
        if not content:
            return None
        calendar = vobject.readOne(content.decode())
        meeting = calendar.vevent
        # The same each time, so that a file fetched again moves the meeting that is there.
        # sudo: ir.config_parameter - the identity of the database
        database = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{database}/mentoring/{event.id}")
        meeting.uid.value = str(identity)
        meeting.add("sequence").value = str(self.reschedule_count)
        if event.videocall_location:
            meeting.add("url").value = event.videocall_location
        return calendar.serialize().encode()
