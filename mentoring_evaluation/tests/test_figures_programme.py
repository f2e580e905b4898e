from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .published_case import PublishedCase


@tagged("post_install", "-at_install")
class TestFiguresProgramme(PublishedCase):
    """The published figures where a programme is at hand: its objectives, and its page."""

    def _measured(self, figure, programme=None, unit="percent"):
        objective = self.env["mentoring.objective"].create(
            {
                "name": figure,
                "measure": "As published.",
                "programme_id": (programme or self.alpha).id,
                "figure": figure,
                "target_unit": unit,
                "target": 30,
            }
        )
        objective.with_user(self.coordinator).action_measure()
        return objective.reached, objective.people_count, objective.light

    def test_an_objective_is_held_against_the_published_figure(self):
        self.assertEqual(self._measured("promoted"), (32, 50, "reached"))
        self.assertEqual(self._measured("promoted", unit="count"), (16, 50, "below"))
        self.assertEqual(self._measured("stayed"), (90, 50, "reached"))

    def test_what_is_not_published_is_not_told_for_an_objective_either(self):
        for figure in ("moved", "readier", "gained_skill"):
            with self.assertRaisesRegex(UserError, "they say nothing of it"):
                self._measured(figure)
        hush = self._discreet_programme("running")
        with self.assertRaisesRegex(UserError, "they say nothing of it"):
            self._measured("promoted", hush)
        self.release.unlink()
        with self.assertRaisesRegex(UserError, "they say nothing of it"):
            self._measured("promoted")

    def test_a_rate_is_no_score(self):
        with self.assertRaisesRegex(UserError, "in the unit"):
            self._measured("promoted", unit="score")

    def test_its_page_is_printed_from_its_form(self):
        mine = self.beta.with_user(self.manager)
        self.assertTrue(mine.has_figures_page)
        action = mine.action_figures_page()
        self.assertRegex(action["params"]["url"], r"/mentoring/evaluation/export/\d+/page$")
        exports = self.env["mentoring.evaluation.export"].with_user(self.manager)
        export = exports.browse(int(action["params"]["url"].split("/")[-2]))
        content, kind = export.with_company(self.company)._page()
        self.assertEqual(export._page_key(), str(self.beta.id))
        if kind == "html":
            self.assertIn("Beta", content.decode())

    def test_the_button_is_there_for_whom_the_figures_are(self):
        for programme, user, is_there in (
            (self.alpha, self.manager, True),
            (self.alpha, self.coordinator, False),
            (self._programme("running"), self.manager, False),
            (self._discreet_programme("running"), self.manager, False),
        ):
            self.assertEqual(programme.with_user(user).has_figures_page, is_there)
        with self.assertRaises(AccessError):
            self.alpha.with_user(self.coordinator).action_figures_page()

    def test_without_figures_there_is_no_button(self):
        self.release.unlink()
        self.assertFalse(self.alpha.with_user(self.manager).has_figures_page)
