from odoo import api, fields, models


class SurveyQuestionAnswer(models.Model):
    """Choices of mentoring surveys are counted by a code."""

    _inherit = "survey.question.answer"

    mentoring_code = fields.Char(
        string="Code", help="How this answer is counted, such as yes or no; else by its number."
    )

    @api.model_create_multi
    def create(self, vals_list):
        questions = {vals.get("question_id") for vals in vals_list if vals.get("question_id")}
        self.env["survey.question"].browse(questions).survey_id._check_not_asked()
        return super().create(vals_list)

    def write(self, vals):
        if {"mentoring_code", "question_id"} & set(vals):
            self.question_id.survey_id._check_not_asked()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_not_asked(self):
        self.question_id.survey_id._check_not_asked()
