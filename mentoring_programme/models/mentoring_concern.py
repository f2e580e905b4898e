from odoo import SUPERUSER_ID, api, fields, models

from .concern_readers import hears_concerns
from .sealed_note import NOTE_SIZE

CONCERN_STATES = [
    ("new", "New"),
    ("acknowledged", "Acknowledged"),
    ("following", "In follow-up"),
    ("closed", "Closed"),
]


class MentoringConcern(models.Model):
    """A safeguarding concern: read by who raised it and by those of the programme's safeguarding
    lead and deputy to whom it went that day, whoever leads later.

    Text, people, programme, urgency and date are sealed. In clear is what sending it to the
    right people, reminding them and destroying it in time ask for, in a model on which nobody
    has any right.

    Kept longer than preferences and reflections, because it may be needed after the programme:
    until it is closed and the company's grace period is over. One that is not closed is kept,
    unless none of its readers has a log-in any more.

    The doors are in :mod:`.concern_door` and :mod:`.concern_desk`, behind
    :mod:`..controllers.concerns`; its timers in ``mentoring_concern_timers``.
    """

    _name = "mentoring.concern"
    _inherit = ["mentoring.sealed.note"]
    _description = "Concern"
    _log_access = False
    _sealed_in = {"column": "sealed", "bound": "id", "size": NOTE_SIZE}

    # Whose grace period counts. Not named company_id: Odoo's mail reads a field of that name in
    # sudo, for anybody who names a record, and would tell by its error whether there is one.
    kept_for_id = fields.Many2one(
        "res.company", required=True, ondelete="cascade", index=True, groups=fields.NO_ACCESS
    )
    programme_id = fields.Many2one(
        "mentoring.programme",
        ondelete="set null",
        index="btree_not_null",
        groups=fields.NO_ACCESS,
    )
    reporter_id = fields.Many2one(
        "res.users", ondelete="set null", index="btree_not_null", groups=fields.NO_ACCESS
    )
    # Empty where the lead, or the deputy, was too close to it and was left out.
    lead_id = fields.Many2one(
        "res.users", ondelete="set null", index="btree_not_null", groups=fields.NO_ACCESS
    )
    deputy_id = fields.Many2one(
        "res.users", ondelete="set null", index="btree_not_null", groups=fields.NO_ACCESS
    )
    # Who of the two took it on. Says who acts and is reminded, opens nothing.
    handler_id = fields.Many2one("res.users", ondelete="set null", groups=fields.NO_ACCESS)
    state = fields.Selection(CONCERN_STATES, default="new", required=True, groups=fields.NO_ACCESS)
    date_closed = fields.Date(groups=fields.NO_ACCESS)

    _reference_once = models.UniqueIndex("(reference)", "This could not be kept: try once more.")

    def _hearers(self):
        """Those to whom these were addressed and who can hear concerns now, the lead first."""
        hearers = self.env["res.users"]
        for concern in self:
            hearers |= (concern.lead_id | concern.deputy_id).filtered(hears_concerns)
        return hearers

    @api.model
    def _follow_leads(self, programmes):
        """Others hear concerns in these programmes now: whoever raised one there that nobody reads
        any more is told that there is something to look at, and finds to whom to hand it on."""
        # sudo: mentoring.concern - rows nobody may reach; whoever names a lead learns nothing
        waiting = self.sudo().search(
            [("programme_id", "in", programmes.ids), ("state", "!=", "closed")]
        )
        waiting.filtered(lambda concern: not concern._hearers())._tell_reporters()

    def _tell_reporters(self):
        reporters = self.reporter_id.filtered("active")
        if reporters:
            self._tell(reporters, "mentoring_programme.mail_template_answer")

    @api.model
    def _destroy_expired(self, company, days):
        """Destroy the concerns of ``company`` that were closed at least ``days`` days ago, and
        those that nobody is left to read.

        :return: number of concerns destroyed
        """
        last = fields.Date.subtract(fields.Date.context_today(self), days=days)
        # sudo: mentoring.concern - rows nobody may reach
        expired = self.sudo().search(
            [
                ("kept_for_id", "=", company.id),
                "|",
                "&",
                ("state", "=", "closed"),
                ("date_closed", "<=", last),
                "&",
                ("reporter_id", "=", False),
                "&",
                ("lead_id", "=", False),
                ("deputy_id", "=", False),
            ]
        )
        count = len(expired)
        # As nobody: Odoo writes into its log who deleted what.
        expired.with_user(SUPERUSER_ID).unlink()
        return count

    @api.model
    def _tell(self, users, template_xmlid="mentoring_programme.mail_template_attention"):
        """Queue a mail that says only that there is something to look at.

        From nobody in particular and about no record: who may read the record that a message
        is about could otherwise count these.
        """
        template = self.env.ref(template_xmlid)
        # sudo: mail.template - in the name of the system, so that no mail tells who wrote
        template.with_user(SUPERUSER_ID).send_mail_batch(
            users.ids, email_values={"model": False, "res_id": False}
        )
