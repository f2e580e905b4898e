from dateutil.relativedelta import relativedelta

from odoo import api, fields, models


class MentoringObjective(models.Model):
    """What a programme wants to reach, how it is measured, and when that is looked at."""

    _name = "mentoring.objective"
    _inherit = ["mentoring.shape.line"]
    _description = "Mentoring Objective"
    _order = "review_month, id"

    name = fields.Char(string="Objective", required=True, translate=True)
    measure = fields.Text(string="How it is measured", required=True, translate=True)
    target = fields.Float(required=True)
    target_unit = fields.Selection(
        [("percent", "%"), ("count", "number"), ("score", "score")],
        string="Unit",
        default="percent",
        required=True,
    )
    review_month = fields.Integer(
        string="Review after (months)",
        default=6,
        required=True,
        help="Months after the programme's start at which this is looked at.",
    )
    date_review = fields.Date(
        string="Review date",
        compute="_compute_date_review",
        store=True,
        readonly=False,
        copy=False,
        compute_sudo=False,
    )

    _review_month_range = models.Constraint(
        "CHECK(review_month >= 0 AND review_month <= 60)",
        "An objective is reviewed between 0 and 60 months after the start.",
    )

    @api.depends("programme_id.date_start", "review_month")
    def _compute_date_review(self):
        for objective in self:
            start = objective.programme_id.date_start
            objective.date_review = start and start + relativedelta(months=objective.review_month)
