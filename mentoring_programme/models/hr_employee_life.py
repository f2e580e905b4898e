from odoo import api, models

FOLLOWED = ("active", "parent_id", "coach_id", "company_id", "department_id")


class HrEmployee(models.Model):
    """A colleague who leaves, or whose place in the organisation changes, is followed."""

    _inherit = "hr.employee"

    def write(self, vals):
        before = self._standing() if not vals.keys().isdisjoint(FOLLOWED) else {}
        result = super().write(vals)
        if before:
            now = self._standing()
            # An import writes again what stands there already, of everybody.
            moved = self.filtered(lambda employee: now[employee.id] != before[employee.id])
            left = self.browse().union(*(before[each.id]["parent_id"] for each in moved))
            if moved:
                # sudo: mentoring.pairing - pairings of people whom somebody else changed
                self.env["mentoring.pairing"].sudo()._follow_employees(moved, left)
        return result

    def _standing(self):
        # sudo: hr.employee - where these stand in the organisation, whoever moves them
        return {each.id: {name: each[name] for name in FOLLOWED} for each in self.sudo()}

    @api.ondelete(at_uninstall=False)
    def _unlink_ends_pairings(self):
        """Before they are gone with the employee, and their meetings are left behind."""
        # sudo: mentoring.enrolment, mentoring.pairing - of people whom somebody else deletes
        enrolments = self.env["mentoring.enrolment"].sudo()
        enrolments = enrolments.search([("employee_id", "in", self.ids)])
        enrolments._live_pairings()._end()
