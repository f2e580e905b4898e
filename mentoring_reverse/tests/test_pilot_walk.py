from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.mentoring_programme.tests.test_accessibility import DESKTOP, PHONE

from .common import ReverseCase

HOME = "/odoo/my-mentoring"


@tagged("post_install", "-at_install")
class TestPilotWalk(HttpCase, ReverseCase):
    """The pilot through the browser, from the coordinator's menu to the second session."""

    def _walk(self, login, tour, url=HOME, size=DESKTOP):
        self.browser_size, self.touch_enabled = size, size == PHONE
        self.start_tour(url, f"mentoring_reverse_pilot_{tour}", login=login, timeout=120)
        self.env.invalidate_all()

    def _moved(self, session, ago):
        """One of the two moves a session to a moment that is past, as a calendar would."""
        begun = fields.Datetime.now().replace(microsecond=0) - ago
        # As if they had begun in time: nobody meets before that.
        programme, pairing = session.pairing_id.programme_id, session.pairing_id
        programme.date_start = pairing.date_start = begun.date() - timedelta(days=7)
        session.with_user(self.mia.user_id).write({"start": begun})

    def test_from_the_menu_to_the_second_session(self):
        self._coordinator_sets_up()
        self._both_agree()
        self._first_session()
        self._second_session()

    def _coordinator_sets_up(self):
        before = self.env["mentoring.programme"].search([])
        self._walk("cora", "set_up", "/odoo")
        self.programme = self.env["mentoring.programme"].search([]) - before
        self.assertTrue(self.programme.is_pilot)
        self.assertEqual(self.programme.coordinator_ids, self.coordinator)
        self.assertEqual(self.programme.safeguarding_lead_id, self.lead)
        self.assertEqual(self.programme.safeguarding_deputy_id, self.deputy)
        self.pairing = self.env["mentoring.pairing"].search(
            [("programme_id", "=", self.programme.id)]
        )
        people = self.pairing.mentor_employee_id, self.pairing.mentee_employee_id
        self.assertEqual(people, (self.mia, self.ida))
        inductions = self.programme.requirement_ids.filtered(lambda r: r.kind == "induction")
        self.assertEqual(set(inductions.mapped("role")), {"mentor", "mentee"})
        confirmed = self.programme.enrolment_ids.fulfilment_ids.filtered(
            lambda each: each.requirement_id in inductions
        )
        self.assertEqual(confirmed.mapped("how"), ["coordinator"] * 2)
        self.assertEqual(confirmed.user_id, self.coordinator)

    def _both_agree(self):
        self._walk("ida", "leader_begins", size=PHONE)
        self.assertEqual((self.pairing.state, len(self.pairing.session_ids)), ("proposed", 0))
        self._walk("mia", "mentor_begins")
        self.assertEqual((self.pairing.state, len(self.pairing.session_ids)), ("active", 6))

    def _first_session(self):
        first = self.pairing.session_ids.sorted("start")[0]
        self._moved(first, timedelta(days=1))
        self._walk("mia", "mentor_is_early")
        self.assertEqual(first.state, "planned")
        self._walk("ida", "leader_reads", size=PHONE)
        self._walk("mia", "mentor_holds_first")
        self.assertEqual(first.state, "held")
        self._walk("ida", "leader_sums_up")

    def _second_session(self):
        self._walk("mia", "mentor_prepares", size=PHONE)
        self._walk("ida", "leader_signs")
        second = self.pairing.session_ids.sorted("start")[1]
        self._moved(second, timedelta(minutes=5))
        self._walk("ida", "leader_holds_second")
        self.assertEqual(second.state, "held")
        self._walk("mia", "mentor_looks_on", size=PHONE)
        self.assertEqual(self.pairing.session_held_count, 2)
