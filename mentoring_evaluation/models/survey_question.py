from odoo import api, fields, models
from odoo.exceptions import ValidationError

MENTORING_TYPES = ("scale", "simple_choice", "text_box")
# What the figures rest on. Wording may be mended, and translated.
FIXED = {
    "mentoring_code",
    "question_type",
    "scale_min",
    "scale_max",
    "survey_id",
    "is_page",
}


class SurveyQuestion(models.Model):
    """Questions of mentoring surveys have a code, by which answers of several waves are
    compared."""

    _inherit = "survey.question"

    mentoring_code = fields.Char(
        string="Code",
        help="What the question measures, such as quality or belonging: the same code in two "
        "surveys makes their answers comparable.",
    )

    @api.constrains(
        "mentoring_code", "question_type", "survey_id", "triggering_answer_ids", "is_page"
    )
    def _check_mentoring_question(self):
        questions = self.filtered(
            lambda question: question.survey_id.survey_type == "mentoring" and not question.is_page
        )
        for question in questions:
            if question.question_type not in MENTORING_TYPES or question.triggering_answer_ids:
                raise ValidationError(
                    self.env._(
                        "A mentoring survey asks on a scale, with one choice, or for a text, and "
                        "asks everybody the same: “%s” is none of these.",
                        question.title,
                    )
                )
            if not question.mentoring_code:
                raise ValidationError(
                    self.env._(
                        "Give “%s” a code, such as quality: its answers are counted by it.",
                        question.title,
                    )
                )
        for survey in questions.survey_id:
            codes = survey.question_ids.mapped("mentoring_code")
            if len(set(codes)) < len(codes):
                raise ValidationError(
                    self.env._("Two questions of “%s” have the same code.", survey.title)
                )

    @api.model_create_multi
    def create(self, vals_list):
        default = self.env.context.get("default_survey_id")
        surveys = {vals.get("survey_id", default) for vals in vals_list}
        self.env["survey.survey"].browse(filter(None, surveys))._check_not_asked()
        return super().create(vals_list)

    def write(self, vals):
        changed = {
            name
            for name in FIXED & set(vals)
            if any(self._differs(each, name, vals) for each in self)
        }
        if changed:
            # Where they come from, and where they go.
            surveys = self.survey_id | self.survey_id.browse(vals.get("survey_id"))
            surveys._check_not_asked()
        return super().write(vals)

    @api.model
    def _differs(self, question, name, vals):
        return question._fields[name].convert_to_write(question[name], question) != vals[name]

    @api.ondelete(at_uninstall=False)
    def _unlink_not_asked(self):
        self.survey_id._check_not_asked()
