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
    is_reciprocal = fields.Boolean(
        string="Where both learn",
        help="Asked in reciprocal programmes, in which each is mentor and mentee; the other texts "
        "are asked where the leader alone is the one who learns.",
    )
    text = fields.Html(required=True, translate=True)

    _version_once = models.Constraint(
        "UNIQUE(version, is_reciprocal)", "This version is there already: make the next one."
    )

    @api.depends("version")
    def _compute_display_name(self):
        for rules in self:
            rules.display_name = self.env._("Ground rules, version %s", rules.version or "")

    @api.model_create_multi
    def create(self, vals_list):
        newest = {kind: self._current(kind).version for kind in (False, True)}
        for vals in vals_list:
            kind = bool(vals.get("is_reciprocal"))
            newest[kind] += 1
            vals.update(version=newest[kind], is_reciprocal=kind)
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
    def _current(self, reciprocal):
        """The rules that are asked now; empty when there are none.

        :param bool reciprocal: of programmes in which both learn
        """
        return self.search([("is_reciprocal", "=", reciprocal)], order="version desc", limit=1)

    @api.model
    def _asked_of(self, pairings):
        """Those of some pairings for which there is a text to acknowledge."""
        there = {kind for kind in (False, True) if self._current(kind)}
        return pairings.filtered(lambda pairing: pairing.programme_id._is_reciprocal() in there)
