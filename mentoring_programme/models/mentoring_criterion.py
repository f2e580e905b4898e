from odoo import api, fields, models
from odoo.exceptions import ValidationError

CRITERION_KINDS = [
    ("skills", "Skills wished for and offered"),
    ("language", "A language in common"),
    ("location", "Same work location"),
    ("timezone", "Working days that overlap"),
    ("department_different", "Different departments"),
    ("department_same", "Same department"),
    ("seniority", "Distance in seniority"),
    ("availability", "Times of the week in common"),
    ("interests", "Topics in common"),
    ("wish", "Wished partners"),
]


class MentoringCriterion(models.Model):
    """One visible thing that makes two people fit, with its weight."""

    _name = "mentoring.criterion"
    _inherit = ["mentoring.shape.line"]
    _description = "Mentoring Criterion"
    _order = "weight desc, id"
    _rec_name = "kind"

    kind = fields.Selection(CRITERION_KINDS, required=True)
    weight = fields.Integer(default=10, required=True, help="How much this counts, from 1 to 100.")
    required = fields.Boolean(
        string="Must fit",
        help="Two people who do not fit at all on this criterion are never proposed. "
        "Somebody who left it open does not fit.",
    )
    distance = fields.Integer(
        string="Levels above",
        default=1,
        help="For seniority: how many levels of the organisation the mentor should stand "
        "above the mentee; 0 for colleagues on one level.",
    )

    _weight_range = models.Constraint(
        "CHECK(weight >= 1 AND weight <= 100)",
        "A weight is a whole number from 1 to 100. To leave a criterion out, delete its line.",
    )
    _distance_range = models.Constraint(
        "CHECK(distance >= 0 AND distance <= 20)",
        "The distance in seniority is a number of levels from 0 to 20.",
    )
    _kind_once_type = models.UniqueIndex(
        "(type_id, kind) WHERE type_id IS NOT NULL",
        "Each criterion can be used once: change the weight of the line that is there.",
    )
    _kind_once_programme = models.UniqueIndex(
        "(programme_id, kind) WHERE programme_id IS NOT NULL",
        "Each criterion can be used once: change the weight of the line that is there.",
    )

    @api.constrains("kind", "programme_id", "type_id")
    def _check_kinds_agree(self):
        departments = {"department_different", "department_same"}
        for owner in [*self.type_id, *self.programme_id]:
            if departments <= set(owner.criterion_ids.mapped("kind")):
                raise ValidationError(
                    self.env._(
                        "“Same department” and “Different departments” cancel each other: "
                        "keep one of the two."
                    )
                )
