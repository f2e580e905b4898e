from dateutil.relativedelta import relativedelta

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .mentoring_programme_shape import SHAPE_LINES, SHAPE_TEXTS

PROGRAMME_STATES = [
    ("draft", "Draft"),
    ("enrolling", "Enrolling"),
    ("matching", "Matching"),
    ("running", "Running"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]


class MentoringProgramme(models.Model):
    """One run of a type: its dates, its coordinators, and the state it is in.

    The five conditions for opening live in ``mentoring_programme_conditions``, who may
    join in ``mentoring_programme_eligibility``, its buttons in ``mentoring_programme_steps``.
    """

    _name = "mentoring.programme"
    _inherit = ["mentoring.programme.shape"]
    _description = "Mentoring Programme"
    _order = "date_start desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    type_id = fields.Many2one(
        "mentoring.programme.type", required=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    state = fields.Selection(PROGRAMME_STATES, default="draft", required=True, copy=False)
    date_start = fields.Date(string="Start", required=True, default=fields.Date.context_today)
    date_end = fields.Date(
        string="End",
        compute="_compute_date_end",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    date_enrolment_end = fields.Date(string="Enrol until")
    date_over = fields.Date(
        string="Closed on", readonly=True, copy=False, help="The day it was closed or cancelled."
    )
    date_forgotten = fields.Date(
        string="Confidential answers destroyed on", readonly=True, copy=False
    )
    coordinator_ids = fields.Many2many(
        "res.users",
        "mentoring_programme_coordinator_rel",
        string="Coordinators",
        default=lambda self: self.env.user,
        domain=lambda self: [
            (
                "all_group_ids",
                "in",
                self.env.ref("mentoring_programme.group_mentoring_coordinator").ids,
            )
        ],
        help="They see this programme's enrolments and pairings and run its matching.",
    )
    safeguarding_lead_id = fields.Many2one(
        "res.users",
        ondelete="restrict",
        domain=lambda self: [
            (
                "all_group_ids",
                "in",
                self.env.ref("mentoring_programme.group_mentoring_safeguarding").ids,
            )
        ],
        help="Whom a participant may turn to with a concern, past everyone else.",
    )
    matching_mode = fields.Selection(
        [
            ("optimal", "Proposed by the matching, reviewed by a coordinator"),
            ("manual", "Paired by hand"),
        ],
        string="Matching",
        default="optimal",
        required=True,
    )
    criterion_ids = fields.One2many(
        "mentoring.criterion", "programme_id", string="Criteria", copy=True
    )
    requirement_ids = fields.One2many(
        "mentoring.requirement", "programme_id", string="Requirements", copy=True
    )
    objective_ids = fields.One2many(
        "mentoring.objective", "programme_id", string="Objectives", copy=True
    )
    agenda_ids = fields.One2many("mentoring.agenda", "programme_id", string="Agendas", copy=True)
    # For record rules and sudo code alone: a filter on it would tell who takes part.
    enrolment_ids = fields.One2many(
        "mentoring.enrolment",
        "programme_id",
        string="Enrolments",
        groups=fields.NO_ACCESS,
        copy=False,
    )
    is_coordinator = fields.Boolean(compute="_compute_is_coordinator")

    _name_said = models.Constraint("CHECK(trim(name) != '')", "Give the programme a name.")
    _enrolment_end = models.Constraint(
        "CHECK(date_enrolment_end <= date_end)",
        "Enrolment ends before the programme does: set an earlier day to enrol until.",
    )
    _dates = models.Constraint(
        "CHECK(date_end > date_start)",
        "The programme ends after it begins: set an end date later than the start date.",
    )

    @api.depends_context("uid")
    @api.depends("name", "discreet")
    def _compute_display_name(self):
        """A discreet programme's name for those who may read it; it shows past all rules in
        whatever record points to the programme."""
        discreet = self.filtered("discreet")
        readable = discreet.with_user(self.env.user)._filtered_access("read")
        for programme in self:
            hidden = programme in discreet and programme.id not in readable.ids
            programme.display_name = self.env._("Programme") if hidden else programme.name

    @api.depends("date_start", "type_id")
    def _compute_date_end(self):
        for programme in self:
            months = programme.type_id.duration_months or 6
            if programme.date_start and not programme.date_end:
                programme.date_end = programme.date_start + relativedelta(months=months)

    @api.depends_context("uid")
    @api.depends("coordinator_ids")
    def _compute_is_coordinator(self):
        manages = self.env.user.has_group("mentoring_programme.group_mentoring_manager")
        for programme in self:
            named = self.env.user in programme.coordinator_ids
            programme.is_coordinator = named or (manages and not programme.discreet)

    @api.onchange("type_id")
    def _onchange_type_id(self):
        for name in (*self._shape_values(), *SHAPE_TEXTS, "dimension_ids"):
            self[name] = self.type_id[name]
        if self.type_id and self.date_start:
            self.date_end = self.date_start + relativedelta(months=self.type_id.duration_months)

    @api.constrains("coordinator_ids", "safeguarding_lead_id")
    def _check_people(self):
        for programme in self:
            if not programme.coordinator_ids:
                raise ValidationError(self.env._("Name at least one coordinator."))
            strangers = programme.coordinator_ids.filtered(
                lambda user: not user.has_group("mentoring_programme.group_mentoring_coordinator")
            )
            if strangers:
                raise ValidationError(
                    self.env._(
                        "%s cannot coordinate yet: give them the Mentoring access "
                        "“Coordinator” in their user settings first.",
                        ", ".join(strangers.mapped("name")),
                    )
                )
            lead = programme.safeguarding_lead_id
            if lead and not lead.has_group("mentoring_programme.group_mentoring_safeguarding"):
                raise ValidationError(
                    self.env._(
                        "%s cannot be the safeguarding lead yet: add them to the group "
                        "“Mentoring: Safeguarding lead” first.",
                        lead.name,
                    )
                )
            if lead in programme.coordinator_ids:
                raise ValidationError(
                    self.env._(
                        "The safeguarding lead hears concerns about everyone, the coordinators "
                        "included: name somebody who does not coordinate this programme."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        types = self.env["mentoring.programme.type"].browse(
            vals["type_id"] for vals in vals_list if vals.get("type_id")
        )
        shapes = {kind.id: kind._programme_values() for kind in types}
        if not self.env.su:
            if any(vals.get("state", "draft") != "draft" for vals in vals_list):
                raise UserError(self._state_sentence())
            vals_list = [{**vals, "state": "draft"} for vals in vals_list]
        for vals in vals_list:
            for name, value in shapes.get(vals.get("type_id"), {}).items():
                # A new form sends empty lists for the lines it has not shown.
                if name not in vals or (name in SHAPE_LINES and not vals[name]):
                    vals[name] = value
        programmes = super().create(vals_list)
        for programme in programmes:
            programme.type_id._copy_translations_to(programme)
        return programmes

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            if "state" in vals and any(p.state != vals["state"] for p in self):
                raise UserError(self._state_sentence())
            self._check_discretion_kept(vals)
        self._check_questions_kept(vals)
        return super().write(vals)

    def _write_state(self, state):
        """Set the state past write(), which refuses it from outside."""
        over = fields.Date.context_today(self) if state in ("closed", "cancelled") else False
        values = {"state": state, "date_over": over}
        if not over:
            # Alive again: what is said from now on has its own end.
            values["date_forgotten"] = False
        return super().write(values)

    def _state_sentence(self):
        return self.env._("A programme moves on with the buttons at its top, one step at a time.")

    @api.constrains("company_id")
    def _check_company_kept(self):
        for programme in self:
            # sudo: mentoring.enrolment - whether anybody is enrolled from another company
            if programme.sudo().enrolment_ids.employee_id.company_id - programme.company_id:
                raise ValidationError(
                    self.env._(
                        "People of “%s” are enrolled: make a new programme in the other company.",
                        programme.name,
                    )
                )

    def _check_discretion_kept(self, vals):
        """A discreet programme's people stay unknown, whoever edits the programme later."""
        for programme in self.filtered("discreet"):
            # sudo: mentoring.enrolment - whether anybody is enrolled, for a refusal only
            if programme.state == "draft" and not programme.sudo().enrolment_ids:
                continue
            if not vals.get("discreet", True):
                raise UserError(
                    self.env._(
                        "People joined this programme because it is discreet. That cannot be "
                        "taken back: make a new programme instead."
                    )
                )
            outsider = self.env.user not in programme.coordinator_ids
            if (
                "coordinator_ids" in vals
                and outsider
                and any(user.active for user in programme.coordinator_ids)
            ):
                raise AccessError(
                    self.env._(
                        "Only a coordinator of a discreet programme can name further "
                        "coordinators: ask one of them."
                    )
                )

    def _check_questions_kept(self, vals):
        """People join on these terms; a weight that could change would be a question too."""
        for programme in self.filtered(lambda programme: programme.state != "draft"):
            asked = self.new({"dimension_ids": vals.get("dimension_ids", [])}, origin=programme)
            changed = asked.dimension_ids._origin != programme.dimension_ids or any(
                vals.get(name, programme[name]) != programme[name]
                for name in ("preference_weight", "preference_threshold")
            )
            if changed:
                raise UserError(
                    self.env._(
                        "What “%s” asks in confidence, and how much it counts, is fixed since "
                        "enrolment opened: people joined on these terms. Change it in the next "
                        "programme.",
                        programme.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_draft_only(self):
        if any(programme.state not in ("draft", "cancelled") for programme in self):
            raise UserError(
                self.env._("Only draft or cancelled programmes can be deleted: cancel it first.")
            )

    def copy_data(self, default=None):
        """The next cohort: same shape, the dates moved on by one length of the programme."""
        default = dict(default or {})
        copies = super().copy_data(default)
        for programme, vals in zip(self, copies, strict=True):
            if "name" not in default:
                vals["name"] = self.env._("%s (next cohort)", programme.name)
            if "date_start" not in default:
                vals["date_start"] = programme.date_end
                length = programme.date_end - programme.date_start
                vals["date_end"] = programme.date_end + length
                vals["date_enrolment_end"] = False
            for lines in SHAPE_LINES:
                # What this programme did without, its next cohort does without.
                vals[lines] = vals.get(lines) or [Command.clear()]
        return copies
