import hashlib
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mentoring_programme.models.mentoring_requirement import ROLES

LONGEST_DAYS = 180
DAYS = 30
# How many days after its last one it is over in every time zone.
TOLD_AFTER_DAYS = 2


class MentoringInvitationLink(models.Model):
    """An invitation that the speaker of a network passes on by the network's own channels.

    So people are reached as members of a network, and nobody ever stores who is one: whoever opens
    the link and joins has an enrolment like any other, on which no link is. The address holds a
    random text that is kept as a hash alone. How many joined is counted in steps, and told when
    the link is over: a number that moves would tell, at that moment, who came by it. Days are those
    of UTC: a time zone out of the caller's context would let them choose the day.
    """

    _name = "mentoring.invitation.link"
    _inherit = ["mentoring.unseen"]
    _description = "Invitation Link"
    _order = "date_expiry desc, id desc"
    # When a row was last written would be when somebody joined.
    _log_access = False

    programme_id = fields.Many2one(
        "mentoring.programme", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade", index=True
    )
    role = fields.Selection(ROLES, required=True, readonly=True)
    date_expiry = fields.Date(string="Open until", required=True, readonly=True)
    is_revoked = fields.Boolean(string="Revoked", readonly=True)
    is_open = fields.Boolean(string="Open", compute="_compute_is_open")
    joined_words = fields.Char(
        string="Joined by it",
        compute="_compute_joined_words",
        help="In multiples of the least number of people that the programme tells of, and only "
        "two days after the last day on which the link could have been open, also when it was "
        "revoked before.",
    )
    token_hash = fields.Char(required=True, readonly=True, groups=fields.NO_ACCESS)
    joined_count = fields.Integer(readonly=True, groups=fields.NO_ACCESS)

    _token_once = models.Constraint("UNIQUE(token_hash)", "Make another link.")

    def _compute_display_name(self):
        for link in self:
            link.display_name = self.env._("Invitation link %s", link.id or "")

    @api.depends("date_expiry", "is_revoked")
    def _compute_is_open(self):
        today = fields.Date.today()
        for link in self:
            link.is_open = (
                not link.is_revoked and bool(link.date_expiry) and link.date_expiry >= today
            )

    @api.depends_context("uid")
    @api.depends("date_expiry", "is_revoked")
    def _compute_joined_words(self):
        """For those who may read the link, in multiples of the threshold, once it is over
        everywhere: also when it was revoked, since whoever could choose that moment would see who
        came just before it."""
        told = self.filtered("id").with_user(self.env.user)._filtered_access("read")
        today = fields.Date.today()
        for link in self:
            link.joined_words = False
            if link.id not in told.ids:
                continue
            if today < link.date_expiry + timedelta(days=TOLD_AFTER_DAYS):
                continue
            # sudo: mentoring.invitation.link - the count, of which only a step is told
            count, step = link.sudo().joined_count, link.programme_id.preference_threshold
            link.joined_words = (
                self.env._("at least %s", count - count % step)
                if count >= step
                else self.env._("fewer than %s", step)
            )

    # -- the coordinator's steps --------------------------------------------------------------

    @api.model
    def _make(self, programme, role, date_expiry):
        """Make a link.

        :return: the path of its address; it is told this once and kept nowhere
        :raises AccessError: for anybody who does not coordinate the programme
        :raises UserError: when nobody could join by it
        """
        programme.check_access("write")
        if not self.env.su and not programme.is_coordinator:
            raise AccessError(self.env._("Only a coordinator of this programme can invite to it."))
        if programme.state not in ("draft", "enrolling"):
            raise UserError(
                self.env._("Nobody joins this programme any more: make a link in the next one.")
            )
        today = fields.Date.today()
        if not date_expiry or not today <= date_expiry <= today + timedelta(days=LONGEST_DAYS):
            raise UserError(
                self.env._("Let the link be open for up to %s days from today.", LONGEST_DAYS)
            )
        token = secrets.token_urlsafe(32)
        # sudo: mentoring.invitation.link - made by this step alone, the caller was checked
        self.sudo().create(
            {
                "programme_id": programme.id,
                "company_id": programme.company_id.id,
                "role": role,
                "date_expiry": date_expiry,
                "token_hash": _hash(token),
            }
        )
        return f"/my/mentoring/join/{token}"

    def action_revoke(self):
        """From now on nobody joins by these links."""
        self.check_access("read")
        if not self.env.su and not all(link.programme_id.is_coordinator for link in self):
            raise AccessError(self.env._("Only a coordinator of this programme can do that."))
        # sudo: mentoring.invitation.link - coordinators write none directly
        self.sudo().is_revoked = True

    # -- those who were given one -------------------------------------------------------------

    @api.model
    def _of_token(self, token):
        """The open link of this address, in sudo, for an employee who could join by it; else none.

        One answer for an address that never was, one that is over, and one of another company: it
        tells nobody that there is a programme.
        """
        # sudo: mentoring.invitation.link, mentoring.programme - whoever has the address may know
        # what it invites to
        links = self.sudo()
        link = links.search([("token_hash", "=", _hash(token))]) if token else links
        programme = link.programme_id
        today = fields.Date.today()
        takes = programme.state == "enrolling" and (programme.date_enrolment_end or today) >= today
        if not link.is_open or not takes or not self._employee_of_reader(programme):
            return links.browse()
        return link

    @api.model
    def _employee_of_reader(self, programme):
        """The reader as an employee of the programme's company, in sudo, or none."""
        # sudo: hr.employee - the reader's own record
        return (
            self.env["hr.employee"]
            .sudo()  # sudo: hr.employee - the reader's own
            .search(
                [("user_id", "=", self.env.uid), ("company_id", "=", programme.company_id.id)],
                limit=1,
            )
        )

    def _enrolment_of_reader(self):
        """The reader's enrolment in this programme and role, in sudo, or none."""
        self.ensure_one()
        # sudo: mentoring.enrolment - the reader's own
        return (
            self.env["mentoring.enrolment"]
            .sudo()  # sudo: mentoring.enrolment - the reader's own
            .search(
                [
                    ("programme_id", "=", self.programme_id.id),
                    ("role", "=", self.role),
                    ("employee_id", "=", self._employee_of_reader(self.programme_id).id),
                ]
            )
        )

    def _join(self):
        """Apply, as the reader. The enrolment is that of any applicant, and says of no link.

        :raises UserError: when they are enrolled already, or the role is meant for others
        """
        self.ensure_one()
        employee = self._employee_of_reader(self.programme_id)
        if self._enrolment_of_reader():
            raise UserError(
                self.env._("You are in this programme already: see it under My mentoring.")
            )
        if not self.programme_id._is_eligible(employee, self.role):
            raise UserError(
                self.env._(
                    "This programme is meant for other colleagues in this role. If you think "
                    "it should be open to you, ask its coordinator."
                )
            )
        # sudo: mentoring.enrolment - the reader's own application, invited by whoever holds the
        # link; all else about it is as when they apply
        self.env["mentoring.enrolment"].sudo().create(
            {
                "programme_id": self.programme_id.id,
                "role": self.role,
                "employee_id": employee.id,
                "state": "applied",
            }
        )
        # sudo: mentoring.invitation.link - a count, see the class; one at a time
        link = self.sudo()
        link.lock_for_update()
        link.joined_count += 1


def _hash(token):
    """Of a random text of 256 bits, which nobody could guess: no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
