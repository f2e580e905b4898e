from odoo import api, fields, models
from odoo.exceptions import ValidationError


class MentoringSession(models.Model):
    """Sessions and pauses: while a pairing rests, the two do not meet."""

    _inherit = "mentoring.session"

    @api.constrains("pairing_id", "start", "state")
    def _check_not_in_pause(self):
        coming = self.filtered(
            lambda session: (
                session.state == "planned"
                and session.start > fields.Datetime.now()
                and session.pairing_id.state == "paused"
            )
        )
        until = {
            pause.pairing_id.id: pause.until
            for pause in coming.pairing_id._pauses()
            if not pause.resumed_on
        }
        for session in coming:
            day = until.get(session.pairing_id.id)
            if not day or session.start.date() < day:
                raise ValidationError(
                    self.env._(
                        "This pairing is paused: plan a session for when it goes on, or go on "
                        "first."
                    )
                )
