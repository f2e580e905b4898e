from odoo import api, fields, models
from odoo.exceptions import UserError

PURPOSES = [("matching", "Matching"), ("statistics", "Statistics")]


class MentoringConsentText(models.Model):
    """What people agree to, once a purpose. A text is never changed, only followed by another.

    Who agreed to which version is kept with what they said, in their sealed box: that somebody
    agreed would tell that they said something.
    """

    _name = "mentoring.consent.text"
    _description = "Consent Text"
    _order = "purpose, version desc"

    purpose = fields.Selection(PURPOSES, required=True, default="matching")
    version = fields.Integer(readonly=True, copy=False)
    date = fields.Date(readonly=True, default=fields.Date.context_today, copy=False)
    text = fields.Html(required=True, translate=True)

    _version_once = models.Constraint(
        "UNIQUE(purpose, version)", "This version is there already: make the next one."
    )

    @api.depends("purpose", "version")
    def _compute_display_name(self):
        purposes = dict(self._fields["purpose"]._description_selection(self.env))
        for text in self:
            text.display_name = bool(text.version) and self.env._(
                "%(purpose)s, version %(version)s",
                purpose=purposes[text.purpose],
                version=text.version,
            )

    @api.model_create_multi
    def create(self, vals_list):
        newest = dict(self._read_group([], ["purpose"], ["version:max"]))
        for vals in vals_list:
            purpose = vals.get("purpose", "matching")
            newest[purpose] = newest.get(purpose, 0) + 1
            vals["version"] = newest[purpose]
        return super().create(vals_list)

    def write(self, vals):
        # Translations come in with the addon, as the system.
        if not self.env.su:
            raise UserError(
                self.env._(
                    "People agreed to this text as it stands: make a new version instead. It "
                    "will be asked of those who say something from then on."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("People may have agreed to this text: keep it, and make a new version.")
        )

    @api.model
    def _current(self, purpose):
        """The text that is asked now, for ``matching`` or ``statistics``; empty when none."""
        return self.search_fetch(
            [("purpose", "=", purpose)], ["version"], order="version desc", limit=1
        )
