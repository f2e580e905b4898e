from odoo import api, models


class MentoringHome(models.AbstractModel):
    """ "My mentoring" says, of an invitation and of a programme to join, whether all its mentors
    are of one group."""

    _inherit = "mentoring.home"

    def _enrolment(self, enrolment, openings):
        told = super()._enrolment(enrolment, openings)
        return {**told, "mentors_share_group": enrolment.programme_id.mentors_share_group}

    @api.model
    def _joinable(self, employee, enrolments):
        told = super()._joinable(employee, enrolments)
        programmes = self.env["mentoring.programme"].browse(line["id"] for line in told)
        shared = {programme.id: programme.mentors_share_group for programme in programmes}
        return [{**line, "mentors_share_group": shared[line["id"]]} for line in told]
