from odoo.tests import HttpCase, tagged

from .common import MentoringCase

DESKTOP, PHONE = "1280x800", "390x844"


@tagged("post_install", "-at_install")
class TestInConfidenceWalk(MentoringCase, HttpCase):
    """The dialogs in a browser: Mia writes, Ida looks on a phone, Sage hears a concern."""

    browser_size = DESKTOP

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()
        cls._user("sally", "safeguarding")

    def _walk(self, login, tour, url="/odoo/my-mentoring", size=DESKTOP):
        self.browser_size = size
        self.touch_enabled = size == PHONE
        self.start_tour(url, f"mentoring_in_confidence_{tour}", login=login, timeout=90)
        self.env.invalidate_all()

    def test_what_is_written_reaches_its_readers_and_nobody_else(self):
        self._walk("mia", "writes")
        reflections = self.env["mentoring.reflection"].search([], order="id")
        self.assertEqual(reflections.mapped("is_shared"), [False, True])
        self.assertEqual(self.env["mentoring.concern"].search_count([]), 1)
        self._walk("ida", "partner", size=PHONE)
        self._walk("sage", "lead", "/odoo/for-your-attention")
        self.assertEqual(self.env["mentoring.concern"].search([]).state, "closed")
        self.assertEqual(self.env["mentoring.concern.note"].search_count([]), 1)
        self.assertEqual(self.pairing.state, "paused")
        self.assertFalse(self.pairing._held_pairings())
        self._walk("sally", "nobody", "/odoo/for-your-attention", PHONE)
        self._walk("mia", "portal", "/my/mentoring/concern", PHONE)
        self.assertEqual(self.env["mentoring.concern"].search_count([]), 2)
        self._walk(
            "mara", "figures", "/odoo/action-mentoring_programme.mentoring_concern_figures_action"
        )
