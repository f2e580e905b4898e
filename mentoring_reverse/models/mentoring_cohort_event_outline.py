from odoo import api, fields, models


class MentoringCohortEvent(models.Model):
    """An event that is made from an outline in one step."""

    _inherit = "mentoring.cohort.event"

    outline_id = fields.Many2one(
        "mentoring.event.outline",
        ondelete="set null",
        help="Fills in title, length and material, which you can then change.",
    )

    @api.onchange("outline_id")
    def _onchange_outline_id(self):
        if self.outline_id:
            self.update(self.outline_id._event_values())

    @api.model_create_multi
    def create(self, vals_list):
        outlines = self.env["mentoring.event.outline"]
        return super().create(
            [
                {**outlines.browse(vals["outline_id"])._event_values(), **vals}
                if vals.get("outline_id")
                else vals
                for vals in vals_list
            ]
        )
