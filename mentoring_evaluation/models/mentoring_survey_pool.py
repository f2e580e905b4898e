from odoo import api, fields, models
from odoo.tools import split_every

from .survey_pool import release

BATCH = 100
ROUND = ["programme_id", "wave_id", "role", "number"]


class MentoringSurveyPool(models.Model):
    """What the people of one role said in one round of a wave, sealed until enough have.

    Nobody has an access right, and no method opens it: see :mod:`.survey_pool`.
    """

    _name = "mentoring.survey.pool"
    _description = "Sealed Answers of a Mentoring Survey"
    _order = "id"
    _log_access = False
    _sealed_in = {"column": "sealed", "bound": "id"}

    programme_id = fields.Many2one(
        "mentoring.programme",
        required=True,
        ondelete="cascade",
        index=True,
        groups=fields.NO_ACCESS,
    )
    wave_id = fields.Many2one(
        "mentoring.survey.wave", required=True, ondelete="restrict", groups=fields.NO_ACCESS
    )
    role = fields.Char(required=True, groups=fields.NO_ACCESS)
    number = fields.Integer(required=True, groups=fields.NO_ACCESS)
    sealed = fields.Text(groups=fields.NO_ACCESS)

    _one_pool = models.UniqueIndex(
        "(programme_id, wave_id, role, number)", "Every round is counted once."
    )

    def _compute_display_name(self):
        for pool in self:
            pool.display_name = self.env._("In confidence")

    @api.model
    def _cron_release(self):
        """Let out what enough people have said, and forget who answered where a round is over."""
        ids = self.search([("sealed", "!=", False)]).ids
        left = len(ids)
        for batch in split_every(BATCH, ids, list):
            self.browse(batch)._release()
            left -= len(batch)
            if not self.env["ir.cron"]._commit_progress(len(batch), remaining=left):
                return
        self.env["mentoring.survey.key"]._destroy_expired()

    def _release(self):
        """Of pools in sudo: let out as many answers as may be; who is answering just now comes
        next time."""
        pools = self.try_lock_for_update()
        today = fields.Date.context_today(self)
        asks = self.env["mentoring.survey.ask"]
        inside = [("programme_id", "in", pools.programme_id.ids)]
        open_asks = asks._read_group(
            [*inside, ("state", "=", "open"), ("date_until", ">=", today)], ROUND, []
        )
        still_open = {tuple(round_) for round_ in open_asks}
        over = pools.filtered(lambda pool: tuple(pool[name] for name in ROUND) not in still_open)
        release(pools - over, is_over=False)
        release(over, is_over=True)
        rounds = {tuple(pool[name] for name in ROUND) for pool in over}
        known = asks.search([*inside, ("state", "!=", "over")])
        known.filtered(lambda ask: tuple(ask[name] for name in ROUND) in rounds)._forget()
