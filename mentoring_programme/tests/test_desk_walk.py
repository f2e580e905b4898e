from odoo.tests import HttpCase, tagged

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestDeskWalk(MentoringCase, HttpCase):
    """A coordinator's morning at the desk, in a browser, on a wide screen and on a phone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls._programme("enrolling", name="Desk programme")
        cls._programme(name="Second programme")
        cls.mentor = cls._enrol(cls.programme, cls.ida, "mentor", "accepted")
        cls.mentee = cls._enrol(cls.programme, cls.mia, "mentee", "accepted")
        cls.applied = cls._enrol(cls.programme, cls.max, "mentee", "applied")
        cls._discreet_programme("running", coordinator_ids=cls.other_coordinator.ids)

    def _walk(self, tour, size):
        self.browser_size = size
        self.touch_enabled = size.startswith("375")
        url = f"/odoo/{self.programme.id}/mentoring-desk"
        self.start_tour(url, tour, login="cora", timeout=120)
        self.env.invalidate_all()

    def test_on_a_wide_screen(self):
        self._walk("mentoring_desk", "1280x900")
        self.assertEqual(self.applied.state, "accepted")
        self.assertEqual(self.mentor.missing_requirement_ids.mapped("name"), ["Briefing"])
        everybody = self.mentor | self.mentee | self.applied
        self.assertTrue(all(everybody.mapped("reminded_on")))
        mails = self.env["mail.mail"].search([("subject", "=", "A note from your coordinator")])
        people = everybody.user_id.partner_id
        self.assertEqual(mails.recipient_ids, people)
        self.assertEqual(len(mails), 3)

    def test_on_a_phone(self):
        self._walk("mentoring_desk_phone", "375x812")
