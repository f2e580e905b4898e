from odoo import api, fields, models
from odoo.exceptions import ValidationError


class HrJob(models.Model):
    """Which jobs are a promotion from this one, where levels of seniority do not say it."""

    _inherit = "hr.job"

    mentoring_higher_job_ids = fields.Many2many(
        "hr.job",
        "mentoring_higher_job_rel",
        "job_id",
        "higher_job_id",
        string="Higher jobs",
        groups="hr.group_hr_user",
        domain="[('id', '!=', id), ('company_id', 'in', [company_id, False])]",
        help="Taking up one of these jobs, or one that is higher than these, counts as a "
        "promotion in the evaluation of mentoring. Where nothing is set, the jobs' levels of "
        "seniority decide.",
    )

    @api.constrains("mentoring_higher_job_ids")
    def _check_mentoring_higher_jobs(self):
        if self._has_cycle("mentoring_higher_job_ids"):
            raise ValidationError(
                self.env._(
                    "A job cannot be higher than itself, not by way of others either: take one of "
                    "the higher jobs away."
                )
            )
