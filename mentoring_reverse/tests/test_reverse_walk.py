import os
from datetime import timedelta
from pathlib import Path

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.mentoring_programme.tests.test_accessibility import DESKTOP, LOOK, PHONE

from ..models.theme_pool import open_pool
from .common import ReverseCase

OPEN_ALL = """
for (const summary of document.querySelectorAll("section[data-section=themes] summary")) {
    summary.parentElement.open = true;
}
const click = async (words) => {
    [...document.querySelectorAll("button")]
        .find((each) => each.textContent.includes(words))
        .click();
    await new Promise((done) => setTimeout(done, 800));
};
await click("Pass a theme on");
await click("Open my workbook");
document.querySelectorAll(".o_mentoring_workbook details").forEach((each) => { each.open = true; });
await click("Answer");
"""
PART = '".o_mentoring_workbook, section[data-section=themes]"'


@tagged("post_install", "-at_install")
class TestReverseWalk(ReverseCase, HttpCase):
    """Workbook and themes in a browser: Mia, who mentors, on a phone, Ida, who leads, too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._reverse_pairing()
        start = fields.Datetime.now() - timedelta(days=2)
        values = {"pairing_id": cls.pairing.id, "start": start, "duration": 1}
        cls.env["mentoring.session"].create(values)._as_nobody().write({"state": "held"})

    def _walk(self, login, tour, url="/odoo/my-mentoring", size=PHONE):
        self.browser_size, self.touch_enabled = size, size == PHONE
        self.start_tour(url, f"mentoring_{tour}", login=login, timeout=90)
        self.env.invalidate_all()

    def test_a_workbook_on_a_phone(self):
        self._walk("mia", "workbook_writes")
        answers = self.env["mentoring.workbook.answer"].search([], order="id")
        self.assertEqual(answers.mapped("is_shared"), [False, True])
        self._walk("ida", "workbook_partner")

    def test_a_workbook_from_outside(self):
        guest = self._user("gus", "portal")
        programme = self._programme("running", level_distance=0)
        self._pair(
            self._enrol(programme, guest.partner_id, "mentor"),
            self._enrol(programme, self.ivy, "mentee"),
        )
        self.ivy.name = "Ida"
        self._walk("gus", "workbook_writes", "/my/mentoring")

    def test_themes_on_a_phone(self):
        theme = self.env.ref("mentoring_reverse.theme_promotions")
        told = {"first_on": "2026-01-01", "last_on": "2026-01-01", "least": 5}
        action = {
            "name": "Criteria are published",
            "responsible": "HR department",
            "state": "done",
            "date": "2026-02-01",
        }
        self.env["mentoring.insight"].create(
            {
                **told,
                "theme_id": theme.id,
                "company_id": self.company.id,
                "programme_id": self.pairing.programme_id.id,
                "action_ids": [fields.Command.create(action)],
            }
        )
        self._walk("mia", "themes_give")
        pool = self.env["mentoring.theme.pool"].search(
            [("programme_id", "=", self.pairing.programme_id.id)]
        )
        mentor = self.pairing.mentor_id
        given = {str(mentor.id): {"owner": mentor.user_id.id, "themes": [theme.id]}}
        self.assertEqual(open_pool(pool)["given"], given)
        self._walk("ida", "themes_partner")
        self._walk("mara", "themes_hr", "/odoo/action-mentoring_reverse.mentoring_insight_action")

    def test_neither_has_a_serious_fault(self):
        axe = Path(os.environ["MENTORING_AXE"]).read_text()
        for size in (DESKTOP, PHONE):
            with self.subTest(size):
                self.browser_size, self.touch_enabled = size, size == PHONE
                code = f"{axe};(async () => {{ {OPEN_ALL}; {LOOK % {'part': PART}} }})()"
                ready = "!!document.querySelector('section[data-section=workbook] button')"
                try:
                    self.browser_js("/odoo/my-mentoring", code, ready, login="mia", timeout=60)
                except AssertionError as error:
                    # Without the code that was run, which is half a million characters long.
                    told = str(error).rpartition('" failed')[2] or str(error)
                    raise AssertionError(told) from None
