from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..models.mentoring_requirement import ROLES


class MentoringInvite(models.TransientModel):
    """Invite the employees whom the coordinator names, or all that a filter finds, at once."""

    _name = "mentoring.invite"
    _inherit = ["mentoring.unseen"]
    _description = "Invite to a Mentoring Programme"

    programme_id = fields.Many2one("mentoring.programme", required=True, ondelete="cascade")
    role = fields.Selection(ROLES, required=True, default="mentee")
    role_words = fields.Char(compute="_compute_role_words")
    chosen_by = fields.Selection(
        [("names", "The people I name"), ("filter", "Everybody whom a filter finds")],
        string="Whom to invite",
        compute="_compute_chosen_by",
        store=True,
        compute_sudo=False,
        precompute=True,
        readonly=False,
        required=True,
    )
    employee_ids = fields.Many2many("hr.employee.public", string="People")
    domain = fields.Char(
        string="Filter",
        compute="_compute_domain",
        store=True,
        compute_sudo=False,
        precompute=True,
        readonly=False,
        required=True,
    )
    invitee_count = fields.Integer(compute="_compute_invitees", string="Will be invited")
    enrolled_count = fields.Integer(compute="_compute_invitees", string="Enrolled already")
    no_login_count = fields.Integer(compute="_compute_invitees", string="Without a log-in")

    @api.depends_context("lang")
    @api.depends("programme_id", "role")
    def _compute_role_words(self):
        """Who is invited, where the programme calls them otherwise."""
        for invite in self:
            name = invite.role and invite.programme_id._role_names()[invite.role][1]
            usual = dict(self._fields["role"]._description_selection(self.env)).get(invite.role)
            differs = name and not name.startswith(usual)
            invite.role_words = differs and self.env._("Invited as: %s", name)

    @api.depends("programme_id", "role")
    def _compute_domain(self):
        for invite in self:
            invite.programme_id.check_access("read")
            # A form in the making has no role yet.
            invite.domain = (invite.role and invite.programme_id[f"{invite.role}_domain"]) or "[]"

    @api.depends("programme_id", "role")
    def _compute_chosen_by(self):
        """Where people are invited one by one and no rule says whom it is for, nobody is chosen
        before the coordinator chooses."""
        for invite in self:
            programme = invite.programme_id
            programme.check_access("read")
            rule = (invite.role and programme[f"{invite.role}_domain"]) or "[]"
            by_name = programme.enrolment_policy == "invited" and rule.strip() == "[]"
            invite.chosen_by = "names" if by_name else "filter"

    @api.depends("programme_id", "role", "domain", "chosen_by", "employee_ids")
    def _compute_invitees(self):
        for invite in self:
            found, enrolled, no_login = invite._sort_out()
            invite.invitee_count = len(found)
            invite.enrolled_count = len(enrolled)
            invite.no_login_count = len(no_login)

    def _sort_out(self):
        """Whom the filter finds: (to be invited, enrolled already, without a log-in)."""
        self.ensure_one()
        Employee = self.env["hr.employee.public"]
        programme = self.programme_id
        if not programme:
            return Employee, Employee, Employee
        try:
            if self.chosen_by == "names":
                chosen = Domain("id", "in", self.employee_ids.ids)
            else:
                chosen = Domain(literal_eval(self.domain or "[]"))
            # As the coordinator: their own access decides what the filter may ask.
            found = Employee.search(Domain("company_id", "=", programme.company_id.id) & chosen)
        except (ValueError, SyntaxError, TypeError) as error:
            raise UserError(
                self.env._("This filter on employees cannot be read: build it again.")
            ) from error
        enrolments = self.env["mentoring.enrolment"].search(
            [("programme_id", "=", programme.id), ("role", "=", self.role)]
        )
        enrolled = found.filtered(lambda employee: employee.id in enrolments.employee_id.ids)
        no_login = (found - enrolled).filtered(lambda employee: not employee.user_id)
        return found - enrolled - no_login, enrolled, no_login

    def action_invite(self):
        self.ensure_one()
        programme = self.programme_id
        if not self.env.su and not programme.is_coordinator:
            raise AccessError(self.env._("Only a coordinator of this programme can invite to it."))
        if self.chosen_by == "names" and not self.employee_ids:
            raise UserError(self.env._("Name the people whom you want to invite, under “People”."))
        found = self._sort_out()[0]
        if not found:
            raise UserError(
                self.env._(
                    "Nobody is left to invite: everybody whom you chose is enrolled in this role "
                    "already, or has no log-in. Choose other people."
                )
            )
        enrolments = self.env["mentoring.enrolment"].create(
            [
                {"programme_id": programme.id, "role": self.role, "employee_id": employee.id}
                for employee in found
            ]
        )
        enrolments.filtered(lambda e: e.state == "invited")._send_invitations()
        return programme.action_view_enrolments()
