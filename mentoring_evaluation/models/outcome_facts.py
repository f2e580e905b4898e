"""What HR's records say of people, as plain functions for :mod:`~..outcomes`.

Functions and no model: nobody can call them from outside, and what they return lives in memory,
between the records and a figure over a group. They read in sudo; whoever calls them has asked
first whether the reader may have the figure. The number of queries does not depend on how many
people there are.
"""

from datetime import timedelta

from odoo.tools import SQL

from ..outcomes import Assessment, Career, Edit, Gap, History, Ladder, Place, Skill, Version
from .mentoring_readiness import RANKS

READ = {
    "hr.employee": ["active", "current_version_id", "company_id"],
    "hr.version": [
        "active",
        "employee_id",
        "date_version",
        "job_id",
        "department_id",
        "work_location_id",
        "contract_date_start",
        "contract_date_end",
        "departure_date",
        "departure_reason_id",
    ],
    "hr.departure.reason": ["mentoring_leaving"],
    "hr.employee.skill": ["employee_id", "skill_id", "skill_level_id", "valid_from", "valid_to"],
    "hr.skill.level": ["level_progress"],
    "mentoring.place.before": ["version_id", "date", "job_id", "department_id", "work_location_id"],
    "mentoring.employment.gap": ["employee_id", "date_left", "date_back", "reason_id"],
    "mentoring.readiness": ["employee_id", "date", "readiness"],
}
VERSIONS = """
    SELECT version.employee_id, version.id, version.date_version, version.job_id,
           version.department_id, version.work_location_id, version.contract_date_start,
           version.contract_date_end, version.departure_date, reason.mentoring_leaving
      FROM hr_version version
      LEFT JOIN hr_departure_reason reason ON reason.id = version.departure_reason_id
     WHERE version.active AND version.employee_id = ANY(%s)
     ORDER BY version.employee_id, version.date_version, version.id
"""
EDITS = """
    SELECT version.employee_id, place.version_id, place.date, place.job_id, place.department_id,
           place.work_location_id
      FROM mentoring_place_before place
      JOIN hr_version version ON version.id = place.version_id
     WHERE version.employee_id = ANY(%s)
     ORDER BY place.id
"""
GAPS = """
    SELECT gap.employee_id, gap.date_left, gap.date_back, reason.mentoring_leaving
      FROM mentoring_employment_gap gap
      LEFT JOIN hr_departure_reason reason ON reason.id = gap.reason_id
     WHERE gap.employee_id = ANY(%s)
     ORDER BY gap.id
"""
SKILLS = """
    SELECT line.employee_id, line.skill_id, level.level_progress, line.valid_from, line.valid_to
      FROM hr_employee_skill line
      JOIN hr_skill_level level ON level.id = line.skill_level_id
     WHERE line.employee_id = ANY(%s) AND line.valid_from IS NOT NULL
     ORDER BY line.id
"""
ASSESSMENTS = """
    SELECT employee_id, date, readiness FROM mentoring_readiness
     WHERE employee_id = ANY(%s) ORDER BY id
"""


def careers(env, employee_ids):
    """What is known of employees, archived ones too.

    :param employee_ids: ids of ``hr.employee``, in any number
    :return: dict of id to :class:`~..outcomes.Career`, of those who exist
    """
    for model, names in READ.items():
        env[model].flush_model(names)
    ids = sorted(set(employee_ids))

    def lines(query):
        """Lines of a query by the employee in their first column."""
        found = {}
        # One of the constants above. pylint: disable-next=sql-injection
        for employee, *line in env.execute_query(SQL(query, ids)):
            found.setdefault(employee, []).append(line)
        return found

    versions, edits, gaps = lines(VERSIONS), lines(EDITS), lines(GAPS)
    skills, assessments = lines(SKILLS), lines(ASSESSMENTS)
    active = dict(
        env.execute_query(SQL("SELECT id, active FROM hr_employee WHERE id = ANY(%s)", ids))
    )
    return {
        employee: Career(
            History(
                versions=tuple(
                    Version(key, start, Place(*place))
                    for key, start, *place in (line[:5] for line in versions.get(employee, ()))
                ),
                edits=tuple(
                    Edit(key, on, Place(*place)) for key, on, *place in edits.get(employee, ())
                ),
                gaps=_gaps(versions.get(employee, ()), gaps.get(employee, ()), is_active),
                skills=tuple(Skill(*line) for line in skills.get(employee, ())),
                assessments=tuple(
                    Assessment(on, RANKS[key]) for on, key in assessments.get(employee, ())
                ),
                since=min(filter(None, (v[5] for v in versions.get(employee, ()))), default=None),
            )
        )
        for employee, is_active in active.items()
    }


def ladder(env):
    """Which job is higher than which, by HR's levels and marks.

    :return: :class:`~..outcomes.Ladder`
    """
    env["hr.job"].flush_model()
    levels = env.execute_query(SQL("SELECT id, mentoring_level FROM hr_job"))
    higher = {}
    for job, above in env.execute_query(
        SQL("SELECT job_id, higher_job_id FROM mentoring_higher_job_rel")
    ):
        higher.setdefault(job, []).append(above)
    return Ladder(dict(levels), higher)


def branches(env):
    """The top of the tree above each department, itself where there is none.

    :return: dict of id of department to id of department
    """
    env["hr.department"].flush_model(["parent_path"])
    paths = env.execute_query(SQL("SELECT id, parent_path FROM hr_department"))
    return {department: int((path or str(department)).split("/")[0]) for department, path in paths}


def _gaps(versions, noted, is_active):
    """When somebody was away: departures that their record still bears, then those noted.

    :param versions: lines of :data:`VERSIONS` without the employee, in order
    :param noted: lines of :data:`GAPS` without the employee
    """
    gaps = [Gap(first, back, kind) for first, back, kind in noted if back]
    known = False
    for at, (*_place, departure, kind) in enumerate(versions):
        if not departure:
            continue
        first = departure + timedelta(days=1)
        later = [line[1] for line in versions[at + 1 :]]
        back = min((start for start in later if start >= first), default=None)
        if back or not is_active or not later:
            gaps.append(Gap(first, back, kind))
            known = known or back is None
        # Else another version had begun by then, and they are still here: they did not leave.
    if not is_active and not known:
        archived = [first for first, back, _kind in noted if not back]
        ended = versions[-1][6] if versions else None
        first = ended + timedelta(days=1) if ended else max(archived, default=None)
        gaps.append(Gap(first))
    return tuple(gaps)
