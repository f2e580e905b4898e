from odoo import fields, models


class MentoringPairingPause(models.Model):
    """The last pause of a pairing: until when it rests, or since when it goes on again.

    Neither who paused nor why is kept: somebody's parental leave, a project, and a contact that
    a concern has stopped all look alike, and all go on in the same way.
    """

    _name = "mentoring.pairing.pause"
    _inherit = ["mentoring.unseen"]
    _description = "Pause of a Pairing"
    _order = "id desc"
    # Who made the row, and who touched it last, would tell who paused.
    _log_access = False

    pairing_id = fields.Many2one("mentoring.pairing", required=True, ondelete="cascade")
    programme_id = fields.Many2one(
        "mentoring.programme", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade", index=True)
    until = fields.Date(
        help="The day on which the two go on. Without one they go on once both want to."
    )
    since = fields.Date(string="Rests since", required=True, default=fields.Date.context_today)
    resumed_on = fields.Date(string="Goes on since")
    # Told to the other in words that press nobody, and to nobody else.
    mentor_is_back = fields.Boolean(groups=fields.NO_ACCESS)
    mentee_is_back = fields.Boolean(groups=fields.NO_ACCESS)

    _one_a_pairing = models.UniqueIndex(
        "(pairing_id)", "This pairing was paused at this moment: reload the page."
    )

    def _compute_display_name(self):
        for pause in self:
            pause.display_name = self.env._("Pause %s", pause.id or "")
