from odoo import api, fields, models


class MentoringMatchUnmatched(models.Model):
    """Somebody whom a run left without a partner, and why."""

    _name = "mentoring.match.unmatched"
    _inherit = ["mentoring.unseen"]
    _description = "Unmatched Person"
    _order = "run_id desc, id"

    run_id = fields.Many2one("mentoring.match.run", required=True, ondelete="cascade", index=True)
    programme_id = fields.Many2one(related="run_id.programme_id", store=True, index=True)
    company_id = fields.Many2one(related="run_id.company_id", store=True)
    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", index=True
    )
    role = fields.Selection(related="enrolment_id.role", store=True)
    person_name = fields.Char(string="Name", compute="_compute_person_name")
    code = fields.Char(required=True)
    details = fields.Json()
    reason = fields.Text(string="Why", compute="_compute_reason")

    def _compute_display_name(self):
        for line in self:
            line.display_name = self.env._("Unmatched %s", line.id or "")

    @api.depends("enrolment_id")
    def _compute_person_name(self):
        for line in self:
            enrolment = line.enrolment_id
            line.person_name = (enrolment.employee_id or enrolment.partner_id).name

    @api.depends_context("lang")
    @api.depends("code", "details")
    def _compute_reason(self):
        words = self.env["mentoring.match.words"]
        for line in self:
            details = line.details or {}
            line.reason = words._unmatched_words(
                line.code,
                details.get("others", 0),
                details.get("allowed", 0),
                details.get("excluded", []),
            )
