from odoo import fields, models


class ResCompany(models.Model):
    """How long what people say in confidence outlives its programme, how many mentees one mentor
    may have, and how soon a concern is looked at."""

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

    mentoring_concern_hours_now = fields.Integer(
        string="Hours to acknowledge a concern that cannot wait", default=2
    )
    mentoring_concern_hours_soon = fields.Integer(
        string="Hours to acknowledge a concern for this week", default=24
    )
    mentoring_concern_hours_later = fields.Integer(
        string="Hours to acknowledge a concern that can wait", default=72
    )
    mentoring_concern_follow_up_days = fields.Integer(
        string="Days between two steps in a concern", default=7
    )

    _mentoring_concern_hours_range = models.Constraint(
        "CHECK(mentoring_concern_hours_now >= 1 AND mentoring_concern_hours_soon >= 1 AND "
        "mentoring_concern_hours_later >= 1 AND mentoring_concern_hours_now <= 720 AND "
        "mentoring_concern_hours_soon <= 720 AND mentoring_concern_hours_later <= 720)",
        "Let a concern be acknowledged within 1 to 720 hours.",
    )
    _mentoring_concern_follow_up_range = models.Constraint(
        "CHECK(mentoring_concern_follow_up_days >= 1 AND mentoring_concern_follow_up_days <= 90)",
        "Look at an open concern again after 1 to 90 days.",
    )
    _mentoring_grace_days_range = models.Constraint(
        "CHECK(mentoring_grace_days >= 0 AND mentoring_grace_days <= 365)",
        "Keep confidential answers for 0 to 365 days after a programme closes.",
    )
    _mentoring_capacity_total_range = models.Constraint(
        "CHECK(mentoring_capacity_total >= 0 AND mentoring_capacity_total <= 100)",
        "Let a mentor have up to 100 mentees over all programmes; 0 sets no limit.",
    )
