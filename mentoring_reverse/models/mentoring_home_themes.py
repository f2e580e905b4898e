from odoo import api, models


class MentoringHome(models.AbstractModel):
    """What came of the themes that people of one's programmes passed on."""

    _inherit = "mentoring.home"

    @api.model
    def get_my_mentoring(self):
        """As before, with ``changes``: see :meth:`~.MentoringInsight._changes`."""
        # sudo: mentoring.programme - those of the caller's own enrolments
        enrolments = self.env["mentoring.enrolment"].sudo()
        mine = enrolments.search(
            [
                ("user_id", "=", self.env.uid),
                ("state", "in", ("accepted", "ready", "matched", "completed")),
            ]
        )
        changes = self.env["mentoring.insight"]._changes(mine.programme_id)
        return {**super().get_my_mentoring(), "changes": changes}
