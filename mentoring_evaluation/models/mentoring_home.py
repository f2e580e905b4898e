from odoo import api, models

from .survey_held import held_of_me


class MentoringHome(models.AbstractModel):
    """What is held on a person: what they were asked, and what they answered where it is linked."""

    _inherit = "mentoring.home"

    @api.model
    def _held_further(self, enrolments):
        lines = held_of_me(self.env, enrolments)
        further = super()._held_further(enrolments)
        if lines:
            further.append({"title": self.env._("Surveys"), "lines": lines})
        return further
