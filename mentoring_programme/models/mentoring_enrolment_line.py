from odoo import api, fields, models


class MentoringEnrolmentLine(models.AbstractModel):
    """A line of what somebody says in their enrolment."""

    _name = "mentoring.enrolment.line"
    _inherit = ["mentoring.unseen"]
    _description = "Line of an Enrolment"

    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="enrolment_id.company_id", store=True)

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
        if ids:
            self.env["mentoring.enrolment"].browse(ids).check_access("write")
