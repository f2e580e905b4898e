from odoo.http import content_disposition, request, route

from .portal import MentoringPortal

CERTIFICATE = "mentoring_programme.mentoring_certificate_report"


class MentoringClosing(MentoringPortal):
    """What remains of a programme that is over, for people from outside and employees alike."""

    @route(
        "/my/mentoring/certificate/<int:enrolment_id>",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
    )
    def certificate(self, enrolment_id, neutral=None):
        """One answer for what is another's, not completed, and nobody's."""
        enrolment = request.env["mentoring.enrolment"].browse(enrolment_id)._own_completed()
        if not enrolment:
            raise request.not_found()
        reports = request.env["ir.actions.report"]
        if reports.get_wkhtmltopdf_state() == "install":
            page = request.env["ir.qweb"]._render(
                "mentoring_programme.certificate_page",
                {"certificates": [enrolment._certificate(bool(neutral))]},
            )
            return self._private(request.make_response(f"<!DOCTYPE html>\n{page}"))
        # sudo: ir.actions.report - layout and fonts, for people from outside too; whose
        # enrolment it is was asked above, and is asked again for the report's values
        content, _kind = reports.sudo()._render_qweb_pdf(
            CERTIFICATE, enrolment.ids, data={"neutral": bool(neutral)}
        )
        return self._private(
            request.make_response(
                content,
                [
                    ("Content-Type", "application/pdf"),
                    ("Content-Disposition", content_disposition("certificate.pdf")),
                ],
            )
        )
