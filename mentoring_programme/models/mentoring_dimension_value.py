from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .mentoring_dimension import FIXED_IN_USE


class MentoringDimensionValue(models.Model):
    """One of the answers that a confidential question offers."""

    _name = "mentoring.dimension.value"
    _description = "Answer to a Confidential Question"
    _order = "dimension_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    dimension_id = fields.Many2one(
        "mentoring.dimension", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_undisclosed = fields.Boolean(
        string="Says nothing", help="The same as giving no answer, in every respect."
    )

    _one_undisclosed = models.UniqueIndex(
        "(dimension_id) WHERE is_undisclosed",
        "This question has an answer that says nothing already.",
    )

    @api.constrains("is_undisclosed", "active")
    def _check_undisclosed_stays(self):
        for value in self:
            if value.is_undisclosed and not value.active:
                raise ValidationError(
                    self.env._("Nobody has to answer: keep “%s” among the answers.", value.name)
                )

    def write(self, vals):
        if FIXED_IN_USE & set(vals):
            self.dimension_id._check_not_in_use()
        if "is_undisclosed" in vals and any(
            value.is_undisclosed != vals["is_undisclosed"] for value in self
        ):
            raise UserError(
                self.env._("Which answer says nothing cannot be changed: rename it instead.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        if any(value.is_undisclosed for value in self):
            raise UserError(self.env._("Nobody has to answer: the answer that says nothing stays."))
        self.dimension_id._check_not_in_use()
