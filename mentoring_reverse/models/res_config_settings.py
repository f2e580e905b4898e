from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    mentoring_reverse_capacity = fields.Integer(
        related="company_id.mentoring_reverse_capacity", readonly=False
    )
