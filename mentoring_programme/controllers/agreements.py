from odoo import http
from odoo.http import content_disposition, request

REPORT = "mentoring_programme.report_agreement"


class MentoringAgreements(http.Controller):
    """The agreement on paper, for employees and people from outside alike."""

    @http.route(
        "/mentoring/agreement/<int(max=2147483647):agreement_id>/pdf",
        type="http",
        auth="user",
        methods=["GET"],
    )
    def pdf(self, agreement_id):
        """A file that no browser or proxy keeps, and that is kept nowhere here.

        One answer for what is another's and for what is nobody's. Where the server cannot make
        a PDF, the same as a page to print.
        """
        agreement = request.env["mentoring.agreement"].search([("id", "=", agreement_id)])
        if not agreement:
            raise request.not_found()
        reports = request.env["ir.actions.report"]
        headers = [("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer")]
        if agreement._makes_pdf():
            content, _kind = reports._render_qweb_pdf(REPORT, agreement.ids)
            headers += [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", content_disposition("agreement.pdf")),
            ]
        else:
            content, _kind = reports._render_qweb_html(REPORT, agreement.ids)
            headers.append(("Content-Type", "text/html; charset=utf-8"))
        return request.make_response(content, headers)
