from odoo import models
from odoo.exceptions import UserError

USUAL_AGENDA = "mentoring_reverse.agenda_reverse_leaders_first"


class MentoringSession(models.Model):
    """How two people begin when the junior one leads."""

    _inherit = "mentoring.session"

    def _check_can_hold(self):
        result = super()._check_can_hold()
        self._check_begun_well()
        return result

    def _check_begun_well(self):
        """
        :raises UserError: when one of these would be the first held session of a pairing without
            a shared goal, or whose leader has not acknowledged the ground rules
        """
        to_be_held = self.filtered(lambda session: session.state != "held")
        reverse = to_be_held.pairing_id.filtered(lambda pairing: pairing._is_reverse())
        first = reverse - reverse._with_held_session()
        if first - first._acknowledged():
            raise UserError(
                self.env._(
                    "Before the first session counts as held, the leader reads and acknowledges "
                    "the ground rules. They are on the page of your pairing, under “How you two "
                    "begin”; then come back to this."
                )
            )
        if first - first._with_goal():
            raise UserError(
                self.env._(
                    "The first session is for getting to know each other and for a goal that you "
                    "share. Write it down on the page of your pairing, under “Goals”: either of "
                    "you can, and rough words are enough. Then come back to this."
                )
            )

    def _agendas(self):
        """First sessions begin with getting to know each other, also where a programme's own
        agendas say nothing of them."""
        agendas = super()._agendas()
        numbers = self._numbers()
        bare = self.filtered(
            lambda session: (
                numbers[session] == 1 and not agendas[session] and session.pairing_id._is_reverse()
            )
        )
        if bare:
            # sudo: mentoring.agenda - a text of the addon, for people from outside as well
            usual = self.env["mentoring.agenda"].sudo().browse()
            usual |= self.env.ref(USUAL_AGENDA, raise_if_not_found=False) or usual
            agendas.update(dict.fromkeys(bare, usual))
        return agendas
