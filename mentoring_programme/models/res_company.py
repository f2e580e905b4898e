from odoo import fields, models


class ResCompany(models.Model):
    """How long what people say in confidence outlives its programme; how many mentees one
    mentor may have."""

    _inherit = "res.company"

    mentoring_grace_days = fields.Integer(
        string="Days until confidential answers are destroyed",
        default=30,
        help="Counted from the day a mentoring programme closes or is cancelled.",
    )
    mentoring_capacity_total = fields.Integer(
        string="Mentees of one mentor over all programmes",
        help="0: no limit but what the mentor offers in each programme.",
    )

    _mentoring_grace_days_range = models.Constraint(
        "CHECK(mentoring_grace_days >= 0 AND mentoring_grace_days <= 365)",
        "Keep confidential answers for 0 to 365 days after a programme closes.",
    )
    _mentoring_capacity_total_range = models.Constraint(
        "CHECK(mentoring_capacity_total >= 0 AND mentoring_capacity_total <= 100)",
        "Let a mentor have up to 100 mentees over all programmes; 0 sets no limit.",
    )
