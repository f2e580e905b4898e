from odoo import fields, models


class MentoringPreferencePool(models.Model):
    """What the people of one role say of themselves, sealed; see :mod:`.preference_counts`.

    Nobody has an access right, and no method opens it.
    """

    _name = "mentoring.preference.pool"
    _description = "Counts behind Sealed Preferences"
    _order = "id"
    _log_access = False
    _sealed_in = {"column": "sealed", "bound": "id"}

    programme_id = fields.Many2one(
        "mentoring.programme", required=True, ondelete="cascade", index=True
    )
    role = fields.Char(required=True)
    sealed = fields.Text(groups=fields.NO_ACCESS)

    _one_pool = models.Constraint("UNIQUE(programme_id, role)", "Every role is counted once.")
