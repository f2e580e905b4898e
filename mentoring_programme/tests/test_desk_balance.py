from odoo.tests import tagged

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestDeskBalance(MentoringCase):
    """How mentors and mentees are compared, and that no small group stands by itself."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls._programme("matching")
        departments = cls.env["hr.department"].create(
            [{"name": name, "company_id": cls.company.id} for name in ("Large", "Middle", "Small")]
        )
        cls.large, cls.middle, cls.small = departments

    def _add(self, department, mentors, mentees, **values):
        for role, count in (("mentor", mentors), ("mentee", mentees)):
            for n in range(count):
                name = f"{department.name}{role}{n}{len(values)}"
                person = self._employee(name, department_id=department.id, **values)
                self._enrol(self.programme, person, role, "accepted")

    def _balance(self):
        self.env.flush_all()
        self.env.invalidate_all()
        desk = self.env["mentoring.desk"].with_user(self.coordinator).get_desk(self.programme.id)
        return desk["sections"]["balance"]

    def _fact(self, key):
        [groups] = [fact["groups"] for fact in self._balance()["facts"] if fact["key"] == key]
        return {group["label"]: (group["mentor"], group["mentee"]) for group in groups}

    def test_groups_of_three_stand_by_themselves(self):
        self._add(self.large, 3, 2)
        self._add(self.middle, 0, 3)
        self.assertEqual(self._fact("department"), {"Large": (3, 2), "Middle": (0, 3)})

    def test_small_groups_stand_together(self):
        self._add(self.large, 3, 2)
        self._add(self.middle, 1, 1)
        self._add(self.small, 0, 1)
        self.assertEqual(self._fact("department"), {"Large": (3, 2), "Others, together": (1, 2)})

    def test_one_small_group_takes_the_next_with_it(self):
        """Else it would be what is left over from the total."""
        self._add(self.large, 3, 2)
        self._add(self.middle, 0, 3)
        self._add(self.small, 1, 0)
        self.assertEqual(self._fact("department"), {"Large": (3, 2), "Others, together": (1, 3)})

    def test_two_people_are_not_compared(self):
        self._add(self.large, 1, 1)
        balance = self._balance()
        self.assertEqual((balance["people"], balance["facts"]), (2, []))

    def test_whoever_is_in_both_roles_is_one_person(self):
        self._add(self.large, 0, 2)
        both = self.programme.enrolment_ids[0].employee_id
        self._enrol(self.programme, both, "mentor", "accepted")
        self.assertEqual(self._balance()["people"], 2)

    def test_levels_come_from_the_organisation_chart(self):
        self._add(self.large, 3, 0)
        self._add(self.middle, 0, 3, parent_id=self.mo.id)
        levels = self._fact("level")
        self.assertEqual(levels, {"No manager above": (3, 0), "Managers above: 1": (0, 3)})

    def test_only_those_who_are_enrolled_count(self):
        self._add(self.large, 3, 0)
        for state in ("invited", "declined", "withdrawn"):
            person = self._employee(f"Not{state}", department_id=self.large.id)
            self._enrol(self.programme, person, "mentee", state)
        self.assertEqual(self._fact("department"), {"Large": (3, 0)})

    def test_people_from_outside_and_of_no_department_are_groups_too(self):
        for n in range(3):
            outside = self.env["res.partner"].create({"name": f"Outside {n}"})
            self._enrol(self.programme, outside, "mentor", "accepted")
            self._enrol(self.programme, self._employee(f"Free{n}"), "mentee", "accepted")
        self.assertEqual(
            self._fact("department"), {"From outside": (3, 0), "Not filled in": (0, 3)}
        )

    def test_nothing_confidential_is_compared(self):
        self._add(self.large, 2, 2)
        keys = [fact["key"] for fact in self._balance()["facts"]]
        self.assertEqual(keys, ["department", "location", "level"])
