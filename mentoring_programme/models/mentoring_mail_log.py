from odoo import api, fields, models

# What is sent to participants, by the template that sends it; every other template is "other".
KIND_OF_TEMPLATE = {
    f"mentoring_programme.mail_template_{name}": kind
    for name, kind in (
        ("invitation", "invitation"),
        ("reminder", "reminder"),
        ("asked_anew", "reminder"),
        ("proposed", "proposal"),
        ("active", "begin"),
        ("ended", "end"),
        ("not_begun", "end"),
        ("paused", "pause"),
        ("resumed", "pause"),
        ("back", "pause"),
        # One kind for all of them: a coordinator is not told how many were declined.
        ("request_received", "request"),
        ("request_accepted", "request"),
        ("request_over", "request"),
        ("event_invited", "event"),
        ("event_moved", "event"),
        ("event_cancelled", "event"),
        ("session", "session"),
        ("thanks", "thanks"),
    )
}


class MentoringMailLog(models.Model):
    """How many mails went to a programme's participants on a day, by kind; never to whom.

    A sending is a row, and rows are added up where they are read: one row a day that everybody
    writes would make people who act at the same moment wait for each other. Without log fields,
    because they would tell who took the step that sent the mail, as in declining a partner.
    """

    _name = "mentoring.mail.log"
    _inherit = ["mentoring.unseen"]
    _description = "Mails Sent to Participants"
    _order = "date desc, kind, id desc"
    _log_access = False

    programme_id = fields.Many2one(
        "mentoring.programme", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="programme_id.company_id", store=True, index=True)
    kind = fields.Selection(
        [
            ("invitation", "Invitations"),
            ("reminder", "Reminders"),
            ("proposal", "Proposals of a partner"),
            ("begin", "Both have agreed"),
            ("end", "A pairing is over"),
            ("pause", "A pairing rests or goes on"),
            ("request", "Requests among participants"),
            ("event", "Events"),
            ("session", "Sessions planned, moved or cancelled"),
            ("nudge", "Nudges"),
            ("thanks", "Thanks at the end"),
            ("merge", "Mails written by a coordinator"),
            ("other", "Other"),
        ],
        required=True,
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    count = fields.Integer(string="Mails", required=True)

    _count_positive = models.Constraint("CHECK(count > 0)", "A sending is of one mail or more.")

    def _compute_display_name(self):
        # Neutral: error texts and debug mode print display names to anybody.
        for log in self:
            log.display_name = self.env._("Mails %s", log.id or "")

    @api.model
    def _note(self, enrolments, kind):
        """Note that each of these enrolments was sent one mail of this kind, in one insert.

        :param enrolments: recordset of mentoring.enrolment
        :param kind: a key of the field ``kind``, or the xmlid of the template that was sent
        """
        if kind not in dict(self._fields["kind"].selection):
            kind = KIND_OF_TEMPLATE.get(kind, "other")
        # sudo: mentoring.mail.log, mentoring.enrolment - counted by the system, whoever's step
        # sent the mail
        of_programme = enrolments.sudo().grouped("programme_id")
        # sudo: mentoring.mail.log - as above
        self.sudo().create(
            [
                {"programme_id": programme.id, "kind": kind, "count": len(sent)}
                for programme, sent in of_programme.items()
            ]
        )
