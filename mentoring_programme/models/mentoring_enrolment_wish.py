from odoo import api, fields, models
from odoo.exceptions import ValidationError


class MentoringEnrolmentWish(models.Model):
    """Somebody whom a participant would like as partner, in the order of the lines: a colleague,
    or a person from outside."""

    _name = "mentoring.enrolment.wish"
    _inherit = ["mentoring.enrolment.line"]
    _description = "Wished Partner"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    employee_id = fields.Many2one("hr.employee", string="Colleague", ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner",
        string="Person from outside",
        ondelete="cascade",
        domain=[("is_company", "=", False), ("partner_share", "=", True)],
    )

    _one_person = models.Constraint(
        "CHECK((employee_id IS NULL) != (partner_id IS NULL))",
        "Name either a colleague or a person from outside.",
    )
    _wish_once = models.Constraint(
        "UNIQUE(enrolment_id, employee_id)", "Each colleague is named once."
    )
    _partner_once = models.Constraint(
        "UNIQUE(enrolment_id, partner_id)", "Each person is named once."
    )

    def _compute_display_name(self):
        for wish in self:
            wish.display_name = self.env._("Wish %s", wish.id or "")

    @api.constrains("enrolment_id", "employee_id", "partner_id")
    def _check_not_oneself(self):
        if any(wish._person() == wish.enrolment_id._person() for wish in self):
            raise ValidationError(self.env._("Wish for a colleague, not for yourself."))

    def _person(self):
        """The employee or the contact whom this wish names."""
        return self.employee_id or self.partner_id
