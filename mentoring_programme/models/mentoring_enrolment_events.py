from odoo import fields, models

from .mentoring_cohort_event_steps import TAKEN_STATES


class MentoringEnrolment(models.Model):
    """Late joiners are invited to what is still to come; whoever leaves is off the lists."""

    _inherit = "mentoring.enrolment"

    def _write_state(self, state):
        result = super()._write_state(state)
        if state in TAKEN_STATES:
            self._join_events()
        elif state in ("declined", "withdrawn"):
            self._leave_events()
        if state == "accepted":
            # sudo: mentoring.enrolment - readiness follows from the résumé
            self.sudo()._check_resumes()
        return result

    def _coming_events(self):
        return (
            self.env["mentoring.cohort.event"]
            # sudo: mentoring.cohort.event - invitations follow from who takes part
            .sudo()
            .search(
                [
                    ("programme_id", "in", self.programme_id.ids),
                    ("state", "=", "announced"),
                    ("start", ">", fields.Datetime.now()),
                ]
            )
        )

    def _join_events(self):
        if events := self._coming_events():
            # sudo: mentoring.enrolment - as above
            events._invite(self.sudo())

    def _leave_events(self):
        """Off the lists of what is to come; what was attended stays as it was."""
        events = self._coming_events()
        if not events:
            return
        # sudo: mentoring.attendance - whoever leaves the programme leaves its coming events
        lines = self.env["mentoring.attendance"].sudo()
        lines = lines.search([("event_id", "in", events.ids), ("enrolment_id", "in", self.ids)])
        lines._calendar_entries().unlink()
        lines.unlink()
        # Somebody who stays in another role has their place through that one now.
        events._invite()
