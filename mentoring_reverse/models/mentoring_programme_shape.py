from odoo import api, fields, models
from odoo.exceptions import ValidationError

REVERSE_DIRECTIONS = ("reverse", "reciprocal")
LEVEL_DISTANCE = 2


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
    level_distance = fields.Integer(
        string="Levels between the two, at least",
        compute="_compute_level_distance",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
        help="How many levels the leader stands above the mentor, by the levels of their jobs, "
        "else by the organisation chart. 0: it does not matter. In one chain of management "
        "nobody is paired whatever the distance.",
    )
    mentors_share_group = fields.Boolean(
        string="All mentors belong to one group",
        help="Whoever knows that somebody mentors here knows that they belong to it. People are "
        "told so before they join, and the programme is discreet unless you decide otherwise.",
    )

    _level_distance_range = models.Constraint(
        "CHECK(level_distance >= 0 AND level_distance <= 20)",
        "The distance in seniority is a number of levels from 0 to 20.",
    )

    def _is_reverse(self):
        """Whether the mentor is the one with less power, in a reciprocal programme too."""
        self.ensure_one()
        return self.direction in REVERSE_DIRECTIONS

    def _is_reciprocal(self):
        self.ensure_one()
        return self.direction == "reciprocal"

    def _role_names(self):
        """Leaders learn here, and are not called mentees."""
        names = super()._role_names()
        if self and self._is_reverse():
            names["mentee"] = (self.env._("Leader"), self.env._("Leaders"))
        return names

    @api.model
    def _shape_values(self):
        return (*super()._shape_values(), "level_distance", "mentors_share_group")

    @api.depends("direction")
    def _compute_level_distance(self):
        for shape in self:
            shape.level_distance = LEVEL_DISTANCE if shape._is_reverse() else 0

    @api.constrains("direction", "level_distance")
    def _check_level_distance(self):
        for shape in self:
            if shape.level_distance and not shape._is_reverse():
                raise ValidationError(
                    self.env._(
                        "A least distance in seniority is for programmes in which a junior "
                        "colleague mentors a senior leader: choose that direction, or 0."
                    )
                )

    # -- whose mentors are all of one group ---------------------------------------------------

    @api.onchange("mentors_share_group")
    def _onchange_mentors_share_group(self):
        if self.mentors_share_group:
            self.discreet = True
            self.enrolment_policy = "invited"

    @api.model
    def _discreet_by_default(self, vals):
        """``vals`` as they are meant: discreet where all mentors are of one group, unless
        whoever writes them says otherwise."""
        if not vals.get("mentors_share_group") or "discreet" in vals:
            return vals
        return {"enrolment_policy": "invited", **vals, "discreet": True}
