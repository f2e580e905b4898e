from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .locking import locked
from .mentoring_enrolment import LIVE_PAIRING_STATES

REVIEW_REASONS = [
    ("management_chain", "One of them now manages the other, directly or further up"),
    ("coach", "One of them now is the other's coach"),
    ("company", "They now work in different companies"),
]
REVIEW_STATES = [
    ("open", "To decide"),
    ("kept", "Kept, both were asked"),
    ("ended", "Ended"),
]


class MentoringReview(models.Model):
    """A pairing that today would not be made any more, for its coordinators to talk about.

    Nothing ends by itself: the coordinators ask both and decide, once for a pair and a reason.
    """

    _name = "mentoring.review"
    _inherit = ["mentoring.unseen"]
    _description = "Pairing to Review"
    _order = "state desc, id desc"

    pairing_id = fields.Many2one(
        "mentoring.pairing", required=True, readonly=True, ondelete="cascade", index=True
    )
    programme_id = fields.Many2one(
        "mentoring.programme", required=True, readonly=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="cascade", index=True
    )
    reason = fields.Selection(REVIEW_REASONS, required=True, readonly=True)
    state = fields.Selection(REVIEW_STATES, default="open", required=True, readonly=True)
    mentor_name = fields.Char(string="Mentor", compute="_compute_names")
    mentee_name = fields.Char(string="Mentee", compute="_compute_names")

    _once = models.UniqueIndex(
        "(pairing_id, reason)", "This pairing is to be reviewed for this reason already."
    )

    def _compute_display_name(self):
        for review in self:
            review.display_name = self.env._("Review %s", review.id or "")

    def _compute_names(self):
        readable = self.filtered("id")._filtered_access("read")
        for review in self:
            pairing = (review & readable).pairing_id
            review.mentor_name, review.mentee_name = pairing.mentor_name, pairing.mentee_name

    def _decide(self, state):
        self.check_access("read")
        if not all(review.programme_id.is_coordinator for review in self):
            raise AccessError(self.env._("Only a coordinator of this programme can decide that."))
        # One order for everybody: an ending locks the pairing, too.
        locked(self.pairing_id)
        locked(self)
        if any(review.state != "open" for review in self):
            raise UserError(
                self.env._("Somebody else has decided this in the meantime: reload the page.")
            )
        # sudo: mentoring.review - the state, which nobody may write directly
        self.sudo().write({"state": state})

    def action_keep(self):
        """Both were asked, and the pairing goes on. It is not asked again for this reason."""
        self._decide("kept")

    def action_end(self):
        """End the pairing without fault; both are told that it is over, and nothing else."""
        self._decide("ended")
        live = self.pairing_id.filtered(lambda pairing: pairing.state in LIVE_PAIRING_STATES)
        live.action_end()
