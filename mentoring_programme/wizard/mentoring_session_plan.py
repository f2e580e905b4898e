from odoo import api, fields, models


class MentoringSessionPlan(models.TransientModel):
    """Plan a series of sessions in the programme's rhythm."""

    _name = "mentoring.session.plan"
    _inherit = ["mentoring.unseen"]
    _description = "Plan Mentoring Sessions"

    pairing_id = fields.Many2one("mentoring.pairing", required=True, ondelete="cascade")
    start = fields.Datetime(string="First session", required=True)
    # Editable defaults out of the programme, as far as the planner may read it. One method
    # each: a value that is given must not keep the others from being computed.
    count = fields.Integer(
        string="Sessions",
        compute="_compute_count",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    duration = fields.Float(
        string="Hours",
        compute="_compute_duration",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    interval = fields.Integer(
        string="One every",
        compute="_compute_interval",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    interval_unit = fields.Selection(
        [("week", "weeks"), ("month", "months")],
        compute="_compute_interval_unit",
        compute_sudo=False,
        store=True,
        readonly=False,
    )
    location = fields.Char(string="Place")
    video = fields.Boolean(string="By video", help="Odoo makes a link for a video call.")

    def _programme(self):
        self.pairing_id.check_access("read")
        return self.pairing_id.programme_id

    @api.depends("pairing_id")
    def _compute_count(self):
        for plan in self:
            programme = plan._programme()
            there = plan.pairing_id.session_ids.filtered(lambda s: s.state != "cancelled")
            plan.count = max(1, programme.session_count - len(there))

    @api.depends("pairing_id")
    def _compute_duration(self):
        for plan in self:
            plan.duration = plan._programme().session_minutes / 60

    @api.depends("pairing_id")
    def _compute_interval(self):
        for plan in self:
            plan.interval = plan._programme().session_interval

    @api.depends("pairing_id")
    def _compute_interval_unit(self):
        for plan in self:
            plan.interval_unit = plan._programme().session_interval_unit

    def action_plan(self):
        self.ensure_one()
        pairing = self.pairing_id
        pairing._check_mine()
        starts = pairing._series(self.start, self.count, self.interval, self.interval_unit)
        pairing._plan_sessions(starts, self.duration, self.location, self.video)
        return {"type": "ir.actions.act_window_close"}
