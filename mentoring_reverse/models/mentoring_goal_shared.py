from odoo import SUPERUSER_ID, api, models


class MentoringGoal(models.Model):
    """Where the junior one leads, goals are both people's: either writes them."""

    _inherit = "mentoring.goal"

    @api.model
    def _may_write(self, pairing):
        return super()._may_write(pairing) or (
            pairing._is_reverse() and bool(pairing._role_of_reader())
        )

    @api.model
    def _are_shared(self, pairing):
        return super()._are_shared(pairing) or pairing._is_reverse()

    def _destroy_of(self, enrolments):
        """Whichever of the two leaves: it is about both."""
        # As nobody: Odoo writes into its log who deleted what.
        goals = self.with_user(SUPERUSER_ID).search(
            [("pairing_id.mentor_id", "in", enrolments.ids)]
        )
        goals.filtered(lambda goal: goal.pairing_id._is_reverse()).unlink()
        return super()._destroy_of(enrolments)


class MentoringMilestone(models.Model):
    """As the goals that they lead to."""

    _inherit = "mentoring.milestone"

    @api.model
    def _may_write(self, pairing):
        return super()._may_write(pairing) or self.env["mentoring.goal"]._may_write(pairing)
