from odoo import api, models
from odoo.exceptions import ValidationError


class MentoringPairing(models.Model):
    """What holds for a pairing however it comes about: the limit over all programmes, and that
    whoever loses a partner is seated first when there is a next matching."""

    _inherit = "mentoring.pairing"

    @api.model_create_multi
    def create(self, vals_list):
        pairings = super().create(vals_list)
        pairings._check_within_total()
        return pairings

    def _check_within_total(self):
        """Refuse pairings that together go beyond the company's limit for one mentor.

        What was free before was counted for each programme on its own; a list of pairs may
        name one mentor in two of them.
        """
        # sudo: mentoring.pairing, mentoring.enrolment - the limit holds for whoever pairs them
        for mentor in self.sudo().mentor_id._beyond_limits():
            raise ValidationError(self.env._("%s has no place free.", mentor._person_name() or ""))

    def action_agree(self):
        """A mentor who says yes is told when that is one too many, all programmes counted."""
        self._check_mine()
        asked = self.filtered(
            lambda pairing: pairing.state == "proposed" and pairing._role_of_reader() == "mentor"
        )
        # sudo: mentoring.pairing - the reader's own pairings, of which only the mentor's
        # enrolment is asked
        for mentor in asked.sudo().mentor_id:
            if mentor._has_limit_over_programmes():
                mentor._lock_for_pairing()
                # What else waits for this mentor's answer is no mentee of theirs yet.
                open_ones = mentor._open_answers()
                mentor.with_user(self.env.user)._check_spare_place(len(asked), open_ones)
        return super().action_agree()

    def _end(self):
        live = self._as_nobody().filtered(lambda pairing: pairing.state in ("active", "paused"))
        mentees = live.mentee_id
        result = super()._end()
        mentees._raise_priority()
        live._flush_as_nobody()
        return result
