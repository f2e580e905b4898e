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
