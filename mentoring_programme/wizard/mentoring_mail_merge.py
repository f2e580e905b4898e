from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import clean_context

from ..models.locking import locked

# The audience's checkboxes, each with the enrolment state it takes in.
STANDING = {
    "to_invited": "invited",
    "to_applied": "applied",
    "to_accepted": "accepted",
    "to_ready": "ready",
    "to_matched": "matched",
    "to_completed": "completed",
}
AUDIENCE = (
    "programme_id",
    "to_mentors",
    "to_mentees",
    *STANDING,
    "requirement_id",
    "unmatched_only",
    "pairing_state",
    "pairing_id",
)


class MentoringMailMerge(models.TransientModel):
    """A mail of a coordinator to some of a programme's people, to each alone.

    Whom it goes to is said here; what it says, with its placeholders, is in
    ``mentoring_mail_merge_text``. It is sent in two steps: first it is shown to how many and to
    whom it goes, and then it goes to those of them who still belong to the audience.
    """

    _name = "mentoring.mail.merge"
    _inherit = ["mentoring.unseen"]
    _description = "Mail to Participants"

    programme_id = fields.Many2one("mentoring.programme", required=True, ondelete="cascade")
    step = fields.Selection(
        [("compose", "Write"), ("check", "Check"), ("sent", "Sent")],
        default="compose",
        required=True,
        readonly=True,
    )
    to_mentors = fields.Boolean(string="Mentors", default=True)
    to_mentees = fields.Boolean(string="Mentees", default=True)
    to_invited = fields.Boolean(string="Invited, not answered yet")
    to_applied = fields.Boolean(string="Applied, not accepted yet")
    to_accepted = fields.Boolean(string="Accepted", default=True)
    to_ready = fields.Boolean(string="Ready", default=True)
    to_matched = fields.Boolean(string="Matched", default=True)
    to_completed = fields.Boolean(string="Completed")
    requirement_id = fields.Many2one(
        "mentoring.requirement",
        string="Only those who still have to do",
        domain="[('programme_id', '=', programme_id)]",
        ondelete="cascade",
    )
    unmatched_only = fields.Boolean(string="Only those without a partner")
    pairing_state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("agreed", "Agreed"),
            ("active", "Active"),
            ("paused", "Paused"),
            ("completed", "Completed"),
        ],
        string="Only those with a pairing that is",
    )
    pairing_id = fields.Many2one(
        "mentoring.pairing",
        string="Only the two of",
        domain="[('programme_id', '=', programme_id)]",
        ondelete="cascade",
    )
    recipient_ids = fields.Many2many(
        "mentoring.enrolment", compute="_compute_recipients", string="Who gets it"
    )
    recipient_count = fields.Integer(compute="_compute_recipients", string="People")
    no_address_count = fields.Integer(compute="_compute_recipients", string="Without an address")
    checked_ids = fields.Many2many("mentoring.enrolment", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        self = self.with_context(clean_context(self.env.context))
        for vals in vals_list:
            self._check_programme(vals.get("programme_id"))
            self._check_chosen(vals)
        return super().create(vals_list)

    def write(self, vals):
        if "programme_id" in vals:
            self._check_programme(vals["programme_id"])
        self._check_chosen(vals)
        return super().write(vals)

    def _check_programme(self, programme_id):
        """Refuse, before the database is asked anything, what the caller does not coordinate."""
        if not self.env.su:
            self.env["mentoring.desk"]._programme(programme_id)

    def _check_chosen(self, vals):
        """The same for what is chosen beside it: whether it exists is told to its readers only."""
        for name in ("requirement_id", "pairing_id", "preview_id"):
            chosen = not self.env.su and vals.get(name)
            if chosen and not self.env[self._fields[name].comodel_name].search_count(
                [("id", "=", chosen)]
            ):
                raise self.env["mentoring.desk"]._refusal()

    # -- the audience --------------------------------------------------------------------

    @api.depends(*AUDIENCE)
    def _compute_recipients(self):
        for merge in self:
            reachable, unreachable = merge._audience()
            merge.recipient_ids = reachable
            merge.recipient_count = len(reachable)
            merge.no_address_count = len(unreachable)

    def _audience(self):
        """Those who get it, one enrolment a person, and those who have no address.

        Read as the coordinator: nobody is reached whom they could not find.

        :return: (enrolments, enrolments)
        """
        self.ensure_one()
        nobody = self.env["mentoring.enrolment"]
        if not self.programme_id:
            return nobody, nobody
        self._check_programme(self.programme_id.id)
        found = nobody.search(self._audience_domain())
        if self.requirement_id:
            found = found.filtered(lambda e: self.requirement_id in e.missing_requirement_ids)
        one_each = {enrolment._person_key(): enrolment for enrolment in reversed(found)}
        people = found & nobody.union(*one_each.values())
        # sudo: res.partner - whether there is an address, also of people from outside
        reachable = people.filtered(lambda e: e.contact_id.sudo().email)
        return reachable, people - reachable

    def _audience_domain(self):
        roles = [role for role in ("mentor", "mentee") if self[f"to_{role}s"]]
        states = [state for name, state in STANDING.items() if self[name]]
        domain = Domain("programme_id", "=", self.programme_id.id)
        domain &= Domain("role", "in", roles) & Domain("state", "in", states)
        if self.unmatched_only:
            domain &= Domain("state", "!=", "matched")
        if self.pairing_id:
            both = self.env["mentoring.pairing"].search([("id", "=", self.pairing_id.id)])
            domain &= Domain("id", "in", [*both.mentor_id.ids, *both.mentee_id.ids])
        if self.pairing_state:
            pairings = self.env["mentoring.pairing"].search(
                [
                    ("programme_id", "=", self.programme_id.id),
                    ("state", "=", self.pairing_state),
                ]
            )
            domain &= Domain("id", "in", [*pairings.mentor_id.ids, *pairings.mentee_id.ids])
        return domain

    # -- sending -------------------------------------------------------------------------

    def action_check(self):
        """Show to how many and to whom it goes; refuse what cannot be sent."""
        self.ensure_one()
        self._refuse_problem()
        self.write({"step": "check", "checked_ids": [fields.Command.set(self.recipient_ids.ids)]})
        return self._reopen()

    def action_compose(self):
        """Back to writing."""
        self.ensure_one()
        self._check_programme(self.programme_id.id)
        if self.step == "check":
            self.step = "compose"
        return self._reopen()

    def action_send_test(self):
        """Send it to the coordinator alone, as the chosen recipient would get it."""
        self.ensure_one()
        self._refuse_problem()
        me = self.env.user.partner_id
        [values] = self._mail_values(self.preview_id)
        values["subject"] = self.env._("Test: %s", values["subject"])
        self._queue([{**values, "recipient_ids": [fields.Command.link(me.id)]}])
        return self._say(self.env._("The test mail is on its way to you."))

    def action_send(self):
        """Queue one mail for each of those who were shown and still belong to the audience.

        :raises UserError: when it was sent already, was not checked, or cannot be sent
        """
        self.check_access("write")
        merge = locked(self.ensure_one())
        merge._refuse_problem()
        if merge.step != "check":
            raise UserError(
                self.env._("This mail was sent already.")
                if merge.step == "sent"
                else self.env._("Look at who gets it before you send it: press “Check”.")
            )
        people = merge.checked_ids & merge.recipient_ids
        if not people:
            raise UserError(
                self.env._("Nobody who was shown belongs to the audience any more: check again.")
            )
        merge._queue(merge._mail_values(people))
        self.env["mentoring.mail.log"]._note(people, "merge")
        left_out = len(merge.checked_ids - people)
        merge.step = "sent"
        told = self.env._("Sent to each alone: %s.", len(people))
        if left_out:
            told += " " + self.env._("No longer part of the audience: %s.", left_out)
        return merge._say(told, close=True)

    def _refuse_problem(self):
        self._check_programme(self.programme_id.id)
        if self.problem:
            raise UserError(self.problem)

    def _queue(self, values_list):
        """Put mails into the queue, so that nobody finds them by who wrote them or by a record:
        they point to none, and their author is the system."""
        # sudo: mail.mail - in the name of the system; to and from whom is in the values
        mails = self.env["mail.mail"].with_user(SUPERUSER_ID)
        mails.create(
            [
                {**values, "model": False, "res_id": False, "auto_delete": True}
                for values in values_list
            ]
        )

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Write to participants"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large", "mentoring_show_names": True},
        }

    def _say(self, message, close=False):
        action = {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": "success", "message": message},
        }
        if close:
            action["params"]["next"] = {"type": "ir.actions.act_window_close"}
        return action
