"""Who took part, as rows for the people's report: plain functions, no model.

What they return lives in memory, between the records and :class:`~..figures.Report`. They read in
sudo, in a number of queries that does not depend on how many people, programmes or sessions there
are.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from odoo.tools import SQL

from ..figures import Dimension, Row
from ..outcomes import LONGEST_TENURE, NOT_SET, TENURE
from .figure_words import DISCREET, OUTCOME_MONTHS, OUTCOMES, PEOPLE_DIMENSIONS
from .outcome_study import OutcomeStudy

ENROLLED = ("accepted", "ready", "matched", "completed")
BEGUN = ("active", "paused", "completed")
DAYS_TO_MEET = 30
GENDERS = ("male", "female", "other", NOT_SET)
# A meeting of a circle is one session of each of its pairings, and one of its mentor's.
HELD = """
    SELECT enrolment_id, count(*), sum(hours)
      FROM (
            SELECT person.enrolment_id, session.start, max(session.duration) AS hours
              FROM mentoring_session session
              JOIN mentoring_pairing pairing ON pairing.id = session.pairing_id
             CROSS JOIN LATERAL (VALUES (pairing.mentor_id), (pairing.mentee_id))
                   AS person(enrolment_id)
             WHERE session.state = 'held' AND pairing.programme_id = ANY(%s)
             GROUP BY person.enrolment_id, session.start
           ) AS meeting
     GROUP BY enrolment_id
"""
GENDER = """
    SELECT employee.id, version.sex
      FROM hr_employee employee
      JOIN hr_version version ON version.id = employee.current_version_id
     WHERE employee.id = ANY(%s)
