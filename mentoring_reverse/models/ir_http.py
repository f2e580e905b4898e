from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        """What is on the page of a pairing is shown in the portal too, with its translations."""
        return [*super()._get_translation_frontend_modules_name(), "mentoring_reverse"]
