from odoo import api, fields, models

from ..matching.problem import MOST_PRIORITY


class MentoringEnrolment(models.Model):
    """Who waits for a partner, since when, and who is seated first because they waited before."""

    _inherit = "mentoring.enrolment"

    ready_since = fields.Date(
        compute="_compute_ready_since",
        store=True,
        copy=False,
        help="The day on which this person became ready for a partner and had none.",
    )
    is_waiting = fields.Boolean(string="On the waiting list", compute="_compute_waiting")
    waiting_days = fields.Integer(string="Days waited", compute="_compute_waiting")
    priority = fields.Integer(
        string="Waited before",
        default=0,
        readonly=True,
        copy=False,
        help="How often this mentee was left without a partner in an earlier cohort, or lost one "
        "in this. Whoever has more is seated first by the matching.",
    )

    _priority_range = models.Constraint(
        f"CHECK(priority >= 0 AND priority <= {MOST_PRIORITY})",
        f"A priority is a number from 0 to {MOST_PRIORITY}.",
    )

    @api.depends("state")
    def _compute_ready_since(self):
        today = fields.Date.context_today(self)
        for enrolment in self:
            waits = enrolment.state == "ready"
            enrolment.ready_since = (enrolment.ready_since or today) if waits else False

    @api.depends("state", "ready_since", "programme_id.state")
    def _compute_waiting(self):
        """Once the programme runs, whoever is ready was left over and waits."""
        today = fields.Date.context_today(self)
        for enrolment in self:
            waits = enrolment.state == "ready" and enrolment.programme_id.state == "running"
            enrolment.is_waiting = waits
            since = waits and enrolment.ready_since
            enrolment.waiting_days = (today - since).days if since else 0

    @api.model_create_multi
    def create(self, vals_list):
        enrolments = super().create(vals_list)
        enrolments._give_priority()
        return enrolments

    def _give_priority(self):
        """To mentees who were left over in the cohort before: one more than they had there."""
        # sudo: mentoring.enrolment - who waited in the earlier cohort; only a number that
        # orders the seats comes of it
        new = self.sudo().filtered(
            lambda e: e.role == "mentee" and e.programme_id.previous_programme_id
        )
        if not new:
            return
        # sudo: mentoring.enrolment - as above
        left = new.programme_id.previous_programme_id.sudo()._left_over()
        had = {
            (enrolment.programme_id, enrolment._person()): enrolment.priority
            for enrolment in left
            if enrolment.role == "mentee"
        }
        for enrolment in new:
            key = enrolment.programme_id.previous_programme_id, enrolment._person()
            if key in had:
                enrolment.priority = min(MOST_PRIORITY, had[key] + 1)

    def _raise_priority(self):
        """One more for mentees whose pairing came to an early end, whoever ended it."""
        for enrolment in self.filtered(lambda e: e.role == "mentee"):
            enrolment.priority = min(MOST_PRIORITY, enrolment.priority + 1)

    def _write_state(self, state):
        result = super()._write_state(state)
        if state == "withdrawn":
            # Whoever leaves of their own accord waits for nobody.
            # sudo: mentoring.enrolment - a number that nobody may write
            self.sudo().filtered("priority").write({"priority": 0})
        return result
