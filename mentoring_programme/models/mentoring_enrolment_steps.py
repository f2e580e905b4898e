from odoo import SUPERUSER_ID, models
from odoo.exceptions import AccessError, UserError

from .mentoring_enrolment import ENROLMENT_STATES, LIVE_PAIRING_STATES


class MentoringEnrolment(models.Model):
    """How an enrolment moves on: each step says who may take it and from where."""

    _inherit = "mentoring.enrolment"

    def _move(self, origins, state):
        """Set the state from one of ``origins``; who may is the caller's to check.

        Where somebody else was a moment earlier and it is there already, nothing is wrong.
        """
        for enrolment in self.filtered(lambda enrolment: enrolment.state != state):
            if enrolment.state not in origins:
                raise UserError(
                    self.env._(
                        "This enrolment is in the state “%s”, so this step is not open. "
                        "Somebody else may have moved it on: reload the page.",
                        dict(ENROLMENT_STATES)[enrolment.state],
                    )
                )
        self._write_state(state)

    def _check_mine(self):
        self.check_access("read")
        if not self.env.su and any(e.user_id != self.env.user for e in self):
            raise AccessError(
                self.env._("Only the person who is enrolled can answer for themselves.")
            )

    def _check_coordinator(self):
        self.check_access("write")
        if not self.env.su and not all(e.programme_id.is_coordinator for e in self):
            raise AccessError(self.env._("Only a coordinator of this programme can do that."))

    # -- the participant's own steps -----------------------------------------------------

    def action_accept_invitation(self):
        self._check_mine()
        if any(e.programme_id.state not in ("enrolling", "matching", "running") for e in self):
            raise UserError(self.env._("This programme is over, so there is nothing to accept."))
        # sudo: mentoring.enrolment - the owner answers their own invitation
        enrolments = self.sudo()
        enrolments._move(("invited",), "accepted")
        enrolments._update_readiness()

    def action_decline_invitation(self):
        self._check_mine()
        # sudo: mentoring.enrolment, mentoring.preference - the owner answers their own
        # invitation; what they may have said before is destroyed
        self.sudo()._move(("invited",), "declined")
        # sudo: mentoring.preference - as above
        self.env["mentoring.preference"].sudo()._empty_boxes(self.sudo())

    def action_withdraw(self):
        """Leave at any time, without giving a reason; pairings of this enrolment end."""
        self._check_mine()
        # sudo: mentoring.enrolment, mentoring.pairing, mentoring.preference - the owner
        # leaves: their pairings end and what they said in confidence is destroyed
        enrolments = self.sudo()
        enrolments._live_pairings()._end()
        enrolments._move(
            ("invited", "applied", "accepted", "ready", "matched"),
            "withdrawn",
        )
        # sudo: mentoring.preference - as above
        self.env["mentoring.preference"].sudo()._empty_boxes(enrolments)
        enrolments._destroy_written()

    def _destroy_written(self):
        """Destroy what these people wrote in confidence or of themselves; an addon in which they
        write more extends it. What both have made together stays."""
        self.env["mentoring.reflection"]._destroy_of(self)
        self.env["mentoring.goal"]._destroy_of(self)
        self.env["mentoring.assessment"]._destroy_of(self)

    def action_rejoin(self):
        """Undo a withdrawal or a refusal while the programme still takes people."""
        self._check_mine()
        for enrolment in self:
            if enrolment.programme_id.state not in ("enrolling", "matching"):
                raise UserError(
                    self.env._("This programme no longer takes people: ask its coordinator.")
                )
            # sudo: mentoring.enrolment - the owner comes back; a coordinator accepts anew
            enrolment.sudo()._move(("withdrawn", "declined"), "applied")

    def action_acknowledge(self):
        """Acknowledge the requirement named in the context as read and understood."""
        self._check_mine()
        requirement = self.env["mentoring.requirement"].browse(
            self.env.context.get("requirement_id")
        )
        for enrolment in self:
            asked = enrolment.missing_requirement_ids
            if requirement not in asked or requirement.confirmation != "participant":
                raise UserError(
                    self.env._("There is nothing left to acknowledge here: reload the page.")
                )
        self._fulfil(requirement)

    # -- the coordinator's steps ---------------------------------------------------------

    def action_accept_application(self):
        self._check_coordinator()
        self._move(("applied",), "accepted")
        self._update_readiness()

    def action_decline_application(self):
        self._check_coordinator()
        self._move(("invited", "applied", "accepted", "ready"), "declined")
        # sudo: mentoring.preference - whoever is not taken is not kept either
        self.env["mentoring.preference"].sudo()._empty_boxes(self.sudo())

    def action_send_invitation(self):
        """Invite by mail: for the first time, once more, or after a no."""
        self._check_coordinator()
        self._check_log_in()
        self._move(("invited", "declined", "withdrawn"), "invited")
        self._send_invitations()

    def _check_log_in(self):
        """Whoever has none would find nothing behind the link."""
        for enrolment in self:
            if enrolment.partner_id and not enrolment.user_id:
                raise UserError(
                    self.env._(
                        "%s has no log-in yet and could not answer: open their contact, choose "
                        "“Grant portal access” there, or ask somebody who may, and invite them "
                        "then.",
                        enrolment._person_name(),
                    )
                )

    def action_confirm_requirements(self):
        """Confirm for these people all that the coordinator has to confirm.

        For people from outside that is also what a résumé would say: they have none here.
        """
        self._check_coordinator()
        missing = self.missing_requirement_ids
        self._fulfil(missing.filtered(lambda asked: asked.confirmation == "coordinator"))
        self.filtered("partner_id")._fulfil(
            missing.filtered(lambda asked: asked.confirmation == "resume"), how="coordinator"
        )

    def action_confirm_attendance(self):
        """Confirm that people who could not attend have made up for it in another way."""
        self._check_coordinator()
        self._fulfil(
            self.missing_requirement_ids.filtered(lambda asked: asked.confirmation == "attendance"),
            how="coordinator",
        )

    # -- what follows --------------------------------------------------------------------

    def _fulfil(self, requirements, **values):
        # sudo: mentoring.fulfilment - written by the steps above, never by hand
        self.env["mentoring.fulfilment"].sudo().create(
            [
                {"enrolment_id": enrolment.id, "requirement_id": requirement.id, **values}
                for enrolment in self
                for requirement in requirements & enrolment.missing_requirement_ids
            ]
        )
        self.invalidate_recordset(["missing_requirement_ids", "fulfilment_ids"])
        self._update_readiness()

    def _update_readiness(self):
        """Accepted people who lack nothing are ready; ready people who lack something are not."""
        # sudo: mentoring.enrolment - the state follows from what was fulfilled
        enrolments = self.sudo()
        ready = enrolments.filtered(
            lambda e: e.state == "accepted" and not e.missing_requirement_ids
        )
        lacking = enrolments.filtered(lambda e: e.state == "ready" and e.missing_requirement_ids)
        ready._move(("accepted",), "ready")
        lacking._move(("ready",), "accepted")

    def _live_pairings(self):
        return self.env["mentoring.pairing"].search(
            [
                ("state", "in", LIVE_PAIRING_STATES),
                "|",
                ("mentor_id", "in", self.ids),
                ("mentee_id", "in", self.ids),
            ]
        )

    def _settle_after_pairing(self):
        """Matched while a pairing lives, else back among those waiting to be matched."""
        # sudo: mentoring.enrolment - the state follows from the pairings
        enrolments = self.sudo()
        pairings = enrolments._live_pairings()
        paired = (pairings.mentor_id | pairings.mentee_id) & enrolments
        paired.filtered(lambda e: e.state in ("accepted", "ready"))._move(
            ("accepted", "ready"), "matched"
        )
        free = (enrolments - paired).filtered(lambda e: e.state == "matched")
        free._move(("matched",), "accepted")
        free._update_readiness()

    def _complete_if_done(self):
        """Completed once no pairing is left alive."""
        # sudo: mentoring.enrolment - the state follows from the pairings
        enrolments = self.sudo()
        live = enrolments._live_pairings()
        done = enrolments - live.mentor_id - live.mentee_id
        done.filtered(lambda e: e.state == "matched")._move(("matched",), "completed")

    def _lock_for_pairing(self):
        """Let one person at a time give away the places of these enrolments."""
        # sudo: mentoring.enrolment - a row lock, nothing is read
        if self.sudo().try_lock_for_update(allow_referencing=True) != self:
            raise UserError(
                self.env._(
                    "Somebody else is pairing one of these people right now: reload the page "
                    "and try again."
                )
            )

    def _send_invitations(self):
        self._send_neutral("mentoring_programme.mail_template_invitation")

    def _send_neutral(self, template_xmlid, is_counted=True):
        """Queue one mail a person, in their language; the template keeps names out of it.

        :param is_counted: whether coordinators count it; not where that it was sent tells them
            what two people did
        """
        reachable = self.filtered("contact_id")
        if reachable:
            # As nobody and about no record: coordinators read who wrote a message about an
            # enrolment, and an author reads to whom.
            template = self.env.ref(template_xmlid).with_user(SUPERUSER_ID)
            template.send_mail_batch(reachable.ids, email_values={"model": False, "res_id": False})
            if is_counted:
                self.env["mentoring.mail.log"]._note(reachable, template_xmlid)
