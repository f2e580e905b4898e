from odoo import fields, models


class MentoringPreferenceOpening(models.Model):
    """That a match run opened the boxes of a programme: who ran it, when, how many boxes.

    Every participant reads it. The number is that of the people in the pool, whatever they
    said or did not say.
    """

    _name = "mentoring.preference.opening"
    _description = "Opening of Sealed Preferences"
    _order = "date desc, id desc"

    programme_id = fields.Many2one(
        "mentoring.programme", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="programme_id.company_id", store=True)
    user_id = fields.Many2one("res.users", string="Matching run by", ondelete="set null")
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    box_count = fields.Integer(string="Boxes opened", required=True, aggregator=None)

    def _compute_display_name(self):
        for opening in self:
            opening.display_name = self.env._("Matching")
