from odoo import api, models


class SurveyUserInput(models.Model):
    """Odoo's participations, of which a mentoring survey has none."""

    _inherit = "survey.user_input"

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_survey_id")
        asked = {vals.get("survey_id", default) for vals in vals_list}
        self.env["survey.survey"].browse(filter(None, asked))._refuse_mentoring()
        return super().create(vals_list)

    @api.constrains("survey_id")
    def _check_no_mentoring(self):
        self.survey_id._refuse_mentoring()
