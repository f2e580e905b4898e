from odoo import api, fields, models
from odoo.exceptions import UserError

# What would change the meaning of an answer that was given already, or tell about answers by
# what happens to them.
FIXED_IN_USE = {"name", "question", "active", "is_multiple", "dimension_id", "is_undisclosed"}


class MentoringDimension(models.Model):
    """A question that people may answer in confidence, about themselves and as a wish.

    A questionnaire that everybody reads. Answers are sealed in ``mentoring.preference`` and
    are never taken from HR's records. While a programme asks the question, its words stand.
    """

    _name = "mentoring.dimension"
    _description = "Confidential Question"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    question = fields.Char(
        required=True, translate=True, help="As the person reads it who may answer."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_multiple = fields.Boolean(
        string="Several answers", help="Several answers may apply to one person."
    )
    value_ids = fields.One2many(
        "mentoring.dimension.value", "dimension_id", string="Answers", copy=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        dimensions = super().create(vals_list)
        # The data of an addon bring their own, with an identity.
        if not (self.env.su and self.env.context.get("install_mode")):
            dimensions._ensure_undisclosed()
        return dimensions

    def _ensure_undisclosed(self):
        """Every question can be left unanswered by an answer."""
        self.env["mentoring.dimension.value"].create(
            [
                {
                    "dimension_id": dimension.id,
                    "name": self.env._("Prefer not to say"),
                    "is_undisclosed": True,
                    "sequence": 100,
                }
                for dimension in self
                if not dimension.value_ids.filtered("is_undisclosed")
            ]
        )

    def write(self, vals):
        if FIXED_IN_USE & set(vals):
            self._check_not_in_use()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        self._check_not_in_use()

    def _check_not_in_use(self):
        # sudo: mentoring.programme - whether any asks it, in whatever company
        asked = self.env["mentoring.programme"].sudo().with_context(active_test=False)
        programmes = asked.search(
            [
                ("dimension_ids", "in", self.ids),
                ("state", "in", ("enrolling", "matching", "running")),
            ],
            limit=1,
        )
        if programmes:
            raise UserError(
                self.env._(
                    "People are answering this question now, so its words stand until the "
                    "programmes that ask it are over. You can add answers, or write a new "
                    "question for later programmes."
                )
            )
