from odoo import api, models
from odoo.exceptions import AccessError


class MentoringCertificate(models.AbstractModel):
    """What a person has to show for a programme that they completed, for that person alone.

    Names neither the partner nor what the two talked about. Of a discreet programme it is
    always neutral: it names the company and the role, not the programme. Of any other the
    person may choose it so.
    """

    _name = "report.mentoring_programme.certificate"
    _description = "Mentoring Certificate"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Checked here: Odoo's own routes for reports ask nobody.

        :raises AccessError: for any enrolment but the reader's own that is completed
        """
        enrolments = self.env["mentoring.enrolment"].browse(docids)._own_completed()
        if set(enrolments.ids) != set(docids or ()) or not enrolments:
            raise AccessError(
                self.env._("A certificate is for the one who completed the programme, only.")
            )
        is_neutral = bool((data or {}).get("neutral"))
        return {
            "doc_ids": enrolments.ids,
            "doc_model": enrolments._name,
            "docs": enrolments,
            "certificates": [enrolment._certificate(is_neutral) for enrolment in enrolments],
        }
