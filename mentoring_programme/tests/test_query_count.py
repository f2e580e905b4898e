from odoo.tests import tagged

from .common import MentoringCase

TAB = ["name", "mentoring_role", "mentoring_pairing_ids", "mentoring_pairing_count"]


@tagged("post_install", "-at_install")
class TestQueryCount(MentoringCase):
    """Opening a record costs the same with 5 pairings in the database and with 500."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()
        cls.people = cls.env["hr.employee"].create(
            [{"name": f"Person {n}", "company_id": cls.company.id} for n in range(50)]
        )
        cls._add_pairings(4)

    @classmethod
    def _add_pairings(cls, count):
        """Pairings of the same fifty people, in one programme after the other."""
        mentors, mentees = cls.people[:25], cls.people[25:]
        while count:
            programme = cls._programme("running")
            pairs = list(zip(mentors, mentees, strict=True))[:count]
            enrolments = cls.env["mentoring.enrolment"].create(
                [
                    {
                        "programme_id": programme.id,
                        "employee_id": person.id,
                        "role": role,
                        "state": "ready",
                    }
                    for pair in pairs
                    for person, role in zip(pair, ("mentor", "mentee"), strict=True)
                ]
            )
            cls.env["mentoring.pairing"].create(
                [
                    {"mentor_id": mentor.id, "mentee_id": mentee.id, "state": "active"}
                    for mentor, mentee in zip(enrolments[::2], enrolments[1::2], strict=True)
                ]
            )
            count -= len(pairs)

    def _queries(self, user, call):
        """Queries of ``call`` as ``user``, in a transaction that has warmed up."""
        counts = []
        for _turn in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            env = self.env(user=user.id, su=False)
            before = self.env.cr.sql_log_count
            call(env)
            counts.append(self.env.cr.sql_log_count - before)
        return counts[-1]

    def assertConstant(self, user, call):  # noqa: N802 - as unittest names them
        few = self._queries(user, call)
        self.assertGreater(few, 0)
        self._add_pairings(495)
        self.assertGreaterEqual(self.env["mentoring.pairing"].search_count([]), 500)
        self.assertEqual(self._queries(user, call), few)

    def test_the_employee_form(self):
        def open_form(env):
            [values] = env["hr.employee"].browse(self.mia.id).read(TAB)
            self.assertEqual(values["mentoring_role"], "mentee")
            env["mentoring.pairing"].browse(values["mentoring_pairing_ids"]).read(
                ["mentor_name", "mentee_name", "state", "date_start"]
            )

        self.assertConstant(self.hr_officer, open_form)

    def test_the_public_profile(self):
        def open_profile(env):
            [values] = env["hr.employee.public"].browse(self.mia.id).read(TAB)
            self.assertEqual(values["mentoring_role"], "mentee")

        self.assertConstant(self.mo.user_id, open_profile)

    def test_my_profile(self):
        def open_own(env):
            user = env["res.users"].browse(env.uid)
            self.assertEqual(user.mentoring_role, "mentee")
            self.assertEqual(user.mentoring_pairing_ids.ids, self.pairing.ids)

        self.assertConstant(self.mia.user_id, open_own)

    def test_lists_of_employees(self):
        people = self.mo | self.mia | self.max | self.ida

        def open_lists(env):
            for model in ("hr.employee", "hr.employee.public"):
                env[model].browse(people.ids).read(TAB)
                env[model].search([("mentoring_role", "=", "mentor")], limit=80)
            env["hr.employee"].formatted_read_group([], ["mentoring_role"], ["__count"])

        self.assertConstant(self.hr_officer, open_lists)

    def test_a_list_of_fifty_costs_as_much_as_a_list_of_five(self):
        self._add_pairings(25)
        counts = [
            self._queries(
                self.hr_officer,
                lambda env, ids=ids: env["hr.employee"].browse(ids).read(TAB),
            )
            for ids in (self.people.ids[:5], self.people.ids)
        ]
        self.assertEqual(counts[0], counts[1])

    def test_pairings_and_programmes_of_the_coordinator(self):
        def open_lists(env):
            env["mentoring.programme"].search([], limit=1).read(
                ["name", "mentor_count", "pairing_count", "progress"]
            )
            env["mentoring.pairing"].search([], limit=4).read(
                ["mentor_name", "mentee_name", "state", "next_session", "session_held_count"]
            )

        self.assertConstant(self.coordinator, open_lists)

    def test_the_matching_reads_fifty_people_as_it_reads_five(self):
        self._add_pairings(25)
        newest = self.env["mentoring.programme"].search([], order="id desc", limit=1)
        found = newest.enrolment_ids
        self.assertEqual(len(found), 50)
        counts = [
            self._queries(
                self.coordinator,
                lambda env, ids=ids: env["mentoring.enrolment"].browse(ids)._to_people(),
            )
            for ids in (found.ids[:5], found.ids)
        ]
        self.assertEqual(counts[0], counts[1])
