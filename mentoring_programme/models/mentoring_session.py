from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.misc import clean_context

from .locking import locked

SESSION_STATES = [
    ("planned", "Planned"),
    ("held", "Held"),
    ("missed", "Missed"),
    ("cancelled", "Cancelled"),
]


class MentoringSession(models.Model):
    """One meeting of a pairing; a private calendar event of both stands behind it.

    Coordinators read date, length and state. Place and video link are the event's alone, what
    it is about is in ``mentoring.session.content``. How a session and its event follow each
    other is in ``mentoring_session_calendar``, when it may be in ``mentoring_session_times``,
    its buttons in ``mentoring_session_steps``.
    """

    _name = "mentoring.session"
    _inherit = ["mentoring.unseen"]
    _description = "Mentoring Session"
    _order = "start desc, id desc"
    # Coordinators read these rows: who of the two plans, moves or cancels is not kept.
    _log_access = False

    pairing_id = fields.Many2one("mentoring.pairing", required=True, ondelete="cascade", index=True)
    # Copied by create(), not related: see mentoring.pairing.
    programme_id = fields.Many2one("mentoring.programme", readonly=True, index=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    start = fields.Datetime(required=True)
    duration = fields.Float(
        string="Hours",
        required=True,
        default=1,
        aggregator="sum",
        help="As planned; of a session that was held, how long it really was.",
    )
    stop = fields.Datetime(compute="_compute_stop", store=True)
    state = fields.Selection(SESSION_STATES, default="planned", required=True)
    reschedule_count = fields.Integer(
        string="Put to another time",
        readonly=True,
        copy=False,
        help="How often this session was moved while it was planned.",
    )
    # Points at the event and not back: an event that named its session would tell, through
    # a filter on it, who is in a mentoring programme. Several sessions may share one.
    event_id = fields.Many2one(
        "calendar.event",
        string="Calendar event",
        ondelete="set null",
        index="btree_not_null",
        copy=False,
    )
    with_whom = fields.Char(string="With", compute="_compute_with_whom")
    is_mine = fields.Boolean(compute="_compute_with_whom")
    is_past = fields.Boolean(compute="_compute_is_past")

    _start_range = models.Constraint(
        "CHECK(start >= '2000-01-01' AND start < '2100-01-01')",
        "Choose a day between the years 2000 and 2100.",
    )
    _duration_range = models.Constraint(
        "CHECK(duration >= 0.25 AND duration <= 8)",
        "A session lasts between 15 minutes and 8 hours.",
    )

    @api.depends_context("mentoring_show_names", "uid", "allowed_company_ids")
    def _compute_display_name(self):
        """Neutral, but on the app's own screens for those who may read the session."""
        for session in self:
            session.display_name = self.env._("Mentoring session")
        if self.env.context.get("mentoring_show_names"):
            mine = self.filtered("id").with_user(self.env.user)
            for session in mine._filtered_access("read"):
                self.browse(session.id).display_name = session.with_whom

    @api.depends("start", "duration")
    def _compute_stop(self):
        for session in self:
            session.stop = session.start and session.start + timedelta(hours=session.duration)

    @api.depends_context("uid")
    @api.depends("pairing_id")
    def _compute_with_whom(self):
        # A pairing already read in sudo would answer from the cache: ask for access first.
        readable = self.pairing_id._filtered_access("read")
        for session in self:
            pairing = session.pairing_id & readable
            if not pairing:
                session.is_mine = session.with_whom = False
                continue
            session.is_mine = bool(pairing.my_role)
            session.with_whom = pairing.partner_name or pairing._both_names()

    @api.depends("start")
    def _compute_is_past(self):
        now = fields.Datetime.now()
        for session in self:
            session.is_past = bool(session.start and session.start <= now)

    @api.constrains("pairing_id")
    def _check_pairing_is_active(self):
        for session in self.filtered(lambda session: session.state == "planned"):
            if session.pairing_id.state not in ("active", "paused"):
                raise ValidationError(
                    self.env._("Sessions can be planned once both have agreed to the pairing.")
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get("state", "planned") != "planned" for vals in vals_list):
            raise UserError(self._state_sentence())
        if not self.env.su and any(vals.get("event_id") for vals in vals_list):
            raise UserError(self.env._("A session makes its own calendar event: leave it empty."))
        if not self.env.su:
            # Without defaults from the context, which the caller chooses.
            self = self.with_context(clean_context(self.env.context))
            # Before anything is read in sudo, so that no refusal tells of its state.
            ids = [vals.get("pairing_id") for vals in vals_list]
            self.env["mentoring.pairing"].browse(filter(None, ids)).check_access("read")
        for vals in vals_list:
            # sudo: mentoring.pairing - programme and company of the pairing, which the rules
            # then check the session against
            pairing = self.env["mentoring.pairing"].browse(vals.get("pairing_id")).sudo()
            vals["programme_id"] = pairing.programme_id.id
            vals["company_id"] = pairing.company_id.id
            if not self.env.su:
                vals["reschedule_count"] = 0
        sessions = super().create(vals_list)
        planned = sessions.filtered(lambda session: session.state == "planned")
        planned._create_events()
        if not self.env.su:
            planned._check_times()
            planned._tell_others()
        return sessions

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            if not set(vals) <= {"start", "duration"}:
                raise UserError(self._state_sentence())
            locked(self)
            if not all(session._can_move() for session in self):
                raise UserError(
                    self.env._("Only planned sessions of an active pairing can be moved.")
                )
        if not {"start", "duration"} & set(vals):
            return super().write(vals)
        self._write_time(vals)
        if not self.env.su:
            self._check_times()
        self._move_events()
        if not self.env.su:
            self._tell_others()
        return True

    def _write_time(self, vals):
        """Past write(), which would move the event in its turn; counts what was put to another
        time."""
        moved = self.filtered(
            lambda session: (
                session.state == "planned"
                and "start" in vals
                and session.start != fields.Datetime.to_datetime(vals["start"])
            )
        )
        result = super().write(vals)
        for count, sessions in moved.grouped("reschedule_count").items():
            super(MentoringSession, sessions).write({"reschedule_count": count + 1})
        return result

    def _state_sentence(self):
        return self.env._(
            "Of a session only its time can be changed here; use its buttons to say that it was "
            "held, missed or cancelled."
        )

    def _as_nobody(self):
        """These sessions as the system itself: who said that one was missed or cancelled is
        nobody's business, and coordinators read the rows."""
        return self.with_user(SUPERUSER_ID)
