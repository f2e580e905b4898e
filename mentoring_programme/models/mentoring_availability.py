from odoo import fields, models

WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
]


class MentoringAvailability(models.Model):
    """A part of the week, in the participant's own time zone."""

    _name = "mentoring.availability"
    _description = "Mentoring Availability"
    _order = "weekday, hour_from, id"

    name = fields.Char(required=True, translate=True)
    weekday = fields.Selection(WEEKDAYS, required=True)
    hour_from = fields.Integer(required=True, help="First hour of the slot, 0 to 23.")
    hour_to = fields.Integer(required=True, help="Hour at which the slot ends, 1 to 24.")

    _hours = models.Constraint(
        "CHECK(hour_from >= 0 AND hour_from < hour_to AND hour_to <= 24)",
        "A slot begins at 0 or later, ends at 24 or earlier, and begins before it ends.",
    )
    _slot = models.Constraint(
        "UNIQUE(weekday, hour_from, hour_to)",
        "This part of the week exists already: use that one.",
    )

    def _week_mask(self, offset_minutes):
        """Hours of the week in UTC covered by these slots, as an integer of 168 bits.

        :param int offset_minutes: the person's offset from UTC; part hours round down
        """
        offset = offset_minutes // 60
        mask = 0
        for slot in self:
            for hour in range(slot.hour_from, slot.hour_to):
                mask |= 1 << ((int(slot.weekday) * 24 + hour - offset) % 168)
        return mask
