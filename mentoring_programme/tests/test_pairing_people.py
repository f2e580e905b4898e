from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.mentoring_programme.models import mentoring_pairing_people

from .life_case import LifeCase


@tagged("post_install", "-at_install")
class TestLeavers(LifeCase):
    def test_a_leavers_pairing_ends_and_the_other_is_told_and_waits_anew(self):
        mails = self._mails(lambda: self.ida.with_user(self.hr_officer).write({"active": False}))
        self.assertEqual(self.pairing.state, "ended")
        self.assertEqual((self.soon.state, self.late.state), ("cancelled", "cancelled"))
        self.assertFalse(self.soon.event_id)
        self.assertEqual([line[:2] for line in mails], [("Mia", "A change you should know of")])
        self.assertEqual(self.pairing.mentor_id.state, "withdrawn")
        self.assertEqual(self.pairing.mentee_id.state, "ready")
        self.assertEqual(self.pairing.write_uid, self.env.ref("base.user_root"))

    def test_a_person_from_outside_who_is_archived_leaves_too(self):
        contact = self.env["res.partner"].create({"name": "Olu", "email": "olu@example.com"})
        pairing = self._paired_programme(contact, self.max)
        mails = self._mails(lambda: contact.write({"active": False}))
        self.assertEqual((pairing.state, pairing.mentee_id.state), ("ended", "ready"))
        self.assertEqual([line[0] for line in mails], ["Max"])

    def test_who_left_behind_odoos_back_is_found_by_the_clock(self):
        self.env.cr.execute(
            "UPDATE resource_resource SET active = FALSE WHERE id = %s", [self.ida.resource_id.id]
        )
        self.env.cr.execute("UPDATE hr_employee SET active = FALSE WHERE id = %s", [self.ida.id])
        self.env.invalidate_all()
        self.assertEqual(len(self._mails(self._run)), 1)
        self.assertEqual(self.pairing.state, "ended")
        self.assertFalse(self._mails(self._run))

    def test_many_at_once_are_left_to_the_clock(self):
        other = self._paired_programme(self.ian, self.ivy)
        with patch.object(mentoring_pairing_people, "AT_ONCE", 1):
            (self.ida | self.ian).write({"active": False})
            states = {self.pairing.state, other.state}
            self.assertEqual(states, {"ended", "active"})
            triggers = self.env["ir.cron.trigger"].search([])
            cron = self.env.ref("mentoring_programme.cron_pairing_life")
            self.assertIn(cron, triggers.cron_id)
            self._run()
        self.assertEqual((self.pairing.state, other.state), ("ended", "ended"))

    def test_deleting_an_employee_leaves_no_meeting_behind(self):
        events = (self.soon | self.late).event_id
        self.assertEqual(len(events), 2)
        self.ida.unlink()
        self.assertFalse(events.exists())
        self.assertFalse(self.pairing.exists())
        self.assertEqual(self.programme.sudo().enrolment_ids.mapped("state"), ["ready"])


