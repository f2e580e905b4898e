from odoo import models


class IrModel(models.Model):
    """How many confidential notes there are is not counted for those who look after access
    rights either."""

    _inherit = "ir.model"

    def _compute_count(self):
        result = super()._compute_count()
        for model in self:
            if getattr(self.env.get(model.model), "_sealed_in", None):
                model.count = 0
        return result
