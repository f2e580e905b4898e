from odoo.tests import TransactionCase, tagged

from ..models.figure_door import cells, latest


@tagged("post_install", "-at_install")
class TestDemoFigures(TransactionCase):
    """Whoever looks at the demo data finds something in every report."""

    def test_no_report_is_empty(self):
        company = self.env.ref("base.main_company")
        published = latest(self.env(user=self.env.ref("base.user_admin")), company)
        total = published.people.cell().values
        for part in (
            ("matched", "met", "completed"),
            ("sessions", "hours"),
            ("promoted", "moved", "stayed", "readier", "gained_skill"),
        ):
            self.assertTrue(set(part) & set(total), part)
        self.assertTrue(published.quality.cell().values["said_quality"])
        for dimension in ("programme", "role", "department", "gender", "level", "tenure"):
            self.assertTrue(cells(published, (dimension,)).cells, dimension)
        self.assertTrue(cells(published, ("wave",)).cells)
        self.assertTrue(published.health)
        self.assertTrue([each for each in published.effects if each["first"]])
        self.assertTrue([each for each in published.objectives if each["reached"]])
