from odoo import api, models

from odoo.addons.mentoring_programme.models.mentoring_enrolment import LIVE_PAIRING_STATES

from .mentoring_programme_shape import REVERSE_DIRECTIONS


class HrEmployee(models.Model):
    """Who comes, leaves, or begins a planned job today is followed."""

    _inherit = "hr.employee"

    @api.model_create_multi
    def create(self, vals_list):
        employees = super().create(vals_list)
        # Somebody new may lead people whose level follows from above.
        employees._follow_chart()
        return employees

    def unlink(self):
        # sudo: hr.employee - those above and beneath, whose trees are parted
        near = self.sudo().with_context(active_test=False)
        near = (near.parent_id | near.child_ids) - self
        result = super().unlink()
        near._follow_chart()
        return result

    def _cron_update_current_version_id(self):
        """A job or a department that was planned begins today."""
        result = super()._cron_update_current_version_id()
        # sudo: mentoring.pairing - all that live, once a day
        pairings = self.env["mentoring.pairing"].sudo()
        pairings._as_nobody().with_context(version_id=False).search(
            [
                ("state", "in", LIVE_PAIRING_STATES),
                ("programme_id.direction", "in", REVERSE_DIRECTIONS),
            ]
        )._review()
        return result

    def _follow_chart(self):
        # sudo: mentoring.pairing - pairings of people whom somebody else changed
        self.env["mentoring.pairing"].sudo()._follow_trees(self)
