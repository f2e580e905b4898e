from odoo import http
from odoo.exceptions import AccessError
from odoo.http import content_disposition, request

from ..models import workbook_door as door
from ..models.workbook_copy import workbook_page

# As Odoo calls a server on which wkhtmltopdf makes files.
MAKES_PDF = ("ok", "upgrade", "workers")


class MentoringWorkbook(http.Controller):
    """The only way to a workbook, for employees and people from outside.

    Routes and not methods of a model: Odoo writes the arguments of every model call into its log
    at debug level.
    """

    @http.route("/mentoring/workbook/open", type="jsonrpc", auth="user", methods=["POST"])
    def open(self, pairing_id=None):
        """The asker's own workbook of a pairing of theirs: see :func:`door.open_workbook`."""
        return door.open_workbook(request.env, pairing_id)

    @http.route("/mentoring/workbook/write", type="jsonrpc", auth="user", methods=["POST"])
    def write_one(
        self,
        pairing_id=None,
        question_id=None,
        text=None,
        is_shared=None,
        reference=None,
        stamp=None,
    ):
        """Answer a question, or change the text of an answer; answers with the workbook."""
        door.write_answer(request.env, pairing_id, question_id, text, is_shared, reference, stamp)
        return self.open(pairing_id)

    @http.route("/mentoring/workbook/delete", type="jsonrpc", auth="user", methods=["POST"])
    def delete_one(self, pairing_id=None, reference=None):
        """Destroy one of the asker's own; answers with the workbook."""
        door.delete_answer(request.env, reference)
        return self.open(pairing_id)

    @http.route(
        "/mentoring/workbook/<int(max=2147483647):pairing_id>/copy",
        type="http",
        auth="user",
        methods=["GET"],
    )
    def keep(self, pairing_id):
        """What the asker wrote, as a file that no browser or proxy keeps and that is kept nowhere
        here; a page to print where the server cannot make a PDF.

        One answer for what is another's and for what is nobody's.
        """
        try:
            page = workbook_page(request.env, pairing_id)
        except AccessError:
            raise request.not_found() from None
        headers = [("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer")]
        # sudo: ir.actions.report - the company's paper format, for people from outside too
        reports = request.env["ir.actions.report"].sudo()
        if reports.get_wkhtmltopdf_state() in MAKES_PDF:
            content = reports._run_wkhtmltopdf([str(page)])
            headers += [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", content_disposition("workbook.pdf")),
            ]
        else:
            content = str(page)
            headers += [
                ("Content-Type", "text/html; charset=utf-8"),
                ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
            ]
        return request.make_response(content, headers)
