from odoo import api, models
from odoo.exceptions import UserError

from .mentoring_programme_shape import LEVEL_DISTANCE, REVERSE_DIRECTIONS


class MentoringProgramme(models.Model):
    """The terms on which people joined a reverse programme: they stay."""

    _inherit = "mentoring.programme"

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._discreet_by_default(vals) for vals in vals_list]
        return super().create([self._with_distance(vals) for vals in vals_list])

    @api.model
    def _with_distance(self, vals):
        """A type's distance goes with its direction: another direction has its own."""
        if "direction" not in vals or "level_distance" in vals:
            return vals
        kind = self.env["mentoring.programme.type"].browse(vals.get("type_id"))
        if kind.direction == vals["direction"]:
            return vals
        reverse = vals["direction"] in REVERSE_DIRECTIONS
        return {**vals, "level_distance": LEVEL_DISTANCE if reverse else 0}

    def write(self, vals):
        if not self.env.su:
            # Before anything is read: what is hidden is refused like what is not there.
            self.check_access("write")
        draft = all(programme.state == "draft" for programme in self)
        if draft and not all(self.mapped("mentors_share_group")):
            vals = self._discreet_by_default(vals)
        self._check_terms_kept(vals)
        return super().write(vals)

    def _check_terms_kept(self, vals):
        """Who leads, and that all mentors are of one group, is known before anybody joins; how
        far apart the two stand, before anybody is matched."""
        for programme in self.filtered(lambda programme: programme.state != "draft"):
            fixed = ["direction", "mentors_share_group"]
            if programme.state != "enrolling":
                fixed.append("level_distance")
            if any(vals.get(name, programme[name]) != programme[name] for name in fixed):
                raise UserError(
                    self.env._(
                        "Who leads in “%s”, whether its mentors are all of one group, and, once "
                        "matching has begun, how far apart the two stand: people joined on these "
                        "terms. Change it in the next programme.",
                        programme.name,
                    )
                )
