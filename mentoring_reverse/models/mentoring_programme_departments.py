from odoo import models


class MentoringProgramme(models.Model):
    """In a reverse programme “different departments” holds where it is marked as “Must fit”: for
    pairs made by hand as well, and when somebody moves."""

    _inherit = "mentoring.programme"

    def _keeps_departments_apart(self):
        self.ensure_one()
        # sudo: mentoring.criterion - whether one is there; only who may not be paired comes of it
        return self._is_reverse() and any(
            line.kind == "department_different" and line.required
            for line in self.sudo().criterion_ids  # sudo: mentoring.criterion - as above
        )
