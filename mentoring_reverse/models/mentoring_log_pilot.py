from odoo import models


class MentoringMailLog(models.Model):
    """Mails to the two people of a pilot are not counted."""

    _inherit = "mentoring.mail.log"

    def _note(self, enrolments, *args, **kwargs):
        # sudo: mentoring.enrolment, mentoring.programme - whether it is a pilot, whoever's step
        # sent the mail
        pilots = enrolments.sudo().filtered(lambda e: e.programme_id._is_statistics_free())
        return super()._note(enrolments - pilots, *args, **kwargs)


class MentoringRetentionLog(models.Model):
    """Nor is what was destroyed of a pilot."""

    _inherit = "mentoring.retention.log"

    def _note(self, reason, boxes=None, pairings=None):
        if boxes:
            boxes = boxes.filtered(
                lambda box: not box.enrolment_id.programme_id._is_statistics_free()
            )
        if pairings:
            pairings = pairings.filtered(lambda p: not p.programme_id._is_statistics_free())
        return super()._note(reason, boxes, pairings)
