from odoo import fields, models

ENDING_REASONS = [
    ("time", "There is not enough time for it at present"),
    ("changed", "Work or life has changed"),
    ("reached", "What it was for is reached"),
    ("fit", "The two of us were not the right match"),
    ("contact", "We could not get hold of each other"),
    ("other", "Something else"),
]
ENDING_WORDS = 500


class MentoringEnding(models.Model):
    """Why a pairing ended early, in the words of one who ended it: for its coordinators.

    Who gave it is not kept. Neither the partner nor a line manager nor HR reads it; a
    coordinator who is one of the two does not either.
    """

    _name = "mentoring.ending"
    _inherit = ["mentoring.unseen"]
    _description = "Reason of an Early End"
    _order = "id desc"
    # Who made the row would tell who ended the pairing.
    _log_access = False

    pairing_id = fields.Many2one("mentoring.pairing", required=True, ondelete="cascade", index=True)
    programme_id = fields.Many2one(
        "mentoring.programme", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade", index=True)
    date = fields.Date(required=True, default=fields.Date.context_today)
    reason = fields.Selection(ENDING_REASONS, required=True)
    words = fields.Char(size=ENDING_WORDS, string="In their words")

    def _compute_display_name(self):
        for ending in self:
            ending.display_name = self.env._("Ending %s", ending.id or "")
