from odoo import api, models


class MentoringPreference(models.Model):
    _inherit = "mentoring.preference"

    @api.model
    def _shuffled_models(self):
        return [*super()._shuffled_models(), ("mentoring.theme.pool", "programme_id.state")]
