from odoo import fields, models


class MentoringFulfilment(models.Model):
    """That one person has met one requirement, and who says so."""

    _name = "mentoring.fulfilment"
    _description = "Fulfilled Requirement"
    _order = "id"

    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="enrolment_id.company_id", store=True)
    requirement_id = fields.Many2one(
        "mentoring.requirement", required=True, ondelete="cascade", index=True
    )
    date = fields.Datetime(default=fields.Datetime.now, required=True)
    user_id = fields.Many2one(
        "res.users", string="Confirmed by", default=lambda self: self.env.user
    )

    _requirement_once = models.Constraint(
        "UNIQUE(enrolment_id, requirement_id)", "This requirement is met already."
    )

    def _compute_display_name(self):
        # Neutral: error texts and debug mode print display names to anybody.
        for fulfilment in self:
            fulfilment.display_name = self.env._("Fulfilment %s", fulfilment.id or "")
