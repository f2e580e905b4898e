from odoo import api, fields, models
from odoo.exceptions import UserError


class MentoringTheme(models.Model):
    """What may be passed on from a conversation to the organisation, in words that are nobody's:
    a vocabulary, extended by whoever manages mentoring."""

    _name = "mentoring.theme"
    _description = "Theme for the Organisation"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    description = fields.Text(
        translate=True, help="What belongs to it, so that people mean the same by it."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        """One answer for all: what stood against one of them would tell that insights came of it,
        also those that the caller may not see."""
        raise UserError(self.env._("Themes are kept. Archive a theme to offer it no longer."))
