from odoo import fields, models


class MentoringReview(models.Model):
    """What else a pair of a reverse programme is looked at again for."""

    _inherit = "mentoring.review"

    reason = fields.Selection(
        selection_add=[
            ("distance", "They now stand too close to each other in seniority"),
            ("department", "They now work in the same department"),
        ],
        ondelete={"distance": "cascade", "department": "cascade"},
    )
