from odoo import api, fields, models
from odoo.exceptions import AccessError


class MentoringLesson(models.Model):
    """What a programme would keep and what it would change: for its next cohort, which gets
    the list to work through.

    Written by coordinators, about the programme and never about a person.
    """

    _name = "mentoring.lesson"
    _inherit = ["mentoring.unseen"]
    _description = "Lesson of a Mentoring Programme"
    _order = "is_done, is_carried desc, kind desc, id"

    programme_id = fields.Many2one(
        "mentoring.programme", required=True, ondelete="cascade", index=True
    )
    # Stored in sudo: a company is no secret, and record rules filter by it.
    company_id = fields.Many2one(
        related="programme_id.company_id", store=True, index=True, related_sudo=True
    )
    kind = fields.Selection(
        [("keep", "We would keep"), ("change", "We would change")], default="change", required=True
    )
    name = fields.Text(
        string="Lesson",
        required=True,
        help="About the programme, in words from which nobody can be recognised.",
    )
    source = fields.Selection(
        [
            ("observation", "What we saw ourselves"),
            ("theme", "What several people said, as a theme"),
        ],
        default="observation",
        required=True,
    )
    is_carried = fields.Boolean(string="From an earlier cohort", readonly=True)
    is_done = fields.Boolean(string="Dealt with", copy=False)

    _name_said = models.Constraint("CHECK(trim(name) != '')", "Write down what was learned.")

    def _compute_display_name(self):
        # Neutral: errors print it to anybody.
        for lesson in self:
            lesson.display_name = self.env._("Lesson %s", lesson.id or "")

    @api.model_create_multi
    def create(self, vals_list):
        self._check_programmes([vals.get("programme_id") for vals in vals_list])
        return super().create(vals_list)

    def write(self, vals):
        if "programme_id" in vals:
            self._check_programmes([vals["programme_id"]])
        return super().write(vals)

    def _check_programmes(self, ids):
        """Before the database is asked, so that a refusal tells nothing of the programme."""
        if self.env.su:
            return
        asked = {programme_id for programme_id in ids if programme_id}
        programmes = self.env["mentoring.programme"].search([("id", "in", list(asked))])
        if asked - set(programmes.filtered("is_coordinator").ids):
            raise AccessError(
                self.env._("Lessons are written down by the coordinators of a programme.")
            )

    def action_done(self):
        """Dealt with, or not after all."""
        for lesson in self:
            lesson.is_done = not lesson.is_done
