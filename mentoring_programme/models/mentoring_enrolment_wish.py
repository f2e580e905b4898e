from odoo import api, fields, models
from odoo.exceptions import ValidationError


class MentoringEnrolmentWish(models.Model):
    """A colleague somebody would like as partner, in the order of the lines."""

    _name = "mentoring.enrolment.wish"
    _inherit = ["mentoring.enrolment.line"]
    _description = "Wished Partner"
    _order = "sequence, id"

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
