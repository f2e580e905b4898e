from odoo import api, fields, models

HOW = [
    ("participant", "Acknowledged"),
    ("coordinator", "Confirmed by a coordinator"),
    ("attendance", "Attended"),
    ("resume", "Found in the résumé"),
]


class MentoringFulfilment(models.Model):
    """That one person has met one requirement, in which version, how, and who says so.

    What no longer counts stays as history: an older version, a certificate that ran out, an
    attendance that was taken back.
    """

    _name = "mentoring.fulfilment"
    _inherit = ["mentoring.unseen"]
    _description = "Fulfilled Requirement"
    _order = "id"

    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="enrolment_id.company_id", store=True)
    requirement_id = fields.Many2one(
        "mentoring.requirement", required=True, ondelete="cascade", index=True
    )
    version = fields.Integer(required=True, default=1, readonly=True, aggregator=None)
    how = fields.Selection(HOW, required=True, default="participant", readonly=True)
    attendance_id = fields.Many2one(
        "mentoring.attendance", ondelete="set null", index="btree_not_null", readonly=True
    )
    date = fields.Datetime(default=fields.Datetime.now, required=True)
    user_id = fields.Many2one(
        "res.users", string="Confirmed by", default=lambda self: self.env.user
    )
    ended_on = fields.Datetime(string="Until", readonly=True)
    is_current = fields.Boolean(string="Counts", compute="_compute_is_current")

    _version_once = models.UniqueIndex(
        "(enrolment_id, requirement_id, version) WHERE ended_on IS NULL",
        "This requirement is met already.",
    )

    def _compute_display_name(self):
        # Neutral: error texts and debug mode print display names to anybody.
        for fulfilment in self:
            fulfilment.display_name = self.env._("Fulfilment %s", fulfilment.id or "")

    @api.depends("version", "ended_on", "requirement_id.version")
    def _compute_is_current(self):
        for fulfilment in self:
            fulfilment.is_current = (
                not fulfilment.ended_on and fulfilment.version >= fulfilment.requirement_id.version
            )

    @api.model_create_multi
    def create(self, vals_list):
        ids = {vals["requirement_id"] for vals in vals_list if vals.get("requirement_id")}
        # sudo: mentoring.requirement - its version, and who confirms it
        asked = self.env["mentoring.requirement"].sudo().browse(ids).grouped("id")
        for vals in vals_list:
            if requirement := asked.get(vals.get("requirement_id")):
                vals.setdefault("version", requirement.version)
                vals.setdefault("how", requirement.confirmation)
        return super().create(vals_list)
