from odoo import api, models

from odoo.addons.mentoring_programme.models.mentoring_enrolment import LIVE_PAIRING_STATES

from .mentoring_programme_shape import REVERSE_DIRECTIONS


class MentoringPairing(models.Model):
    """Pairs of reverse programmes are looked at again when the organisation changes."""

    _inherit = "mentoring.pairing"

    @api.model
    def _follow_employees(self, employees):
        result = super()._follow_employees(employees)
        self._follow_seniority()
        return result

    @api.model
    def _follow_seniority(self):
        """Ask about pairs that stand too close by now, and no longer about those that do not.

        All live pairs of reverse programmes: one level can move a whole tree, above and beneath.
        """
        pairings = self._as_nobody().with_context(version_id=False)
        pairings.search(
            [
                ("state", "in", LIVE_PAIRING_STATES),
                ("programme_id.direction", "in", REVERSE_DIRECTIONS),
            ]
        )._review()
