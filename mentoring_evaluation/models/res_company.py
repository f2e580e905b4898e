from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .survey_pool import FLOOR


class ResCompany(models.Model):
    """How many people it takes to publish a figure of the mentoring."""

    _inherit = "res.company"

    mentoring_figures_threshold = fields.Integer(
        string="No published figures about fewer people than",
        default=5,
        required=True,
        help="At least 3; fixed once figures were published, since the old ones could be compared "
        "with the new. Programmes that promised more are left out of the figures.",
    )

    @api.constrains("mentoring_figures_threshold")
    def _check_mentoring_figures_threshold(self):
        if any(not FLOOR <= company.mentoring_figures_threshold <= 100 for company in self):
            raise ValidationError(
                self.env._(
                    "Figures about fewer than %(floor)s people protect nobody: choose a number "
                    "from %(floor)s to 100.",
                    floor=FLOOR,
                )
            )

    def write(self, vals):
        threshold = vals.get("mentoring_figures_threshold")
        changed = self.filtered(
            lambda company: threshold not in (None, company.mentoring_figures_threshold)
        )
        if changed:
            # sudo: mentoring.evaluation.release - whether there is any, for a refusal only
            releases = self.env["mentoring.evaluation.release"].sudo()
            if releases.search_count([("company_id", "in", changed.ids)], limit=1):
                raise ValidationError(
                    self.env._(
                        "Figures were published with this smallest group already, and the old ones "
                        "could be compared with new ones: leave it as it is."
                    )
                )
        return super().write(vals)
