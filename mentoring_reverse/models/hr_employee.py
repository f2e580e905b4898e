from odoo import api, models
from odoo.tools import SQL

from ..seniority import Place, levels

# The job that somebody has today: a later version of their record waits for its day.
CHART = """
    SELECT employee.id, employee.parent_id, job.mentoring_level, employee.active
      FROM hr_employee employee
      LEFT JOIN hr_version version ON version.id = employee.current_version_id
      LEFT JOIN hr_job job ON job.id = version.job_id
"""


class HrEmployee(models.Model):
    """How senior people are: computed where it is asked, and kept nowhere."""

    _inherit = "hr.employee"

    def _seniority(self):
        """The level of each of these, in one query however many they are.

        :return: dict of id to (scale, level), see :mod:`~..seniority`
        """
        if not self:
            return {}
        self.env["hr.employee"].flush_model(["active", "parent_id", "current_version_id"])
        self.env["hr.version"].flush_model(["job_id"])
        self.env["hr.job"].flush_model(["mentoring_level"])
        chart = {
            key: Place(manager, level or 0, active)
            for key, manager, level, active in self.env.execute_query(SQL(CHART))
        }
        return levels(chart, [key for key in self.ids if key in chart])

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
