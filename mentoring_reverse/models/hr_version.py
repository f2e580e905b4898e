from odoo import api, models

FOLLOWED = {"active", "date_version", "department_id", "employee_id", "job_id"}


class HrVersion(models.Model):
    """Job and department of an employee stand here: who changes them is followed."""

    _inherit = "hr.version"

    @api.model_create_multi
    def create(self, vals_list):
        versions = super().create(vals_list)
        self._follow_jobs()
        return versions

    def write(self, vals):
        result = super().write(vals)
        if FOLLOWED & set(vals):
            self._follow_jobs()
        return result

    def unlink(self):
        result = super().unlink()
        self._follow_jobs()
        return result

    def _follow_jobs(self):
        # sudo: mentoring.pairing - pairings of people whom somebody else changed
        self.env["mentoring.pairing"].sudo()._follow_seniority()
