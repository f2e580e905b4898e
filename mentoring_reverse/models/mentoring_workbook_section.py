from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.mentoring_programme.models.mentoring_requirement import ROLES

SECTION_KINDS = [
    ("information", "Information"),
    ("contacts", "Contacts"),
    ("meeting", "A meeting"),
    ("exercise", "Reflection"),
]
# Longer ones are no questions any more.
QUESTION_LENGTH = 300


class MentoringWorkbookSection(models.Model):
    """A part of the workbook that each of the two has for themself.

    Sections and their questions are the same for everybody, and extended by whoever manages
    mentoring. What somebody answers is in :mod:`.mentoring_workbook_answer`, sealed, and points
    here by a number inside the seal alone: nothing here tells whether there is an answer.
    """

    _name = "mentoring.workbook.section"
    _description = "Workbook Section"
    _order = "sequence, id"

    name = fields.Char(string="Title", required=True, translate=True)
    kind = fields.Selection(
        SECTION_KINDS,
        default="exercise",
        required=True,
        help="Of meetings, as many are shown as the programme has sessions, in their order. "
        "Contacts are followed by the names of the programme's own.",
    )
    role = fields.Selection([*ROLES, ("both", "Both")], default="both", required=True, string="For")
    body = fields.Html(string="Text", translate=True)
    question_ids = fields.One2many("mentoring.workbook.question", "section_id", string="Questions")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)


class MentoringWorkbookQuestion(models.Model):
    _name = "mentoring.workbook.question"
    _description = "Workbook Question"
    _order = "section_id, sequence, id"

    name = fields.Char(string="Question", required=True, translate=True)
    section_id = fields.Many2one(
        "mentoring.workbook.section", required=True, ondelete="cascade", index=True
    )
    role = fields.Selection([*ROLES, ("both", "Both")], default="both", required=True, string="For")
    hint = fields.Text(translate=True, help="What may help somebody to begin.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    @api.constrains("name")
    def _check_length(self):
        if any(len(question.name) > QUESTION_LENGTH for question in self):
            raise ValidationError(
                self.env._(
                    "Ask in %s characters at most, and put the rest into the hint.",
                    QUESTION_LENGTH,
                )
            )
