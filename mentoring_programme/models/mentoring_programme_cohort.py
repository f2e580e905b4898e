from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..matching import Criterion
from .locking import claimed


class MentoringProgramme(models.Model):
    """One cohort after the other: who was left over waits, and is asked first next time."""

    _inherit = "mentoring.programme"

    previous_programme_id = fields.Many2one(
        "mentoring.programme",
        string="Cohort before",
        ondelete="set null",
        index="btree_not_null",
        copy=False,
        readonly=True,
        groups="mentoring_programme.group_mentoring_coordinator",
        help="Of which programme this is a duplicate. Whoever was left without a partner there "
        "can be invited here, and is seated first.",
    )
    waiting_count = fields.Integer(string="Waiting", compute="_compute_waiting_count")

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_waiting_count(self):
        """Of those whom the reader may see."""
        counts = dict(
            self.env["mentoring.enrolment"]._read_group(
                [("programme_id", "in", self.ids), ("state", "=", "ready")],
                ["programme_id"],
                ["__count"],
            )
        )
        for programme in self:
            waits = programme.state == "running"
            programme.waiting_count = counts.get(programme, 0) if waits else 0

    @api.model_create_multi
    def create(self, vals_list):
        self._check_previous([vals.get("previous_programme_id") for vals in vals_list])
        return super().create(vals_list)

    def write(self, vals):
        if "previous_programme_id" in vals:
            self._check_previous([vals["previous_programme_id"]])
        if vals.get("discreet") is False:
            # Its people were told that nobody would learn of them: they are not carried over.
            vals = {**vals, "previous_programme_id": False}
        return super().write(vals)

    def _check_previous(self, ids):
        """Only whoever coordinates the earlier cohort may make this one its successor: the link
        brings its people here."""
        if self.env.su:
            return
        for programme in self.browse(filter(None, ids)):
            if not programme.has_access("read") or not programme.is_coordinator:
                raise AccessError(
                    self.env._("Only a coordinator of the earlier cohort can offer the next one.")
                )

    @api.constrains("previous_programme_id", "discreet", "company_id")
    def _check_previous_is_as_discreet(self):
        for programme in self:
            # sudo: mentoring.programme - whether the cohort before was discreet
            previous = programme.sudo().previous_programme_id
            if previous == programme:
                raise ValidationError(self.env._("A programme does not follow itself."))
            if previous.discreet and not programme.discreet:
                raise ValidationError(
                    self.env._(
                        "The next cohort of a discreet programme is discreet too: make a new "
                        "programme instead of a duplicate."
                    )
                )

    def copy_data(self, default=None):
        copies = super().copy_data(default)
        for programme, vals in zip(self, copies, strict=True):
            may = self.env.su or programme.is_coordinator
            if may and vals.get("discreet") == programme.discreet:
                vals["previous_programme_id"] = programme.id
        return copies

    def _matching_criteria(self):
        """The programme's criteria as the matching takes them."""
        return [
            Criterion(
                line.kind,
                line.weight,
                required=line.required,
                parameter=line.distance if line.kind == "seniority" else None,
            )
            for line in self.criterion_ids
        ]

    # -- the waiting list ----------------------------------------------------------------

    def _left_over(self):
        """Enrolments of these programmes that were left without a partner: who is ready and has
        none, and whose pairing came to an early end."""
        Enrolment = self.env["mentoring.enrolment"]
        ready = Enrolment.search([("programme_id", "in", self.ids), ("state", "=", "ready")])
        ended = self.env["mentoring.pairing"].search(
            [
                ("programme_id", "in", self.ids),
                ("state", "=", "ended"),
                ("date_start", "!=", False),
            ]
        )
        lost = (ended.mentor_id | ended.mentee_id).filtered(lambda e: e.state == "accepted")
        return (ready | lost).sorted("id")

    def action_view_waiting(self):
        self.ensure_one()
        action = self._action_on("mentoring_waiting_action")
        action["domain"] = [("programme_id", "=", self.id), ("state", "=", "ready")]
        return action

    def action_next_cohort(self):
        """Offer the next cohort: the same programme once more, in draft, and open it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.copy().id,
            "view_mode": "form",
        }

    def action_invite_waiting_list(self):
        """Invite those whom the cohort before left over, each once however often it is pressed."""
        self.ensure_one()
        self.check_access("write")
        if not self.env.su and not self.is_coordinator:
            raise AccessError(self.env._("Only a coordinator of this programme can invite to it."))
        if self.state not in ("enrolling", "matching", "running"):
            raise UserError(self.env._("Open enrolment first: then the waiting list is invited."))
        previous = self.previous_programme_id
        self._check_previous(previous.ids)
        claimed(self)
        waiting = self._waiting_to_invite()
        if not waiting:
            raise UserError(
                self.env._(
                    "Nobody is left to invite: the cohort before left nobody over, or they were "
                    "invited already."
                )
            )
        enrolments = self.env["mentoring.enrolment"].create(
            [
                {
                    "programme_id": self.id,
                    "role": left.role,
                    "employee_id": left.employee_id.id,
                    "partner_id": left.partner_id.id,
                }
                for left in waiting
            ]
        )
        enrolments.filtered(lambda e: e.state == "invited")._send_invitations()
        return self.action_view_enrolments()

    def _waiting_to_invite(self):
        """Who was left over in the cohort before and is not enrolled here in the same role."""
        left = self.previous_programme_id._left_over()
        # sudo: hr.employee, res.partner - whether they are still here, of people whom the
        # caller coordinates
        here = left.sudo().filtered(
            lambda e: (
                e._person().active
                and (not e.employee_id or e.employee_id.company_id == self.company_id)
            )
        )
        enrolled = self.env["mentoring.enrolment"].search([("programme_id", "=", self.id)])
        taken = {(e.role, e.employee_id.id, e.partner_id.id) for e in enrolled}
        return (left & here).filtered(
            lambda e: (e.role, e.employee_id.id, e.partner_id.id) not in taken
        )
