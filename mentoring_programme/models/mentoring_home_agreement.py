from odoo import models

from .mentoring_pairing_page import WRITABLE_STATES


class MentoringHome(models.AbstractModel):
    """An agreement that waits for the reader is among what is asked of them."""

    _inherit = "mentoring.home"

    def _asked(self, told, pairings, mine):
        return [*super()._asked(told, pairings, mine), *self._agreements_to_sign(pairings, mine)]

    def _agreements_to_sign(self, pairings, mine):
        """Drafts that the reader has not signed, and those that nobody has begun where one is
        required: one a pairing, ``is_begun`` telling the two apart."""
        lines = {line["id"]: line for line in mine}
        living = pairings.filtered(lambda pairing: pairing.state in WRITABLE_STATES)
        agreements = self.env["mentoring.agreement"].search([("pairing_id", "in", living.ids)])
        versions = agreements.grouped("pairing_id")
        asked = []
        for pairing in living:
            role = lines[pairing.id]["my_role"]
            # Newest first: an older one is signed by both.
            newest = versions.get(pairing, agreements.browse())[:1]
            waits = newest and not newest[f"{role}_signed_on"]
            required = not newest and pairing.programme_id.agreement_required
            if waits or required:
                asked.append(
                    {
                        "kind": "agreement",
                        "key": f"agreement_{pairing.id}",
                        "pairing": lines[pairing.id],
                        "is_begun": bool(newest),
                    }
                )
        return asked
