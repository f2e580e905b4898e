from odoo import fields, models
from odoo.exceptions import UserError


class MentoringEnrolment(models.Model):
    """Whether somebody wants to be reminded, as only they know."""

    _inherit = "mentoring.enrolment"

    # Not for coordinators: reminders that somebody has stopped tell how they take it.
    nudges_off = fields.Boolean(groups=fields.NO_ACCESS, copy=False)
    # So that an invitation that is sent again is one of which nobody was reminded yet.
    invited_on = fields.Date(readonly=True, copy=False, help="When the last invitation went out.")

    def _send_invitations(self):
        # sudo: mentoring.enrolment - a day that nobody writes by hand
        self.sudo().write({"invited_on": fields.Date.context_today(self)})
        return super()._send_invitations()

    def action_set_nudges(self, wanted):
        """Choose for oneself whether to be reminded. Of one's next session everybody is.

        :param bool wanted:
        """
        self._check_mine()
        if not isinstance(wanted, bool):
            raise UserError(self.env._("Choose whether you want to be reminded."))
        # Past write(), so that no date of a change tells the coordinators of it.
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mentoring_enrolment SET nudges_off = %s WHERE id = ANY(%s)",
            [not wanted, self.ids],
        )
        self.invalidate_recordset(["nudges_off"])
