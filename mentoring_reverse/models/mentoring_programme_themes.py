from odoo import api, models

from .theme_pool import make_pools


class MentoringProgramme(models.Model):
    """From which programmes something is passed on to the organisation."""

    _inherit = "mentoring.programme"

    @api.model_create_multi
    def create(self, vals_list):
        programmes = super().create(vals_list)
        # sudo: mentoring.theme.pool - a row that is there from the beginning and tells nothing
        make_pools(programmes.sudo().filtered(lambda programme: programme._is_reverse()))
        return programmes

    def _is_statistics_free(self):
        """Whether nothing may ever be counted or told of this programme, together with others
        neither: of a pilot, whose few people everybody knows."""
        self.ensure_one()
        return False

    def _passes_on(self):
        self.ensure_one()
        return self._is_reverse() and not self._is_statistics_free()
