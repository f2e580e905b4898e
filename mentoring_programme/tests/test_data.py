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
        cls.deputy = cls._user("safeguarding", "Deputy")

    @classmethod
    def _user(cls, group, name=None):
        group = cls.env.ref(f"mentoring_programme.group_mentoring_{group}")
        name = name or group.name
        return cls.env["res.users"].create(
            {"name": name, "login": name, "group_ids": [Command.link(group.id)]}
        )

    def test_nine_types_ship(self):
        self.assertEqual(len(self.types), 9)
        self.assertTrue(all(self.types.mapped("active")))

    def test_each_makes_a_programme_that_lacks_only_who_hears_concerns(self):
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
                self.assertFalse(programme.condition_boundaries)
                programme.safeguarding_deputy_id = self.deputy
                self.assertEqual(programme.conditions_met, 5)

    def test_each_says_what_it_is_for_and_how_to_run_it(self):
        for kind in self.types:
            with self.subTest(type=kind.name):
                for name in ("aim", "audience", "guidance", "agreement_text", "boundaries"):
                    self.assertTrue(kind[name], name)
                for name in ("mentor_commitments", "mentee_commitments"):
                    self.assertEqual(kind[name].count("<li>"), 3, name)
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

    def _shipped(self, model):
        """The records of one model that ship, leaving out what the demo or a user has added."""
        data = self.env["ir.model.data"].search(
            [("module", "=", "mentoring_programme"), ("model", "=", model)]
        )
        return self.env[model].browse(data.mapped("res_id"))

    def test_every_question_has_answers_and_one_that_says_nothing(self):
        for dimension in self._shipped("mentoring.dimension"):
            with self.subTest(question=dimension.name):
                nothing = dimension.value_ids.filtered("is_undisclosed")
                self.assertEqual(nothing.mapped("name"), ["Prefer not to say"])
                self.assertEqual(dimension.value_ids[-1], nothing)
                self.assertGreater(len(dimension.value_ids), 3)
                names = dimension.value_ids.mapped("name")
                self.assertEqual(len(set(names)), len(names))

    def test_each_type_asks_a_few_questions_and_a_programme_takes_them_over(self):
        for kind in self.types:
            with self.subTest(type=kind.name):
                self.assertIn(len(kind.dimension_ids), range(2, 8))
                programme = self.env["mentoring.programme"].create(
                    {
                        "name": kind.name,
                        "type_id": kind.id,
                        "coordinator_ids": [Command.set(self.coordinator.ids)],
                    }
                )
                self.assertEqual(programme.dimension_ids, kind.dimension_ids)

    def test_every_question_that_ships_is_asked_by_a_type(self):
        self.assertEqual(self.types.dimension_ids, self._shipped("mentoring.dimension"))

    def test_a_consent_text_is_there_to_agree_to(self):
        text = self.env["mentoring.consent.text"]._current("matching")
        self.assertEqual((text.version, text), (1, self._shipped("mentoring.consent.text")))
