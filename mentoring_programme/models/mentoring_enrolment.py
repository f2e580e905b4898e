from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools.misc import clean_context

from .mentoring_requirement import ROLES

# Enrolments whose owner takes part, or is about to.
LIVE_ENROLMENT_STATES = ("invited", "applied", "accepted", "ready", "matched")

ENROLMENT_STATES = [
    ("invited", "Invited"),
    ("applied", "Applied"),
    ("accepted", "Accepted"),
    ("ready", "Ready"),
    ("matched", "Matched"),
    ("completed", "Completed"),
    ("declined", "Declined"),
    ("withdrawn", "Withdrawn"),
]
# A pairing in one of these states takes up a place of its mentor and of its mentee.
LIVE_PAIRING_STATES = ("proposed", "agreed", "active", "paused")
WHO_FIELDS = {"programme_id", "role", "employee_id", "partner_id"}
# What a participant may change about themselves; everything else moves through actions.
OWN_FIELDS = {
    "capacity",
    "skill_ids",
    "language_ids",
    "availability_ids",
    "interest_ids",
    "wish_ids",
    "is_browsable",
}


class MentoringEnrolment(models.Model):
    """One person in one programme in one role.

    How an enrolment moves from state to state is in ``mentoring_enrolment_steps``, how it
    becomes what the matching reads in ``mentoring_enrolment_people``.
    """

    _name = "mentoring.enrolment"
    _inherit = ["mentoring.unseen"]
    _description = "Mentoring Enrolment"
    _order = "programme_id desc, role, id"
    _check_company_auto = True

    programme_id = fields.Many2one(
        "mentoring.programme", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="programme_id.company_id", store=True, index=True)
    programme_state = fields.Selection(
        related="programme_id.state", string="Programme state", related_sudo=False
    )
    role = fields.Selection(ROLES, required=True)
    employee_id = fields.Many2one(
        "hr.employee",
        ondelete="cascade",
        index="btree_not_null",
        default=lambda self: self._default_employee_id(),
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Person from outside",
        ondelete="cascade",
        index="btree_not_null",
        domain=[("is_company", "=", False), ("partner_share", "=", True)],
    )
    # Set once and kept: giving an employee another log-in must not hand over what the
    # first one said here. Sudo, because colleagues may not read hr.employee.
    user_id = fields.Many2one(
        "res.users", compute="_compute_user_id", store=True, compute_sudo=True, index=True
    )
    contact_id = fields.Many2one("res.partner", compute="_compute_contact_id")
    state = fields.Selection(ENROLMENT_STATES, default="applied", required=True, copy=False)
    capacity = fields.Integer(
        string="Mentees I can take",
        default=1,
        required=True,
        help="As a mentor: how many mentees you can give time to in this programme.",
    )
    skill_ids = fields.One2many(
        "mentoring.enrolment.skill", "enrolment_id", string="Skills", copy=True
    )
    language_ids = fields.Many2many(
        "res.lang",
        "mentoring_enrolment_language_rel",
        string="Languages",
        context={"active_test": False},
        help="Languages in which you would be at ease in a mentoring conversation.",
    )
    availability_ids = fields.Many2many("mentoring.availability", string="Good times")
    interest_ids = fields.Many2many("mentoring.topic", string="Topics")
    wish_ids = fields.One2many(
        "mentoring.enrolment.wish", "enrolment_id", string="Wished partners", copy=True
    )
    fulfilment_ids = fields.One2many("mentoring.fulfilment", "enrolment_id", string="Fulfilled")
    # Stored, so that coordinators can filter and group by it.
    missing_requirement_ids = fields.Many2many(
        "mentoring.requirement",
        "mentoring_enrolment_missing_rel",
        compute="_compute_missing_requirement_ids",
        store=True,
        string="Lacks",
    )
    _capacity_range = models.Constraint(
        "CHECK(capacity >= 1 AND capacity <= 20)",
        "A mentor takes on between 1 and 20 mentees in one programme.",
    )
    _one_person = models.Constraint(
        "CHECK((employee_id IS NULL) != (partner_id IS NULL))",
        "Choose either an employee or a person from outside.",
    )
    _employee_once = models.UniqueIndex(
        "(programme_id, employee_id, role) WHERE employee_id IS NOT NULL",
        "This person has an enrolment in this role already: open that one.",
    )
    _partner_once = models.UniqueIndex(
        "(programme_id, partner_id, role) WHERE partner_id IS NOT NULL",
        "This person has an enrolment in this role already: open that one.",
    )

    @api.model
    def _default_employee_id(self):
        asked_for_oneself = self.env.context.get("mentoring_self")
        return self.env.user.employee_id if asked_for_oneself else False

    def _compute_display_name(self):
        # Neutral: error texts and debug mode print display names to anybody.
        for enrolment in self:
            enrolment.display_name = self.env._("Enrolment %s", enrolment.id or "")

    @api.depends("employee_id.user_id", "partner_id.user_ids")
    def _compute_user_id(self):
        for enrolment in self:
            if not enrolment.user_id:
                enrolment.user_id = (
                    enrolment.employee_id.user_id or enrolment.partner_id.user_ids[:1]
                )

    @api.depends_context("uid")
    @api.depends("employee_id", "partner_id", "user_id")
    def _compute_contact_id(self):
        """For those who may read the enrolment: a mail's preview renders it for anybody."""
        readable = self if self.env.su else self.filtered("id")._filtered_access("read")
        told = set(readable._ids)
        for enrolment in self:
            # sudo: hr.employee - the address of a colleague, whom others may not read
            person = (enrolment if enrolment.id in told else self.browse()).sudo()
            enrolment.contact_id = (
                person.partner_id or person.user_id.partner_id or person.employee_id.work_contact_id
            )

    @api.depends(
        "state",
        "role",
        "programme_id.requirement_ids.role",
        "programme_id.requirement_ids.version",
        "fulfilment_ids.requirement_id",
        "fulfilment_ids.version",
        "fulfilment_ids.ended_on",
    )
    def _compute_missing_requirement_ids(self):
        missing = {}
        for enrolment in self:
            if not isinstance(enrolment.id, int):
                # A form not yet saved may name any programme: it gets what is saved.
                enrolment.missing_requirement_ids = enrolment._origin.missing_requirement_ids
                continue
            asked = enrolment.programme_id.requirement_ids._asked_of(enrolment.role)
            if enrolment.state in ("declined", "withdrawn"):
                asked = asked.browse()
            lacking = asked - enrolment.fulfilment_ids.filtered("is_current").requirement_id
            missing[lacking] = missing.get(lacking, self.browse()) | enrolment
        # Together for all who lack the same: each assignment is a write of its own.
        for lacking, enrolments in missing.items():
            enrolments.missing_requirement_ids = lacking

    @api.constrains("capacity", "role", "programme_id")
    def _check_capacity(self):
        for enrolment in self:
            most = enrolment.programme_id.mentor_capacity_max
            if enrolment.role == "mentor" and enrolment.capacity > most:
                raise ValidationError(
                    self.env._(
                        "In this programme a mentor takes on at most %s mentees: choose a "
                        "number up to that.",
                        most,
                    )
                )

    @api.constrains("employee_id", "partner_id", "programme_id")
    def _check_employee(self):
        for enrolment in self:
            employee = enrolment.employee_id
            if employee and employee.company_id != enrolment.company_id:
                raise ValidationError(
                    self.env._(
                        "%s works in another company than this programme: enrol them in a "
                        "programme of their own company.",
                        employee.name,
                    )
                )
            if employee and not employee.active:
                raise ValidationError(
                    self.env._(
                        "%s is archived and cannot be enrolled: restore the employee first.",
                        employee.name,
                    )
                )
            if enrolment.partner_id.employee_ids:
                raise ValidationError(
                    self.env._(
                        "%s works here: choose them as employee, not as a person from outside.",
                        enrolment.partner_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            # Without defaults from the context, which the caller chooses.
            self = self.with_context(clean_context(self.env.context))
            vals_list = [self._outside_values(vals) for vals in vals_list]
            self._check_programmes_open_to_caller(vals_list)
        enrolments = super().create(vals_list)
        if not self.env.su:
            for enrolment in enrolments:
                enrolment._check_may_enrol()
        # sudo: mentoring.preference - every enrolment has a box, and nobody but its owner
        # may reach it; made together, so that no row tells when something was said
        self.env["mentoring.preference"].sudo()._create_boxes(enrolments)
        return enrolments

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            fixed = set(vals) - OWN_FIELDS
            if "state" in fixed and any(e.state != vals["state"] for e in self):
                raise UserError(self._state_sentence())
            fixed.discard("state")
            changed = {
                name
                for name in fixed & set(self._fields)
                for enrolment in self
                if enrolment._fields[name].convert_to_write(enrolment[name], enrolment)
                != vals[name]
            }
            if changed:
                raise AccessError(
                    self.env._(
                        "Who is enrolled where and in which role cannot be changed: withdraw "
                        "this enrolment and make a new one."
                    )
                )
        return super().write(vals)

    # Nobody is kept as who made an enrolment or wrote it last: beside its state it would tell who
    # was invited and who came of themself, by a link that nobody may know of.

    def _prepare_create_values(self, vals_list):
        nobody = {"create_uid": SUPERUSER_ID, "write_uid": SUPERUSER_ID}
        return [{**vals, **nobody} for vals in super()._prepare_create_values(vals_list)]

    def _write_multi(self, vals_list):
        return super()._write_multi([{**vals, "write_uid": SUPERUSER_ID} for vals in vals_list])

    def _write_state(self, state):
        """Set the state past write(), which refuses it from outside."""
        return super().write({"state": state})

    def _state_sentence(self):
        return self.env._(
            "An enrolment moves on with its buttons (accept, decline, withdraw), not by "
            "writing its state."
        )
