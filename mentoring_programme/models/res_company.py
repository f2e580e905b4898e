from odoo import fields, models


class ResCompany(models.Model):
    """How long what people say in confidence outlives its programme."""

    _inherit = "res.company"

    mentoring_grace_days = fields.Integer(
        string="Days until confidential answers are destroyed",
        default=30,
        help="Counted from the day a mentoring programme closes or is cancelled.",
    )

    _mentoring_grace_days_range = models.Constraint(
        "CHECK(mentoring_grace_days >= 0 AND mentoring_grace_days <= 365)",
        "Keep confidential answers for 0 to 365 days after a programme closes.",
    )
