from odoo import api, models

FOLLOWED = {"active", "parent_id", "coach_id", "company_id", "department_id"}


class HrEmployee(models.Model):
    """A colleague who leaves, or whose place in the organisation changes, is followed."""

    _inherit = "hr.employee"

    def write(self, vals):
        result = super().write(vals)
        if FOLLOWED & set(vals):
            # sudo: mentoring.pairing - pairings of people whom somebody else changed
            self.env["mentoring.pairing"].sudo()._follow_employees(self)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_ends_pairings(self):
        """Before they are gone with the employee, and their meetings are left behind."""
        # sudo: mentoring.enrolment, mentoring.pairing - of people whom somebody else deletes
        enrolments = self.env["mentoring.enrolment"].sudo()
        enrolments = enrolments.search([("employee_id", "in", self.ids)])
        enrolments._live_pairings()._end()
