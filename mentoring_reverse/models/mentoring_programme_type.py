from odoo import api, models


class MentoringProgrammeType(models.Model):
    """A type whose mentors are all of one group is discreet by default."""

    _inherit = "mentoring.programme.type"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._discreet_by_default(vals) for vals in vals_list])

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
        if not all(self.mapped("mentors_share_group")):
            vals = self._discreet_by_default(vals)
        return super().write(vals)
