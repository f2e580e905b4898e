from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    mentoring_figures_threshold = fields.Integer(
        related="company_id.mentoring_figures_threshold", readonly=False
    )