@tagged("post_install", "-at_install")
class TestOrganisationChanges(LifeCase):
    """Mo manages Mia; Ida mentors her."""

    def _reviews(self):
        return self.env["mentoring.review"].search([("pairing_id", "=", self.pairing.id)])

    def _reasons(self):
        return self._reviews().mapped("reason")

    def test_a_mentor_who_becomes_the_manager_is_to_be_reviewed_and_nothing_ends(self):
        mails = self._mails(
            lambda: self.mia.with_user(self.hr_officer).write({"parent_id": self.ida.id})
        )
        self.assertIn("management_chain", self._reasons())
        self.assertEqual((self.pairing.state, self.soon.state), ("active", "planned"))
        self.assertFalse(mails)

    def test_a_change_further_up_counts_as_well(self):
        self.mo.parent_id = self.ida
        self.assertIn("management_chain", self._reasons())

    def test_a_circle_in_the_chart_ends(self):
        self.env.cr.execute(
            "UPDATE hr_employee SET parent_id = %s WHERE id = %s", [self.mia.id, self.mo.id]
        )
        self.env.invalidate_all()
        self.ida.coach_id = self.mia
        self.assertEqual(self._reasons(), ["coach"])

    def test_a_coach_and_another_company(self):
        self.mia.coach_id = self.ida
        self.assertEqual(self._reasons(), ["coach"])
        abroad = self.env["res.company"].create({"name": "Abroad"})
        self.ida.user_id.company_ids += abroad
        self.env.cr.execute(
            "UPDATE hr_employee SET company_id = %s WHERE id = %s", [abroad.id, self.ida.id]
        )
        self.env.invalidate_all()
        self._run()
        self.assertEqual(set(self._reasons()), {"coach", "company"})

    def test_a_department_that_gets_another_manager(self):
        department = self.env["hr.department"].create(
            {"name": "Works", "manager_id": self.mo.id, "company_id": self.company.id}
        )
        self.mia.department_id = department
        department.manager_id = self.ida
        self.assertEqual(self.mia.parent_id, self.ida)
        self.assertIn("management_chain", self._reasons())

    def test_what_no_longer_holds_is_not_asked_any_more(self):
        self.mia.parent_id = self.ida
        self.mia.write({"parent_id": self.mo.id, "coach_id": self.mo.id})
        self.assertFalse(self._reasons())

    def test_once_decided_it_is_not_asked_again(self):
        self.mia.write({"parent_id": self.ida.id, "coach_id": False})
        review = self._reviews().with_user(self.coordinator)
        review.action_keep()
        self.assertEqual(review.state, "kept")
        self.mia.parent_id = self.mo
        self.mia.parent_id = self.ida
        self._run()
        self.assertEqual(self._reviews().mapped("reason").count("management_chain"), 1)
        self.assertEqual(review.state, "kept")
        with self.assertRaisesRegex(UserError, "Somebody else has decided"):
            review.action_end()

    def test_the_coordinator_ends_it_without_fault(self):
        self.mia.write({"parent_id": self.ida.id, "coach_id": False})
        review = self._reviews().with_user(self.coordinator)
        self.assertEqual((review.mentor_name, review.mentee_name), ("Ida", "Mia"))
        self.assertEqual(len(self._mails(review.action_end)), 2)
        self.assertEqual((review.state, self.pairing.state), ("ended", "ended"))

    def test_a_review_goes_with_a_pairing_that_ended_otherwise(self):
        self.mia.parent_id = self.ida
        self._as(self.mia).action_end()
        self.assertFalse(self._reasons())

    def test_nobody_else_sees_or_decides_it(self):
        self.mia.parent_id = self.ida
        review = self._reviews()[:1]
        for user in (self.mia.user_id, self.ida.user_id, self.mo.user_id, self.hr_officer):
            with self.assertRaises(AccessError):
                review.with_user(user).action_keep()
        with self.assertRaises(AccessError):
            review.with_user(self.other_coordinator).action_end()
        with self.assertRaises(AccessError):
            review.with_user(self.coordinator).write({"state": "kept"})
        self.assertEqual(review.state, "open")

    def test_a_thousand_at_once_cost_as_much_as_ten(self):
        """Employees made in the database, half of them mentees of the others."""
        counts = {}
        for number in (10, 1000):
            people = self._crowd(number)
            self._count(people[:1])
            counts[number] = self._count(people)
        made = self.env["mentoring.review"].search_count([])
        self.assertEqual(made, 505)
        # Rows are inserted by the hundred.
        self.assertLessEqual(counts[1000] - counts[10], 2 * (505 // 100 + 1))

    def _count(self, people):
        """Queries of following these, in a transaction that has warmed up."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.env["mentoring.pairing"]._follow_employees(people, people.browse())
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def _crowd(self, number):
        """Employees of whom each second manages and mentors the one before."""
        query = self.env.cr
        query.execute(
            """
            WITH resources AS (
                INSERT INTO resource_resource (name, active, company_id, resource_type, tz,
                                               time_efficiency)
                SELECT 'Person', TRUE, %(company)s, 'user', 'UTC', 100
                  FROM generate_series(1, %(number)s) RETURNING id
            )
            INSERT INTO hr_employee (name, active, company_id, resource_id)
            SELECT 'Person', TRUE, %(company)s, id FROM resources RETURNING id
            """,
            {"company": self.company.id, "number": number},
        )
        ids = [line[0] for line in query.fetchall()]
        query.execute(
            """
            INSERT INTO mentoring_enrolment
                        (programme_id, company_id, role, employee_id, state, capacity)
            SELECT %(programme)s, %(company)s, role, employee, 'matched', 1
              FROM unnest(%(ids)s, %(roles)s) AS line (employee, role) RETURNING id
            """,
            {
                "programme": self.programme.id,
                "company": self.company.id,
                "ids": ids,
                "roles": ["mentor", "mentee"] * (number // 2),
            },
        )
        enrolments = [line[0] for line in query.fetchall()]
        query.execute(
            """
            INSERT INTO mentoring_pairing (programme_id, company_id, state, mentor_id, mentee_id,
                                           mentor_employee_id, mentee_employee_id, date_start)
            SELECT %s, %s, 'active', mentor, mentee, one, other, %s
              FROM unnest(%s, %s, %s, %s) AS line (mentor, mentee, one, other)
            """,
            [
                self.programme.id,
                self.company.id,
                fields.Date.today(),
                *(part[at::2] for part in (enrolments, ids) for at in (0, 1)),
            ],
        )
        query.execute(
            "UPDATE hr_employee SET parent_id = line.boss FROM unnest(%s, %s) AS line (boss, one)"
            " WHERE id = line.one",
            [ids[::2], ids[1::2]],
        )
        self.env.invalidate_all()
        return self.env["hr.employee"].browse(ids)
