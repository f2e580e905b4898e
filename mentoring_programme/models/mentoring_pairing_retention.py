from datetime import timedelta

from odoo import api, fields, models

from .mentoring_enrolment import LIVE_PAIRING_STATES

# Rows that hold nothing but what the two wrote, by the path to their pairing.
WRITTEN = {
    "mentoring.goal": "pairing_id",
    "mentoring.action": "pairing_id",
    "mentoring.resource": "pairing_id",
    "mentoring.session.content": "session_id.pairing_id",
    "mentoring.session.mood": "session_id.pairing_id",
}


class MentoringPairing(models.Model):
    """How long is kept what two people wrote: as long as their pairing lives, and the grace.

    Until then it is an archive that the two can read. What stays is that they were paired, when
    they met and for how long, when they signed an agreement, and the certificate: facts that
    say nothing of what they talked about.

    For almost all that is the programme. Two who went on after it keep what they wrote until
    they, too, are over; what they said in confidence for the matching is destroyed with the
    programme, since no matching can use it any more.
    """

    _inherit = "mentoring.pairing"

    @api.model
    def _destroy_written_in(self, programmes):
        """Destroy what was written in programmes that are over, but for pairings that go on.

        :return: the pairings of which it was destroyed
        """
        pairings = self.search([("programme_id", "in", programmes.ids)])
        over = pairings - pairings._went_on()
        over._destroy_written()
        self._destroy_notes_of_life(programmes)
        return over

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
        self.env["mentoring.retention.log"]._note("closed", pairings=over.pairing_id)
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

    def _read_until(self):
        """The day on which what the two wrote is destroyed or was, None before that is known."""
        self.ensure_one()
        # sudo: mentoring.programme, mentoring.pairing - days, for one of the two
        programme = self.sudo().programme_id
        grace = timedelta(days=programme.company_id.mentoring_grace_days)
        days = [programme.date_forgotten or (programme.date_over and programme.date_over + grace)]
        if self._extensions():
            days.append(self.date_end and self.date_end + grace)
        return max(days) if all(days) else None

    def _destroy_written(self):
        """As nobody: Odoo writes into its log who deleted what."""
        nobody = self._as_nobody()
        mine = [("pairing_id", "in", self.ids)]
        nobody.env["mentoring.reflection"].search(mine)._destroy()
        for model, path in WRITTEN.items():
            nobody.env[model].search([(path, "in", self.ids)]).unlink()
        nobody.env["mentoring.agreement"].search(mine)._forget_texts()
        # Theirs and not the pairing's: kept while another one of theirs goes on.
        others = nobody.search([("mentee_id", "in", nobody.mentee_id.ids)]) - nobody
        gone = nobody.mentee_id - others._went_on().mentee_id
        nobody.env["mentoring.assessment"]._destroy_of(gone)

    @api.model
    def _destroy_notes_of_life(self, programmes):
        """Why pairings ended early, and what people were reminded of, in these programmes."""
        inside = [("programme_id", "in", programmes.ids)]
        # sudo: mentoring.ending, mentoring.nudge - as nobody, in a scheduled job
        self.env["mentoring.ending"].sudo().search(inside).unlink()
        nudges = self.env["mentoring.nudge"].sudo()
        nudges.search([("enrolment_id.programme_id", "in", programmes.ids)]).unlink()
