from odoo import api, fields, models

REASONS = [
    ("closed", "Programme over and grace period past"),
    ("departure", "Person left"),
]


class MentoringRetentionLog(models.Model):
    """That sealed boxes were emptied by the clock or at a departure, and that what pairings
    had written was destroyed: when, why, how many.

    Boxes and pairings are counted, whatever was in them. Those of discreet programmes are counted
    in steps of the programme's threshold, since their number is that of people who took part.
    """

    _name = "mentoring.retention.log"
    _inherit = ["mentoring.unseen"]
    _description = "Destruction of Confidential Answers"
    _order = "date desc, id desc"

    date = fields.Date(required=True, default=fields.Date.context_today)
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade", index=True)
    reason = fields.Selection(REASONS, required=True)
    box_count = fields.Integer(string="Boxes emptied", required=True)
    pairing_count = fields.Integer(
        string="Pairings whose writings were destroyed", default=0, required=True
    )

    def _compute_display_name(self):
        for line in self:
            line.display_name = self.env._("Destruction %s", line.id or "")

    @api.model
    def _note(self, reason, boxes=None, pairings=None):
        """Count what was destroyed, one line a company.

        :param reason: key of :data:`REASONS`
        :param boxes: ``mentoring.preference`` that were emptied
        :param pairings: ``mentoring.pairing`` whose writings were destroyed
        """
        destroyed = {}
        if boxes:
            destroyed["box_count"] = boxes.grouped(lambda box: box.enrolment_id.programme_id)
        if pairings:
            destroyed["pairing_count"] = pairings.grouped("programme_id")
        counts = {}
        for name, of_programme in destroyed.items():
            for programme, those in of_programme.items():
                count = len(those)
                if programme.discreet:
                    count -= count % programme.preference_threshold
                line = counts.setdefault(programme.company_id, {"box_count": 0, "pairing_count": 0})
                line[name] += count
        self.create(
            [
                {"company_id": company.id, "reason": reason, **line}
                # None where a discreet programme's few are rounded away: the line would tell.
                for company, line in counts.items()
                if any(line.values())
            ]
        )
