from odoo import api, fields, models
from odoo.exceptions import UserError


class MentoringGroundRules(models.Model):
    """What a leader acknowledges before the first session. A text is never changed, only followed
    by another: each pairing keeps which one was acknowledged."""

    _name = "mentoring.ground.rules"
    _description = "Ground Rules for Leaders"
    _order = "version desc"

    version = fields.Integer(readonly=True, copy=False, aggregator=None)
    date = fields.Date(
        string="Asked since", readonly=True, default=fields.Date.context_today, copy=False
    )
    text = fields.Html(required=True, translate=True)

    _version_once = models.Constraint(
        "UNIQUE(version)", "This version is there already: make the next one."
    )

    @api.depends("version")
    def _compute_display_name(self):
        for rules in self:
            rules.display_name = self.env._("Ground rules, version %s", rules.version or "")

    @api.model_create_multi
    def create(self, vals_list):
        newest = self._current().version
        for number, vals in enumerate(vals_list, newest + 1):
            vals["version"] = number
        return super().create(vals_list)

    def write(self, vals):
        # Translations come in with the addon, as the system.
        if not self.env.su:
            raise UserError(
                self.env._(
                    "Leaders acknowledged these rules as they stand: make a new version instead. "
                    "Pairings that begin from then on are asked for it."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Leaders may have acknowledged these rules: keep them, and make a new text.")
        )

    @api.model
    def _current(self):
        """The rules that are asked now; empty when there are none."""
        return self.search([], order="version desc", limit=1)
