from odoo import models


class MentoringEnrolment(models.Model):
    """How far apart the two have to stand in a reverse programme: levels, and departments.

    What the matching reads as a hard rule holds in runs, for requests, for pairs made by hand, and
    is asked again whenever the organisation changes. Nothing is scored by it: a score is shown, and
    levels of jobs are for HR.
    """

    _inherit = "mentoring.enrolment"

    def _organisation_facts(self):
        facts = super()._organisation_facts()
        asked = self.filtered(lambda e: e.programme_id.level_distance)
        # sudo: hr.employee - levels of jobs and the chart of everybody; only who may not be
        # paired comes of it
        found = asked.sudo().employee_id._seniority()
        for enrolment in asked:
            scale, rank = found.get(enrolment.employee_id.id, (0, None))
            facts[enrolment].update(
                scale=scale, rank=rank, distance=enrolment.programme_id.level_distance
            )
        for enrolment in self.filtered(lambda e: e.programme_id._keeps_departments_apart()):
            facts[enrolment]["apart"] = True
        return facts
