from odoo import api, models


class HrResumeLine(models.Model):
    """Whatever changes in a résumé may fulfil what a programme asks, or no longer do so."""

    _inherit = "hr.resume.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._tell_enrolments()
        return lines

    def write(self, vals):
        # sudo: hr.resume.line - whose résumé it was before
        before = self.sudo().employee_id
        result = super().write(vals)
        self._tell_enrolments(before)
        return result

    def unlink(self):
        # sudo: hr.resume.line - whose résumé it was
        employees = self.sudo().employee_id
        result = super().unlink()
        self._tell_enrolments(employees)
        return result

    def _tell_enrolments(self, employees=None):
        # sudo: hr.resume.line - whose résumé it is
        employees = (employees or self.env["hr.employee"]) | self.sudo().exists().employee_id
        # sudo: mentoring.enrolment - readiness follows, whoever writes the résumé
        self.env["mentoring.enrolment"].sudo()._check_resumes_of(employees)
