from odoo import api, fields, models
from odoo.exceptions import ValidationError


class MentoringProgramme(models.Model):
    """Who hears concerns: a lead, and a deputy where the lead is away or is too close to it."""

    _inherit = "mentoring.programme"

    safeguarding_deputy_id = fields.Many2one(
        "res.users",
        ondelete="restrict",
        domain=lambda self: [
            (
                "all_group_ids",
                "in",
                self.env.ref("mentoring_programme.group_mentoring_safeguarding").ids,
            )
        ],
        help="Hears concerns beside the lead, and alone where the lead is one of the two people "
        "or above one of them.",
    )

    @api.constrains("coordinator_ids", "safeguarding_lead_id", "safeguarding_deputy_id")
    def _check_safeguarding_deputy(self):
        for programme in self:
            deputy = programme.safeguarding_deputy_id
            if deputy and not deputy.has_group("mentoring_programme.group_mentoring_safeguarding"):
                raise ValidationError(
                    self.env._(
                        "%s cannot be the safeguarding deputy yet: add them to the group "
                        "“Mentoring: Safeguarding lead” first.",
                        deputy.name,
                    )
                )
            if deputy and deputy == programme.safeguarding_lead_id:
                raise ValidationError(
                    self.env._(
                        "The deputy stands in where the lead cannot hear a concern: name two "
                        "different people."
                    )
                )
            if deputy in programme.coordinator_ids:
                raise ValidationError(
                    self.env._(
                        "The safeguarding deputy hears concerns about everyone, the coordinators "
                        "included: name somebody who does not coordinate this programme."
                    )
                )
