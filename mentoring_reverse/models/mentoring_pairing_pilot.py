from dateutil.relativedelta import relativedelta

from odoo import fields, models


class MentoringPairing(models.Model):
    """The meetings of a pilot stand in both calendars as soon as both have agreed."""

    _inherit = "mentoring.pairing"

    def _activate_agreed(self):
        waiting = self._as_nobody().filtered(
            lambda pairing: pairing.state == "agreed" and pairing.programme_id.is_pilot
        )
        result = super()._activate_agreed()
        for pairing in waiting.filtered(lambda pairing: pairing.state == "active"):
            pairing._plan_pilot()
        return result

    def _plan_pilot(self):
        """Plan all meetings of a pilot; when its first day has passed, from the next turn on."""
        programme = self.programme_id
        step = relativedelta(**{f"{programme.session_interval_unit}s": programme.session_interval})
        first, turn = programme.pilot_start, 0
        while first <= fields.Datetime.now():
            turn += 1
            first = programme.pilot_start + step * turn
        # Ten o'clock stays ten o'clock where the mentor lives.
        zone = self.mentor_id.user_id.tz or self.env.context.get("tz") or "UTC"
        in_zone = self.with_context(tz=zone)
        starts = in_zone._series(
            first,
            programme.session_count,
            programme.session_interval,
            programme.session_interval_unit,
        )
        in_zone._plan_sessions(starts, location=self._usual_place())
        self._flush_as_nobody()