"""


@dataclass(frozen=True)
class Gathered:
    """What a release is made of.

    :param key_of: programme to its category key, of those that are counted
    :param pooled: ids of the discreet programmes that are counted together
    :param rows: list of :class:`~..figures.Row`
    :param labels: dimension to {category key: label}, in the order in which they are displayed
    :param study: :class:`~.outcome_study.OutcomeStudy` of the company
    """

    key_of: dict
    pooled: tuple
    rows: list
    labels: dict
    study: OutcomeStudy


def gathered(company, k, pooled=(), today=None):
    """Read everything that the people's report of a company counts.

    :param company: ``res.company`` in sudo
    :param k: the smallest group that is shown
    :param pooled: ids of the discreet programmes that were counted before
    :return: :class:`Gathered`
    """
    study = OutcomeStudy(company, today=today, k=k)
    env = study.env
    programmes = env["mentoring.programme"].with_context(active_test=False)
    programmes = programmes.search(
        [
            ("company_id", "=", company.id),
            ("date_start", "<=", study.today),
            ("state", "in", ("running", "closed")),
            # Its people were promised more than this report keeps.
            ("evaluation_threshold", "<=", k),
        ]
    )
    pairings = _pairings(programmes)
    people = _people(programmes, pairings)
    pooled = _pooled(people, pooled, k)
    programmes = programmes.filtered(lambda p: not p.discreet or p.id in pooled)
    key_of = {p: DISCREET if p.discreet else str(p.id) for p in programmes}
    people = [each for each in people if each.programme_id in key_of]
    rows = _rows(study, people, pairings, key_of)
    return Gathered(key_of, pooled, rows, _labels(env, rows, key_of), study)


def _pairings(programmes):
    """Pairings that began: enrolment id to list of ``mentoring.pairing``."""
    began = programmes.env["mentoring.pairing"].search_fetch(
        [
            ("programme_id", "in", programmes.ids),
            "|",
            ("date_start", "!=", False),
            ("state", "in", BEGUN),
        ],
        ["programme_id", "mentor_id", "mentee_id", "date_start", "state"],
    )
    found = defaultdict(list)
    for pairing in began:
        for enrolment in (pairing.mentor_id, pairing.mentee_id):
            found[enrolment.id].append(pairing)
    return found


def _people(programmes, pairings):
    enrolments = programmes.env["mentoring.enrolment"].with_context(active_test=False)
    return enrolments.search_fetch(
        [
            ("programme_id", "in", programmes.ids),
            "|",
            ("state", "in", ENROLLED),
            # Who withdrew later took part.
            ("id", "in", list(pairings)),
        ],
        ["programme_id", "role", "state", "employee_id", "partner_id"],
        order="id",
    )


def _pooled(enrolments, before, k):
    """The discreet programmes that are counted together.

    New ones join two at a time and with k people or more, or the difference to what was published
    before would speak of one of them.
    """
    waiting = [
        each
        for each in enrolments
        if each.programme_id.discreet and each.programme_id.id not in before
    ]
    programmes = {each.programme_id.id for each in waiting}
    enough = len(programmes) > 1 and len({person_of(each) for each in waiting}) >= k
    return tuple(sorted({*before, *(programmes if enough else ())}))


def person_of(enrolment):
    """What the person of an enrolment is called among the rows that are counted."""
    return (
        f"employee {enrolment.employee_id.id}"
        if enrolment.employee_id
        else f"contact {enrolment.partner_id.id}"
    )


def _rows(study, enrolments, pairings, key_of):
    env = study.env
    env["mentoring.session"].flush_model(["state", "start", "duration", "pairing_id"])
    env["hr.version"].flush_model(["sex"])
    programme_ids = [programme.id for programme in key_of]
    employees = [each.employee_id.id for each in enrolments if each.employee_id]
    held = {
        enrolment: (number, hours)
        for enrolment, number, hours in env.execute_query(SQL(HELD, programme_ids))
    }
    genders = dict(env.execute_query(SQL(GENDER, employees)))
    rows = []
    for each in enrolments:
        employee, programme = each.employee_id.id, each.programme_id
        began = pairings.get(each.id)
        categories = {
            "programme": key_of[programme],
            "role": each.role,
            "gender": genders.get(employee) or NOT_SET,
            **dict.fromkeys(("department", "level", "tenure", "location"), NOT_SET),
        }
        values = _funnel(each, began, held.get(each.id, (0, 0.0)), study.today)
        if employee in study.careers:
            known = study.columns(employee, programme.date_start)
            level = known["level"]
            categories |= {
                "department": known["branch"],
                # Where HR gave a job no level, the job would stand for it: that is not one.
                "level": level if level.isdigit() else NOT_SET,
                "tenure": known["tenure"],
                "location": known["location"],
            }
            if began:
                became = study.outcomes(employee, programme.date_start, OUTCOME_MONTHS)
                values |= {kind: became[kind] for kind in OUTCOMES}
        rows.append(Row(person_of(each), categories, values))
    return rows


def _funnel(enrolment, began, held, today):
    """How far somebody came. Each step is asked of those who took the one before, and of all of
    them at the same time: who is quick is not counted sooner. Whether somebody was matched is asked
    no sooner than whether they met: those matched, less those asked whether they met, would be the
    few who were matched lately."""
    number, hours = held
    values = {"sessions": float(number), "hours": float(hours)}
    programme = enrolment.programme_id
    starts = [pairing.date_start or programme.date_start for pairing in began or ()]
    if min(starts, default=programme.date_start) + timedelta(days=DAYS_TO_MEET) > today:
        return values
    values["matched"] = bool(began)
    if began:
        values["met"] = number > 0
        if number and programme.state == "closed":
            values["completed"] = enrolment.state == "completed"
    return values


def _labels(env, rows, key_of):
    """What the categories are called, of those that occur, in the order of display."""
    found = {name: {row.categories[name] for row in rows} for name in PEOPLE_DIMENSIONS}
    names = {
        "department": _names(env["hr.department"], found["department"]),
        "location": _names(env["hr.work.location"], found["location"]),
    }
    by_start = sorted(key_of, key=lambda programme: (programme.date_start, programme.id))
    levels = sorted((key for key in found["level"] if key != NOT_SET), key=int)
    labels = {
        "programme": {key_of[programme]: programme.name for programme in by_start},
        "role": {role: role for role in ("mentor", "mentee")},
        "gender": {key: key for key in GENDERS},
        "level": {key: key for key in levels},
        "tenure": {key: key for key in (*(key for key, _years in TENURE), LONGEST_TENURE)},
        **names,
    }
    if DISCREET in labels["programme"]:
        labels["programme"].pop(DISCREET)
        labels["programme"][DISCREET] = DISCREET
    for name in ("department", "level", "tenure", "location"):
        labels[name][NOT_SET] = NOT_SET
    return {name: labels[name] for name in PEOPLE_DIMENSIONS}


def _names(model, keys):
    records = model.with_context(active_test=False).browse(
        int(key) for key in keys if key != NOT_SET
    )
    named = [(record.name or str(record.id), record.id) for record in records.exists()]
    return {str(record): name for name, record in sorted(named)}


def dimensions(labels, names, before=()):
    """The dimensions of a report: the categories of today, after those that it ever had.

    :param before: :class:`~..figures.Dimension` of the last release
    :return: tuple of :class:`~..figures.Dimension`
    """
    had = {axis.name: dict(axis.categories) for axis in before}
    found = []
    for name in names:
        merged = labels[name] | {
            key: label for key, label in had.get(name, {}).items() if key not in labels[name]
        }
        found.append(Dimension(name, tuple(merged.items())))
    return tuple(found)
