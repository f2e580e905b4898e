from odoo import fields, models

from .theme_pool import forget_people


class MentoringThemePool(models.Model):
    """Which themes were passed on in one programme since the last look, sealed.

    One a programme, made with it, and of a length that depends on how many are enrolled alone: it
    is there, and looks the same, whether or not anybody passed something on. Nobody has a right
    on it; :mod:`.theme_door` puts in, :mod:`.theme_release` takes out.

    Whoever reads the database directly sees when a pool was written, not by whom.
    """

    _name = "mentoring.theme.pool"
    _description = "Themes in Confidence"
    _order = "id"
    _log_access = False
    _sealed_in = {"column": "sealed", "bound": "id"}

    programme_id = fields.Many2one(
        "mentoring.programme",
        required=True,
        ondelete="cascade",
        index=True,
        groups=fields.NO_ACCESS,
    )
    sealed = fields.Text(groups=fields.NO_ACCESS)

    _once = models.UniqueIndex("(programme_id)", "This is being written: try once more.")

    def _compute_display_name(self):
        for pool in self:
            pool.display_name = self.env._("In confidence")

    def _forget_people(self, enrolments):
        """Take out what these people passed on and is not forgotten yet."""
        # sudo: mentoring.theme.pool - rows nobody may reach
        pools = self.sudo().search([("programme_id", "in", enrolments.programme_id.ids)])
        forget_people(pools, enrolments.ids)
