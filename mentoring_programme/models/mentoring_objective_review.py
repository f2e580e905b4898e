from odoo import api, fields, models


class MentoringObjective(models.Model):
    """How an objective stands: what a coordinator noted when they last looked."""

    _inherit = "mentoring.objective"

    reached = fields.Float(
        string="Reached so far", copy=False, help="What you measured, in the unit of the target."
    )
    reviewed_on = fields.Date(
        string="Looked at on", copy=False, help="The day on which this was measured."
    )
    standing = fields.Selection(
        [
            ("coming", "Not looked at yet"),
            ("due", "Review due"),
            ("below", "Below the target"),
            ("reached", "Target reached"),
        ],
        compute="_compute_standing",
        string="How it stands",
    )

    @api.depends("reached", "reviewed_on", "target", "date_review")
    def _compute_standing(self):
        today = fields.Date.context_today(self)
        for objective in self:
            review, reviewed = objective.date_review, objective.reviewed_on
            is_due = review and review <= today and (not reviewed or reviewed < review)
            if is_due:
                objective.standing = "due"
            elif not reviewed:
                objective.standing = "coming"
            else:
                objective.standing = "reached" if objective.reached >= objective.target else "below"

    @api.onchange("reached")
    def _onchange_reached(self):
        if self.reached and not self.reviewed_on:
            self.reviewed_on = fields.Date.context_today(self)
