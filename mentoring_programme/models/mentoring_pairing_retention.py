from datetime import timedelta

from odoo import api, fields, models

from .mentoring_enrolment import LIVE_PAIRING_STATES


class MentoringPairing(models.Model):
    """How long is kept what two people wrote: as long as their pairing lives, and the grace.

    For almost all that is the programme. Two who went on after it keep their reflections until
    they, too, are over; what they said in confidence for the matching is destroyed with the
    programme, since no matching can use it any more.
    """

    _inherit = "mentoring.pairing"

    @api.model
    def _destroy_written_in(self, programmes):
        """Destroy what was written in programmes that are over, but for pairings that go on."""
        pairings = self.search([("programme_id", "in", programmes.ids)])
        (pairings - pairings._went_on())._destroy_written()
        self._destroy_notes_of_life(programmes)

    @api.model
    def _destroy_kept_for_longer(self):
        """The same for pairings that went on after a programme that is forgotten by now."""
        extensions = self.env["mentoring.pairing.extension"].search(
            [
                ("programme_id.date_forgotten", "!=", False),
                ("pairing_id.state", "not in", LIVE_PAIRING_STATES),
            ]
        )
        over = extensions.filtered(lambda extension: not extension.pairing_id._went_on())
        over.pairing_id._destroy_written()
        over.unlink()

    def _went_on(self):
        """Those that went on after their programme and live, or are not over for long."""
        today = fields.Date.context_today(self)
        return self._extensions().pairing_id.filtered(
            lambda pairing: (
                pairing.state in LIVE_PAIRING_STATES
                or pairing.date_end + timedelta(days=pairing.company_id.mentoring_grace_days)
                > today
            )
        )

    def _destroy_written(self):
        # sudo: mentoring.reflection - rows nobody may reach
        notes = self.env["mentoring.reflection"].sudo()
        notes.search([("pairing_id", "in", self.ids)])._destroy()

    @api.model
    def _destroy_notes_of_life(self, programmes):
        """Why pairings ended early, and what people were reminded of, in these programmes."""
        inside = [("programme_id", "in", programmes.ids)]
        # sudo: mentoring.ending, mentoring.nudge - as nobody, in a scheduled job
        self.env["mentoring.ending"].sudo().search(inside).unlink()
        nudges = self.env["mentoring.nudge"].sudo()
        nudges.search([("enrolment_id.programme_id", "in", programmes.ids)]).unlink()
