from odoo import fields, models


class MentoringHome(models.AbstractModel):
    """Who may have written into a workbook is told in time that it will be destroyed."""

    _inherit = "mentoring.home"

    def _pairing(self, pairing, partner):
        # sudo: mentoring.programme - its direction, for one of the two
        reverse = pairing.sudo().programme_id._is_reverse()
        return {**super()._pairing(pairing, partner), "has_workbook": reverse}

    def _asked(self, told, pairings, mine):
        return [*super()._asked(told, pairings, mine), *self._copies_to_keep(pairings, mine)]

    def _copies_to_keep(self, pairings, mine):
        """Of each pairing that is over: of everybody's alike, since who has written something
        nobody knows but the writer."""
        reverse = {line["id"]: line for line in mine if line["has_workbook"]}
        over = pairings.filtered(
            lambda pairing: pairing.id in reverse and pairing.state in ("completed", "ended")
        )
        # sudo: mentoring.programme - its days, for one of the two
        kept = over.filtered(lambda pairing: not pairing.sudo().programme_id.date_forgotten)
        return [
            {
                "kind": "workbook",
                "key": f"workbook_{pairing.id}",
                "pairing": reverse[pairing.id],
                "until": fields.Date.to_string(until),
            }
            for pairing, until in kept._workbook_days().items()
            if until
        ]
