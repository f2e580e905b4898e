from odoo import models


class CalendarAttendee(models.Model):
    """Answering an invitation in the calendar, or in its mail, answers the event."""

    _inherit = "calendar.attendee"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in ("accepted", "declined"):
            answers = dict.fromkeys(self.event_id.ids, vals["state"])
            # sudo: mentoring.attendance - the person's own place follows their answer
            lines = self.env["mentoring.attendance"].sudo()
            found = lines.search([("calendar_event_id", "in", list(answers))])
            found._follow_calendar(answers)
        return result
