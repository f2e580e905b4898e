from odoo import SUPERUSER_ID, api, fields, models

GOAL_STATES = [("open", "Open"), ("reached", "Reached"), ("let_go", "Let go")]


class MentoringGoal(models.Model):
    """What a mentee wants to get out of the mentoring. It is theirs: the mentor only reads it."""

    _name = "mentoring.goal"
    _inherit = ["mentoring.pair.work"]
    _description = "Mentoring Goal"
    _order = "id"

    _chosen = ("name", "description", "tag_ids", "progress", "state")
    _writers = ("mentee",)

    name = fields.Char(string="Goal", required=True, size=200)
    description = fields.Text(string="Why it matters")
    tag_ids = fields.Many2many("mentoring.goal.tag", string="About")
    progress = fields.Integer(string="Progress, in %", aggregator=None)
    state = fields.Selection(GOAL_STATES, default="open", required=True)
    closed_on = fields.Date(string="Reached or let go on", compute="_compute_closed_on", store=True)

    _name_said = models.Constraint("CHECK(trim(name) != '')", "Say in a few words what you aim at.")
    _progress_range = models.Constraint(
        "CHECK(progress >= 0 AND progress <= 100)", "Progress goes from 0 to 100 per cent."
    )

    @api.depends("state")
    def _compute_closed_on(self):
        today = fields.Date.context_today(self)
        for goal in self:
            goal.closed_on = (goal.closed_on or today) if goal.state != "open" else False

    @api.model
    def _are_shared(self, pairing):  # noqa: ARG002 - for those who extend it
        """Whether the goals of a pairing are both people's; of a mentee alone unless an addon
        says so."""
        return False

    def _destroy_of(self, enrolments):
        """Destroy the goals of these mentees, with their milestones.

        What somebody aims at says much about them. So it goes when they withdraw, leave the
        organisation or lose their log-in, as their reflections do, and does not wait in the
        other's archive. What both have made together (agreement, actions, resources) stays
        with the other, whose work it is too. A pairing that merely ended keeps its goals, which
        the mentee can delete one by one, until all that was written in it is destroyed
        (``mentoring_pairing_retention``).

        As nobody: Odoo writes into its log who deleted what.

        :param enrolments: ``mentoring.enrolment``
        """
        goals = self.with_user(SUPERUSER_ID)
        goals.search([("pairing_id.mentee_id", "in", enrolments.ids)]).unlink()
