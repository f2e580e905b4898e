import pytz
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class MentoringSessionPlan(models.TransientModel):
    """Plan a series of sessions in the programme's rhythm."""

    _name = "mentoring.session.plan"
    _description = "Plan Mentoring Sessions"

    pairing_id = fields.Many2one("mentoring.pairing", required=True, ondelete="cascade")
    start = fields.Datetime(string="First session", required=True)
    # Editable defaults out of the programme, as far as the planner may read it.
    count = fields.Integer(
        string="Sessions", compute="_compute_shape", store=True, readonly=False, compute_sudo=False
    )
    duration = fields.Float(
        string="Hours", compute="_compute_shape", store=True, readonly=False, compute_sudo=False
    )
    interval = fields.Integer(
        string="One every", compute="_compute_shape", store=True, readonly=False, compute_sudo=False
    )
    interval_unit = fields.Selection(
        [("week", "weeks"), ("month", "months")],
        compute="_compute_shape",
        store=True,
        readonly=False,
        compute_sudo=True,
    )
    location = fields.Char(string="Place")

    @api.depends("pairing_id")
    def _compute_shape(self):
        for plan in self:
            plan.pairing_id.check_access("read")
            programme = plan.pairing_id.programme_id
            there = plan.pairing_id.session_ids.filtered(lambda s: s.state != "cancelled")
            plan.count = max(1, programme.session_count - len(there))
            plan.duration = programme.session_minutes / 60
            plan.interval = programme.session_interval or 1
            plan.interval_unit = programme.session_interval_unit or "month"

    def action_plan(self):
        self.ensure_one()
        self.pairing_id._check_mine()
        if not 1 <= self.count <= 104 or not 1 <= self.interval <= 52:
            raise UserError(
                self.env._("Plan 1 to 104 sessions, one every 1 to 52 weeks or months.")
            )
        # In the planner's own time zone, so that ten o'clock stays ten o'clock in summer.
        first = fields.Datetime.context_timestamp(self, self.start)
        step = {f"{self.interval_unit}s": self.interval}
        starts = [
            self._to_utc(first.replace(tzinfo=None) + relativedelta(**step) * turn)
            for turn in range(self.count)
        ]
        sessions = self.env["mentoring.session"].with_context(mentoring_location=self.location)
        sessions.create(
            [
                {"pairing_id": self.pairing_id.id, "start": start, "duration": self.duration}
                for start in starts
            ]
        )
        return {"type": "ir.actions.act_window_close"}

    def _to_utc(self, naive):
        """A local wall-clock time of the planner as Odoo stores it."""
        return self.env.tz.localize(naive).astimezone(pytz.utc).replace(tzinfo=None)
