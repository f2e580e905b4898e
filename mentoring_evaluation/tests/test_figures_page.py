import re
from unittest.mock import patch

from lxml import html

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..models.figure_door import latest
from ..models.figure_rows import all_figures
from ..report.bars import LABEL, WIDTH, Bar, drawn
from ..report.figures_page import figure_text
from .published_case import DANGEROUS, PublishedCase

REPORT = "mentoring_evaluation.figures_page"


@tagged("post_install", "-at_install")
class TestFiguresPage(PublishedCase, HttpCase):
    """One page on paper: figures as published, for whom they are."""

    def _page(self, user, **data):
        reports = self.env["ir.actions.report"].with_user(user).with_company(self.company)
        content, _kind = reports._render_qweb_html(REPORT, [], data)
        return html.fromstring(content)

    def _figures(self, env, section, *more, programme=None):
        published = latest(env, self.company)
        keys = [programme] if programme else None
        wanted = {"programme", *more} if programme else set(more)
        rows = all_figures(env, published, [section], keys)[section]
        return [each for each in rows if set(each.where) == wanted]

    def test_every_figure_on_it_is_one_that_is_published_and_none_is_missing(self):
        env = self.env(user=self.hr_officer).user.with_company(self.company).env
        for programme in (None, str(self.alpha.id)):
            page = self._page(self.hr_officer, programme=programme)
            told = [each.text for each in page.xpath("//text[@class='o_figure']")]
            expected = [
                *self._figures(env, "funnel", programme=programme)[1:],
                *(
                    each
                    for each in self._figures(env, "funnel", "role", programme=programme)
                    if each.kind == "people"
                ),
                *(
                    each
                    for each in self._figures(env, "quality", "wave", programme=programme)
                    if each.measure == "said_quality"
                ),
                *self._figures(env, "outcomes", programme=programme),
            ]
            self.assertEqual(told, [figure_text(env, each) for each in expected])
            self.assertTrue(told)
            lines = " ".join(page.xpath("//p[contains(@class, 'o_figures')]")[0].itertext())
            for each in (
                self._figures(env, "funnel", programme=programme)[0],
                *self._figures(env, "sessions", programme=programme),
            ):
                self.assertIn(figure_text(env, each), lines)

    def test_how_the_pairings_of_a_programme_do(self):
        page = self._page(self.hr_officer, programme=str(self.beta.id))
        drawing = page.xpath("//svg[contains(@aria-label, 'Health')]")[0]
        told = [each.text for each in drawing.xpath(".//text[@class='o_figure']")]
        self.assertEqual(told, ["22 people", "9 people", "9 people"])
        self.assertIn("of these 40 people", drawing.get("aria-label"))
        widths = [float(each.get("width")) for each in drawing.xpath(".//rect")]
        self.assertAlmostEqual(widths[0] / WIDTH, 22 / 40, 2)
        for other in (None, str(self.alpha.id)):
            page = self._page(self.hr_officer, programme=other)
            self.assertFalse(page.xpath("//svg[contains(@aria-label, 'Health')]"))

    def test_what_a_chart_shows_is_also_told(self):
        page = self._page(self.hr_officer)
        drawings = page.xpath("//svg")
        self.assertTrue(drawings)
        for drawing in drawings:
            self.assertEqual(drawing.get("role"), "img")
            for text in drawing.xpath(".//text[@class='o_figure']"):
                self.assertIn(text.text, drawing.get("aria-label"))

    def test_a_name_is_text_on_the_page(self):
        self.alpha.name = "<b>bold</b>"
        page = self._page(self.hr_officer, programme=str(self.alpha.id))
        self.assertIn(DANGEROUS, page.text_content(), "As it was called when published.")

    def test_compared_in_sentences(self):
        page = self._page(self.hr_officer)
        said = [each.text_content() for each in page.xpath("//p[contains(@class, 'o_effect')]")]
        self.assertEqual(len(said), 1, "Of all programmes, and not of one of them.")
        self.assertIn("18 of 60", said[0])
        page = self._page(self.hr_officer, programme=str(self.beta.id))
        said = [each.text_content() for each in page.xpath("//p[contains(@class, 'o_effect')]")]
        self.assertEqual(len(said), 1)
        self.assertIn("not enough data", said[0])

    def test_for_nobody_whom_the_door_does_not_let_in(self):
        reports = self.env["ir.actions.report"]
        for user in (self.coordinator, self.lead, self.mia.user_id):
            for render in ("_render_qweb_html", "_render_qweb_pdf"):
                with self.assertRaises(AccessError):
                    own = reports.with_user(user).with_company(self.company)
                    getattr(own.sudo(), render)(REPORT, [], {})

    def test_of_a_programme_without_figures_a_sentence(self):
        for programme in ("999999", "discreet"):
            with self.assertRaises(UserError):
                self._page(self.hr_officer, programme=programme)

    def test_odoos_own_routes_answer_as_the_door_does(self):
        for user, reads in ((self.hr_officer, True), (self.coordinator, False)):
            user.password = user.login
            self.authenticate(user.login, user.login)
            answer = self.url_open(f"/report/html/{REPORT}")
            self.assertEqual(answer.status_code == 200, reads)
            self.assertEqual("Participation" in answer.text, reads)

    def test_where_the_server_makes_no_pdf_it_is_a_page_to_print(self):
        self.hr_officer.password = "hana"
        exports = self.env["mentoring.evaluation.export"].with_user(self.hr_officer)
        export = exports.with_company(self.company).create({})
        self.authenticate("hana", "hana")
        address = f"/mentoring/evaluation/export/{export.id}/page"
        reports = type(self.env["ir.actions.report"])
        with patch.object(reports, "get_wkhtmltopdf_state", lambda *_args: "install"):
            answer = self.url_open(address, data={"csrf_token": http.Request.csrf_token(self)})
        self.assertIn("mentoring-2026-06-01.html", answer.headers["Content-Disposition"])
        self.assertIn("Participation", answer.text)
        made = []

        def render(_self, report, docids, data=None):
            made.append((report, docids, data))
            return b"%PDF-", "pdf"

        with (
            patch.object(reports, "get_wkhtmltopdf_state", lambda *_args: "ok"),
            patch.object(reports, "_render_qweb_pdf", render),
        ):
            answer = self.url_open(address, data={"csrf_token": http.Request.csrf_token(self)})
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertEqual(made, [(REPORT, [], {"company": self.company.id, "programme": None})])

    def test_bars_lie_where_their_figures_are(self):
        chart = drawn("x", [Bar("a", "one", 0.5, 0.25, 0.75), Bar("b", "two", 1.0)], most=1)
        first, second = chart["bars"]
        self.assertEqual(first["width"], WIDTH / 2)
        self.assertEqual((first["low"], first["high"]), (LABEL + WIDTH / 4, LABEL + WIDTH * 3 / 4))
        self.assertEqual(second["width"], WIDTH)
        self.assertIsNone(second["low"])
        self.assertGreater(second["y"], first["y"])
        self.assertEqual(chart["text"], "a: one; b: two")
        self.assertEqual(drawn("x", [Bar("a", "none", 0)])["bars"][0]["width"], 0)
        self.assertFalse(re.search("nan|inf", str(drawn("x", []))))
