from odoo import api, models
from odoo.exceptions import AccessError

from ..models.mentoring_agreement import SIDES, TEXTS


class ReportAgreement(models.AbstractModel):
    """An agreement on paper, for the two people whose it is.

    Odoo renders a report for whoever asks, with any ids, so that here is where it is checked.
    """

    _name = "report.mentoring_programme.report_agreement"
    _description = "Agreement on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):  # noqa: ARG002 - Odoo passes it
        """
        :return: dict with ``sheets``, one dict an agreement, of plain values
        :raises AccessError: for anybody but the two, and for whatever acts in sudo
        """
        # sudo: turned off - a report may be rendered in sudo, for a mail for instance
        agreements = self.env["mentoring.agreement"].sudo(False).browse(docids or [])
        agreements.check_access("read")
        if not all(agreement.pairing_id._role_of_reader() for agreement in agreements):
            raise AccessError(self.env._("Only the two people of a pairing read their agreement."))
        return {"sheets": [self._sheet(agreement) for agreement in agreements]}

    def _sheet(self, agreement):
        pairing = agreement.pairing_id
        words = agreement._text_words()
        signed = agreement.search([("pairing_id", "=", pairing.id)]).filtered(
            lambda version: version._is_signed()
        )
        return {
            "version": agreement.version,
            "is_signed": agreement._is_signed(),
            "people": self._sides(agreement, pairing),
            "texts": [
                {"label": words[name]["label"], "text": agreement[name] or ""} for name in TEXTS
            ],
            "parts": agreement._parts(),
            "versions": [
                {"version": version.version, "people": self._sides(version, pairing)}
                for version in signed
            ],
        }

    def _sides(self, agreement, pairing):
        return [
            {
                "role": side,
                "name": pairing[f"{side}_name"] or "",
                "signed_on": agreement[f"{side}_signed_on"],
            }
            for side in SIDES
        ]
