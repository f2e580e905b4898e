from odoo.tests import tagged

from .access_case import CLOSED, HIDDEN_IN
from .rules_case import RulesCase


@tagged("post_install", "-at_install")
class TestRulesMatter(RulesCase):
    """Take any record rule of the addon away, and somebody may do more or less than before.

    A rule that is added without anybody in :class:`RulesCase` whom it concerns makes this fail.
    """

    def test_every_rule_changes_what_somebody_may_do(self):
        outcomes = {}
        for name, rule in self._rules().items():
            with self.subTest(rule=name):
                model = rule.model_id.model
                if model not in outcomes:
                    outcomes[model] = self._who_may(model)
                rule.active = False
                without = self._who_may(model)
                rule.active = True
                self.assertNotEqual(without, outcomes[model], f"{name} changes nothing")

    def test_every_model_has_a_rule(self):
        """But for vocabularies, which are the same for everybody in every company, and for what
        nobody has any right on."""
        ruled = {rule.model_id.model for rule in self._rules().values()}
        vocabularies = {
            "mentoring.topic",
            "mentoring.topic.category",
            "mentoring.availability",
            "mentoring.dimension",
            "mentoring.dimension.value",
            "mentoring.consent.text",
            "mentoring.goal.tag",
            "mentoring.assessment.item",
        }
        self.assertEqual(set(self.records) - ruled, vocabularies | CLOSED)

    def test_every_model_with_a_company_has_a_rule_for_everybody_on_it(self):
        for model in self.records:
            record = self.env[model]
            if "company_id" not in record._fields or record._transient:
                continue
            everybody = [
                rule.domain_force
                for rule in self._rules().values()
                if rule.model_id.model == model and not rule.groups
            ]
            self.assertTrue(any("company_ids" in domain for domain in everybody), model)

    def test_another_company_is_closed_while_one_works_in_the_first(self):
        for model, tagged_records in self.records.items():
            # Calendars know no company: their entries are their attendees' own, wherever.
            if "abroad" in tagged_records and model not in HIDDEN_IN:
                outcome = self._who_may(model)
                reads = [i for (_login, op), ids in outcome.items() if op == "read" for i in ids]
                self.assertNotIn(tagged_records["abroad"].id, reads, model)

    def test_it_opens_to_its_people_when_they_work_there(self):
        there = self.env(user=self.bea.user_id.id, context={"allowed_company_ids": self.abroad.ids})
        pairing = self.records["mentoring.pairing"]["abroad"]
        self.assertEqual(there["mentoring.pairing"].search([]), pairing)
