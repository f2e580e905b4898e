from itertools import pairwise

from odoo import api, fields, models
from odoo.exceptions import ValidationError

MONTH_DAYS = 30
MOST_RUNGS = 6


class MentoringProgrammeShape(models.AbstractModel):
    _inherit = "mentoring.programme.shape"

    nudge_days = fields.Char(
        string="Remind after days without a meeting",
        default="7, 14, 21, 28",
        help="Days without a session held or planned after which the two are reminded, parted "
        "by commas: 7, 14, 21, 28. Leave it empty for no such reminder.",
    )

    @api.constrains("nudge_days")
    def _check_nudge_days(self):
        for shape in self:
            try:
                days = shape._nudge_rungs()
            except ValueError:
                days = [0]
            rising = all(before < after for before, after in pairwise(days))
            if len(days) > MOST_RUNGS or not rising or any(not 1 <= day <= 365 for day in days):
                raise ValidationError(
                    self.env._(
                        "Write up to %s numbers of days from 1 to 365, the smallest first, "
                        "parted by commas: 7, 14, 21, 28. Leave it empty for no reminder.",
                        MOST_RUNGS,
                    )
                )

    def _nudge_rungs(self):
        """The days without a meeting after which the two are reminded, as a list of int.

        :raises ValueError: for what is not a list of numbers
        """
        self.ensure_one()
        # 0 alone says "off", as people write it.
        days = [int(part) for part in (self.nudge_days or "").split(",") if part.strip()]
        return [] if days == [0] else days

    def _rhythm_days(self):
        """Days between two sessions, as this shape plans them."""
        self.ensure_one()
        unit = 7 if self.session_interval_unit == "week" else MONTH_DAYS
        return unit * self.session_interval
