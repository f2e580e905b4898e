import re

from odoo.tests import tagged

from odoo.addons.mentoring_programme.tests import test_unseen

from .access_case import BROCHURE, CLOSED, ReverseRecords


@tagged("post_install", "-at_install")
class TestReverseUnseen(ReverseRecords, test_unseen.TestUnseen):
    """The same for the models of this addon: what is hidden is answered like what is not there."""

    LOOKED_AT = frozenset(
        {"mentoring.insight", "mentoring.invitation.link", "mentoring.question", "mentoring.pilot"}
    )

    def _hidden(self, user):
        mine = self._mine() - CLOSED
        return ((model, record) for model, record in super()._hidden(user) if model in mine)

    def test_every_model_is_answered_so_or_has_nothing_to_hide(self):
        rules = self.env["ir.rule"].search([]).model_id.mapped("model")
        for model in self._mine() - CLOSED:
            with self.subTest(model):
                self.assertEqual(hasattr(self.env[model], "_unseen"), model not in BROCHURE)
                self.assertEqual(model in rules, model not in BROCHURE)

    def test_lines_do_not_tell_by_an_id_whether_there_is_a_row(self):
        """Actions that a manager puts to an insight that they see, by ids that they guess."""
        mine = self.records["mentoring.insight"]["open"]
        hidden = self.records["mentoring.insight.action"]["hush"]
        user = self.manager
        for command in (1, 4, 6):
            for method in ("write", "onchange"):
                with self.subTest(method=method, command=command):
                    answers = [
                        re.sub(
                            rf"\b{number}\b",
                            "N",
                            self._answer(
                                user,
                                mine._name,
                                method,
                                mine.id,
                                *self._lines(method, command, number),
                            ),
                        )
                        for number in (hidden.id, test_unseen.NOTHING)
                    ]
                    self.assertEqual(*answers)
                    self.assertIn("There is nothing here for you", answers[0])

    def _lines(self, method, command, number):
        given = {1: [1, number, {"name": "Mine"}], 4: [4, number, 0], 6: [6, 0, [number]]}
        values = {"action_ids": [given[command]]}
        if method == "write":
            return [values]
        return [values, ["action_ids"], {"action_ids": {"fields": {"name": {}}}}]
