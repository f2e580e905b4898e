from odoo import models


class CalendarAttendee(models.Model):
    """Answering an invitation in the calendar, or in its mail, answers the event."""

    _inherit = "calendar.attendee"

    def _should_notify_attendee(self, notify_author=False):
        """Colleagues hear of a session by a mail of ours: everybody may read whom Odoo has notified
        of what, and by whom. Sessions are those of our events that nobody organises."""
        # sudo: calendar.event, res.users - whether it is one of ours, and for somebody from here
        attendee = self.sudo()
        internal = attendee.partner_id.user_ids.filtered(lambda user: user._is_internal())
        event = attendee.event_id
        if event.attendees_only and not event.user_id and internal:
            return False
        return super()._should_notify_attendee(notify_author)

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in ("accepted", "declined"):
            answers = dict.fromkeys(self.event_id.ids, vals["state"])
            # sudo: mentoring.attendance - the person's own place follows their answer
            lines = self.env["mentoring.attendance"].sudo()
            found = lines.search([("calendar_event_id", "in", list(answers))])
            found._follow_calendar(answers)
        return result
