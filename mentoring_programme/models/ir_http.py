from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        """The questionnaire is shown in the portal as well, with its translations."""
        return [*super()._get_translation_frontend_modules_name(), "mentoring_programme"]
