from odoo.tests import tagged

from .access_case import BROCHURE, CLOSED, ReverseRulesCase


@tagged("post_install", "-at_install")
class TestReverseRulesMatter(ReverseRulesCase):
    """Take any record rule of this addon away, and somebody may do more or less than before."""

    def test_every_rule_changes_what_somebody_may_do(self):
        rules = self._rules()
        self.assertTrue(rules)
        outcomes = {}
        for name, rule in rules.items():
            with self.subTest(rule=name):
                model = rule.model_id.model
                if model not in outcomes:
                    outcomes[model] = self._who_may(model)
                rule.active = False
                without = self._who_may(model)
                rule.active = True
                self.assertNotEqual(without, outcomes[model], f"{name} changes nothing")

    def test_every_model_has_a_record_to_ask_about(self):
        self.assertEqual(self._mine() - set(self.records), set())

    def test_every_model_has_a_rule(self):
        ruled = {rule.model_id.model for rule in self._rules().values()}
        self.assertEqual(self._mine() - ruled, BROCHURE | CLOSED)

    def test_every_model_with_a_company_has_a_rule_for_everybody_on_it(self):
        for model in self._mine() - CLOSED:
            if "company_id" not in self.env[model]._fields or self.env[model]._transient:
                continue
            everybody = [
                rule.domain_force
                for rule in self._rules().values()
                if rule.model_id.model == model and not rule.groups
            ]
            self.assertTrue(any("company_ids" in domain for domain in everybody), model)

    def test_another_company_is_closed_while_one_works_in_the_first(self):
        for model in self._mine() - CLOSED:
            if "abroad" in self.records[model]:
                outcome = self._who_may(model)
                reads = [i for (_login, op), ids in outcome.items() if op == "read" for i in ids]
                self.assertNotIn(self.records[model]["abroad"].id, reads, model)

    def test_nobody_has_an_access_right_to_a_closed_model(self):
        """Not even to be refused: an unknown id would be answered otherwise than another's."""
        rights = self.env["ir.model.access"].search([("model_id.model", "in", list(CLOSED))])
        for operation in ("read", "write", "create", "unlink"):
            self.assertFalse(any(rights.mapped(f"perm_{operation}")))

    def test_no_model_of_the_addon_has_followers(self):
        for model in self._mine():
            self.assertNotIn("message_follower_ids", self.env[model]._fields, model)
            self.assertNotIn("activity_ids", self.env[model]._fields, model)

    def test_display_names_are_neutral(self):
        """But those of vocabularies: errors print them to anybody."""
        for model in self._mine() - BROCHURE:
            names = " ".join(r.sudo().display_name for r in self.records[model].values())
            for said in ("Mia", "Ida", "Max", "Ian", "Hush", "Test programme"):
                self.assertNotIn(said, names, model)
