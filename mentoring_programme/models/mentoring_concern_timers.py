from datetime import timedelta

from odoo import api, fields, models

# Rows that one transaction of the reminding job takes.
BATCH = 100
QUARTER = timedelta(minutes=15)
RUNGS = ("remind_first_on", "remind_second_on")


class MentoringConcern(models.Model):
    """When somebody is reminded of a concern that waits: two rungs, each at most once.

    The job cannot open a box, so that these two moments, and nothing else of a concern's
    times, stand in clear. They are rounded up to a quarter of an hour.
    """

    _inherit = "mentoring.concern"

    remind_first_on = fields.Datetime(groups=fields.NO_ACCESS, index="btree_not_null")
    remind_second_on = fields.Datetime(groups=fields.NO_ACCESS, index="btree_not_null")

    @api.model
    def _rungs(self, hours):
        """The two moments at which somebody is reminded, if nothing happens for ``hours`` hours,
        and for as long again."""
        now = fields.Datetime.now()
        moments = (now + timedelta(hours=hours), now + timedelta(hours=2 * hours))
        return dict(zip(RUNGS, map(_rounded_up, moments), strict=True))

    def _set_follow_up_rungs(self):
        for concern in self:
            concern.write(self._rungs(24 * concern.kept_for_id.mentoring_concern_follow_up_days))

    def _clear_rungs(self):
        self.write(dict.fromkeys(RUNGS, False))

    def _whom_to_remind(self, rung):
        """First whoever took it on, else the lead; then the other of the two."""
        self.ensure_one()
        hearers = self._hearers()
        if self.handler_id in hearers:
            hearers = self.handler_id | hearers
        return hearers[-1:] if rung == RUNGS[1] else hearers[:1]

    @api.model
    def _cron_remind(self):
        """Remind of what waits. A mail and the note that it went are one transaction: a job that
        is killed sends neither, and the next one both."""
        for rung in RUNGS:
            domain = [(rung, "<=", fields.Datetime.now()), ("state", "!=", "closed")]
            while due := self.search(domain, limit=BATCH, order="id"):
                # Whose row somebody else holds now, its turn comes with the next job.
                taken = due.try_lock_for_update()
                users = self.env["res.users"]
                unheard = self.browse()
                for concern in taken:
                    reminded = concern._whom_to_remind(rung)
                    users |= reminded
                    unheard |= concern if not reminded else self.browse()
                # One mail, however many of them wait for the same person.
                if users:
                    self._tell(users)
                unheard._tell_reporters()
                taken.write({rung: False})
                self.env["ir.cron"]._commit_progress(len(taken))
                if len(taken) < len(due):
                    break


def _rounded_up(moment):
    past = timedelta(
        minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond
    )
    return moment + (QUARTER - past) % QUARTER
