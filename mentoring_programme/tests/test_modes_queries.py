from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestModesQueries(MentoringCase):
    """Looking through two hundred mentors costs as many queries as looking through five."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.mentoring_capacity_total = 3
        cls.programme = cls._programme("running", allow_requests=True, open_request_max=20)
        cls.mentee = cls._enrol(cls.programme, cls.mia, "mentee")
        cls._add_mentors(5)

    @classmethod
    def _add_mentors(cls, count):
        people = cls.env["hr.employee"].create(
            [{"name": f"Mentor {n}", "company_id": cls.company.id} for n in range(count)]
        )
        topics = cls.env["mentoring.topic"].search([], limit=3)
        cls.env["mentoring.enrolment"].create(
            [
                {
                    "programme_id": cls.programme.id,
                    "employee_id": person.id,
                    "role": "mentor",
                    "state": "ready",
                    "interest_ids": [fields.Command.set(topics.ids)],
                }
                for person in people
            ]
        )

    def _queries(self, call):
        counts = []
        for _turn in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            env = self.env(user=self.mia.user_id.id, su=False)
            before = self.env.cr.sql_log_count
            call(env)
            counts.append(self.env.cr.sql_log_count - before)
        return counts[-1]

    def _browse(self, env):
        mine = env["mentoring.enrolment"].search([("user_id", "=", env.uid)])
        self.seen = len(env["mentoring.home"]._requests(mine)["browse"][0]["mentors"])

    def test_browsing(self):
        few = self._queries(self._browse)
        self.assertEqual(self.seen, 5)
        self._add_mentors(195)
        many = self._queries(self._browse)
        self.assertEqual(self.seen, 200)
        self.assertEqual(many, few)

    def test_my_open_requests(self):
        self._add_mentors(15)
        counts = []
        mentors = self.programme.enrolment_ids.filtered(lambda e: e.role == "mentor")
        for some in (mentors[:2], mentors[2:12]):
            self.env["mentoring.request"].create(
                [
                    {
                        "mentee_id": self.mentee.id,
                        "mentor_id": mentor.id,
                        "date_expiry": fields.Datetime.now() + timedelta(days=9),
                    }
                    for mentor in some
                ]
            )
            counts.append(self._queries(self._browse))
        self.assertEqual(counts[0], counts[1])
