from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools.misc import clean_context

from .mentoring_requirement import ROLES

EVENT_KINDS = [
    ("induction", "Induction"),
    ("knowledge", "Knowledge session"),
    ("supervision", "Supervision"),
]
# What stands in the calendars as well.
CALENDAR_FIELDS = {"start", "duration", "location", "videocall", "videocall_url"}


class MentoringCohortEvent(models.Model):
    """A meeting of many: its own facts, which all who are invited read.

    Who is invited, and who came, is in ``mentoring.attendance``, of which everybody reads their
    own. How it reaches people is in ``mentoring_cohort_event_steps``, the calendars in
    ``mentoring_cohort_event_calendar``.
    """

    _name = "mentoring.cohort.event"
    _inherit = ["mentoring.unseen"]
    _description = "Mentoring Event"
    _order = "start desc, id desc"

    programme_id = fields.Many2one(
        "mentoring.programme",
        required=True,
        ondelete="cascade",
        index=True,
        domain="[('state', 'in', ('enrolling', 'matching', 'running'))]",
    )
    # Copied by create(), not related: see mentoring.pairing.
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    name = fields.Char(required=True)
    kind = fields.Selection(EVENT_KINDS, default="induction", required=True)
    audience = fields.Selection([*ROLES, ("both", "Both")], default="both", required=True)
    state = fields.Selection(
        [("draft", "Draft"), ("announced", "Announced"), ("cancelled", "Cancelled")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    start = fields.Datetime(required=True, copy=False)
    duration = fields.Float(string="Hours", required=True, default=1.5, aggregator="sum")
    stop = fields.Datetime(compute="_compute_stop", store=True)
    location = fields.Char(string="Place")
    videocall = fields.Selection(
        [("none", "None"), ("discuss", "Odoo video call"), ("custom", "Another link")],
        string="Video call",
        default="none",
        required=True,
    )
    videocall_url = fields.Char(string="Video link", copy=False)
    material = fields.Html(help="Everybody who is invited can read this, before and afterwards.")
    file_ids = fields.Many2many("ir.attachment", string="Files", copy=False)
    seats = fields.Integer(help="How many people can come. 0: as many as wish.")
    requirement_id = fields.Many2one(
        "mentoring.requirement",
        string="Fulfils",
        ondelete="restrict",
        copy=False,
        index="btree_not_null",
        domain="[('programme_id', '=', programme_id),"
        " ('confirmation', 'in', ('attendance', 'coordinator'))]",
        help="Whoever attends has met this requirement.",
    )
    # For record rules and sudo code alone: a filter on it would tell who is invited.
    attendance_ids = fields.One2many(
        "mentoring.attendance", "event_id", groups=fields.NO_ACCESS, copy=False
    )
    # The coordinators' own entry; the video call hangs on it.
    host_event_id = fields.Many2one(
        "calendar.event", groups=fields.NO_ACCESS, ondelete="set null", copy=False
    )
    is_coordinator = fields.Boolean(compute="_compute_is_coordinator")
    has_begun = fields.Boolean(compute="_compute_has_begun")

    _start_range = models.Constraint(
        "CHECK(start >= '2000-01-01' AND start < '2100-01-01')",
        "Choose a day between the years 2000 and 2100.",
    )
    _duration_range = models.Constraint(
        "CHECK(duration >= 0.25 AND duration <= 12)",
        "An event lasts between 15 minutes and 12 hours. For several days, make several events.",
    )
    _seats_range = models.Constraint(
        "CHECK(seats >= 0 AND seats <= 10000)",
        "Give a number of seats from 1 to 10,000, or 0 where everybody can come.",
    )
    _name_said = models.Constraint("CHECK(trim(name) != '')", "Give the event a name.")

    @api.depends_context("uid", "allowed_company_ids")
    @api.depends("name")
    def _compute_display_name(self):
        """Its name to its readers: it shows past all rules in whatever record points to it."""
        readable = self.filtered("id").with_user(self.env.user)._filtered_access("read")
        for event in self:
            known = not event.id or event.id in readable.ids
            event.display_name = event.name if known else self.env._("Event")

    @api.depends("start", "duration")
    def _compute_stop(self):
        for event in self:
            event.stop = event.start and event.start + timedelta(hours=event.duration)

    @api.depends_context("uid")
    @api.depends("programme_id")
    def _compute_is_coordinator(self):
        for event in self:
            event.is_coordinator = event.programme_id.is_coordinator

    @api.depends("start")
    def _compute_has_begun(self):
        now = fields.Datetime.now()
        for event in self:
            event.has_begun = bool(event.start and event.start <= now)

    @api.constrains("requirement_id", "programme_id", "audience")
    def _check_requirement(self):
        for event in self:
            requirement = event.requirement_id
            if not requirement:
                continue
            if requirement.programme_id != event.programme_id:
                raise ValidationError(
                    self.env._("Choose a requirement of the same programme as the event.")
                )
            if requirement.confirmation not in ("attendance", "coordinator"):
                raise ValidationError(
                    self.env._(
                        "Attending cannot fulfil “%s”: set it to be confirmed by attending an "
                        "event, or choose another requirement.",
                        requirement.name,
                    )
                )
            if "both" not in (requirement.role, event.audience) and (
                requirement.role != event.audience
            ):
                raise ValidationError(
                    self.env._(
                        "“%s” is not asked of those whom this event is for: change the audience "
                        "or the requirement.",
                        requirement.name,
                    )
                )

    @api.constrains("videocall", "videocall_url")
    def _check_videocall(self):
        for event in self.filtered(lambda event: event.videocall == "custom"):
            if not (event.videocall_url or "").strip().startswith(("https://", "http://")):
                raise ValidationError(
                    self.env._("Give the address of the video call: it begins with https://.")
                )

    # -- writing -------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            # Without defaults from the context, which the caller chooses.
            self = self.with_context(clean_context(self.env.context))
            # Before the database is asked: its constraints would tell what is in a programme.
            ids = {vals.get("programme_id") for vals in vals_list} - {None, False}
            self.env["mentoring.programme"].browse(ids).check_access("write")
            for vals in vals_list:
                self._check_free(vals)
        for vals in vals_list:
            # sudo: mentoring.programme - its company, which the rules then check the event against
            programme = self.env["mentoring.programme"].browse(vals.get("programme_id")).sudo()
            vals["company_id"] = programme.company_id.id
        events = super().create(vals_list)
        events._adopt_files()
        return events

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            if "programme_id" in vals and any(
                event.programme_id.id != vals["programme_id"] for event in self
            ):
                raise UserError(
                    self.env._("An event stays in its programme: make a new one in the other.")
                )
            self._check_free(vals, self)
        times = {event: (event.start, event.duration) for event in self}
        # sudo: mentoring.requirement - what the event fulfilled until now
        before = self.sudo().requirement_id if "requirement_id" in vals else None
        result = super().write(vals)
        if "file_ids" in vals:
            self._adopt_files()
        if CALENDAR_FIELDS & set(vals):
            moved = self.filtered(lambda event: (event.start, event.duration) != times[event])
            self._update_calendars(moved)
        if before is not None:
            # sudo: mentoring.attendance - what attending fulfils follows from the event
            self.sudo().attendance_ids._settle_requirements(before)
        return result

    def _check_free(self, vals, events=()):
        """Refuse what a caller may not choose, and what is over already."""
        if vals.get("state", "draft") != "draft" or (events and "state" in vals):
            raise UserError(self.env._("An event is announced and cancelled with its buttons."))
        if {"company_id", "host_event_id", "attendance_ids"} & set(vals):
            raise AccessError(self.env._("These follow from the event: leave them empty."))
        moved = [event for event in events if event._is_moved_by(vals)]
        if any(event.state != "draft" and event.has_begun for event in moved):
            raise UserError(self.env._("This event has begun: it can no longer be moved."))
        start = fields.Datetime.to_datetime(vals.get("start"))
        if start and start <= fields.Datetime.now() and (moved or not events):
            raise UserError(self.env._("This moment is over: choose one that is still to come."))

    def _is_moved_by(self, vals):
        return any(
            self._fields[name].convert_to_cache(vals[name], self) != self[name]
            for name in {"start", "duration"} & set(vals)
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_announced(self):
        if any(event.state == "announced" for event in self):
            raise UserError(
                self.env._(
                    "People are invited to this event: cancel it first, so that they are told."
                )
            )

    def _adopt_files(self):
        """Files belong to the event, so that whoever reads it, and nobody else, can open them."""
        for event in self:
            for attachment in event.file_ids:
                mine = (attachment.res_model, attachment.res_id) in (
                    (self._name, event.id),
                    (self._name, 0),
                    (self._name, False),
                )
                fresh = not attachment.res_model and attachment.create_uid == self.env.user
                if not (mine or fresh) or attachment.type != "binary":
                    raise UserError(
                        self.env._("Upload the file here: it may not belong to something else.")
                    )
            # sudo: ir.attachment - files uploaded for this event, checked just above
            event.file_ids.sudo().write(
                {"res_model": self._name, "res_id": event.id, "public": False}
            )
