from odoo import models


class MentoringPairing(models.Model):
    """Boundaries and contacts on the page of a pairing."""

    _inherit = "mentoring.pairing"

    def _page_sections(self):
        return [*super()._page_sections(), "safety"]

    def _page_safety(self):
        """What the page of a pairing shows of its boundaries and of whom to turn to.

        :return: dict of ``boundaries`` (sanitised HTML or False) and ``contacts``, as
            :meth:`~.MentoringProgramme._safety_contacts` returns them
        """
        self.ensure_one()
        return {
            "boundaries": self.programme_id.boundaries,
            "contacts": self.programme_id._safety_contacts(),
        }
