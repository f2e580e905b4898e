from odoo.tests import HttpCase, tagged

from .published_case import PublishedCase


@tagged("post_install", "-at_install")
class TestExportWalk(PublishedCase, HttpCase):
    """In the browser, as HR."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hr_officer.write(
            {"company_ids": [(6, 0, cls.company.ids)], "company_id": cls.company.id}
        )

    def test_hr_gets_from_the_menu_to_the_downloaded_workbook(self):
        self.start_tour("/odoo", "mentoring_evaluation_export", login=self.hr_officer.login)

    def test_the_dashboard_shows_what_is_published(self):
        dashboard = self.env.ref("mentoring_evaluation.spreadsheet_dashboard_mentoring")
        self.assertIn(
            dashboard, self.env["spreadsheet.dashboard"].with_user(self.hr_officer).search([])
        )
        self.assertNotIn(
            dashboard, self.env["spreadsheet.dashboard"].with_user(self.coordinator).search([])
        )
        self.start_tour(
            f"/odoo/dashboards?dashboard_id={dashboard.id}",
            "mentoring_evaluation_dashboard",
            login=self.hr_officer.login,
        )
