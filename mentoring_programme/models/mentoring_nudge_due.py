from datetime import datetime, time, timedelta
from typing import NamedTuple

import pytz

from odoo import api, fields, models

from .mentoring_enrolment import LIVE_PAIRING_STATES

# Days after which somebody is reminded, once each.
ANSWER_DAYS = (3, 7)
TODO_DAYS = (7, 14)
OUTCOME_DAYS = (1, 5)
# Of rest without a day on which it goes on; the coordinators see it later (pairing_health).
RESTING_DAYS = (28,)
# Days before the end of the programme.
ENDING_DAYS = (21, 7)


class Person(NamedTuple):
    """One person on one of their days.

    :param contact: ``res.partner``
    :param enrolments: ``mentoring.enrolment`` of that person
    :param today: their date
    :param tz: their time zone, by name
    :param weekdays: days of the week on which they work, Monday being 0
    """

    contact: models.BaseModel
    enrolments: models.BaseModel
    today: object
    tz: str
    weekdays: frozenset

    def next_workday(self):
        days = (self.today + timedelta(days=ahead) for ahead in range(1, 8))
        return next(day for day in days if day.weekday() in self.weekdays)

    def local(self, moment):
        """A moment in UTC as this person's clock shows it."""
        return pytz.utc.localize(moment).astimezone(pytz.timezone(self.tz))


class Due(NamedTuple):
    """What to remind somebody of: the columns of ``mentoring.nudge``, and a time to name."""

    enrolment: models.BaseModel
    kind: str
    reference: str
    rung: int
    moment: object = None

    def key(self):
        return (self.enrolment.id, self.kind, self.reference, self.rung)


class MentoringNudge(models.Model):
    """What people are to be reminded of, of many people at once."""

    _inherit = "mentoring.nudge"

    @api.model
    def _feedback_due(self, enrolments):  # noqa: ARG002 - for those who extend it
        """Feedback that is asked for and not given yet. Nothing here: a module that asks for
        feedback extends this method and adds its own to what ``super()`` returns.

        Called once a batch, as the system; it must not need more queries for more enrolments.

        :param enrolments: ``mentoring.enrolment`` of up to some hundred people
        :return: list of (enrolment, reference, rung): a text that is the same whenever the same
            feedback is meant, and a number that is higher for each further reminder of it.
            Each such triple is sent once.
        """
        return []

    @api.model
    def _due(self, people):
        """What is due to some people, whether they were told before or not.

        :param people: list of :class:`Person`
        :return: dict of contact to list of :class:`Due`
        """
        owner = {enrolment: person for person in people for enrolment in person.enrolments}
        enrolments = self.env["mentoring.enrolment"].union(*owner)
        due = [
            *self._due_of_enrolments(owner),
            *self._due_of_pairings(owner, enrolments),
            *(Due(e, "feedback", key, rung) for e, key, rung in self._feedback_due(enrolments)),
        ]
        found = {}
        for each in due:
            if each.kind == "session" or not each.enrolment.nudges_off:
                found.setdefault(owner[each.enrolment].contact, []).append(each)
        return found

    def _due_of_enrolments(self, owner):
        for enrolment, person in owner.items():
            if enrolment.programme_id.state not in ("enrolling", "matching", "running"):
                continue
            days = (person.today - person.local(enrolment.create_date).date()).days
            if enrolment.state == "invited":
                sent = enrolment.invited_on
                about, days = (str(sent), (person.today - sent).days) if sent else ("", days)
                yield from self._rung(enrolment, "invitation", about, days, ANSWER_DAYS)
            elif enrolment.missing_requirement_ids.filtered(
                lambda requirement: requirement.confirmation == "participant"
            ):
                yield from self._rung(enrolment, "requirement", "", days, TODO_DAYS)

    def _due_of_pairings(self, owner, enrolments):
        pairings = self.env["mentoring.pairing"].search(
            [
                ("state", "in", LIVE_PAIRING_STATES),
                "|",
                ("mentor_id", "in", enrolments.ids),
                ("mentee_id", "in", enrolments.ids),
            ]
        )
        dates = pairings._dates()
        unsigned = pairings._unsigned_pairings()
        extended = pairings._extended()
        pauses = pairings._pauses().grouped("pairing_id")
        sessions = self._planned_sessions(pairings)
        for pairing in pairings:
            for side in ("mentor", "mentee"):
                enrolment = pairing[f"{side}_id"]
                person = owner.get(enrolment)
                if not person:
                    continue
                asked = pairing.state == "proposed" and not pairing[f"{side}_agreed_on"]
                if asked:
                    days = (person.today - person.local(pairing.create_date).date()).days
                    yield from self._rung(enrolment, "proposal", pairing, days, ANSWER_DAYS)
                begun = dates.get(pairing)
                if not begun:
                    continue
                coming, waiting = self._due_of_sessions(
                    enrolment, person, sessions.get(pairing, ())
                )
                yield from coming
                if begun.resting_since and not pauses[pairing][f"{side}_is_back"]:
                    since, days = begun.resting_since, begun.rested(person.today)
                    about = f"{pairing.id}:{since}"
                    yield from self._rung(enrolment, "pause", about, days, RESTING_DAYS)
                if pairing.state != "active":
                    continue
                yield from waiting
                if pairing in unsigned:
                    days = (person.today - begun.began).days
                    yield from self._rung(enrolment, "agreement", pairing, days, TODO_DAYS)
                if not waiting and not begun.next_planned:
                    since = max(filter(None, (begun.began, begun.last_held)))
                    rungs = pairing.programme_id._nudge_rungs()
                    days = begun.waited(person.today)
                    yield from self._rung(enrolment, "gap", f"{pairing.id}:{since}", days, rungs)
                if pairing not in extended and pairing.programme_id.state == "running":
                    left = (pairing.programme_id.date_end - person.today).days
                    rungs = [days for days in ENDING_DAYS if 0 <= left <= days]
                    if rungs:
                        end = datetime.combine(pairing.programme_id.date_end, time())
                        yield Due(enrolment, "ending", str(pairing.id), rungs[-1], end)

    @api.model
    def _planned_sessions(self, pairings):
        """Sessions that come, and those that are over and nobody has said how they went."""
        now = fields.Datetime.now()
        sessions = self.env["mentoring.session"].search(
            [
                ("pairing_id", "in", pairings.ids),
                ("state", "=", "planned"),
                ("start", ">", now - timedelta(days=60)),
                ("start", "<", now + timedelta(days=9)),
            ]
        )
        return sessions.grouped("pairing_id")

    def _due_of_sessions(self, enrolment, person, sessions):
        """:return: pair of lists of :class:`Due`: sessions that come, and without an outcome"""
        coming, waiting = [], []
        for session in sessions:
            day = person.local(session.start).date()
            if person.today < day <= person.next_workday():
                key = f"{session.id}:{session.start}"
                coming.append(Due(enrolment, "session", key, 0, session.start))
            days = (person.today - person.local(session.stop).date()).days
            waiting += self._rung(enrolment, "outcome", session, days, OUTCOME_DAYS)
        return coming, waiting

    @api.model
    def _rung(self, enrolment, kind, about, days, rungs):
        """The highest rung that is reached, as a list of one :class:`Due` or of none."""
        reached = [rung for rung in rungs if days >= rung]
        reference = about if isinstance(about, str) else str(about.id)
        return [Due(enrolment, kind, reference, reached[-1])] if reached else []
