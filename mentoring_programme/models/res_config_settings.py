from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    mentoring_grace_days = fields.Integer(related="company_id.mentoring_grace_days", readonly=False)
    mentoring_capacity_total = fields.Integer(
        related="company_id.mentoring_capacity_total", readonly=False
    )
    mentoring_concern_hours_now = fields.Integer(
        related="company_id.mentoring_concern_hours_now", readonly=False
    )
    mentoring_concern_hours_soon = fields.Integer(
        related="company_id.mentoring_concern_hours_soon", readonly=False
    )
    mentoring_concern_hours_later = fields.Integer(
        related="company_id.mentoring_concern_hours_later", readonly=False
    )
    mentoring_concern_follow_up_days = fields.Integer(
        related="company_id.mentoring_concern_follow_up_days", readonly=False
    )
