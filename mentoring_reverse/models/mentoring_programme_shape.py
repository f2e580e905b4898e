from odoo import fields, models

REVERSE_DIRECTIONS = ("reverse", "reciprocal")


class MentoringProgrammeShape(models.AbstractModel):
    """Programmes in which the colleague with less power leads: the mentor is the junior of the
    two, the mentee a senior leader. In a reciprocal one both learn from each other, and the junior
    one leads all the same."""

    _inherit = "mentoring.programme.shape"

    direction = fields.Selection(
        selection_add=[
            ("reverse", "A junior colleague mentors a senior leader"),
            ("reciprocal", "A junior colleague and a senior leader mentor each other"),
        ],
        ondelete={"reverse": "set default", "reciprocal": "set default"},
    )

    def _is_reverse(self):
        """Whether the mentor is the one with less power, in a reciprocal programme too."""
        self.ensure_one()
        return self.direction in REVERSE_DIRECTIONS

    def _is_reciprocal(self):
        self.ensure_one()
        return self.direction == "reciprocal"
