from odoo import api, models


class HrEmployee(models.Model):
    """Who comes, leaves, or begins a planned job today is followed."""

    _inherit = "hr.employee"

    @api.model_create_multi
    def create(self, vals_list):
        employees = super().create(vals_list)
        # Somebody new may lead people whose level follows from above.
        self._follow_chart()
        return employees

    def unlink(self):
        result = super().unlink()
        self._follow_chart()
        return result

    def _cron_update_current_version_id(self):
        """A job or a department that was planned begins today."""
        result = super()._cron_update_current_version_id()
        self._follow_chart()
        return result

    def _follow_chart(self):
        # sudo: mentoring.pairing - pairings of people whom somebody else changed
        self.env["mentoring.pairing"].sudo()._follow_seniority()
