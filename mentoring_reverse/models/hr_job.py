from odoo import models


class HrJob(models.Model):
    """A level that HR sets, changes or takes away is followed."""

    _inherit = "hr.job"

    def write(self, vals):
        if "mentoring_level" not in vals:
            return super().write(vals)
        # sudo: hr.job - what the level was, which HR alone reads
        before = {job.id: job.mentoring_level for job in self.sudo()}
        result = super().write(vals)
        # sudo: hr.job - what it is
        moved = self.sudo().filtered(lambda job: job.mentoring_level != before[job.id])
        moved._holders()._follow_chart()
        return result

    def unlink(self):
        # sudo: hr.job - whether a level goes with them, which HR alone reads
        holders = self.sudo().filtered("mentoring_level")._holders()
        result = super().unlink()
        holders._follow_chart()
        return result

    def _holders(self):
        """Who has one of these jobs today."""
        # sudo: hr.employee - everybody, whose levels follow from it
        employees = self.env["hr.employee"].sudo().with_context(active_test=False)
        return employees.search([("current_version_id.job_id", "in", self.ids)])
