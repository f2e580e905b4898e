from odoo import Command
from odoo.tests import TransactionCase, tagged

from ..matching import Criterion

CONDITIONS = ("training", "briefing", "criteria", "purpose")


@tagged("mentoring_data")
class TestData(TransactionCase):
    """The shapes that ship, asked while the addon is being installed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        data = cls.env["ir.model.data"].search(
            [
                ("module", "=", "mentoring_programme"),
                ("model", "=", "mentoring.programme.type"),
            ]
        )
        cls.types = cls.env["mentoring.programme.type"].browse(data.mapped("res_id"))
        cls.coordinator = cls._user("coordinator")
        cls.lead = cls._user("safeguarding")

    @classmethod
    def _user(cls, group):
        group = cls.env.ref(f"mentoring_programme.group_mentoring_{group}")
        return cls.env["res.users"].create(
            {"name": group.name, "login": group.name, "group_ids": [Command.link(group.id)]}
        )

    def test_nine_types_ship(self):
        self.assertEqual(len(self.types), 9)
        self.assertTrue(all(self.types.mapped("active")))

    def test_each_makes_a_programme_that_lacks_only_its_safeguarding_lead(self):
        for kind in self.types:
            with self.subTest(type=kind.name):
                programme = self.env["mentoring.programme"].create(
                    {
                        "name": kind.name,
                        "type_id": kind.id,
                        "coordinator_ids": [Command.set(self.coordinator.ids)],
                    }
                )
                for condition in CONDITIONS:
                    self.assertTrue(programme[f"condition_{condition}"], condition)
                self.assertFalse(programme.condition_boundaries)
                programme.safeguarding_lead_id = self.lead
                self.assertEqual(programme.conditions_met, 5)

    def test_each_says_what_it_is_for_and_how_to_run_it(self):
        for kind in self.types:
            with self.subTest(type=kind.name):
                for name in ("aim", "audience", "guidance", "agreement_text", "boundaries"):
                    self.assertTrue(kind[name], name)
                self.assertTrue(kind.objective_ids)
                for objective in kind.objective_ids:
                    self.assertTrue(objective.measure and objective.target)

    def test_their_criteria_can_be_matched(self):
        for line in self.types.criterion_ids:
            parameter = line.distance if line.kind == "seniority" else None
            criterion = Criterion(
                line.kind, line.weight, required=line.required, parameter=parameter
            )
            self.assertEqual(criterion.weight, line.weight)

    def test_those_that_are_nobodys_business_are_by_invitation(self):
        discreet = self.types.filtered("discreet")
        self.assertTrue(discreet)
        self.assertEqual(set(discreet.mapped("enrolment_policy")), {"invited"})

    def test_a_type_is_for_every_company(self):
        self.assertFalse(self.types.company_id)
