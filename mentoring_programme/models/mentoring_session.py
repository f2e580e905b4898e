from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.misc import clean_context

SESSION_STATES = [
    ("planned", "Planned"),
    ("held", "Held"),
    ("missed", "Missed"),
    ("cancelled", "Cancelled"),
]


class MentoringSession(models.Model):
    """One meeting of a pairing; a private calendar event of both stands behind it.

    Coordinators read date, length and state. Place and description are the event's alone.
    """

    _name = "mentoring.session"
    _description = "Mentoring Session"
    _order = "start desc, id desc"

    pairing_id = fields.Many2one("mentoring.pairing", required=True, ondelete="cascade", index=True)
    # Copied by create(), not related: see mentoring.pairing.
    programme_id = fields.Many2one("mentoring.programme", readonly=True, index=True)
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    start = fields.Datetime(required=True)
    duration = fields.Float(string="Hours", required=True, default=1, aggregator="sum")
    stop = fields.Datetime(compute="_compute_stop", store=True)
    state = fields.Selection(SESSION_STATES, default="planned", required=True)
    # Points at the event and not back: an event that named its session would tell, through
    # a filter on it, who is in a mentoring programme.
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
        sessions = super().create(vals_list)
        sessions.filtered(lambda session: session.state == "planned")._create_events()
        return sessions

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            if not set(vals) <= {"start", "duration"}:
                raise UserError(self._state_sentence())
            if not all(session._can_move() for session in self):
                raise UserError(
                    self.env._("Only planned sessions of an active pairing can be moved.")
                )
        result = super().write(vals)
        if {"start", "duration"} & set(vals):
            self._move_events()
        return result

    def _state_sentence(self):
        return self.env._(
            "Of a session only its time can be changed here; use its buttons to say that it was "
            "held, missed or cancelled."
        )

    # -- the calendar --------------------------------------------------------------------

    def _create_events(self):
        """A private event in both calendars, whose title says nothing of the programme."""
        # sudo: mentoring.enrolment - whom to invite; mentoring.programme - whether discreet
        pairings = self.pairing_id.sudo()
        contacts = {
            pairing.id: pairing.mentor_id.contact_id | pairing.mentee_id.contact_id
            for pairing in pairings
        }
        titles = {
            pairing.id: self.env._("Meeting")
            if pairing.programme_id.discreet
            else self.env._("Mentoring session")
            for pairing in pairings
        }
        # Not about the record the button was pressed on: colleagues could search events by it.
        Event = self.env["calendar.event"].with_context(active_model=None, active_id=None)
        events = Event.create(
            [
                {
                    "name": titles[session.pairing_id.id],
                    "start": session.start,
                    "stop": session.stop,
                    "privacy": "private",
                    "location": self.env.context.get("mentoring_location"),
                    "partner_ids": [fields.Command.set(contacts[session.pairing_id.id].ids)],
                }
                for session in self
            ]
        )
        for session, event in zip(self, events, strict=True):
            # sudo: mentoring.session - the link to its own event, refused from outside
            session.sudo().event_id = event

    def _can_move(self):
        self.ensure_one()
        return self.state == "planned" and self.pairing_id.state in ("active", "paused")

    def _follow_event(self):
        """Take over the time to which the event was moved; a length out of range is cut."""
        for session in self.filtered(lambda session: session._can_move()):
            event = session.event_id
            hours = (event.stop - event.start).total_seconds() / 3600
            session._write_time({"start": event.start, "duration": min(8, max(0.25, hours))})

    def _write_time(self, vals):
        """Past write(), which would move the event in its turn."""
        return super().write(vals)

    def _move_events(self):
        for session in self:
            event = session.event_id
            if event and (event.start, event.stop) != (session.start, session.stop):
                event.write({"start": session.start, "stop": session.stop})

    def _cancel_future(self):
        """Remove the coming meetings of these sessions from the calendars."""
        coming = self.filtered(
            lambda session: session.state == "planned" and session.start > fields.Datetime.now()
        )
        coming._cancel()

    def _cancel(self):
        # sudo: mentoring.session - the state, refused from outside; calendar.event - the
        # meeting is both people's, whoever of them made it
        sessions = self.sudo()
        sessions.write({"state": "cancelled"})
        sessions.event_id.unlink()

    def _cancel_with_event(self):
        """Their events are being deleted; what was held or missed stays as it is."""
        self.filtered(lambda session: session.state == "planned").write({"state": "cancelled"})

    # -- the two people's steps ----------------------------------------------------------

    def _mark(self, state):
        self.check_access("write")
        for session in self:
            if state == "planned" and session.pairing_id.state not in ("active", "paused"):
                raise UserError(
                    self.env._("This pairing is over: what was noted of its sessions stays.")
                )
            if state in ("held", "missed") and not session.is_past:
                raise UserError(
                    self.env._("This session is still to come: say afterwards how it went.")
                )
            if session.state == "cancelled":
                raise UserError(self.env._("This session was cancelled: plan a new one instead."))
        # sudo: mentoring.session - the state, refused from outside
        self.sudo().write({"state": state})

    def action_held(self):
        self._mark("held")

    def action_missed(self):
        self._mark("missed")

    def action_reset(self):
        """Undo: back to planned."""
        self._mark("planned")

    def action_cancel(self):
        self.check_access("write")
        if any(session.state != "planned" for session in self):
            raise UserError(self.env._("Only planned sessions can be cancelled."))
        self._cancel()
