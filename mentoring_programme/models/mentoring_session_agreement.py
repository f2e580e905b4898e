from odoo import models
from odoo.exceptions import UserError

from .locking import locked


class MentoringSession(models.Model):
    """A programme may ask for the signed agreement before the second session counts as held."""

    _inherit = "mentoring.session"

    def _mark(self, state):
        if state == "held":
            self.check_access("write")
            self._check_agreement_signed()
        return super()._mark(state)

    def _check_agreement_signed(self):
        """
        :raises UserError: when these would make a second held session of a pairing that has to
            sign first
        """
        # sudo: mentoring.programme - a rule that its participants have to know
        asked = self.pairing_id.filtered(
            lambda pairing: pairing.programme_id.sudo().agreement_required
        )
        # Two sessions may be marked at the same moment, each as the first.
        unsigned = locked(asked) - asked._signed_pairings()
        if not unsigned:
            return
        held = dict(
            self._read_group(
                [
                    ("pairing_id", "in", unsigned.ids),
                    ("state", "=", "held"),
                ],
                ["pairing_id"],
                ["__count"],
            )
        )
        for pairing in unsigned:
            marked = self.filtered(
                lambda session, of=pairing: session.pairing_id == of and session.state != "held"
            )
            if marked and held.get(pairing, 0) + len(marked) > 1:
                raise UserError(
                    self.env._(
                        "Before the second session counts as held, this programme asks both of "
                        "you to sign your agreement. Open your pairing, fill it in together and "
                        "sign: then come back to this."
                    )
                )
