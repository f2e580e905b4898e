from odoo import api, fields, models
from odoo.exceptions import ValidationError


class MentoringShapeLine(models.AbstractModel):
    """A line of a shape: it belongs to a programme type, or was copied to a programme."""

    _name = "mentoring.shape.line"
    _description = "Line of a Programme's Shape"

    type_id = fields.Many2one(
        "mentoring.programme.type",
        string="Programme type",
        ondelete="cascade",
        index="btree_not_null",
    )
    programme_id = fields.Many2one(
        "mentoring.programme", string="Programme", ondelete="cascade", index="btree_not_null"
    )
    # Stored in sudo: a company is no secret, and record rules filter by it.
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, compute_sudo=True
    )

    @api.depends("type_id.company_id", "programme_id.company_id")
    def _compute_company_id(self):
        for line in self:
            line.company_id = (line.programme_id or line.type_id).company_id

    def write(self, vals):
        result = super().write(vals)
        if {"type_id", "programme_id"} & set(vals):
            # Rules are asked before a write: ask them of where the line has gone, too.
            self.check_access("write")
        return result

    @api.constrains("type_id", "programme_id")
    def _check_one_owner(self):
        if any(bool(line.type_id) == bool(line.programme_id) for line in self):
            raise ValidationError(
                self.env._(
                    "This line belongs either to a programme type or to a programme, not to both."
                )
            )
