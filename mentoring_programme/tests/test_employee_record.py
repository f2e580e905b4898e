from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestEmployeeRecord(MentoringCase):
    """Ida mentors Mia, whom Mo manages: who sees that on an employee record."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()
        cls.staff = cls.mo | cls.mia | cls.max | cls.ida | cls.ian | cls.ivy
        cls.everybody = {"Mo": False, "Mia": "mentee", "Max": False, "Ida": "mentor"}
        cls.everybody |= {"Ian": False, "Ivy": False}
        cls.nobody = dict.fromkeys(cls.everybody, False)

    def _as(self, user, model):
        self.env.flush_all()
        self.env.invalidate_all()
        user = user.user_id if user._name == "hr.employee" else user
        return self.env(user=user.id, su=False)[model]

    def _roles(self, user, model):
        """The role of each person as computed, found, counted and sorted; all have to agree."""
        people = self._as(user, model)
        inside = [("id", "in", self.staff.ids)]
        computed = {person.name: person.mentoring_role for person in people.search(inside)}
        for role in ("mentor", "mentee", "both", False):
            named = {name for name, each in computed.items() if each == role}
            found = people.search([*inside, ("mentoring_role", "=", role)])
            self.assertEqual(set(found.mapped("name")), named)
            others = people.search([*inside, ("mentoring_role", "!=", role)])
            self.assertEqual(set(others.mapped("name")), set(computed) - named)
        groups = people.formatted_read_group(inside, ["mentoring_role"], ["__count"])
        self.assertEqual(
            {group["mentoring_role"]: group["__count"] for group in groups},
            {role: list(computed.values()).count(role) for role in computed.values()},
        )
        ordered = people.search(inside, order="mentoring_role, id").mapped("mentoring_role")
        self.assertEqual(ordered, sorted(ordered, key=lambda role: (not role, role)))
        return computed

    def test_hr_sees_it_on_the_employee(self):
        self.assertEqual(self._roles(self.hr_officer, "hr.employee"), self.everybody)
        mia = self._as(self.hr_officer, "hr.employee").browse(self.mia.id)
        self.assertEqual(mia.mentoring_pairing_ids, self.pairing)
        self.assertEqual(mia.mentoring_pairing_count, 1)

    def test_the_direct_manager_sees_it_on_the_profile(self):
        self.assertEqual(self._roles(self.mo, "hr.employee.public"), self.everybody)

    def test_the_two_see_it_on_the_profile(self):
        for person in (self.mia, self.ida):
            self.assertEqual(self._roles(person, "hr.employee.public"), self.everybody)

    def test_colleagues_and_leads_do_not(self):
        for user in (self.ivy, self.max, self.lead, self.other_coordinator):
            self.assertEqual(self._roles(user, "hr.employee.public"), self.nobody)

    def test_a_manager_further_up_does_not(self):
        above = self._employee("Boss")
        self.mo.parent_id = above
        self.assertEqual(self._roles(above, "hr.employee.public"), self.nobody)

    def test_somebody_may_be_both(self):
        programme = self._programme("running")
        self._pair(
            self._enrol(programme, self.mia, "mentor"), self._enrol(programme, self.ivy, "mentee")
        )
        seen = self._roles(self.hr_officer, "hr.employee")
        self.assertEqual(seen, {**self.everybody, "Mia": "both", "Ivy": "mentee"})

    def test_proposed_and_ended_pairings_do_not_show(self):
        for state in ("proposed", "agreed", "ended"):
            self.pairing.state = state
            self.assertEqual(self._roles(self.hr_officer, "hr.employee"), self.nobody)
        for state in ("active", "paused", "completed"):
            self.pairing.state = state
            self.assertEqual(self._roles(self.hr_officer, "hr.employee"), self.everybody)

    def test_the_fields_of_the_employee_are_hrs(self):
        for user in (self.ivy, self.mo, self.mia):
            employee = self._as(user, "hr.employee").browse(self.mia.id)
            for name in ("mentoring_role", "mentoring_pairing_ids", "mentoring_pairing_count"):
                with self.assertRaises(AccessError):
                    employee.read([name])

    def test_paths_from_other_models_tell_colleagues_nothing(self):
        skills = self._as(self.ivy, "hr.employee.skill")
        with self.assertRaises(AccessError):
            skills.search([("employee_id.mentoring_role", "!=", False)])
        with self.assertRaises(AccessError):
            skills.formatted_read_group([], ["employee_id.mentoring_role"], ["__count"])
        departments = self._as(self.ivy, "hr.department")
        with self.assertRaises(AccessError):
            departments.search([("manager_id.mentoring_role", "=", "mentor")])

    def test_pairings_cannot_be_asked_for_through_people(self):
        for user, model in (
            (self.hr_officer, "hr.employee"),
            (self.ivy, "hr.employee.public"),
            (self.ivy, "res.users"),
        ):
            people = self._as(user, model)
            for domain in (
                [("mentoring_pairing_ids", "!=", False)],
                [("mentoring_pairing_ids.state", "=", "active")],
            ):
                with self.assertRaises(ValueError):
                    people.search(domain)

    def test_an_export_takes_what_the_exporter_sees(self):
        for user, roles in ((self.mo, ["Mentor", "Mentee"]), (self.ivy, ["", ""])):
            user.user_id.group_ids += self.env.ref("base.group_allow_export")
            people = self._as(user, "hr.employee.public").browse((self.ida | self.mia).ids)
            rows = people.export_data(["mentoring_role", "mentoring_pairing_ids"])["datas"]
            self.assertEqual([row[0] for row in rows], roles)
            pairing = self.pairing.display_name
            self.assertEqual([row[1] for row in rows], [role and pairing for role in roles])

    def test_my_profile_shows_ones_own_and_nobody_elses(self):
        for person, role in ((self.mia, "mentee"), (self.ida, "mentor"), (self.ivy, False)):
            user = self._as(person, "res.users").browse(person.user_id.id)
            self.assertEqual(user.mentoring_role, role)
            self.assertEqual(bool(user.mentoring_pairing_ids), bool(role))
            other = self._as(person, "res.users").browse(self.mo.user_id.id)
            self.assertFalse(other.mentoring_role)
        for user in (self.mo.user_id, self.hr_officer):
            mia = self._as(user, "res.users").browse(self.mia.user_id.id)
            self.assertFalse(mia.mentoring_role or mia.mentoring_pairing_ids)

    def test_plain_employees_still_read_each_other(self):
        """One stored field of ours without a group would break this for everybody."""
        colleague = self._as(self.ivy, "hr.employee").browse(self.mia.id)
        self.assertEqual((colleague.name, colleague.display_name), ("Mia", "Mia"))
        self.assertEqual(colleague.read()[0]["name"], "Mia")
        self.assertTrue(self._as(self.ivy, "hr.employee").search([("name", "=", "Mia")]))

    def test_every_field_of_ours_on_the_employee_asks_for_hr(self):
        ours = self.env["mentoring.role.mixin"]._fields
        employee = self.env["hr.employee"]._fields
        added = [name for name in ours if name.startswith("mentoring_")]
        self.assertEqual(len(added), 3)
        for name in added:
            self.assertEqual(employee[name].groups, "hr.group_hr_user", name)
            self.assertFalse(employee[name].store, name)
