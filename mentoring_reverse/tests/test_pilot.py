from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .common import ReverseCase


class TestPilot(ReverseCase):
    """Mia, managed by Mo, is to mentor Ida, who leads Ian."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        jobs = cls.env["hr.job"].create(
            [
                {"name": "Engineer", "company_id": cls.company.id, "mentoring_level": 2},
                {"name": "Director", "company_id": cls.company.id, "mentoring_level": 7},
            ]
        )
        cls.mia.job_id, cls.ida.job_id = jobs
        cls.ian.job_id = jobs[0]

    def _pilot(self, login=None, **values):
        users = {"safeguarding_lead_id": self.lead.id, "safeguarding_deputy_id": self.deputy.id}
        start = fields.Datetime.now().replace(microsecond=0) + timedelta(days=14)
        return (
            self.env["mentoring.pilot"]
            .with_user(login or self.coordinator)
            .create(
                {
                    "mentor_id": self.mia.id,
                    "leader_id": self.ida.id,
                    "first_start": start,
                    "is_prepared": True,
                    **users,
                    **values,
                }
            )
        )

    def _set_up(self, **values):
        action = self._pilot(**values).action_set_up()
        return self.env["mentoring.programme"].browse(action["res_id"])

    def _pairing(self, programme):
        return self.env["mentoring.pairing"].search([("programme_id", "=", programme.id)])

    def _both_agree(self, pairing):
        for person in (self.mia, self.ida):
            pairing.with_user(person.user_id).action_agree()

    def test_it_makes_a_running_programme_of_two_that_asks_both(self):
        programme = self._set_up()
        pairing = self._pairing(programme)
        self.assertEqual(
            [programme.state, programme.direction, programme.is_pilot], ["running", "reverse", True]
        )
        self.assertEqual([programme.session_count, programme.session_minutes], [6, 30])
        self.assertEqual(pairing.state, "proposed")
        self.assertEqual(
            [pairing.mentor_employee_id, pairing.mentee_employee_id], [self.mia, self.ida]
        )
        self.assertFalse(pairing.session_ids, "nothing in a calendar before both have agreed")
        self.assertEqual(len(programme.agenda_ids), len(programme.type_id.agenda_ids))
        told = self._neutral_mails().recipient_ids.user_ids
        self.assertEqual(told, (self.mia | self.ida).user_id)

    def test_six_half_hours_are_in_both_calendars_once_both_have_agreed(self):
        start = fields.Datetime.now().replace(microsecond=0) + timedelta(days=14)
        pairing = self._pairing(self._set_up(first_start=start))
        pairing.with_user(self.mia.user_id).action_agree()
        self.assertFalse(pairing.session_ids)
        pairing.with_user(self.ida.user_id).action_agree()
        sessions = pairing.session_ids.sorted("start")
        self.assertEqual(len(sessions), 6)
        self.assertEqual(set(sessions.mapped("duration")), {0.5})
        self.assertEqual(sessions[0].start, start.replace(second=0))
        months = [each.start.month - start.month for each in sessions]
        self.assertEqual([month % 12 for month in months], list(range(6)))
        people = (self.mia | self.ida).user_id.partner_id
        for session in sessions:
            self.assertEqual(session.event_id.partner_ids, people)

    def test_six_half_hours_are_an_offer_and_the_two_may_meet_longer_and_once_more(self):
        pairing = self._pairing(self._set_up())
        self._both_agree(pairing)
        later = fields.Datetime.to_string(fields.Datetime.now() + timedelta(days=3))
        pairing.with_user(self.mia.user_id).action_plan_session(later, hours=0.75)
        self.assertEqual(len(pairing.session_ids), 7)
        self.assertEqual(sorted(pairing.session_ids.mapped("duration")), [0.5] * 6 + [0.75])

    def test_a_first_day_that_passed_while_they_thought_about_it_is_skipped(self):
        start = fields.Datetime.now().replace(microsecond=0, second=0) + timedelta(days=14)
        pairing = self._pairing(self._set_up(first_start=start))
        with freeze_time(start + timedelta(days=10)):
            self._both_agree(pairing)
            sessions = pairing.session_ids.sorted("start")
            self.assertEqual(len(sessions), 6)
            self.assertGreater(sessions[0].start, fields.Datetime.now())

    def test_what_stands_against_it_is_said_and_nothing_is_made(self):
        before = self.env["mentoring.programme"].search_count([])
        for wrong, words in (
            ({"leader_id": self.mia.id}, "mentors themself"),
            ({"is_prepared": False}, "Give each their induction"),
            ({"first_start": "2020-01-01 10:00:00"}, "day to come"),
            ({"safeguarding_deputy_id": self.lead.id}, "name two people"),
        ):
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                self._pilot(**wrong).action_set_up()
        self.assertEqual(self.env["mentoring.programme"].search_count([]), before)

    def test_which_rule_stands_against_two_people_is_not_told(self):
        coached = self._employee("Coached")
        coached.coach_id = self.ida
        here = self.env["hr.department"].create({"name": "Here", "company_id": self.company.id})
        (self.max | self.ivy).department_id = here
        told = set()
        for mentor, leader in (
            (self.mia, self.mo),
            (self.ian, self.ida),
            (self.ida, self.mia),
            (coached, self.ida),
            (self.max, self.ivy),
        ):
            pilot = self._pilot(mentor_id=mentor.id, leader_id=leader.id)
            # While the two are chosen, nothing is compared.
            self.assertFalse(pilot.problems)
            with self.assertRaises(UserError) as refusal:
                pilot.action_set_up()
            told.add(str(refusal.exception))
        [sentence] = told
        self.assertIn("cannot be paired in a pilot", sentence)

    def test_that_the_two_were_brought_together_before_is_told_and_not_what_became_of_it(self):
        self.assertFalse(self._pilot().known_words)
        earlier = self._reverse_pairing(state="ended")
        told = self._pilot().known_words
        self.assertIn("Test programme", told)
        self.assertTrue(self._pilot(mentor_id=self.ida.id, leader_id=self.mia.id).known_words)
        for state in ("proposed", "active", "completed"):
            earlier.sudo().write({"state": state})
            self.assertEqual(self._pilot().known_words, told, "whatever became of it")
        self.assertFalse(self._pilot(self.other_coordinator).known_words)

    def test_only_coordinators_set_one_up(self):
        for user in (self.mo.user_id, self.hr_officer, self.lead):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._pilot(user)

    def test_nobody_sees_what_another_has_begun(self):
        pilot = self._pilot()
        with self.assertRaises(AccessError):
            pilot.with_user(self.other_coordinator).read(["mentor_id"])

    def test_nothing_is_counted_of_it(self):
        programme = self._set_up()
        self._both_agree(self._pairing(programme))
        self.assertTrue(programme._is_statistics_free())
        desk = self.env["mentoring.desk"].with_user(self.coordinator).get_desk(programme.id)
        counts = {"funnel", "health", "supervision", "balance", "mails", "readiness", "objectives"}
        self.assertFalse(counts & set(desk["sections"]))
        with self.assertRaises(UserError):
            self.env["mentoring.desk"].with_user(self.coordinator).get_people(
                programme.id, "state.matched"
            )
        self.assertFalse(
            self.env["mentoring.mail.log"].search([("programme_id", "=", programme.id)])
        )
        seen = programme.with_user(self.coordinator)
        for name in ("invited", "enrolled", "matched", "active", "completed", "late"):
            self.assertEqual(seen[f"{name}_count"], 0, name)
        self.env["mentoring.session"].search([("programme_id", "=", programme.id)]).state = "held"
        seen.invalidate_recordset()
        self.assertEqual(seen.progress, 0)
        other = self._programme()
        self.assertFalse(other._is_statistics_free())

    def test_a_programme_cannot_be_declared_a_pilot(self):
        programme = self._programme().with_user(self.coordinator)
        with self.assertRaises(UserError):
            programme.is_pilot = True
        with self.assertRaises(UserError):
            self._set_up().with_user(self.coordinator).is_pilot = False
