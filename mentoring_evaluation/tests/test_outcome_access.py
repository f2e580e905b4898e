import inspect
from datetime import date

from odoo.exceptions import AccessError
from odoo.models import BaseModel
from odoo.service.model import get_public_method
from odoo.tests import new_test_user, tagged

from .. import models
from ..models.outcome_study import OutcomeStudy
from ..models.seed_company import SeedCompany
from .outcome_case import OutcomeCase

CLOSED = {"mentoring.place.before", "mentoring.employment.gap"}


@tagged("post_install", "-at_install")
class TestOutcomeAccess(OutcomeCase):
    """Nobody reaches a person's outcome, or what it is computed from."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls.env.ref("base.user_admin")
        cls.head_of_hr = new_test_user(
            cls.env,
            login="head",
            groups="hr.group_hr_manager,mentoring_programme.group_mentoring_manager,"
            "base.group_system,base.group_allow_export",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )

    def _onlookers(self):
        return [
            self.head_of_hr,
            self.hr_officer,
            self.manager,
            self.coordinator,
            self.lead,
            self.mia.user_id,
        ]

    def test_what_is_kept_of_changes_and_times_away_is_closed_to_everybody(self):
        ana = self._hired("Ana")
        with self._on(date(2024, 6, 1)):
            ana.job_id = self.senior
            ana.active = False
        for model in CLOSED:
            record = self.env[model].search([])[0]
            self.assertTrue(record.display_name.startswith("In confidence"))
            stored = [name for name, field in record._fields.items() if field.store]
            for user in self._onlookers():
                here = record.with_user(user)
                for call in (
                    lambda here=here: here.read(["display_name"]),
                    lambda here=here: here.search([]),
                    lambda here=here: here.search_count([]),
                    lambda here=here: here.formatted_read_group([], [], ["__count"]),
                    lambda here=here: here.write({}),
                    lambda here=here: here.create({}),
                    lambda here=here: here.unlink(),
                ):
                    with self.assertRaises(AccessError):
                        call()
                # Even with an access right that somebody adds, the columns stay closed.
                for name in set(stored) - {"id"}:
                    self.assertFalse(here._has_field_access(here._fields[name], "read"), name)

    def test_hr_alone_assesses_readiness_in_its_own_company(self):
        abroad = self.env["res.company"].create({"name": "Abroad"})
        foreign = self.env["hr.employee"].create({"name": "Far", "company_id": abroad.id})
        here, there = self.env["mentoring.readiness"].create(
            [
                {"employee_id": self.mia.id, "company_id": self.company.id, "readiness": "now"},
                {"employee_id": foreign.id, "company_id": abroad.id, "readiness": "now"},
            ]
        )
        self.hr_officer.company_ids += abroad
        both = here | there
        for user in self._onlookers():
            seen = both.with_user(user).with_context(allowed_company_ids=self.company.ids)
            expected = here if user in (self.hr_officer, self.head_of_hr) else here.browse()
            for operation in ("read", "write", "create", "unlink"):
                self.assertEqual(seen._filtered_access(operation), expected, user.login)
        rule = self.env.ref("mentoring_evaluation.rule_readiness_company")
        rule.active = False
        seen = both.with_user(self.hr_officer).with_context(allowed_company_ids=self.company.ids)
        self.assertEqual(seen._filtered_access("read"), both, "the rule is what closes it")

    def test_marks_and_mappings_are_hrs(self):
        employee = self.mia.user_id
        for record, name in (
            (self.junior, "mentoring_higher_job_ids"),
            (self.env.ref("hr.departure_resigned"), "mentoring_leaving"),
        ):
            self.assertTrue(record.with_user(self.hr_officer).read([name]))
            with self.assertRaises(AccessError):
                record.with_user(employee).read([name])
            with self.assertRaises(AccessError):
                record.with_user(employee).search([(name, "!=", False)])

    def test_no_method_that_can_be_called_from_outside_computes_outcomes(self):
        """Everything public on the models of these files is Odoo's own."""
        ours = {"mentoring_place_before", "mentoring_employment_gap", "mentoring_readiness"}
        ours |= {"mentoring_seed", "hr_job", "hr_departure_reason"}
        seen = 0
        for module in (getattr(models, name) for name in sorted(ours)):
            for _name, cls in inspect.getmembers(module, inspect.isclass):
                if cls.__module__ != module.__name__:
                    continue
                seen += 1
                for name, member in vars(cls).items():
                    if inspect.isfunction(member) and not name.startswith("_"):
                        self.assertIn(name, {"create", "write", "unlink"}, cls)
        self.assertGreaterEqual(seen, 8)
        with self.assertRaises(AccessError):
            get_public_method(self.env["mentoring.seed"], "_load_demo")
        # What computes is no model at all.
        for plain in (OutcomeStudy, SeedCompany):
            self.assertFalse(issubclass(plain, BaseModel))
        self.assertFalse([name for name in self.env if name.startswith("mentoring.outcome")])
