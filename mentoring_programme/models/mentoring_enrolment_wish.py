from odoo import api, fields, models
from odoo.exceptions import ValidationError


class MentoringEnrolmentWish(models.Model):
    """A colleague somebody would like as partner, in the order of the lines."""

    _name = "mentoring.enrolment.wish"
    _description = "Wished Partner"
    _order = "sequence, id"

    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="enrolment_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    employee_id = fields.Many2one(
        "hr.employee", string="Colleague", required=True, ondelete="cascade"
    )

    _wish_once = models.Constraint(
        "UNIQUE(enrolment_id, employee_id)", "Each colleague is named once."
    )

    def _compute_display_name(self):
        for wish in self:
            wish.display_name = self.env._("Wish %s", wish.id or "")

    @api.constrains("enrolment_id", "employee_id")
    def _check_not_oneself(self):
        if any(wish.employee_id == wish.enrolment_id.employee_id for wish in self):
            raise ValidationError(self.env._("Wish for a colleague, not for yourself."))

    @api.model_create_multi
    def create(self, vals_list):
        self._check_enrolments(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._check_enrolments([vals])
        return super().write(vals)

    def _check_enrolments(self, vals_list):
        """Before the database is asked: its constraints would tell what is in an enrolment."""
        ids = {vals["enrolment_id"] for vals in vals_list if vals.get("enrolment_id")}
        self.env["mentoring.enrolment"].browse(ids).check_access("write")
