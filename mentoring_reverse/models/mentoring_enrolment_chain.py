from odoo import api, models
from odoo.exceptions import UserError


class MentoringEnrolment(models.Model):
    """A leader joins where whoever hears concerns stands outside their chain of management."""

    _inherit = "mentoring.enrolment"

    @api.model_create_multi
    def create(self, vals_list):
        enrolments = super().create(vals_list)
        # Of their own accord: the coordinator is told when they accept the application.
        enrolments.filtered(lambda e: e.state != "applied")._check_outside_chains()
        return enrolments

    def action_accept_invitation(self):
        self._check_mine()
        self._check_outside_chains()
        return super().action_accept_invitation()

    def action_accept_application(self):
        self._check_coordinator()
        self._check_outside_chains()
        return super().action_accept_application()

    def _check_outside_chains(self):
        # sudo: mentoring.programme - who hears concerns, and the organisation chart
        near = self.sudo().programme_id._near_safeguarding(self)
        if not near:
            return
        programmes = self.programme_id
        if self.env.su or all(programme.is_coordinator for programme in programmes):
            raise UserError("\n".join(programmes._near_safeguarding_words(near)))
        raise UserError(
            self.env._(
                "Somebody who hears concerns in this programme stands in your own chain of "
                "management. Before you can join, its coordinator names somebody else: ask them."
            )
        )
