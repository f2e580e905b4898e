from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL, format_date, format_datetime

from .mentoring_enrolment import LIVE_PAIRING_STATES

PEOPLE = tuple(
    f"{side}_{kind}_id" for side in ("mentor", "mentee") for kind in ("employee", "partner")
)


class MentoringSession(models.Model):
    """When a session may be: within what both agreed to, and not over another of theirs."""

    _inherit = "mentoring.session"

    def _check_times(self):
        """Refuse times that no two people can keep, or did not agree to.

        Asked whenever a person plans or moves a session; not of what the system writes.

        :raises UserError: with a sentence that names neither people nor programmes
        """
        # sudo: mentoring.session - other sessions of the same two people
        sessions = self.sudo()
        sessions._lock_people()
        sessions._check_within_agreement()
        sessions._check_not_over_another()

    def _people(self):
        """Who meets at each of these sessions, in a circle all of it: dict of session to a set of
        (model, id)."""
        # sudo: mentoring.session, mentoring.pairing - who meets, to compare and not to show
        sessions = self.sudo()
        shared = sessions._of_same_event().grouped("event_id")
        people = {}
        for session in sessions:
            meeting = shared[session.event_id] if session.event_id else session
            people[session] = {
                (pairing[name]._name, pairing[name].id)
                for pairing in meeting.pairing_id
                for name in PEOPLE
                if pairing[name].id
            }
        return people

    def _same_people(self, prefix=""):
        """Domain of what any of the people of these sessions is in."""
        people = set().union(*self._people().values())
        return Domain.OR(
            Domain(f"{prefix}{name}", "in", [key for model, key in people if model == comodel])
            for name, comodel in (
                (name, self.env["mentoring.pairing"]._fields[name].comodel_name) for name in PEOPLE
            )
        )

    def _lock_people(self):
        """Let nobody plan for one of these people before this transaction ends.

        Whoever does so from what they saw before is refused by PostgreSQL, and Odoo tries it
        again with what is there then. A lock alone would not tell them that something changed.
        """
        live = self._same_people() & Domain("state", "in", LIVE_PAIRING_STATES)
        ids = self.env["mentoring.pairing"].search(live, order="id").ids
        if ids:
            # In order, so that two who plan for the same people do not wait for each other.
            self.env.cr.execute(
                SQL(
                    "WITH people AS (SELECT id FROM mentoring_pairing WHERE id IN %s ORDER BY id"
                    " FOR NO KEY UPDATE) UPDATE mentoring_pairing SET state = state"
                    " WHERE id IN (SELECT id FROM people)",
                    tuple(ids),
                )
            )

    # -- the working agreement -----------------------------------------------------------

    def _check_within_agreement(self):
        """Refused and not only asked about: a date before the pairing or after the programme is
        nearly always a slip of the year, and who wants to go on longer has the pairing extended,
        which moves these days."""
        for session in self:
            first, last = session.pairing_id._session_days()
            day = fields.Datetime.context_timestamp(session, session.start).date()
            if first and day < first:
                raise UserError(
                    self.env._(
                        "Your mentoring began on %(first)s: choose a day from then on. A meeting "
                        "that took place before need not be noted here.",
                        first=format_date(self.env, first),
                    )
                )
            if last and day > last:
                raise UserError(
                    self.env._(
                        "Your mentoring goes on until %(last)s: choose a day up to then, or ask "
                        "the coordinators about more time.",
                        last=format_date(self.env, last),
                    )
                )

    # -- other sessions ------------------------------------------------------------------

    def _check_not_over_another(self):
        """No two sessions of one person at the same time, in whatever pairing.

        Only mentoring sessions refuse, so a refusal tells that there is one. The partner is
        therefore not refused for a session that the other person has in a discreet programme:
        the two meetings stand in that person's calendar, who can move either.
        """
        if not self:
            return
        others = self.search(
            self._same_people("pairing_id.")
            & Domain("state", "in", ("planned", "held"))
            & Domain("start", "<", max(self.mapped("stop")))
            & Domain("stop", ">", min(self.mapped("start")))
        )
        people = (self | others)._people()
        mine = self._reader_keys()
        for session in self:
            for other in others:
                if other == session or (other.event_id and other.event_id == session.event_id):
                    continue
                if other.start >= session.stop or other.stop <= session.start:
                    continue
                both = people[session] & people[other]
                told = both & mine or (
                    other.programme_id == session.programme_id or not other.programme_id.discreet
                )
                if both and told:
                    raise UserError(self._not_free_words(session, len(people[session]) > 2))

    def _not_free_words(self, session, is_circle):
        time = format_datetime(self.env, session.start, dt_format="short")
        if is_circle:
            return self.env._(
                "%s is not free for all of you in the circle: choose another time, or ask for "
                "three that suit you all.",
                time,
            )
        return self.env._(
            "%s is not free for both of you: choose another time, or ask for three that suit "
            "you both.",
            time,
        )

    def _overlapping_own(self):
        """Those of these sessions that lie over another one of the reader's own, in whatever
        pairing of theirs: for the reader alone."""
        planned = self.filtered(lambda session: session.state == "planned")
        if not planned:
            return planned
        # As the reader, who reads their own; what they coordinate is no clash of theirs.
        others = self.search(
            [
                ("state", "=", "planned"),
                "|",
                ("pairing_id.mentor_id.user_id", "=", self.env.uid),
                ("pairing_id.mentee_id.user_id", "=", self.env.uid),
                ("start", "<", max(planned.mapped("stop"))),
                ("stop", ">", min(planned.mapped("start"))),
            ]
        )
        # sudo: calendar.event - whether two sessions are one meeting
        events = {session: session.sudo().event_id for session in others | planned}
        return planned.filtered(
            lambda session: any(
                other != session
                and not (events[other] and events[other] == events[session])
                and other.start < session.stop
                and other.stop > session.start
                for other in others
            )
        )

    def _reader_keys(self):
        """Under which keys of ``_people()`` the reader goes."""
        user = self.env.user
        # sudo: hr.employee - the reader's own records, in whatever company
        own = user.sudo().employee_ids
        return {("hr.employee", key) for key in own.ids} | {("res.partner", user.partner_id.id)}
