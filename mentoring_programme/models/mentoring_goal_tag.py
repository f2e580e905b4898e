from odoo import fields, models


class MentoringGoalTag(models.Model):
    """What a goal may be about, so that a mentee need not begin with an empty page."""

    _name = "mentoring.goal.tag"
    _description = "Mentoring Goal Tag"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _name_once = models.Constraint("UNIQUE(name)", "There is a tag of this name already.")
