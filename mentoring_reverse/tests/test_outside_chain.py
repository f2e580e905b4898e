from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import ReverseCase


@tagged("post_install", "-at_install")
class TestOutsideChain(ReverseCase):
    """Sage and Dell hear concerns. Ida leads; Ian answers to her."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sage = cls.env["hr.employee"].create(
            {"name": "Sage", "user_id": cls.lead.id, "company_id": cls.company.id}
        )
        cls.programme = cls._programme("enrolling")

    def _desk(self, programme=None, user=None):
        desk = self.env["mentoring.desk"].with_user(user or self.coordinator)
        return [
            step["text"]
            for step in desk.get_desk((programme or self.programme).id)["next"]
            if step["key"].startswith("chain")
        ]

    def _apply(self, employee=None, role="mentee"):
        return self._enrol(self.programme, employee or self.ida, role, "applied")

    def test_a_lead_beneath_the_leader_is_refused_when_the_leader_joins(self):
        self.sage.parent_id = self.ian
        enrolment = self._apply()
        with self.assertRaisesRegex(UserError, "Sage hears concerns .* Ida"):
            enrolment.with_user(self.coordinator).action_accept_application()
        self.sage.parent_id = self.mo
        enrolment.with_user(self.coordinator).action_accept_application()
        self.assertEqual(enrolment.state, "accepted")

    def test_a_lead_above_the_leader_is_refused(self):
        self.ida.parent_id = self.sage
        with self.assertRaisesRegex(UserError, "Sage hears concerns"):
            self._enrol(self.programme, self.ian, "mentee", "invited")

    def test_a_lead_who_is_the_leader_is_refused(self):
        with self.assertRaisesRegex(UserError, "Sage hears concerns"):
            self._enrol(self.programme, self.sage, "mentee")

    def test_the_deputy_counts_as_well(self):
        dell = {"name": "Dell", "user_id": self.deputy.id, "company_id": self.company.id}
        self.env["hr.employee"].create({**dell, "parent_id": self.ida.id})
        with self.assertRaisesRegex(UserError, "Dell hears concerns"):
            self._enrol(self.programme, self.ida, "mentee")

    def test_a_leader_who_accepts_is_told_of_their_own_chain_alone(self):
        enrolment = self._enrol(self.programme, self.ida, "mentee", "invited")
        self.sage.parent_id = self.ida
        with self.assertRaisesRegex(UserError, "your own chain of management") as raised:
            enrolment.with_user(self.ida.user_id).action_accept_invitation()
        self.assertNotIn("Sage", str(raised.exception))

    def test_naming_somebody_in_a_chain_is_refused(self):
        self._enrol(self.programme, self.ida, "mentee")
        near = self._user("near", "safeguarding")
        own = {"name": "Near", "user_id": near.id, "company_id": self.company.id}
        self.env["hr.employee"].create({**own, "parent_id": self.ian.id})
        programme = self.programme.with_user(self.coordinator)
        with self.assertRaisesRegex(ValidationError, "Near hears concerns .* Ida"):
            programme.safeguarding_lead_id = near
        with self.assertRaisesRegex(ValidationError, "Near hears concerns"):
            programme.safeguarding_deputy_id = near

    def test_a_chart_that_changes_is_told_on_the_desk(self):
        enrolment = self._enrol(self.programme, self.ida, "mentee")
        self.assertEqual(self._desk(), [])
        self.sage.parent_id = self.ian
        [told] = self._desk()
        self.assertRegex(told, "Sage hears concerns .* Ida")
        enrolment._write_state("withdrawn")
        self.assertEqual(self._desk(), [])

    def test_enrolment_does_not_open_again(self):
        self._enrol(self.programme, self.ida, "mentee")
        self.programme._write_state("matching")
        self.sage.parent_id = self.ian
        with self.assertRaisesRegex(UserError, "Sage hears concerns"):
            self.programme.with_user(self.coordinator).action_open_enrolment()

    def test_a_pairing_still_ends_when_the_chart_has_changed(self):
        pairing = self._reverse_pairing()
        self.sage.parent_id = self.ian
        pairing.with_user(self.coordinator).action_end()
        self.assertEqual(pairing.state, "ended")

    def test_a_manager_learns_nothing_of_a_discreet_programme(self):
        programme = self._discreet_programme("enrolling")
        self._enrol(programme, self.ida, "mentee")
        near = self._user("near", "safeguarding")
        own = {"name": "Near", "user_id": near.id, "company_id": self.company.id}
        self.env["hr.employee"].create({**own, "parent_id": self.ian.id})
        programme.with_user(self.manager).safeguarding_lead_id = near
        self.assertEqual(len(self._desk(programme)), 1)
        with self.assertRaises(UserError):
            self._desk(programme, self.manager)
        seen = programme.with_user(self.manager)
        seen.action_open_enrolment()
        with self.assertRaisesRegex(UserError, "Near hears concerns .* Ida"):
            programme._write_state("matching")
            programme.with_user(self.coordinator).action_open_enrolment()
        programme._write_state("running")
        for user in (self.manager, self.coordinator):
            with self.assertRaisesRegex(UserError, "this step is not open"):
                programme.with_user(user).action_open_enrolment()
        programme._write_state("matching")
        seen.action_open_enrolment()
        self.assertEqual(programme.state, "enrolling")

    def test_mentors_and_other_directions_are_not_asked(self):
        self.sage.parent_id = self.mo
        self._enrol(self.programme, self.mia, "mentor")
        peer = self._programme("enrolling", direction="peer")
        self._enrol(peer, self.mo, "mentee")
        self.assertEqual(self._desk(), [])

    def test_the_number_of_queries_does_not_grow(self):
        people = [self._employee(f"Leader{at}", parent_id=self.ida.id) for at in range(8)]
        self._enrol(self.programme, people[0], "mentee")
        counts = []
        for more in ([], people[1:]):
            for person in more:
                self._enrol(self.programme, person, "mentee")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(self.programme._near_safeguarding(), [])
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
