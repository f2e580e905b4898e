from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from .common import ReverseCase

REPORT = "odoo.addons.base.models.ir_actions_report.IrActionsReport"


@tagged("post_install", "-at_install")
class TestWorkbookCopy(ReverseCase, HttpCase):
    """The file that a writer keeps."""

    def test_it_is_a_pdf_where_the_server_makes_them_and_a_page_elsewhere(self):
        pairing = self._reverse_pairing()
        address = f"/mentoring/workbook/{pairing.id}/copy"
        self.authenticate("mia", "mia")
        for state, kind in (
            ("install", "text/html"),
            ("broken", "text/html"),
            ("ok", "application/pdf"),
            ("workers", "application/pdf"),
        ):
            with (
                patch(f"{REPORT}.get_wkhtmltopdf_state", lambda _self, state=state: state),
                patch(f"{REPORT}._run_wkhtmltopdf", lambda _self, bodies: bodies[0].encode()),
            ):
                answer = self.url_open(address)
            self.assertEqual(answer.status_code, 200)
            self.assertTrue(answer.headers["Content-Type"].startswith(kind))
            self.assertEqual(answer.headers["Cache-Control"], "no-store")
            self.assertIn("My workbook", answer.text)
            self.assertNotIn("Test programme", answer.text + str(answer.headers))
        self.authenticate("cora", "cora")
        self.assertEqual(self.url_open(address).status_code, 404)
