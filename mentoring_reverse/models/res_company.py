from odoo import fields, models


class ResCompany(models.Model):
    """How many leaders one colleague mentors at a time."""

    _inherit = "res.company"

    mentoring_reverse_capacity = fields.Integer(
        string="Leaders of one reverse mentor",
        default=1,
        help="Over all reverse programmes, beside the limit over all programmes. 0: no limit of "
        "its own.",
    )

    _mentoring_reverse_capacity_range = models.Constraint(
        "CHECK(mentoring_reverse_capacity >= 0 AND mentoring_reverse_capacity <= 20)",
        "Let a reverse mentor have up to 20 leaders over all programmes; 0 sets no limit of its "
        "own.",
    )
