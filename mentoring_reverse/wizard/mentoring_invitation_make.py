from datetime import timedelta

from odoo import fields, models

from odoo.addons.mentoring_programme.models.mentoring_requirement import ROLES

from ..models.mentoring_invitation_link import DAYS


class MentoringInvitationMake(models.TransientModel):
    """Make an invitation link and see its address, once."""

    _name = "mentoring.invitation.make"
    _inherit = ["mentoring.unseen"]
    _description = "Make an Invitation Link"

    programme_id = fields.Many2one("mentoring.programme", required=True, ondelete="cascade")
    role = fields.Selection(ROLES, required=True, default="mentor")
    date_expiry = fields.Date(
        string="Open until",
        required=True,
        default=lambda _self: fields.Date.today() + timedelta(days=DAYS),
    )
    # Not stored: the address is in the answer to the one who made it, and nowhere else.
    address = fields.Char(store=False, readonly=True)

    def action_make(self):
        self.ensure_one()
        path = self.env["mentoring.invitation.link"]._make(
            self.programme_id, self.role, self.date_expiry
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invitation link"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_programme_id": self.programme_id.id,
                "default_role": self.role,
                "default_date_expiry": fields.Date.to_string(self.date_expiry),
                "default_address": self.get_base_url() + path,
            },
        }
