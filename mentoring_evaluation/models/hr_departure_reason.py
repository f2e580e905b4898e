from odoo import fields, models

LEAVING_KINDS = [
    ("voluntary", "Their own decision"),
    ("other", "Otherwise"),
]


class HrDepartureReason(models.Model):
    """Whether somebody who leaves for this reason chose to."""

    _inherit = "hr.departure.reason"

    mentoring_leaving = fields.Selection(
        LEAVING_KINDS,
        string="Leaving was",
        groups="hr.group_hr_user",
        help="The evaluation of mentoring counts those who left by their own decision apart from "
        "others, such as retirement, dismissal, or the end of a contract. Of a reason where "
        "nothing is set it says that they left, and not how.",
    )
