from odoo import models


class MentoringEnrolment(models.Model):
    """What goes with a person who leaves: their workbook, and the themes that they passed on and
    that are not released."""

    _inherit = "mentoring.enrolment"

    def _destroy_written(self):
        result = super()._destroy_written()
        self.env["mentoring.workbook.answer"]._destroy_of(self)
        self.env["mentoring.theme.pool"]._forget_people(self)
        return result
