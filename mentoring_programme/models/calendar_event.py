from odoo import fields, models


class CalendarEvent(models.Model):
    """Moving or deleting the event of a session in the calendar does so to the session."""

    _inherit = "calendar.event"

    # Of events that were made for many at once, a colleague who sees when somebody is busy sees
    # who takes part. A record rule reads this.
    attendees_only = fields.Boolean(
        string="Shown to its attendees alone",
        readonly=True,
        copy=False,
        help="Nobody else sees this event, not even as busy.",
    )

    def _mentoring_sessions(self):
        # sudo: mentoring.session - the event's own sessions follow it, whoever moves it
        return self.env["mentoring.session"].sudo().search([("event_id", "in", self.ids)])

    def write(self, vals):
        result = super().write(vals)
        if {"start", "stop", "duration", "allday", "start_date", "stop_date"} & set(vals):
            moved = self._mentoring_sessions()._follow_event()
            # What another calendar has sent is a fact: refusing it would stop all that came with
            # it.
            if moved and not self.env.su and not self.env.context.get("dont_notify"):
                moved.sudo(False)._check_times()
        if vals.get("active") is False:
            self._mentoring_sessions()._cancel_with_event()
        return result

    def unlink(self):
        self._mentoring_sessions()._cancel_with_event()
        return super().unlink()
