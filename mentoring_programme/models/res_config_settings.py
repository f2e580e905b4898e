from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    mentoring_grace_days = fields.Integer(related="company_id.mentoring_grace_days", readonly=False)
    mentoring_capacity_total = fields.Integer(
        related="company_id.mentoring_capacity_total", readonly=False
    )
