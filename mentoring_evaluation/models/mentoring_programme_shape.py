from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .survey_pool import FLOOR

SHAPE_SURVEYS = ("survey_mode", "evaluation_threshold")


class MentoringProgrammeShape(models.AbstractModel):
    """How what people answer in surveys is kept, and how many it takes to show anything."""

    _inherit = "mentoring.programme.shape"

    survey_mode = fields.Selection(
        [
            ("anonymous", "Anonymous: one person's answers cannot be told together"),
            ("linked", "Linked: before and after of the same person can be compared"),
        ],
        string="Answers to surveys",
        compute="_compute_survey_mode",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="Either way nobody reads whose answers are whose. People are told which it is before "
        "they answer, and it is fixed once the first survey went out.",
    )
    evaluation_threshold = fields.Integer(
        string="No figures about fewer people than",
        default=5,
        required=True,
        help="Answers are let out, and figures shown, for at least this many people. "
        "At least 3; fixed once the first survey went out.",
    )

    @api.depends("discreet")
    def _compute_survey_mode(self):
        for shape in self:
            if shape.discreet or not shape.survey_mode:
                shape.survey_mode = "anonymous" if shape.discreet else "linked"

    @api.model
    def _shape_values(self):
        return (*super()._shape_values(), *SHAPE_SURVEYS)

    @api.constrains("evaluation_threshold")
    def _check_evaluation_threshold(self):
        if any(not FLOOR <= shape.evaluation_threshold <= 100 for shape in self):
            raise ValidationError(
                self.env._(
                    "Figures about fewer than %(floor)s people protect nobody: choose a number "
                    "from %(floor)s to 100.",
                    floor=FLOOR,
                )
            )
