from odoo import models


class HrJob(models.Model):
    """A level that HR sets, changes or takes away is followed."""

    _inherit = "hr.job"

    def write(self, vals):
        result = super().write(vals)
        if "mentoring_level" in vals:
            self._follow_levels()
        return result

    def unlink(self):
        # sudo: hr.job - whether a level goes with them, which HR alone reads
        levelled = any(self.sudo().mapped("mentoring_level"))
        result = super().unlink()
        if levelled:
            self._follow_levels()
        return result

    def _follow_levels(self):
        # sudo: mentoring.pairing - pairings of people whom somebody else changed
        self.env["mentoring.pairing"].sudo()._follow_seniority()
