from odoo.tests import HttpCase, tagged

from .figure_case import FigureCase


@tagged("post_install", "-at_install")
class TestFigureWalk(FigureCase, HttpCase):
    """HR's way through the browser, from the menu to the figures and what they count."""

    def test_an_hr_officer_finds_the_figures_and_what_they_count(self):
        self.start_tour("/odoo", "mentoring_figures", login=self.hr_officer.login)
