from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError


class MentoringPairingHold(models.Model):
    """That a pairing rests until somebody lets it go on: its coordinator, or a safeguarding lead
    whose concern this hold belongs to. Which concern stands in the concern alone, sealed.

    Nobody has a right on it. A row says neither who asked nor when.
    """

    _name = "mentoring.pairing.hold"
    _description = "Hold on a Pairing"
    _log_access = False

    pairing_id = fields.Many2one(
        "mentoring.pairing", required=True, ondelete="cascade", index=True, groups=fields.NO_ACCESS
    )
    is_coordinators = fields.Boolean(groups=fields.NO_ACCESS)

    def _compute_display_name(self):
        for hold in self:
            hold.display_name = self.env._("In confidence")


class MentoringPairing(models.Model):
    """A pairing that is held rests, and does not go on before it is let go.

    After any pause both have to say that they are back. What is held waits in the same way,
    so that to each of the two it looks as if the other had not said so yet: nobody is refused
    anything that tells of a hold, be it that of a coordinator who wants to talk to both first
    or that of a concern.
    """

    _inherit = "mentoring.pairing"

    is_held_by_coordinator = fields.Boolean(compute="_compute_is_held_by_coordinator")

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_is_held_by_coordinator(self):
        """For coordinators of the programme; whether a concern holds it is told to nobody."""
        mine = self.filtered("id")._filtered_access("read")
        readable = mine.programme_id._filtered_access("read")
        mine = mine.filtered(
            lambda pairing: pairing.programme_id in readable and pairing.programme_id.is_coordinator
        )
        held = mine._holds([("is_coordinators", "=", True)]).pairing_id
        for pairing in self:
            pairing.is_held_by_coordinator = pairing in held

    def _holds(self, domain=()):
        # sudo: mentoring.pairing.hold - nobody has a right on it; whom it is told is the caller's
        holds = self.env["mentoring.pairing.hold"].sudo()
        return holds.search([("pairing_id", "in", self.ids), *domain])

    def _held_pairings(self):
        """Those of these pairings that may not go on for now."""
        return self & self._holds().pairing_id.with_env(self.env)

    def _resume(self):
        """Let those go on that nothing holds; the others rest on, as if somebody were not back."""
        return super(MentoringPairing, self - self._held_pairings())._resume()

    def _tell_who_rests(self):
        """Of what is held nobody is told that the other is back: whoever then says so too would
        see that something else keeps it from going on."""
        return super(MentoringPairing, self - self._held_pairings())._tell_who_rests()

    def _partner_is_back(self):
        return not self._held_pairings() and super()._partner_is_back()

    def _waiting_for_reader(self):
        waiting = super()._waiting_for_reader()
        return waiting - waiting._held_pairings()

    def write(self, vals):
        """Whatever else lets pairings go on is not to forget that they may be held."""
        if not self.env.su:
            # Before a hold is looked for: the refusal would tell of it whoever asks.
            self.check_access("write")
        if vals.get("state") == "active":
            paused = self.filtered(lambda pairing: pairing.state == "paused")
            if paused._held_pairings():
                raise UserError(
                    self.env._(
                        "This pairing cannot go on just yet. You need do nothing: it can once "
                        "somebody has looked into it. You can end it at any time."
                    )
                )
        return super().write(vals)

    def _hold(self, is_coordinators=False):
        """Let these rest at once, and keep them from going on; both people get the mail that
        goes with any pause.

        :return: the holds, one a pairing
        """
        # As nobody: who asked for it is not kept.
        holds = self.env["mentoring.pairing.hold"].with_user(SUPERUSER_ID)
        holds = holds.create(
            [{"pairing_id": each.id, "is_coordinators": is_coordinators} for each in self]
        )
        # Those that rest already look as before, or their two people would see that something
        # has come to it.
        self.filtered(lambda pairing: pairing.state != "paused")._pause()
        self._flush_as_nobody()
        self.invalidate_recordset(["is_held_by_coordinator"])
        return holds

    def _no_longer_back(self):
        """Whoever asks for a pause anew is not back, whatever they said before.

        Their own word alone: if the other's were gone as well, they would see that something
        has come to a pairing that rests.
        """
        for pairing in self.filtered(lambda pairing: pairing.state == "paused"):
            pause = pairing._running_pause()
            pause[f"{pairing._role_of_reader()}_is_back"] = False
            pause.env.flush_all()

    # -- a coordinator's own hold --------------------------------------------------------

    def _check_coordinates(self):
        self.check_access("read")
        if not all(pairing.programme_id.is_coordinator for pairing in self):
            raise AccessError(self.env._("Only a coordinator of this programme can do that."))

    def action_hold(self):
        """Pause until a coordinator has talked to both."""
        self._check_coordinates()
        self._check_state("active", "paused")
        (self - self._holds([("is_coordinators", "=", True)]).pairing_id)._hold(True)

    def action_release(self):
        """A coordinator has talked to both: it goes on once both are back."""
        self._check_coordinates()
        self._holds([("is_coordinators", "=", True)]).unlink()
        self.invalidate_recordset(["is_held_by_coordinator"])
        self._resume_if_both_are_back()

    def _resume_if_both_are_back(self):
        """Once nothing holds them: those whose people both said, meanwhile, that they are; where
        one of them did, the other is told now."""
        pairings = self._as_nobody()
        pauses = pairings._pauses().filtered(lambda p: p.mentor_is_back and p.mentee_is_back)
        (pairings & pauses.pairing_id.with_env(pairings.env))._resume()
        pairings.filtered(lambda pairing: pairing.state == "paused")._tell_who_rests()
