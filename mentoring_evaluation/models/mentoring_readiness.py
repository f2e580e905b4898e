from odoo import fields, models

READINESS = [
    ("later", "In 3–5 years"),
    ("soon", "In 1–2 years"),
    ("now", "Now"),
]
# Higher is sooner, as :class:`~..outcomes.Assessment` takes it.
RANKS = {key: rank for rank, (key, _words) in enumerate(READINESS)}


class MentoringReadiness(models.Model):
    """HR's assessment of how soon somebody is ready for the next step: one before a programme, one
    after it, of participants and of others alike. HR alone reads it, and no mentoring role does."""

    _name = "mentoring.readiness"
    _inherit = ["mentoring.unseen"]
    _description = "Readiness for the Next Step"
    _order = "date desc, id desc"
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee", required=True, ondelete="cascade", index=True, check_company=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    readiness = fields.Selection(READINESS, string="Ready", required=True)

    _once_a_day = models.UniqueIndex(
        "(employee_id, date)",
        "This employee was assessed on that day already: change that assessment instead.",
    )

    def _compute_display_name(self):
        # Neutral: error texts and debug mode print display names to anybody.
        for assessment in self:
            assessment.display_name = self.env._("Assessment %s", assessment.id or "")
