from odoo import api, fields, models
from odoo.exceptions import ValidationError


class MentoringProgrammeShape(models.AbstractModel):
    """How pairs come about besides the run and by hand, and whether they are circles."""

    _inherit = "mentoring.programme.shape"

    allow_requests = fields.Boolean(
        string="Mentees may ask mentors",
        help="Mentees who are ready see the mentors who are willing to be seen, and ask one of "
        "them. When the mentor says yes, the two are paired.",
    )
    open_request_max = fields.Integer(
        string="Open requests of a mentee, at most", default=3, required=True
    )
    request_days = fields.Integer(
        string="Days to answer a request",
        default=10,
        required=True,
        help="A request that nobody has answered by then expires, and the mentee is told.",
    )
    is_circle = fields.Boolean(
        string="Circles",
        help="A mentor, or two, meet several mentees together instead of one by one.",
    )
    circle_size_min = fields.Integer(string="Mentees in a circle, from", default=3, required=True)
    circle_size_max = fields.Integer(string="Mentees in a circle, up to", default=8, required=True)

    _open_request_range = models.Constraint(
        "CHECK(open_request_max >= 1 AND open_request_max <= 20)",
        "Let a mentee have between 1 and 20 open requests at a time.",
    )
    _request_days_range = models.Constraint(
        "CHECK(request_days >= 1 AND request_days <= 90)",
        "Give a mentor between 1 and 90 days to answer a request.",
    )
    _circle_size_range = models.Constraint(
        "CHECK(circle_size_min >= 2 AND circle_size_max <= 12"
        " AND circle_size_min <= circle_size_max)",
        "A circle has between 2 and 12 mentees: choose a smallest and a largest number in there.",
    )

    @api.constrains("is_circle", "circle_size_min", "mentor_capacity_max")
    def _check_circle_fits(self):
        for shape in self:
            if shape.is_circle and shape.mentor_capacity_max < shape.circle_size_min:
                raise ValidationError(
                    self.env._(
                        "A circle begins with %(least)s mentees, and a mentor may take on "
                        "%(most)s at most: raise “Mentees per mentor, at most”.",
                        least=shape.circle_size_min,
                        most=shape.mentor_capacity_max,
                    )
                )
