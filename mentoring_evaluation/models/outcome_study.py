"""What became of a programme's people, and of colleagues like them: a plain class, no model.

It is the only door to outcomes, and it has no handle outside: nothing of it can be called by RPC,
nothing is stored. It reads in sudo and returns rows of people; whoever makes one has asked before
whether the reader may have figures, and passes what comes out through :mod:`~..figures`, so that
only groups are shown.
"""

from copy import copy
from dataclasses import dataclass
from hashlib import sha256

from odoo import fields
from odoo.exceptions import UserError

from ..figures.comparison import (
    COLUMNS,
    LEAST,
    Colleague,
    effect,
    match_exactly,
    match_nearest,
)
from ..figures.questions import DEFAULT_THRESHOLD
from ..outcomes import (
    KNOWN,
    MONTHS_EARLIER,
    TOO_EARLY,
    after,
    alike_by,
    before,
    columns,
    judge,
)
from .eligible_then import eligible_then
from .outcome_facts import branches, careers, ladder
from .outcome_result import Comparison, OutcomeRow

MONTHS_AFTER = (6, 12, 24)
MONTHS_BEFORE = 12


@dataclass(frozen=True)
class _Participation:
    programme: int
    employee: int
    role: str
    began: object


class OutcomeStudy:
    """What became of the participants of some programmes of a company.

    The same records and the same ``today`` give the same answers. Gathering takes a constant
    number of queries, however many people the company has; a comparison adds a few a programme.
    """

    def __init__(self, company, programmes=None, today=None, k=DEFAULT_THRESHOLD):
        """
        :param company: ``res.company``
        :param programmes: ``mentoring.programme`` of it that have begun; discreet ones among them
            are left out. ``None``: all of them together, discreet ones too where these are two
            programmes or more with ``k`` people or more between them; for fewer, the difference to
            the named ones would speak of one programme, or of a few people
        :param today: the day up to which the facts are known, not over yet
        """
        # sudo: everything that outcomes are made of - see the module
        self.env = company.sudo().env
        self.company = self.env["res.company"].browse(company.id)
        self.today = today or fields.Date.today()
        self._took_part = self._participations()
        self.programmes = self._chosen(programmes, k)
        Employee = self.env["hr.employee"].with_context(active_test=False)
        own = Employee.search([("company_id", "=", self.company.id)])
        # Who moved to another company since keeps the history that is under their record.
        everybody = {*own._ids, *(each.employee for each in self._took_part)}
        self.careers = careers(self.env, everybody)
        self.ladder = ladder(self.env)
        self.branches = branches(self.env)
        self._judged, self._columns, self._stood_by = {}, {}, {}

    def rows(self, months=MONTHS_AFTER, months_before=MONTHS_BEFORE):
        """Everybody who took part, once a programme and role.

        :return: list of :class:`OutcomeRow`, in a stable order
        """
        rows = []
        for each in self._took_part:
            programme = self.programmes.filtered(lambda p, each=each: p.id == each.programme)
            if programme and each.employee in self.careers:
                start = programme.date_start
                windows = {"before": before(start, months_before)}
                windows |= {str(length): after(start, length) for length in months}
                outcomes = {
                    name: self._judge(each.employee, window) for name, window in windows.items()
                }
                rows.append(
                    OutcomeRow(
                        str(each.employee),
                        None if programme.discreet else programme.id,
                        each.role,
                        start,
                        self.columns(each.employee, start),
                        outcomes,
                    )
                )
        return rows

    def outcomes(self, employee, day, months):
        """What became of somebody in the months from a day on: kind to value, ``None`` where it is
        not known (see :meth:`OutcomeRow.values`)."""
        found = self._judge(employee, after(day, months))
        return {kind: outcome.value for kind, outcome in found.items()}

    def within(self, programmes):
        """The same study of some of its programmes; nothing is read anew."""
        study = copy(self)
        study.programmes = self.programmes.filtered(lambda p: p.id in programmes._ids)
        return study

    def columns(self, employee, day):
        """What is known of somebody's work on a day, see :class:`OutcomeRow`."""
        if (employee, day) not in self._columns:
            earlier = self._judge(employee, before(day, MONTHS_EARLIER))["promoted"]
            self._columns[employee, day] = columns(
                self.careers[employee], day, self.ladder, self.branches, earlier.value
            )
        return self._columns[employee, day]

    def compare(self, kind, months, role="mentee", nearest=None, by=COLUMNS, least=LEAST):
        """Compare participants with eligible colleagues who took part in nothing.

        A participant counts once, in the first of the programmes that they were in. A colleague
        may stand for several programmes, one after the other, and never for two at a time: nobody's
        days count twice. Participants are compared with colleagues of the same programme's time
        alone.

        :param kind: one of :data:`~..outcomes.KINDS`
        :param months: length of the window
        :param role: whom it is about
        :param nearest: see :func:`~..figures.comparison.effect`
        :param by: which of :data:`~..figures.comparison.COLUMNS`
        :param least: with fewer people than this on either side there is not enough data
        :return: :class:`Comparison`
        """
        first = self._first_participation(role)
        colleagues, asks_today = self._colleagues(months, role)
        people, too_early, unknown = [], 0, 0
        for employee, programme, took_part in [
            *((employee, programme, True) for employee, programme in first.items()),
            *((employee, programme, False) for employee, programme in colleagues),
        ]:
            start = programme.date_start
            outcome = self._judge(employee, after(start, months))[kind]
            if took_part and outcome.state == TOO_EARLY:
                too_early += 1
            elif took_part and outcome.state != KNOWN:
                unknown += 1
            if outcome.state == KNOWN:
                alike = alike_by(self.columns(employee, start), programme.id)
                # Who took part later stands for those who had not until then.
                key = str(employee) if took_part else f"{employee} in {programme.id}"
                people.append(Colleague(key, took_part, outcome.value, alike))
        found = effect(people, by, nearest=nearest, least=least)
        matched = (
            match_exactly(people, by) if nearest is None else match_nearest(people, by, nearest)
        )
        counted = {
            (int(person.key), first[int(person.key)].id): person.outcome
            for person in people
            if person.took_part and person.key in matched.weights
        }
        known = self._known(kind, months, role)
        return Comparison(kind, months, found, too_early, unknown, asks_today, role, counted, known)

    def _known(self, kind, months, role):
        """Of each participation of which it is known what became of them."""
        starts = {programme.id: programme.date_start for programme in self.programmes}
        outcomes = {
            (each.employee, each.programme): self._judge(
                each.employee, after(starts[each.programme], months)
            )[kind]
            for each in self._took_part
            if each.role == role and each.programme in starts and each.employee in self.careers
        }
        return {key: each.value for key, each in outcomes.items() if each.state == KNOWN}

    # -- who ---------------------------------------------------------------------------------

    def _participations(self):
        """Who was in a pairing that began, by their first day in it; in a stable order."""
        pairings = self.env["mentoring.pairing"].search_fetch(
            [
                ("company_id", "=", self.company.id),
                "|",
                ("date_start", "!=", False),
                ("state", "in", ("active", "paused", "completed")),
            ],
            ["programme_id", "date_start", "mentor_employee_id", "mentee_employee_id"],
        )
        pairings.programme_id.mapped("date_start")
        found = {}
        for pairing in pairings:
            began = pairing.date_start or pairing.programme_id.date_start
            for role in ("mentor", "mentee"):
                employee = pairing[f"{role}_employee_id"].id
                key = pairing.programme_id.id, employee, role
                if employee:
                    found[key] = min(began, found.get(key, began))
        return [_Participation(*key, found[key]) for key in sorted(found)]

    def _chosen(self, programmes, k):
        ids = {each.programme for each in self._took_part}
        begun = self.env["mentoring.programme"].browse(sorted(ids))
        begun = begun.filtered(lambda programme: programme.date_start <= self.today)
        discreet = begun.filtered("discreet")
        if programmes is not None:
            # sudo: mentoring.programme - the company of each, also of those the reader may not see
            if programmes.sudo().company_id - self.company:
                raise UserError(
                    self.env._("Choose programmes of one company: each has its own history.")
                )
            return begun.filtered(lambda p: p.id in programmes._ids) - discreet
        people = {each.employee for each in self._took_part if each.programme in discreet._ids}
        return begun if len(discreet) > 1 and len(people) >= k else begun - discreet

    def _first_participation(self, role):
        """Of each participant the earliest of the programmes: id of employee to programme."""
        order = self.programmes.sorted(lambda programme: (programme.date_start, programme.id))
        place = {programme.id: at for at, programme in enumerate(order)}
        first = {}
        for each in self._took_part:
            if each.role == role and each.programme in place and each.employee in self.careers:
                at = min(place[each.programme], first.get(each.employee, len(order)))
                first[each.employee] = at
        return {employee: order[at] for employee, at in sorted(first.items())}

    def _colleagues(self, months, role):
        """Who could have taken part in one of the programmes, and did in none until its window's
        end.

        Programmes whose windows overlap are dealt to the colleagues by a hash. Whom one stands for
        must not depend on how long one stays: drawn among the programmes that people were here
        for, those who leave soon would be drawn for theirs the more often.

        :return: (list of (id of employee, programme), whether a filter was asked of today)
        """
        # The same for each outcome that is compared.
        key = self.programmes._ids, months, role
        if key not in self._stood_by:
            self._stood_by[key] = self._found_colleagues(months, role)
        return self._stood_by[key]

    def _found_colleagues(self, months, role):
        first_ever = {}
        for each in self._took_part:
            earliest = first_ever.get(each.employee, each.began)
            first_ever[each.employee] = min(earliest, each.began)
        lanes = self._lanes(months)
        found, asks_today = [], False
        for programme, lane in lanes.items():
            start, end = programme.date_start, after(programme.date_start, months).end
            places = {
                employee: career.place(start)
                for employee, career in self.careers.items()
                if _drawn(employee, len(set(lanes.values()))) == lane
                and career.is_here(start)
                and (employee not in first_ever or first_ever[employee] > end)
            }
            eligible, asked = eligible_then(programme, role, places)
            asks_today = asks_today or asked
            found += [(employee, programme) for employee in sorted(eligible)]
        return found, asks_today

    def _lanes(self, months):
        """The programmes whose window is over, dealt into as few lanes as it takes so that in none
        two windows overlap. Others would take colleagues, and compare them with nobody yet.

        :return: dict of programme to number of its lane
        """
        lanes, ends = {}, []
        for programme in self.programmes.sorted(lambda p: (p.date_start, p.id)):
            if self.today <= after(programme.date_start, months).end:
                continue
            free = (at for at, end in enumerate(ends) if end <= programme.date_start)
            lane = next(free, len(ends))
            ends[lane : lane + 1] = [after(programme.date_start, months).end]
            lanes[programme] = lane
        return lanes

    def _judge(self, employee, window):
        key = employee, window
        if key not in self._judged:
            self._judged[key] = judge(self.careers[employee], window, self.ladder, self.today)
        return self._judged[key]


def _drawn(employee, number):
    """One of so many, always the same for the same person."""
    return int.from_bytes(sha256(str(employee).encode()).digest()[:8]) % number
