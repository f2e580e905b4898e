from odoo import fields, models

NUDGE_KINDS = [
    ("invitation", "Invitation unanswered"),
    ("proposal", "Proposal unanswered"),
    ("requirement", "Something left to do"),
    ("agreement", "Agreement unsigned"),
    ("session", "Session coming"),
    ("outcome", "Session without outcome"),
    ("gap", "No meeting for a while"),
    ("pause", "Still resting"),
    ("feedback", "Feedback due"),
    ("ending", "Programme ending"),
]


class MentoringNudge(models.Model):
    """That somebody was reminded of something, so that they are not reminded of it again.

    What is due is in ``mentoring_nudge_due``, how it is sent in ``mentoring_nudge_send``.
    Nobody has any right on these rows: they tell who has answered what, and when. They are
    destroyed with the enrolment and with all else that a programme leaves.
    """

    _name = "mentoring.nudge"
    _description = "Reminder Sent"
    _order = "id desc"
    _log_access = False

    enrolment_id = fields.Many2one("mentoring.enrolment", required=True, ondelete="cascade")
    kind = fields.Selection(NUDGE_KINDS, required=True)
    reference = fields.Char(required=True, help="What it is about, within its kind.")
    rung = fields.Integer(required=True, help="Which of several reminders of it.")
    date = fields.Date(required=True, help="Their own day.")

    _once = models.UniqueIndex(
        "(enrolment_id, kind, reference, rung)", "They were reminded of this already."
    )

    def _compute_display_name(self):
        for nudge in self:
            nudge.display_name = self.env._("Reminder %s", nudge.id or "")


class MentoringNudgeDay(models.Model):
    """The last of their own days on which was looked whether somebody is to be reminded.

    One row a person, so that each gets one message a day at most over all programmes, and a job
    that was stopped goes on where it was.
    """

    _name = "mentoring.nudge.day"
    _description = "Last Look at Reminders"
    _order = "id"
    _log_access = False

    contact_id = fields.Many2one("res.partner", required=True, ondelete="cascade")
    date = fields.Date(required=True)

    _one_a_person = models.UniqueIndex("(contact_id)", "There is a row of this person already.")

    def _compute_display_name(self):
        for day in self:
            day.display_name = self.env._("Day %s", day.id or "")
