from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import MentoringCase

STATES = ("invited", "applied", "accepted")


@tagged("post_install", "-at_install")
class TestDeskQueryCount(MentoringCase):
    """The desk costs the same with a dozen people enrolled and with five hundred."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls._programme("running")
        cls.departments = cls.env["hr.department"].create(
            [{"name": f"D{n}", "company_id": cls.company.id} for n in range(5)]
        )
        cls._add_people(12)

    @classmethod
    def _add_people(cls, count):
        """Half of them from here and half from outside, the first fifty at most from here."""
        here = min(count // 2, 50)
        people = cls.env["hr.employee"].create(
            [
                {
                    "name": f"Person {n}",
                    "company_id": cls.company.id,
                    "department_id": cls.departments[n % 5].id,
                    "parent_id": (cls.mo | cls.ida)[n % 2].id,
                }
                for n in range(here)
            ]
        )
        others = cls.env["res.partner"].create(
            [{"name": f"Outside {n}", "email": f"o{n}@x.org"} for n in range(count - here)]
        )
        enrolments = cls.env["mentoring.enrolment"].create(
            [
                {
                    "programme_id": cls.programme.id,
                    ("employee_id" if n < here else "partner_id"): person,
                    "role": ("mentor", "mentee")[n % 2],
                    # Two by two: every third two are paired below.
                    "state": STATES[n // 2 % 3],
                }
                for n, person in enumerate([*people.ids, *others.ids])
            ]
        )
        ready = enrolments.filtered(lambda e: e.state == "accepted")
        for requirement in cls.programme.requirement_ids:
            ready._fulfil(requirement)
        mentors = ready.filtered(lambda e: e.role == "mentor")
        pairings = cls.env["mentoring.pairing"].create(
            [
                {"mentor_id": mentor.id, "mentee_id": mentee.id}
                for mentor, mentee in zip(mentors, ready - mentors, strict=True)
            ]
        )
        # Somebody who lacks something, beside those who lack nothing.
        enrolments[:2].write({"state": "accepted"})
        pairings.write({"state": "active", "date_start": fields.Date.today() - timedelta(days=90)})
        last_week = fields.Datetime.now() - timedelta(days=7)
        cls.env["mentoring.session"].create(
            [
                # Behind them and not held, so that all of them need a look.
                {"pairing_id": pairing.id, "start": last_week, "duration": 1}
                for pairing in pairings
            ]
        )

    def _queries(self, call):
        """Queries of ``call`` as the coordinator, in a transaction that has warmed up."""
        counts = []
        for _turn in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            env = self.env(user=self.coordinator.id, su=False)
            # Read once an environment, whichever call is the first in it.
            self.assertEqual(env.user.tz, "UTC")
            before = self.env.cr.sql_log_count
            call(env["mentoring.desk"])
            counts.append(self.env.cr.sql_log_count - before)
        return counts[-1]

    def test_the_desk_and_its_lists(self):
        calls = (
            lambda desk: desk.get_desk(self.programme.id),
            lambda desk: desk.get_people(self.programme.id, "stage.active.mentor"),
            lambda desk: desk.open_list(self.programme.id, "stage.active.mentor"),
        )
        few = [self._queries(call) for call in calls]
        self._add_people(490)
        people = self.env["mentoring.enrolment"].search_count(
            [("programme_id", "=", self.programme.id)]
        )
        self.assertGreaterEqual(people, 500)
        self.assertGreater(
            self.env["mentoring.pairing"].search_count([("programme_id", "=", self.programme.id)]),
            50,
        )
        self.assertEqual([self._queries(call) for call in calls], few)
        self.assertLess(few[0], 100)
