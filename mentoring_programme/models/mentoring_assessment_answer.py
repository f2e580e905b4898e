from odoo import fields, models


class MentoringAssessmentAnswer(models.Model):
    """One number of a self-assessment."""

    _name = "mentoring.assessment.answer"
    _inherit = ["mentoring.unseen"]
    _description = "Self-Assessment Answer"
    _order = "item_id, id"

    assessment_id = fields.Many2one(
        "mentoring.assessment", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="assessment_id.company_id", store=True)
    item_id = fields.Many2one(
        "mentoring.assessment.item", required=True, readonly=True, ondelete="restrict", index=True
    )
    value = fields.Integer(required=True, readonly=True, aggregator=None)

    _value_range = models.Constraint(
        "CHECK(value >= 1 AND value <= 5)", "An answer is a number from 1 to 5."
    )
    _item_once = models.Constraint(
        "UNIQUE(assessment_id, item_id)", "Each sentence is answered once."
    )

    def _compute_display_name(self):
        """Neutral, since errors print it to anybody."""
        for answer in self:
            answer.display_name = self.env._("Mentoring, no. %s", answer.id or "")
