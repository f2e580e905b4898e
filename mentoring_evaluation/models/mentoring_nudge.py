from datetime import timedelta

from odoo import api, fields, models

# Days after which somebody is reminded of questions, once.
REMIND_DAYS = 7


class MentoringNudge(models.Model):
    """Questions are brought to people with all else that waits for them: in one message a day, in
    their language and daytime, which says neither what it is about nor which programme asks."""

    _inherit = "mentoring.nudge"

    @api.model
    def _feedback_due(self, enrolments):
        due = super()._feedback_due(enrolments)
        asks = self.env["mentoring.survey.ask"]._waiting(enrolments)
        today = fields.Date.context_today(self)
        return due + [
            (ask.enrolment_id.with_env(self.env), ask._key(), 1)
            for ask in asks
            if today >= ask.date_open + timedelta(days=REMIND_DAYS)
        ]

    @api.model
    def _further_enrolments(self):
        """People who are through are still asked, some time after."""
        today = fields.Date.context_today(self)
        # sudo: mentoring.survey.ask - ids of enrolments, for the system's own reminders
        asks = self.env["mentoring.survey.ask"].sudo()
        waiting = asks.search_fetch(
            [
                ("state", "=", "open"),
                ("date_open", "<=", today),
                ("date_until", ">=", today),
                ("enrolment_id.state", "=", "completed"),
            ],
            ["enrolment_id"],
        )
        return [*super()._further_enrolments(), *waiting.enrolment_id.ids]
