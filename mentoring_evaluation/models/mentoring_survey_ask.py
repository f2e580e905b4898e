from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, split_every

from .survey_calendar import Life, opening
from .survey_key import make_keys

BATCH = 20
# Nobody was asked anything for longer than this after a programme.
LAST_DAYS = 1200
LIVE_STATES = ("matching", "running")
COLUMNS = ("enrolment_id", "programme_id", "wave_id", "role", "number", "date_open", "date_until")
ASK = """
    INSERT INTO mentoring_survey_ask
                (enrolment_id, programme_id, wave_id, role, number, date_open, date_until, state)
    SELECT *, 'open'
      FROM unnest(%s::int[], %s::int[], %s::int[], %s::text[], %s::int[], %s::date[], %s::date[])
        ON CONFLICT DO NOTHING
 RETURNING id
"""
POOL = """
    INSERT INTO mentoring_survey_pool (programme_id, wave_id, role, number)
    SELECT DISTINCT *
      FROM unnest(%s::int[], %s::int[], %s::text[], %s::int[])
        ON CONFLICT DO NOTHING
 RETURNING id
"""


class MentoringSurveyAsk(models.Model):
    """That somebody is asked a wave: once, however often the job is stopped or begun anew.

    Whether they answered is noted until the wave is over for everybody, so that nobody is asked
    twice; when is not, and what is in :mod:`.survey_pool`, without them. Nobody has a right on
    these rows.
    """

    _name = "mentoring.survey.ask"
    _description = "Asked in a Mentoring Survey"
    _order = "date_open, id"
    _log_access = False

    enrolment_id = fields.Many2one(
        "mentoring.enrolment", required=True, ondelete="cascade", groups=fields.NO_ACCESS
    )
    programme_id = fields.Many2one(
        "mentoring.programme",
        required=True,
        ondelete="cascade",
        index=True,
        groups=fields.NO_ACCESS,
    )
    wave_id = fields.Many2one(
        "mentoring.survey.wave",
        required=True,
        ondelete="restrict",
        index=True,
        groups=fields.NO_ACCESS,
    )
    role = fields.Char(required=True, groups=fields.NO_ACCESS)
    number = fields.Integer(required=True, groups=fields.NO_ACCESS)
    date_open = fields.Date(required=True, groups=fields.NO_ACCESS)
    date_until = fields.Date(required=True, groups=fields.NO_ACCESS)
    state = fields.Selection(
        [("open", "Asked"), ("answered", "Answered"), ("over", "Over")],
        required=True,
        default="open",
        groups=fields.NO_ACCESS,
    )

    _once = models.UniqueIndex(
        "(enrolment_id, wave_id, number)", "They were asked this already: reload the page."
    )
    _by_round = models.Index("(programme_id, wave_id, role, number)")

    def _compute_display_name(self):
        for ask in self:
            ask.display_name = self.env._("In confidence")

    # -- asking --------------------------------------------------------------------------

    @api.model
    def _cron_ask(self):
        """Ask whoever is to be asked today, in batches of programmes, each kept before the next."""
        today = fields.Date.context_today(self)
        programmes = self.env["mentoring.programme"].search(
            [
                ("wave_ids", "!=", False),
                "|",
                ("state", "in", LIVE_STATES),
                "&",
                ("state", "=", "closed"),
                ("date_over", ">=", today - timedelta(days=LAST_DAYS)),
            ]
        )
        left = len(programmes)
        for ids in split_every(BATCH, programmes.ids, list):
            self._ask(programmes.browse(ids))
            left -= len(ids)
            if not self.env["ir.cron"]._commit_progress(len(ids), remaining=left):
                break

    @api.model
    def _ask(self, programmes):
        """Ask the people of these programmes what they are to be asked today.

        Constant queries for any number of people; whoever was asked already is not asked again.
        """
        today = fields.Date.context_today(self)
        rows = []
        for enrolment, life in self._lives(programmes).items():
            for wave in enrolment.programme_id.wave_ids:
                opened = wave._survey(enrolment.role) and opening(
                    wave.kind, life, today, wave.offset_days, wave.repeat_days
                )
                if not opened:
                    continue
                number, day = opened
                until = day + timedelta(days=wave.open_days)
                if today <= until:
                    rows.append(
                        (
                            enrolment.id,
                            enrolment.programme_id.id,
                            wave.id,
                            enrolment.role,
                            number,
                            day,
                            until,
                        )
                    )
        if not rows:
            return
        self.env.flush_all()
        columns = dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
        self.env.execute_query(SQL(ASK, *columns.values()))
        rounds = ("programme_id", "wave_id", "role", "number")
        self.env.execute_query(SQL(POOL, *(columns[name] for name in rounds)))
        self.env.invalidate_all()
        # sudo: mentoring.enrolment, mentoring.survey.key - keys of people, which nobody reads
        asked = self.env["mentoring.enrolment"].sudo().browse(sorted(set(columns["enrolment_id"])))
        make_keys(asked.filtered(lambda each: each.programme_id.survey_mode == "linked"))

    @api.model
    def _lives(self, programmes):
        """Whoever can be asked, and their time in their programme.

        :return: dict of ``mentoring.enrolment`` to :class:`~.survey_calendar.Life`
        """
        enrolments = (
            self.env["mentoring.enrolment"]
            .search(
                [
                    ("programme_id", "in", programmes.ids),
                    ("state", "in", ("ready", "matched", "completed")),
                    ("user_id.active", "=", True),
                ]
            )
            .filtered(lambda e: not e.employee_id or e.employee_id.active)
        )
        pairings = self.env["mentoring.pairing"].search(
            [("programme_id", "in", programmes.ids), ("date_start", "!=", False)]
        )
        began, meeting = {}, set()
        for pairing in pairings:
            for enrolment in (pairing.mentor_id, pairing.mentee_id):
                first = began.get(enrolment.id, pairing.date_start)
                began[enrolment.id] = min(first, pairing.date_start)
                if pairing.state == "active":
                    meeting.add(enrolment.id)
        lives = {}
        for enrolment in enrolments:
            programme = enrolment.programme_id
            is_live = programme.state in LIVE_STATES
            lives[enrolment] = Life(
                start=programme.date_start,
                end=min(programme.date_over or programme.date_end, programme.date_end),
                enrolled=enrolment.create_date.date(),
                matched=began.get(enrolment.id),
                is_waiting=is_live and enrolment.state == "ready",
                is_matched=is_live and enrolment.state == "matched",
                is_meeting=enrolment.id in meeting,
                is_through=enrolment.state == "completed",
            )
        return lives

    # -- what waits for somebody ---------------------------------------------------------

    @api.model
    def _waiting(self, enrolments):
        """What these people are asked today and have not answered.

        :param enrolments: ``mentoring.enrolment``
        :return: these rows, in sudo
        """
        today = fields.Date.context_today(self)
        # sudo: mentoring.survey.ask - rows that nobody has a right on; the caller says of each
        # person what is theirs alone
        return self.sudo().search(
            [
                ("enrolment_id", "in", enrolments.ids),
                ("enrolment_id.state", "in", ("ready", "matched", "completed")),
                ("programme_id.state", "!=", "cancelled"),
                ("state", "=", "open"),
                ("date_open", "<=", today),
                ("date_until", ">=", today),
            ]
        )

    @api.model
    def _of_reader(self, ask_id):
        """What the reader is asked by this id; empty for what is another's, over, or nobody's."""
        # sudo: mentoring.enrolment - the reader's own, whichever company they work in
        mine = self.env["mentoring.enrolment"].sudo().search([("user_id", "=", self.env.uid)])
        return self._waiting(mine).filtered(lambda ask: ask.id == ask_id)
