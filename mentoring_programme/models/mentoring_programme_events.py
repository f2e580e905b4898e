from odoo import api, fields, models


class MentoringProgramme(models.Model):
    """Its events, and what becomes of them when it is over."""

    _inherit = "mentoring.programme"

    event_count = fields.Integer(string="Events", compute="_compute_event_count")

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_event_count(self):
        groups = self.env["mentoring.cohort.event"]._read_group(
            [("programme_id", "in", self.ids), ("state", "!=", "cancelled")],
            ["programme_id"],
            ["__count"],
        )
        counts = {programme.id: count for programme, count in groups}
        for programme in self:
            programme.event_count = counts.get(programme.id, 0)

    def _write_state(self, state):
        result = super()._write_state(state)
        if state in ("closed", "cancelled"):
            # sudo: mentoring.cohort.event - what was to come is off, whoever ended the programme
            events = self.env["mentoring.cohort.event"].sudo()
            coming = events.search(
                [
                    ("programme_id", "in", self.ids),
                    ("state", "!=", "cancelled"),
                    ("start", ">", fields.Datetime.now()),
                ]
            )
            coming._cancel()
        return result

    def action_view_events(self):
        return self._action_on("mentoring_cohort_event_action")
