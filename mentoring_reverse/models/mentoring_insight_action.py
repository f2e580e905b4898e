from odoo import api, fields, models
from odoo.exceptions import ValidationError


class MentoringInsightAction(models.Model):
    """What the organisation does about a theme, by whom and when. Everybody who took part in the
    programmes it came from reads it, once it is no draft any more."""

    _name = "mentoring.insight.action"
    _inherit = ["mentoring.unseen"]
    _description = "What We Do about an Insight"
    _order = "date desc, id desc"

    insight_id = fields.Many2one(
        "mentoring.insight", string="Theme", required=True, ondelete="cascade", index=True
    )
    # Stored in sudo: a company is no secret, and record rules filter by it.
    company_id = fields.Many2one(
        "res.company", compute="_compute_company_id", store=True, compute_sudo=True, index=True
    )
    name = fields.Char(string="What we do", required=True)
    description = fields.Text(
        string="What changes",
        help="For those who gave the theme. Where you will not do something about it, say why.",
    )
    responsible = fields.Char(
        string="By whom", required=True, help="The unit or the person who answers for it."
    )
    date = fields.Date(string="When", help="When it was done, or is to be done by.")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("planned", "Planned"),
            ("under_way", "Under way"),
            ("done", "Done"),
            ("declined", "Will not be done"),
        ],
        default="draft",
        required=True,
        help="A draft is shown to nobody who takes part.",
    )

    @api.depends("insight_id.company_id")
    def _compute_company_id(self):
        for action in self:
            action.company_id = action.insight_id.company_id

    def _compute_display_name(self):
        # Neutral: error texts and debug mode print display names to anybody.
        for action in self:
            action.display_name = self.env._("Action %s", action.id or "")

    @api.constrains("state", "description")
    def _check_reason(self):
        for action in self:
            if action.state == "declined" and not (action.description or "").strip():
                raise ValidationError(
                    self.env._(
                        "Say under “What changes” why this will not be done: people gave you the "
                        "theme in trust."
                    )
                )

    @api.constrains("state", "date")
    def _check_date(self):
        for action in self:
            if action.state == "done" and not action.date:
                raise ValidationError(self.env._("Say when it was done."))
