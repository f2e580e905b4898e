from odoo import fields, models


class MentoringAssessmentItem(models.Model):
    """A sentence that mentees agree with or not, at the start and at the end.

    The same for all programmes, so that answers can be compared. What was answered is archived
    and not reworded: a new sentence is a new item.
    """

    _name = "mentoring.assessment.item"
    _description = "Self-Assessment Item"
    _order = "sequence, id"

    name = fields.Text(string="Sentence", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
