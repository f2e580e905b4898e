from odoo import fields, models


class HrJob(models.Model):
    """How senior a job is, where HR says so. On the job alone: nobody has a level of their own."""

    _inherit = "hr.job"

    mentoring_level = fields.Integer(
        string="Level of seniority",
        groups="hr.group_hr_user",
        help="Higher is more senior, on one scale for all companies. 0: not set; the level then "
        "follows from the organisation chart. Reverse mentoring keeps a distance by it.",
    )

    _mentoring_level_range = models.Constraint(
        "CHECK(mentoring_level >= 0 AND mentoring_level <= 100)",
        "A level of seniority is a number from 1 to 100, or 0 where none is set.",
    )

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
