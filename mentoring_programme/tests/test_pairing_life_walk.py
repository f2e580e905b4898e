from odoo.tests import HttpCase, tagged

from .common import MentoringCase

DESKTOP, PHONE = "1280x800", "390x844"


@tagged("post_install", "-at_install")
class TestPairingLifeWalk(MentoringCase, HttpCase):
    """Mia pauses on a desktop, Ida is back on a phone, would go on, and ends it after all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()

    def _walk(self, login, tour, size):
        self.browser_size = size
        self.touch_enabled = size == PHONE
        self.start_tour("/odoo/my-mentoring", f"mentoring_life_{tour}", login=login, timeout=90)
        self.env.invalidate_all()

    def test_a_pause_a_return_and_an_end(self):
        self._walk("mia", "pauses", DESKTOP)
        self.assertEqual(self.pairing.state, "paused")
        self.assertTrue(self.pairing.mentee_id.nudges_off)
        self._walk("ida", "ends", PHONE)
        self.assertEqual(self.pairing.state, "ended")
        ending = self.env["mentoring.ending"].search([("pairing_id", "=", self.pairing.id)])
        self.assertEqual((ending.reason, ending.words), ("fit", "We wanted other things."))
