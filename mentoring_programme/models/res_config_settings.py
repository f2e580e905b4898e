from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    mentoring_grace_days = fields.Integer(related="company_id.mentoring_grace_days", readonly=False)
