from odoo import models


class MentoringHome(models.AbstractModel):
    """A pairing that rests and could go on from the other side is among what is asked: otherwise
    it might wait for ever on somebody who does not know."""

    _inherit = "mentoring.home"

    def _asked(self, told, pairings, mine):
        lines = {line["id"]: line for line in mine}
        waiting = pairings._waiting_for_reader()
        return [
            *super()._asked(told, pairings, mine),
            *(
                {"kind": "back", "key": f"back_{pairing.id}", "pairing": lines[pairing.id]}
                for pairing in waiting
            ),
        ]
