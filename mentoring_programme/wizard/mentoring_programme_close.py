from odoo import api, fields, models


class MentoringProgrammeClose(models.TransientModel):
    """Close a programme: what will happen is said first, and what was learned is asked."""

    _name = "mentoring.programme.close"
    _inherit = ["mentoring.unseen"]
    _description = "Close a Mentoring Programme"

    programme_id = fields.Many2one("mentoring.programme", required=True, ondelete="cascade")
    plan_completes = fields.Integer(compute="_compute_plan")
    plan_never_met = fields.Integer(compute="_compute_plan")
    plan_early_by = fields.Integer(compute="_compute_plan")
    plan_goes_on = fields.Integer(compute="_compute_plan")
    plan_ends = fields.Integer(compute="_compute_plan")
    plan_thanks = fields.Integer(compute="_compute_plan")
    plan_unmatched = fields.Integer(compute="_compute_plan")
    plan_forgotten_on = fields.Date(compute="_compute_plan")
    open_lesson_count = fields.Integer(compute="_compute_open_lesson_count")
    keep = fields.Text(string="What we would keep")
    change = fields.Text(string="What we would change")

    @api.depends_context("uid")
    @api.depends("programme_id")
    def _compute_plan(self):
        for close in self:
            plan = close.programme_id._closing_plan() if close.programme_id else {}
            for name in (
                "completes",
                "never_met",
                "early_by",
                "goes_on",
                "ends",
                "thanks",
                "unmatched",
                "forgotten_on",
            ):
                close[f"plan_{name}"] = plan.get(name, False)

    @api.depends("programme_id")
    def _compute_open_lesson_count(self):
        for close in self:
            lessons = close.programme_id.lesson_ids
            close.open_lesson_count = len(lessons.filtered(lambda lesson: not lesson.is_done))

    def action_close(self):
        """Keep the lessons and close the programme."""
        self.ensure_one()
        said = {"keep": self.keep, "change": self.change}
        programme = self.programme_id
        self.env["mentoring.lesson"].create(
            [
                {"programme_id": programme.id, "kind": kind, "name": line.strip()}
                for kind, text in said.items()
                for line in (text or "").splitlines()
                if line.strip()
            ]
        )
        programme.action_close()
        return {"type": "ir.actions.act_window_close"}
