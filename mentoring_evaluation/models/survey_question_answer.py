from odoo import api, fields, models


class SurveyQuestionAnswer(models.Model):
    """Choices of mentoring surveys are counted by a code."""

    _inherit = "survey.question.answer"

    mentoring_code = fields.Char(
        string="Code", help="How this answer is counted, such as yes or no; else by its number."
    )

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_question_id")
        questions = {vals.get("question_id", default) for vals in vals_list}
        asked = self.env["survey.question"].browse(filter(None, questions))
        asked.survey_id._check_not_asked()
        return super().create(vals_list)

    def write(self, vals):
        if {"mentoring_code", "question_id"} & set(vals):
            # Where they come from, and where they go.
            questions = self.question_id | self.question_id.browse(vals.get("question_id"))
            questions.survey_id._check_not_asked()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_not_asked(self):
        self.question_id.survey_id._check_not_asked()
