"""Put the planned programmes of a company (:mod:`~..seeding`) into a database."""

from datetime import timedelta

from odoo import Command

from ..seeding.programmes import MENTEE_RUNGS, MENTOR_RUNGS

TYPE = "mentoring_programme.type_high_potential"
BATCH = 1000
OBJECTIVES = (
    {
        "name": "Participants take up larger roles",
        "measure": "Promoted within a year of the first day, of all who took part.",
        "figure": "promoted",
        "target": 25,
        "target_unit": "percent",
        "review_month": 12,
    },
    {
        "name": "Pairs keep meeting",
        "measure": "Sessions held, of those planned for the pairings that began.",
        "figure": "sessions",
        "target": 75,
        "target_unit": "percent",
        "review_month": 6,
    },
    {
        "name": "The relationship is good",
        "measure": "Mean of what both say of it, from 1 to 5, in the last round.",
        "figure": "quality",
        "target": 3.5,
        "target_unit": "score",
        "review_month": 10,
    },
)


def load_programme(company, planned):
    """Put one planned programme into a database, with its people, pairings and sessions.

    :param company: :class:`.seed_company.SeedCompany` whose people are there
    :param planned: :class:`~..seeding.PlannedProgramme`
    :return: ``mentoring.programme``
    """

    def jobs(rungs):
        ids = sorted(job.id for (_branch, rung), job in company.jobs.items() if rung in rungs)
        return str([("job_id", "in", ids)])

    is_over = planned.state == "closed"
    programme = company.env["mentoring.programme"].create(
        {
            "name": planned.name,
            "type_id": company.env.ref(TYPE).id,
            "company_id": company.company.id,
            "date_start": planned.start,
            "date_end": planned.end,
            "date_over": planned.end if is_over else False,
            "date_forgotten": planned.end + timedelta(days=30) if is_over else False,
            "coordinator_ids": [Command.set(company.env.ref("base.user_admin").ids)],
            "mentee_domain": jobs(MENTEE_RUNGS),
            "mentor_domain": jobs(MENTOR_RUNGS),
            "state": planned.state,
            # Nobody is there whose answers could be compared.
            "survey_mode": "anonymous",
            "objective_ids": [Command.clear(), *map(Command.create, OBJECTIVES)],
        }
    )
    live = "completed" if is_over else "matched"
    sides = [
        (pairing, role, getattr(pairing, role))
        for pairing in planned.pairings
        for role in ("mentor", "mentee")
    ]
    lines = [
        (role, number, live if pairing.state != "ended" else "withdrawn")
        for pairing, role, number in sides
    ]
    lines += [("mentee", number, "declined" if is_over else "ready") for number in planned.waiting]
    enrolled = planned.start - timedelta(days=30)
    enrolments = company.insert(
        "mentoring_enrolment",
        "programme_id company_id role employee_id state capacity create_date",
        [
            (programme.id, company.company.id, role, company.employees[number], state, 1, enrolled)
            for role, number, state in lines
        ],
    )
    boxes = company.env["mentoring.preference"]
    for at in range(0, len(enrolments), BATCH):
        boxes._create_boxes(company.env["mentoring.enrolment"].browse(enrolments[at : at + BATCH]))
    pairings = company.insert(
        "mentoring_pairing",
        "programme_id company_id mentor_id mentee_id mentor_employee_id mentee_employee_id "
        "state date_start date_end create_date",
        [
            (
                programme.id,
                company.company.id,
                enrolments[2 * at],
                enrolments[2 * at + 1],
                company.employees[pairing.mentor],
                company.employees[pairing.mentee],
                pairing.state,
                pairing.start,
                pairing.end,
                pairing.start,
            )
            for at, pairing in enumerate(planned.pairings)
        ],
    )
    company.insert(
        "mentoring_session",
        "pairing_id programme_id company_id start stop duration state reschedule_count",
        [
            (
                pairings[at],
                programme.id,
                company.company.id,
                start,
                start + timedelta(hours=hours),
                hours,
                state,
                0,
            )
            for at, pairing in enumerate(planned.pairings)
            for start, hours, state in pairing.sessions
        ],
    )
    return programme
