from odoo import fields, models


class MentoringSurveyAnswer(models.Model):
    """One released answer to one question; whose it is, is nowhere beside it.

    The answers of one person to one round bear the same ``key``: chance's, or the person's own
    where the programme links answers. Nobody has a right on these rows: figures over several are
    made of them, see :mod:`.survey_answers`.
    """

    _name = "mentoring.survey.answer"
    _description = "Released Answer of a Mentoring Survey"
    _order = "id"
    _log_access = False

    programme_id = fields.Many2one(
        "mentoring.programme",
        required=True,
        ondelete="cascade",
        index=True,
        groups=fields.NO_ACCESS,
    )
    wave_id = fields.Many2one(
        "mentoring.survey.wave",
        required=True,
        ondelete="restrict",
        index=True,
        groups=fields.NO_ACCESS,
    )
    number = fields.Integer(required=True, groups=fields.NO_ACCESS)
    role = fields.Char(required=True, groups=fields.NO_ACCESS)
    key = fields.Char(required=True, index=True, groups=fields.NO_ACCESS)
    code = fields.Char(required=True, groups=fields.NO_ACCESS)
    value = fields.Char(required=True, groups=fields.NO_ACCESS)

    def _compute_display_name(self):
        for answer in self:
            answer.display_name = self.env._("In confidence")
