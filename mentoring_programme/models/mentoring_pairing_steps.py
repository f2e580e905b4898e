from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import AccessError, UserError

from .mentoring_enrolment import LIVE_PAIRING_STATES
from .mentoring_pairing import PAIRING_STATES


class MentoringPairing(models.Model):
    """How a pairing moves on: by what its two people answer. Who declined or ended is not kept."""

    _inherit = "mentoring.pairing"

    # -- the two people's steps ----------------------------------------------------------

    def _check_mine(self):
        self.check_access("read")
        if any(not pairing._role_of_reader() for pairing in self):
            raise AccessError(self.env._("Only the two people of a pairing can answer for it."))

    def _check_state(self, *states):
        for pairing in self:
            if pairing.state not in states:
                raise UserError(
                    self.env._(
                        "This pairing is in the state “%s”, so this step is not open: reload "
                        "the page.",
                        dict(PAIRING_STATES)[pairing.state],
                    )
                )

    def action_agree(self):
        """Say yes; once both have, it is agreed. Said twice is said once."""
        self._check_mine()
        self._check_state("proposed", "agreed", "active")
        for pairing in self.filtered(lambda pairing: pairing.state == "proposed"):
            field = f"{pairing._role_of_reader()}_agreed_on"
            # As nobody: who wrote last would tell a coordinator who has not answered yet.
            answered = pairing._as_nobody()
            answered[field] = answered[field] or fields.Datetime.now()
            if answered.mentor_agreed_on and answered.mentee_agreed_on:
                answered.state = "agreed"
            answered._flush_as_nobody()
        self._activate_agreed()

    def action_decline(self):
        """Say no, without a reason; who said it is not kept, nor that both did."""
        self._check_mine()
        self._check_state("proposed", "ended")
        self._end()

    def _check_may_end(self):
        self.check_access("read")
        for pairing in self:
            if not pairing._role_of_reader() and not pairing.programme_id.is_coordinator:
                raise AccessError(
                    self.env._("Only the two people or a coordinator can end a pairing.")
                )

    # -- what follows --------------------------------------------------------------------

    def _as_nobody(self):
        """These pairings as the system itself, so that no record tells who took the step."""
        return self.with_user(SUPERUSER_ID)

    def _flush_as_nobody(self):
        """Write now: a row last written by nobody would otherwise get the name of whoever
        happens to write next."""
        self._as_nobody().env.flush_all()

    def _activate_agreed(self):
        """Agreed pairings of running programmes begin."""
        # As nobody: the state follows from two answers, and not from whose came last.
        begins = self._as_nobody().filtered(
            lambda pairing: pairing.state == "agreed" and pairing.programme_id.state == "running"
        )
        if begins:
            begins.write({"state": "active", "date_start": fields.Date.context_today(self)})
            begins._flush_as_nobody()
            begins._tell_both("mentoring_programme.mail_template_active")

    def _end(self):
        live = self._as_nobody().filtered(lambda pairing: pairing.state in LIVE_PAIRING_STATES)
        begun = live.filtered(lambda pairing: pairing.state in ("active", "paused"))
        live.session_ids._cancel_future()
        # An answer that was given says, beside one that was not, who declined.
        live.filtered(lambda pairing: pairing.state in ("proposed", "agreed")).write(
            {"mentor_agreed_on": False, "mentee_agreed_on": False}
        )
        live.write({"state": "ended", "date_end": fields.Date.context_today(self)})
        (live.mentor_id | live.mentee_id)._settle_after_pairing()
        live._flush_as_nobody()
        begun._tell_both("mentoring_programme.mail_template_ended")
        (live - begun)._tell_both("mentoring_programme.mail_template_not_begun")

    def _complete(self):
        live = self._as_nobody()
        live.session_ids._cancel_future()
        live.write({"state": "completed", "date_end": fields.Date.context_today(self)})
        (live.mentor_id | live.mentee_id)._complete_if_done()
        live._flush_as_nobody()

    def _tell_both(self, template_xmlid):
        # sudo: mentoring.enrolment - each of the two gets the same neutral mail, unless they left
        pairings = self.sudo()
        here = (pairings.mentor_id | pairings.mentee_id).filtered(lambda e: e._person().active)
        # In an order of their own: who reads all mails could else tell by it who is paired.
        here.sorted("id")._send_neutral(template_xmlid)

    def action_plan_sessions(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan sessions"),
            "res_model": "mentoring.session.plan",
            "view_mode": "form",
            "target": "new",
            "context": {"default_pairing_id": self.id},
        }

    def _get_list_action(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "mentoring_programme.mentoring_pairing_action"
        )
        action["domain"] = [("id", "in", self.ids)]
        return action
