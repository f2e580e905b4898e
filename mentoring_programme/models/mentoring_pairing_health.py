from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .pairing_health import Dates, health

HEALTH = [
    ("on_track", "On track"),
    ("look", "Needs a look"),
    ("risk", "At risk"),
    ("early", "Too early to say"),
    ("paused", "Paused"),
]
HEALTH_STATES = ("active", "paused")
# One row a pairing: what of its sessions counts, and nothing that was said in them.
SESSION_DATES = """
    WITH held AS (
        SELECT pairing_id, max(start) AS start
          FROM mentoring_session
         WHERE state = 'held' AND pairing_id = ANY(%(ids)s)
      GROUP BY pairing_id
    )
    SELECT session.pairing_id,
           max(held.start),
           min(session.start) FILTER (WHERE session.state = 'planned' AND session.start >= %(now)s),
           count(*) FILTER (
               WHERE session.state = 'missed'
                 AND session.start > COALESCE(held.start, '2000-01-01')
           )
      FROM mentoring_session session
 LEFT JOIN held USING (pairing_id)
     WHERE session.pairing_id = ANY(%(ids)s)
  GROUP BY session.pairing_id
"""


class MentoringPairing(models.Model):
    """How a pairing is doing, for its coordinators: dates alone, see :mod:`.pairing_health`."""

    _inherit = "mentoring.pairing"

    health = fields.Selection(HEALTH, compute="_compute_health", search="_search_health")
    health_reason = fields.Char(string="Why", compute="_compute_health")

    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_health(self):
        self.health = self.health_reason = False
        for pairing, (code, reasons) in self._judged()._health().items():
            pairing.health, pairing.health_reason = code, " ".join(reasons)

    def _judged(self):
        """Those of these pairings that are judged at all, and for the one who asks."""
        known = self.filtered("id").with_user(self.env.user)._filtered_access("read")
        led = known.programme_id._filtered_access("read").filtered("is_coordinator")
        return self.browse(known.ids).filtered(
            lambda pairing: pairing.state in HEALTH_STATES and pairing.programme_id in led
        )

    @api.model
    def _search_health(self, operator, value):
        """By what the reader is shown: whoever coordinates nothing finds no pairing with one."""
        if operator != "in":
            return NotImplemented
        led = self.env["mentoring.programme"].search(Domain.TRUE).filtered("is_coordinator")
        judged = self.search([("programme_id", "in", led.ids), ("state", "in", HEALTH_STATES)])
        codes = judged._health()
        found = [pairing.id for pairing, (code, _words) in codes.items() if code in value]
        domain = Domain("id", "in", found)
        return domain | Domain("id", "not in", judged.ids) if False in value else domain

    def _health(self):
        """How these pairings are doing. Whom to tell is the caller's to know.

        :return: dict of pairing to pair (key of :data:`HEALTH`, list of sentences)
        """
        today = fields.Date.context_today(self)
        judged = {}
        for pairing, dates in self._dates().items():
            code, reasons = health(dates, today)
            judged[pairing] = code, [self._reason_words(*reason) for reason in reasons]
        return judged

    def _reason_words(self, code, number):
        if code == "not_met":
            return self.env._("No meeting for %s days.", number)
        if code == "nothing_planned":
            return self.env._("None is planned.")
        if code == "missed":
            return self.env._("%s sessions missed in a row.", number)
        if code == "resting":
            return self.env._("Resting for %s days, with no day on which it goes on.", number)
        return self.env._("The agreement is not signed by both, %s days on.", number)

    def _dates(self):
        """What these pairings are judged by, in a constant number of queries.

        :return: dict of pairing to :class:`~.pairing_health.Dates`; a pairing that has not
            begun is not in it
        """
        today = fields.Date.context_today(self)
        # sudo: mentoring.pairing, mentoring.pairing.pause - dates, whoever asks; told only to
        # coordinators, and to the two in a nudge
        begun = self.sudo().filtered("date_start")
        sessions = begun._session_dates()
        resumed = begun._resumed_on()
        unsigned = begun._unsigned_pairings()
        resting = begun._resting_since()
        dates = {}
        for pairing in begun:
            held, coming, missed = sessions.get(pairing.id, (None, None, 0))
            dates[self.browse(pairing.id)] = Dates(
                # One whose day was set by hand may lie ahead.
                began=min(today, max(pairing.date_start, resumed.get(pairing, pairing.date_start))),
                rhythm=pairing.programme_id._rhythm_days(),
                last_held=held and min(today, held.date()),
                next_planned=coming and coming.date(),
                missed=missed,
                unsigned=pairing in unsigned,
                paused=pairing.state == "paused",
                resting_since=resting.get(pairing),
            )
        return dates

    def _session_dates(self):
        """:return: dict of pairing id to (last held, next planned, missed in a row), in UTC"""
        self.env["mentoring.session"].flush_model(["pairing_id", "state", "start"])
        query = SQL(SESSION_DATES, ids=self.ids, now=fields.Datetime.now())
        return {pairing: dates for pairing, *dates in self.env.execute_query(query)}

    def _unsigned_pairings(self):
        """Those whose programme asks for an agreement that not both have signed."""
        asked = self.filtered(lambda pairing: pairing.programme_id.agreement_required)
        return asked - asked._signed_pairings()
