from odoo import api, models

from .theme_pool import empty


class MentoringPairing(models.Model):
    """Themes on the page of a reverse pairing, and how long they are kept."""

    _inherit = "mentoring.pairing"

    def _passes_on(self):
        # sudo: mentoring.programme - what it is, for one of the two
        return self.sudo().programme_id._passes_on()

    def _page_sections(self):
        return [*super()._page_sections(), *(["themes"] if self._passes_on() else [])]

    def _page_themes(self):
        """Nothing of what the reader passed on: that is asked for where it is opened.

        :return: dict with ``has_met``, and ``changes``: see :meth:`~.MentoringInsight._changes`
        """
        # sudo: mentoring.programme - the insights of the programme of one of the two
        programme = self.sudo().programme_id
        return {
            "has_met": "held" in self.session_ids.mapped("state"),
            "changes": self.env["mentoring.insight"]._changes(programme),
        }

    @api.model
    def _destroy_written_in(self, programmes):
        over = super()._destroy_written_in(programmes)
        # sudo: mentoring.theme.pool - rows nobody may reach
        pools = self.env["mentoring.theme.pool"].sudo()
        empty(pools.search([("programme_id", "in", programmes.ids)]))
        return over
