from odoo import api, fields, models


class MentoringEnrolment(models.Model):
    """What somebody is told before they join a programme whose mentors are all of one group."""

    _inherit = "mentoring.enrolment"

    # As the reader: in sudo, a form not yet saved would tell this of any programme.
    programme_mentors_share_group = fields.Boolean(
        related="programme_id.mentors_share_group", related_sudo=False
    )


class MentoringEnrolmentForm(models.AbstractModel):
    """The same for those who have none of Odoo's forms."""

    _inherit = "mentoring.enrolment.form"

    @api.model
    def get_form(self, enrolment_id=None, programme_id=None, role=None):
        """As in the core, with ``mentors_share_group``."""
        form = super().get_form(enrolment_id, programme_id, role)
        programme = self._own(enrolment_id).programme_id or self._programme(programme_id)
        return {**form, "mentors_share_group": programme.mentors_share_group}
