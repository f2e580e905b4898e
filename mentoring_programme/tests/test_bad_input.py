from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import Command, fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestBadInput(MentoringCase):
    """What cannot be is refused with a sentence that says what to do, and nothing is kept."""

    def _as(self, user, model):
        user = user.user_id if user._name == "hr.employee" else user
        return self.env(user=user.id, su=False)[model]

    def assertRefused(self, model, call, error, words):  # noqa: N802 - as unittest names them
        """``call`` raises ``error`` saying ``words``, and no record of ``model`` is left over."""
        self.env.flush_all()
        before = self.env[model].search_count([])
        with mute_logger("odoo.sql_db"), self.assertRaises(error) as refusal:
            call()
        self.assertIn(words, str(refusal.exception))
        self.env.invalidate_all()
        self.assertEqual(self.env[model].search_count([]), before)

    def assertSays(self, model, call, constraint, words):  # noqa: N802 - as unittest names them
        """``call`` breaks ``constraint`` of the table, for which clients are shown ``words``."""
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError) as refusal,
            self.env.cr.savepoint(),
        ):
            call()
            self.env.flush_all()
        self.assertEqual(refusal.exception.diag.constraint_name, constraint)
        self.env.invalidate_all()
        shown = self.env[model]._sql_error_to_message(refusal.exception)
        self.assertIn(words, shown)

    # -- programmes --------------------------------------------------------------------------

    def test_a_programme_that_ends_before_it_begins(self):
        today = fields.Date.today()
        values = {"name": "New", "type_id": self.type.id, "date_start": today}
        for end in (today - timedelta(days=1), today):
            self.assertSays(
                "mentoring.programme",
                lambda end=end: self._as(self.coordinator, "mentoring.programme").create(
                    {**values, "date_end": end}
                ),
                "mentoring_programme_dates",
                "set an end date later than the start date",
            )

    def test_a_programme_without_a_coordinator(self):
        self.assertRefused(
            "mentoring.programme",
            lambda: self._as(self.manager, "mentoring.programme").create(
                {"name": "New", "type_id": self.type.id, "coordinator_ids": [Command.clear()]}
            ),
            ValidationError,
            "Name at least one coordinator",
        )

    def test_a_discreet_programme_that_is_open_to_all(self):
        self.assertRefused(
            "mentoring.programme",
            lambda: self._as(self.coordinator, "mentoring.programme").create(
                {"name": "New", "type_id": self.type.id, "discreet": True}
            ),
            ValidationError,
            "By invitation",
        )

    # -- enrolments ---------------------------------------------------------------------------

    def test_a_capacity_of_zero_or_a_million(self):
        programme = self._programme("enrolling")
        values = {"programme_id": programme.id, "role": "mentor"}
        for capacity in (0, -1, 1_000_000):
            self.assertSays(
                "mentoring.enrolment",
                lambda capacity=capacity: self._as(self.ida, "mentoring.enrolment").create(
                    {**values, "capacity": capacity}
                ),
                "mentoring_enrolment_capacity_range",
                "between 1 and 20 mentees",
            )

    def test_more_mentees_than_the_programme_allows(self):
        programme = self._programme("enrolling")
        self.assertRefused(
            "mentoring.enrolment",
            lambda: self._as(self.ida, "mentoring.enrolment").create(
                {"programme_id": programme.id, "role": "mentor", "capacity": 3}
            ),
            ValidationError,
            "at most 2 mentees: choose a number up to that",
        )

    def test_the_same_role_twice(self):
        values = {"programme_id": self._programme("enrolling").id, "role": "mentee"}
        enrolments = self._as(self.mia, "mentoring.enrolment")
        enrolments.create(values)
        self.assertSays(
            "mentoring.enrolment",
            lambda: enrolments.create(values),
            "mentoring_enrolment_employee_once",
            "has an enrolment in this role already: open that one",
        )
        self.assertTrue(enrolments.create({**values, "role": "mentor"}))

    def test_an_enrolment_of_nobody_and_of_two(self):
        programme = self._programme("enrolling")
        partner = self.env["res.partner"].create({"name": "Outside"})
        for person in (
            {"employee_id": False},
            {"employee_id": self.ivy.id, "partner_id": partner.id},
        ):
            self.assertSays(
                "mentoring.enrolment",
                lambda person=person: self._as(self.coordinator, "mentoring.enrolment").create(
                    {"programme_id": programme.id, "role": "mentor", **person}
                ),
                "mentoring_enrolment_one_person",
                "either an employee or a person from outside",
            )

    def test_an_archived_employee_is_not_enrolled(self):
        programme = self._programme("enrolling")
        self.ivy.active = False
        self.assertRefused(
            "mentoring.enrolment",
            lambda: self._as(self.coordinator, "mentoring.enrolment").create(
                {"programme_id": programme.id, "role": "mentor", "employee_id": self.ivy.id}
            ),
            ValidationError,
            "restore the employee first",
        )

    def test_an_employee_of_another_company(self):
        programme = self._programme("enrolling")
        other = self.env["res.company"].create({"name": "Mentoring Test Abroad"})
        stranger = self.env["hr.employee"].create({"name": "Bea", "company_id": other.id})
        self.assertRefused(
            "mentoring.enrolment",
            lambda: self._as(self.coordinator, "mentoring.enrolment").create(
                {"programme_id": programme.id, "role": "mentor", "employee_id": stranger.id}
            ),
            ValidationError,
            "in a programme of their own company",
        )

    def test_a_programme_that_takes_nobody_now(self):
        for state, words in (("draft", "not open"), ("matching", "takes no applications")):
            programme = self._programme(state)
            self._enrol(programme, self.mia, "mentee")
            self.assertRefused(
                "mentoring.enrolment",
                lambda programme=programme: self._as(self.mia, "mentoring.enrolment").create(
                    {"programme_id": programme.id, "role": "mentor"}
                ),
                UserError,
                words,
            )

    # -- pairings and runs ---------------------------------------------------------------------

    def test_a_pairing_with_ones_own_manager_by_hand(self):
        programme = self._programme("matching")
        mentor = self._enrol(programme, self.mo, "mentor")
        mentee = self._enrol(programme, self.mia, "mentee")
        self.assertRefused(
            "mentoring.pairing",
            lambda: self._as(self.coordinator, "mentoring.pairing").create(
                {"mentor_id": mentor.id, "mentee_id": mentee.id}
            ),
            ValidationError,
            "choose people of different chains of management",
        )
        self.assertEqual((mentor.state, mentee.state), ("ready", "ready"))

    def test_a_pairing_of_nobody(self):
        pairings = self._as(self.coordinator, "mentoring.pairing")
        for values, words in (
            ({}, "Choose a mentor's and a mentee's enrolment"),
            ({"mentor_id": 10**9, "mentee_id": 10**9}, "may be gone"),
        ):
            self.assertRefused(
                "mentoring.pairing",
                lambda values=values: pairings.create(values),
                UserError,
                words,
            )

    def test_a_run_on_an_empty_programme(self):
        programme = self._programme("matching")
        self.assertRefused(
            "mentoring.match.run",
            lambda: self._as(self.coordinator, "mentoring.match.run").create(
                {"programme_id": programme.id}
            ),
            UserError,
            "There is nobody to match",
        )

    def test_an_archived_employee_in_the_pool_is_left_out_and_said(self):
        programme = self._programme("matching")
        self._enrol(programme, self.ida, "mentor")
        self._enrol(programme, self.mia, "mentee")
        gone = self._enrol(programme, self.ian, "mentor")
        self.ian.active = False
        run = self._as(self.coordinator, "mentoring.match.run").create(
            {"programme_id": programme.id}
        )
        self.assertNotIn(gone, run.proposal_ids.mentor_id)
        line = run.unmatched_ids.filtered(lambda each: each.enrolment_id == gone)
        self.assertIn("withdraw the enrolment, or restore them", line.reason)

    def test_publishing_what_somebody_else_has_published(self):
        programme = self._programme("matching")
        self._enrol(programme, self.ida, "mentor")
        self._enrol(programme, self.mia, "mentee")
        run = self._as(self.coordinator, "mentoring.match.run").create(
            {"programme_id": programme.id}
        )
        run.with_user(self.manager).action_publish()
        self.assertRefused(
            "mentoring.pairing",
            run.action_publish,
            UserError,
            "This run was published by Mara: reload the page",
        )
        for step in (run.action_rerun, run.action_discard, run.proposal_ids.action_reject):
            self.assertRefused("mentoring.pairing", step, UserError, "published by Mara")

    def test_publishing_is_all_or_nothing(self):
        programme = self._programme("matching")
        self._enrol(programme, self.ida, "mentor")
        self._enrol(programme, self.ian, "mentor")
        mentee = self._enrol(programme, self.mia, "mentee")
        self._enrol(programme, self.max, "mentee")
        run = self._as(self.coordinator, "mentoring.match.run").create(
            {"programme_id": programme.id}
        )
        self.assertEqual(run.pair_count, 2)
        mentee.with_user(self.mia.user_id).action_withdraw()
        self.assertRefused(
            "mentoring.pairing", run.action_publish, ValidationError, "Both must be ready"
        )
        self.assertEqual((run.state, programme.state), ("proposed", "matching"))

    # -- importing -------------------------------------------------------------------------------

    def test_an_import_with_an_unknown_employee(self):
        programme = self._programme("enrolling", name="Import here")
        rows = [["Import here", "mentee", "Mia"], ["Import here", "mentee", "Nobody Known"]]
        before = self.env["mentoring.enrolment"].search_count([])
        answer = self._as(self.coordinator, "mentoring.enrolment").load(
            ["programme_id", "role", "employee_id"], rows
        )
        self.assertFalse(answer["ids"])
        self.assertIn("Nobody Known", answer["messages"][0]["message"])
        self.assertEqual(self.env["mentoring.enrolment"].search_count([]), before)
        self.assertFalse(programme.sudo().enrolment_ids)

    def test_an_import_of_colleagues_invites_them(self):
        self._programme("enrolling", name="Import here")
        answer = self._as(self.coordinator, "mentoring.enrolment").load(
            ["programme_id", "role", "employee_id"], [["Import here", "mentee", "Mia"]]
        )
        self.assertFalse(answer["messages"])
        self.assertEqual(self.env["mentoring.enrolment"].browse(answer["ids"]).state, "invited")

    def test_a_field_that_does_not_exist(self):
        enrolment = self._enrol(self._programme("enrolling"), self.mia, "mentee")
        with self.assertRaises(ValueError):
            enrolment.with_user(self.mia.user_id).write({"salary": 1})
