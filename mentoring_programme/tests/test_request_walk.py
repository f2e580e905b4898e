from odoo.tests import HttpCase, tagged

from .request_case import RequestCase
from .test_circle import CircleCase

DESKTOP, PHONE = "1280x800", "390x844"


@tagged("post_install", "-at_install")
class TestRequestWalk(RequestCase, HttpCase):
    """Mia looks for a mentor on a phone and asks Ida, who says yes on a desktop."""

    def _walk(self, login, tour, size, page="/odoo/my-mentoring"):
        self.browser_size = size
        self.touch_enabled = size == PHONE
        self.start_tour(page, f"mentoring_requests_{tour}", login=login, timeout=90)
        self.env.invalidate_all()

    def test_a_mentee_asks_and_a_mentor_says_yes(self):
        self._walk("mia", "asks", PHONE)
        request = self.env["mentoring.request"].search([("mentee_id", "=", self.mentee.id)])
        self.assertEqual((request.mentor_id, request.state), (self.mentor, "asked"))
        self._walk("ida", "answers", DESKTOP)
        self.assertEqual((request.state, self.mentee.state), ("accepted", "matched"))
        self.assertFalse(self.mentor.is_browsable)

    def test_a_person_from_outside_asks_on_the_portal(self):
        self.mentee.with_user(self.mia.user_id).action_withdraw()
        porter = self._user("porter", "portal")
        mentee = self._enrol(self.programme, porter.partner_id, "mentee")
        self._walk("porter", "asks", PHONE, "/my/mentoring")
        request = self.env["mentoring.request"].search([("mentee_id", "=", mentee.id)])
        self.assertEqual(request.mentor_id, self.mentor)


@tagged("post_install", "-at_install")
class TestCircleWalk(CircleCase, HttpCase):
    def test_the_members_are_on_the_page_of_a_pairing(self):
        self._circle()
        self.start_tour("/odoo/my-mentoring", "mentoring_requests_circle", login="mia", timeout=90)
