from odoo import api, fields, models
from odoo.exceptions import AccessError


class MentoringMilestone(models.Model):
    """A step on the way to a goal."""

    _name = "mentoring.milestone"
    _inherit = ["mentoring.pair.work"]
    _description = "Mentoring Milestone"
    _order = "date, id"

    _chosen = ("name", "date", "is_done")
    _writers = ("mentee",)

    goal_id = fields.Many2one(
        "mentoring.goal", required=True, readonly=True, ondelete="cascade", index=True
    )
    name = fields.Char(string="Milestone", required=True, size=200)
    date = fields.Date(string="By")
    is_done = fields.Boolean(string="Done")

    _name_said = models.Constraint(
        "CHECK(trim(name) != '')", "Say in a few words what the step is."
    )

    @api.model_create_multi
    def create(self, vals_list):
        ids = [vals.get("goal_id") for vals in vals_list]
        goals = self.env["mentoring.goal"]
        goals = goals.search([("id", "in", [number for number in ids if type(number) is int])])
        pairing_ids = {goal.id: goal.pairing_id.id for goal in goals}
        if not set(ids) <= set(pairing_ids):
            raise AccessError(self.env._("A milestone belongs to a goal of yours: choose one."))
        return super().create(
            [{**vals, "pairing_id": pairing_ids[vals["goal_id"]]} for vals in vals_list]
        )

    @api.model
    def _check_chosen(self, vals_list, *more):
        # The goal is chosen once, with the pairing that follows from it.
        return super()._check_chosen(vals_list, *more, *(["goal_id"] if more else []))
