from odoo import models


class MentoringProgramme(models.Model):
    """Whoever took part in a reverse programme is told by mail when it closes that their workbook
    will be destroyed, whether or not they wrote anything."""

    _inherit = "mentoring.programme"

    def _thank(self):
        result = super()._thank()
        for programme in self.filtered(lambda programme: programme._is_reverse()):
            done = programme.enrolment_ids.filtered(lambda each: each.state == "completed")
            done._send_neutral("mentoring_reverse.mail_template_keep_copy")
        return result
