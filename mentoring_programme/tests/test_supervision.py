from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .event_case import EventCase


@tagged("post_install", "-at_install")
class TestSupervision(EventCase):
    """Supervision meetings that a mentor attended, of those asked for and offered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme.write({"supervision_count": 3, "supervision_required": 2})

    def _held(self, attended=(), kind="supervision"):
        """A meeting of mentors that has begun, with those of ``attended`` there."""
        event = self._event(kind=kind, audience="mentor")
        self._begin(event)
        for enrolment in attended:
            self._line(event, enrolment).with_user(self.coordinator).action_attended()
        return event

    def _told(self, enrolment=None, user=None):
        enrolment = (enrolment or self.mentor).with_user(user or self.coordinator)
        self.env.invalidate_all()
        return enrolment._supervision()[enrolment]

    def test_it_is_counted_from_attendance_of_supervision_alone(self):
        self.assertEqual(self._told(), (0, 2, 0))
        self._held([self.mentor])
        self._held([self.mentor], "knowledge")
        self._held()
        self._event(kind="supervision", audience="mentor")
        self.assertEqual(self._told(), (1, 2, 2))
        self.assertEqual(self._told(user=self.ida.user_id), (1, 2, 2))

    def test_a_mentee_is_asked_for_none(self):
        self.assertEqual(self._told(self.mentee), (0, 0, 0))
        self.assertFalse(self.mentee.with_user(self.coordinator).supervision)

    def test_who_lacks_some_is_found_once_it_was_offered(self):
        other = self._enrol(self.programme, self.ian, "mentor")
        enrolments = self.env["mentoring.enrolment"].with_user(self.coordinator)
        inside = [("programme_id", "=", self.programme.id)]

        def lacking(wanted):
            self.env.invalidate_all()
            return enrolments.search([*inside, ("lacks_supervision", "=", wanted)])

        self.assertFalse(lacking(True))
        self._held([self.mentor])
        self.assertEqual(lacking(True), other)
        self.assertEqual(lacking(False), self.mentor | self.mentee)
        self._held([self.mentor])
        self._held([other])
        self.assertEqual(lacking(True), other)
        self.assertEqual(other.with_user(self.coordinator).supervision, "1 of 2")

    def test_the_filter_tells_nobody_of_people_they_may_not_see(self):
        self._held()
        for user in (self.mia.user_id, self.other_coordinator, self.hr_officer, self.mo.user_id):
            found = self.env["mentoring.enrolment"].with_user(user)
            self.assertNotIn(self.mentor, found.search([("lacks_supervision", "=", True)]))

    def test_the_mentor_sees_it_on_their_page(self):
        self._held([self.mentor])
        home = self.env["mentoring.home"].with_user(self.ida.user_id).get_my_mentoring()
        self.assertEqual(
            home["enrolments"][0]["supervision"], {"attended": 1, "required": 2, "held": 1}
        )
        home = self.env["mentoring.home"].with_user(self.mia.user_id).get_my_mentoring()
        self.assertFalse(home["enrolments"][0]["supervision"])

    def test_nobody_is_behind_what_has_not_taken_place(self):
        def told():
            page = self.env["mentoring.desk"].with_user(self.coordinator)
            section = page.get_desk(self.programme.id)["sections"]["supervision"]
            return [section[name] for name in ("required", "held", "enough", "lacking")]

        self.assertEqual(told(), [2, 0, 0, 0])
        self._event(kind="supervision", audience="mentor")
        self.assertEqual(told(), [2, 0, 0, 0])
        self._held()
        self.assertEqual(told(), [2, 1, 0, 1])

    def test_no_more_can_be_asked_than_is_offered(self):
        for values in (
            {"supervision_count": 1, "supervision_required": 2},
            {"supervision_required": -1},
            {"supervision_count": 99},
        ):
            refused = self.assertRaises(CheckViolation)
            with mute_logger("odoo.sql_db"), refused, self.cr.savepoint():
                self._programme(**values)
                self.env.flush_all()

    def test_a_programme_takes_it_over_from_its_type(self):
        self.type.write({"supervision_count": 5, "supervision_required": 4})
        programme = self._programme()
        self.assertEqual((programme.supervision_count, programme.supervision_required), (5, 4))

    def test_as_many_queries_for_500_as_for_5(self):
        people = self.env["hr.employee"].create(
            [{"name": f"Mentor {n}", "company_id": self.company.id} for n in range(499)]
        )
        enrolments = self.env["mentoring.enrolment"].create(
            [
                {
                    "programme_id": self.programme.id,
                    "employee_id": person.id,
                    "role": "mentor",
                    "state": "accepted",
                }
                for person in people
            ]
        )
        event = self.env["mentoring.cohort.event"].create(
            {
                "programme_id": self.programme.id,
                "name": "Supervision",
                "kind": "supervision",
                "start": fields.Datetime.subtract(self.now, hours=1),
                "requirement_id": self._requirement().id,
            }
        )
        lines = self.env["mentoring.attendance"].create(
            [
                {"event_id": event.id, "enrolment_id": enrolment.id}
                for enrolment in self.mentor | enrolments
            ]
        )
        event.state = "announced"
        names = ["supervision", "lacks_supervision", "missing_requirement_ids", "state"]

        def cost(call):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            call()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        mine = enrolments.with_user(self.coordinator)
        reading = [cost(lambda n=n: mine[:n].read(names)) for n in (5, 5, 499)]
        self.assertEqual(reading[1], reading[2])
        search = [("lacks_supervision", "=", True), ("programme_id", "=", self.programme.id)]
        few = cost(lambda: mine.search(search, limit=1))
        self.assertLess(few, 30)
        noted = lines.with_user(self.coordinator)
        marking = [cost(lambda n=n: noted[slice(*n)].action_attended()) for n in ((0, 5), (5, 500))]
        self.assertEqual(
            set(enrolments.mapped("missing_requirement_ids.kind")), {"training", "briefing"}
        )
        # Odoo writes in chunks of rows: a few for five, one a hundred more for 500.
        self.assertLess(marking[1], marking[0] + 40)
