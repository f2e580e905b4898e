from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..matching import broken
from .locking import claimed
from .mentoring_enrolment_requests import ASKING_STATES

BATCH = 200


class MentoringRequest(models.Model):
    """How a request ends: answered by the mentor, taken back by the mentee, or left to expire."""

    _inherit = "mentoring.request"

    # -- the two people's steps ----------------------------------------------------------

    def _check_is(self, role):
        """Refuse everybody but the one who is ``role`` in these requests."""
        self.check_access("read")
        for request in self:
            # sudo: mentoring.enrolment - whose enrolment it is
            if request.sudo()[f"{role}_id"].user_id != self.env.user:
                raise AccessError(
                    self.env._("Only the mentor answers a request, and only the mentee withdraws.")
                )

    def _check_open(self):
        now = fields.Datetime.now()
        for request in self:
            if request.state != "asked" or request.date_expiry <= now:
                raise UserError(
                    self.env._(
                        "This request is no longer open: it was answered, withdrawn, or its time "
                        "ran out. Reload the page."
                    )
                )

    def action_accept(self):
        """As the mentor: yes. Both have said so, and so they are paired at once."""
        self.ensure_one()
        self._check_is("mentor")
        claimed(self)
        self._check_open()
        # sudo: mentoring.enrolment - the two, one of whom is the caller
        mentor, mentee = self.sudo().mentor_id, self.sudo().mentee_id
        # Before anything is counted, and in the order in which pairings lock them too.
        (mentor | mentee)._lock_for_pairing()
        mentor.with_user(self.env.user)._check_spare_place()
        people = (mentor | mentee)._to_people()
        if len(people) == 2 and "former" in broken(people[mentor.id], people[mentee.id]):
            raise UserError(
                self.env._(
                    "You two were proposed to each other or paired before: a coordinator can "
                    "pair you again."
                )
            )
        self._close("accepted")
        now = fields.Datetime.now()
        # As nobody: who made a pairing would tell HR that it was asked for.
        pairing = self.env["mentoring.pairing"].with_user(SUPERUSER_ID)
        pairing = pairing.create(
            {
                "mentor_id": mentor.id,
                "mentee_id": mentee.id,
                "state": "agreed",
                "mentor_agreed_on": now,
                "mentee_agreed_on": now,
            }
        )
        pairing._flush_as_nobody()
        pairing._activate_agreed()
        if pairing.state == "agreed":
            mentee._send_neutral("mentoring_programme.mail_template_request_accepted")

    def action_decline(self):
        """As the mentor: no, without a reason."""
        self._check_is("mentor")
        claimed(self)
        self._check_open()
        self._close("declined")
        self._tell_mentees()

    def action_withdraw(self):
        """As the mentee: take it back. The mentor is not troubled with a mail about it."""
        self._check_is("mentee")
        claimed(self)
        self._check_open()
        self._close("withdrawn")

    # -- what follows --------------------------------------------------------------------

    def _close(self, state):
        """End these requests. What was written has been read by then, and is kept no longer."""
        # sudo: mentoring.request - nobody may write one; who may take the step was checked
        self.sudo().write({"state": state, "message": False})

    def _tell_mentees(self):
        # sudo: mentoring.enrolment - the mentees get a neutral mail, whoever took the step
        self.sudo().mentee_id.sorted("id")._send_neutral(
            "mentoring_programme.mail_template_request_over"
        )

    @api.model
    def _end_of(self, enrolments, state):
        """End what is asked by or of people who have moved on to ``state``."""
        leaves = state in ("withdrawn", "declined", "completed")
        if not leaves and state != "matched":
            return
        mine = Domain("mentee_id", "in", enrolments.ids)
        open_ones = self.search(
            Domain("state", "=", "asked")
            & (mine | Domain("mentor_id", "in", enrolments.ids) if leaves else mine)
        )
        own = open_ones.filtered(lambda request: request.mentee_id.id in enrolments.ids)
        own._close("withdrawn")
        (open_ones - own)._close("expired")
        (open_ones - own)._tell_mentees()

    def _expired_domain(self):
        """Open requests whose time ran out, or to which nobody could say yes any more."""
        return Domain("state", "=", "asked") & (
            Domain("date_expiry", "<=", fields.Datetime.now())
            | Domain("programme_id.state", "in", ("closed", "cancelled"))
        )

    @api.model
    def _cron_expire(self):
        """Expire what nobody answered; told and written in one transaction, batch by batch."""
        domain = self._expired_domain()
        cron = self.env["ir.cron"]
        left = self.search_count(domain)
        while left:
            batch = self.search(domain, order="id", limit=BATCH).try_lock_for_update()
            batch = batch.filtered(lambda request: request.state == "asked")
            if not batch:
                # Somebody is answering these at this moment: the next turn sees what came of it.
                break
            batch._close("expired")
            batch.filtered(
                lambda request: request.programme_id.state in ASKING_STATES
            )._tell_mentees()
            left = self.search_count(domain)
            if not cron._commit_progress(len(batch), remaining=left):
                break
