from odoo import models


class MentoringPairing(models.Model):
    """What a coordinator does for many pairings at once."""

    _inherit = "mentoring.pairing"

    def _desk_names(self):
        """Both names of each, in this order, for a coordinator who may read these pairings."""
        self.check_access("read")
        return [pairing._both_names() for pairing in self]
