from odoo import api, models

FOLLOWED = ("active", "date_version", "department_id", "employee_id", "job_id")


class HrVersion(models.Model):
    """Job and department of an employee stand here: who changes them is followed."""

    _inherit = "hr.version"

    @api.model_create_multi
    def create(self, vals_list):
        versions = super().create(vals_list)
        versions._employees()._follow_chart()
        return versions

    def write(self, vals):
        before = self._standing() if not vals.keys().isdisjoint(FOLLOWED) else {}
        result = super().write(vals)
        if before:
            now = self._standing()
            # An import writes again what stands there already, of everybody.
            moved = [key for key in before if now[key] != before[key]]
            self.env["hr.employee"].union(
                *(standing[key]["employee_id"] for standing in (before, now) for key in moved)
            )._follow_chart()
        return result

    def unlink(self):
        employees = self._employees()
        result = super().unlink()
        employees._follow_chart()
        return result

    def _employees(self):
        return self.sudo().employee_id  # sudo: hr.version - whose they are

    def _standing(self):
        # sudo: hr.version - where these put their employee, whoever changes it
        return {each.id: {name: each[name] for name in FOLLOWED} for each in self.sudo()}
