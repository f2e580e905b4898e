from odoo import models


class MentoringPairing(models.Model):
    """Contact rests: what a pause does, whoever asked for it."""

    _inherit = "mentoring.pairing"

    def _pause(self):
        """Pause active pairings at once: coming meetings leave the calendars, both get the same
        neutral mail, and who asked is not kept."""
        live = self._as_nobody().filtered(lambda pairing: pairing.state == "active")
        live.session_ids._cancel_future()
        live.write({"state": "paused"})
        live._flush_as_nobody()
        live._tell_both("mentoring_programme.mail_template_paused")
