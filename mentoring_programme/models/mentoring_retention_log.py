from odoo import api, fields, models

REASONS = [
    ("closed", "Programme over and grace period past"),
    ("departure", "Person left"),
]


class MentoringRetentionLog(models.Model):
    """That sealed boxes were emptied by the clock or at a departure: when, why, how many.

    Boxes are counted, whatever was in them. Those of discreet programmes are counted in steps
    of the programme's threshold, since their number is that of people who took part.
    """

    _name = "mentoring.retention.log"
    _description = "Destruction of Confidential Answers"
    _order = "date desc, id desc"

    date = fields.Date(required=True, default=fields.Date.context_today)
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade", index=True)
    reason = fields.Selection(REASONS, required=True)
    box_count = fields.Integer(string="Boxes emptied", required=True)

    def _compute_display_name(self):
        for line in self:
            line.display_name = self.env._("Destruction %s", line.id or "")

    @api.model
    def _note(self, boxes, reason):
        """Count emptied boxes, one line a company.

        :param boxes: ``mentoring.preference``
        :param reason: key of :data:`REASONS`
        """
        counts = {}
        for programme, those in boxes.grouped(lambda box: box.enrolment_id.programme_id).items():
            count = len(those)
            if programme.discreet:
                count -= count % programme.preference_threshold
            counts[programme.company_id] = counts.get(programme.company_id, 0) + count
        self.create(
            [
                {"company_id": company.id, "reason": reason, "box_count": count}
                # None where a discreet programme's few are rounded away: the line would tell.
                for company, count in counts.items()
                if count
            ]
        )
