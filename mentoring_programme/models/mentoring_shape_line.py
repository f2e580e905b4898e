from odoo import api, fields, models
from odoo.exceptions import ValidationError


class MentoringShapeLine(models.AbstractModel):
    """A line of a shape: it belongs to a programme type, or was copied to a programme."""

    _name = "mentoring.shape.line"
    _inherit = ["mentoring.unseen"]
    _description = "Line of a Programme's Shape"

    type_id = fields.Many2one(
        "mentoring.programme.type",
        string="Programme type",
        ondelete="cascade",
        index="btree_not_null",
    )
    programme_id = fields.Many2one(
        "mentoring.programme", ondelete="cascade", index="btree_not_null"
    )
    # Stored in sudo: a company is no secret, and record rules filter by it.
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, compute_sudo=True
    )

    @api.depends("type_id.company_id", "programme_id.company_id")
    def _compute_company_id(self):
        for line in self:
            line.company_id = (line.programme_id or line.type_id).company_id

    @api.model_create_multi
    def create(self, vals_list):
        self._check_owners(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_owners([vals])
        return super().write(vals)

    def _check_owners(self, vals_list):
        """Before the database is asked: its constraints would tell what is in a programme."""
        for name in ("type_id", "programme_id"):
            ids = {vals[name] for vals in vals_list if vals.get(name)}
            if ids:
                self.env[self._fields[name].comodel_name].browse(ids).check_access("write")

    @api.constrains("type_id", "programme_id")
    def _check_one_owner(self):
        if any(bool(line.type_id) == bool(line.programme_id) for line in self):
            raise ValidationError(
                self.env._(
                    "This line belongs either to a programme type or to a programme, not to both."
                )
            )
