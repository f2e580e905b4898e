"""Put a planned company (:mod:`~..seeding`) into a database: a plain class, no model.

What there are few of goes through the ORM; people and what happens to them, of whom there are
thousands, in bulk. Nobody gets a log-in, and nobody gets mail.
"""

from itertools import pairwise

from odoo import Command
from odoo.exceptions import UserError

from ..seeding import BRANCHES, LOCATIONS, RUNGS, SKILLS
from ..seeding.people import MARKED_BRANCH, READINESS, REASONS
from .seed_answers import answer
from .seed_guard import note_seeded
from .seed_programme import load_programme

LEVELS = {20: "Basic", 40: "Fair", 60: "Good", 80: "Expert"}
BATCH = 1000


class SeedCompany:
    """A planned company, being put into a database."""

    def __init__(self, env, plan, company=None, progress=None):
        """
        :param env: environment of the superuser
        :param plan: :class:`~..seeding.Plan`
        :param company: ``res.company`` that gets the people; ``None``: a new one
        :param progress: is called with a text at each step
        """
        context = {"tracking_disable": True, "mail_create_nolog": True, "no_reset_password": True}
        self.env = env(context={**env.context, **context})
        self.plan = plan
        self.company = self.env["res.company"].browse(company and company.id)
        self.say = progress or (lambda _text: None)

    def load(self, name=None):
        """Make it.

        :param name: of a new company
        :return: ``res.company``
        :raises UserError: when there is a company of that name
        """
        if not self.company:
            if self.env["res.company"].search_count([("name", "=", name)]):
                raise UserError(
                    self.env._("The company %s is there already: give another seed.", name)
                )
            self.company = self.env["res.company"].create({"name": name})
            self.env.ref("base.user_admin").company_ids += self.company
        self.env = self.company.with_company(self.company).env
        note_seeded(self.company)
        self.say("departments and jobs")
        self._structure()
        self.say(f"{len(self.plan.people)} people")
        self._people()
        self._careers()
        self._skills()
        self.programmes = []
        for programme in self.plan.programmes:
            self.say(f"programme {programme.name}")
            self.programmes.append(load_programme(self, programme))
        self.env.invalidate_all()
        return self.company

    def answer(self):
        """Have the people of its programmes answer their surveys."""
        for programme, planned in zip(self.programmes, self.plan.programmes, strict=True):
            self.say(f"answers of {planned.name}")
            answer(self, programme, planned)

    # -- the company ---------------------------------------------------------------------------

    def _structure(self):
        company = {"company_id": self.company.id}
        Department = self.env["hr.department"]
        tops = Department.create([{**company, "name": name} for name, *_rest in BRANCHES])
        self.tops = tops.ids
        self.departments = {}
        for branch, (top, (_name, _share, names)) in enumerate(zip(tops, BRANCHES, strict=True)):
            below = Department.create(
                [{**company, "name": name, "parent_id": top.id} for name in names]
            )
            self.departments |= {(branch, at): each.id for at, each in enumerate(below)}
        self.jobs = {}
        for branch, (name, *_rest) in enumerate(BRANCHES):
            is_marked = branch == MARKED_BRANCH
            jobs = self.env["hr.job"].create(
                [
                    {
                        **company,
                        "name": f"{title}, {name}",
                        "mentoring_level": 0 if is_marked else 10 * (rung + 1),
                        "no_of_recruitment": 0,
                    }
                    for rung, (title, _share) in enumerate(RUNGS)
                ]
            )
            self.jobs |= {(branch, rung): job for rung, job in enumerate(jobs)}
            if is_marked:
                for job, higher in pairwise(jobs):
                    job.mentoring_higher_job_ids = higher
        locations = self.env["hr.work.location"].create(
            [
                {**company, "name": each, "address_id": self.company.partner_id.id}
                for each in LOCATIONS
            ]
        )
        self.locations = locations.ids
        self.reasons = [self.env.ref(f"hr.{xmlid}").id for xmlid, *_rest in REASONS]

    def _people(self):
        people, company = self.plan.people, self.company.id
        partners = self.insert(
            "res_partner",
            "name complete_name email active type is_company partner_share company_id lang tz",
            [
                (
                    p.name,
                    p.name,
                    f"p{p.number}@seed{company}.example.com",
                    not p.left,
                    "contact",
                    False,
                    True,
                    company,
                    "en_US",
                    "UTC",
                )
                for p in people
            ],
        )
        self._execute(
            "UPDATE res_partner SET commercial_partner_id = id WHERE id = ANY(%s)", partners
        )
        resources = self.insert(
            "resource_resource",
            "name active company_id resource_type time_efficiency tz calendar_id",
            [
                (
                    p.name,
                    not p.left,
                    company,
                    "user",
                    100,
                    "UTC",
                    self.company.resource_calendar_id.id or None,
                )
                for p in people
            ],
        )
        self.employees = self.insert(
            "hr_employee",
            "name legal_name active company_id resource_id work_contact_id work_email color",
            [
                (
                    p.name,
                    p.name,
                    not p.left,
                    company,
                    resource,
                    partner,
                    f"p{p.number}@seed{company}.example.com",
                    0,
                )
                for p, resource, partner in zip(people, resources, partners, strict=True)
            ],
        )
        self._execute_values(
            "UPDATE hr_employee SET parent_id = line.parent FROM (VALUES %s) AS line (id, parent)"
            " WHERE hr_employee.id = line.id",
            [
                (self.employees[p.number], self.employees[p.manager])
                for p in people
                if p.manager is not None
            ],
        )

    def _careers(self):
        """Versions, what was changed in place, departures."""
        lines, edits, first = [], [], []
        calendar = self.company.resource_calendar_id.id or None
        for person in self.plan.people:
            versions, changed = person.records()
            first.append(len(lines))
            edits += [(len(lines) + at, day, stand) for at, day, stand in changed]
            for at, stand in enumerate(versions):
                leaves = person.left if at == len(versions) - 1 else None
                job = self.jobs[stand.branch, stand.rung]
                lines.append(
                    (
                        self.employees[person.number],
                        self.company.id,
                        True,
                        stand.day,
                        job.id,
                        self.departments[stand.branch, stand.department],
                        job.name,
                        False,
                        self.locations[stand.location],
                        person.hired,
                        calendar,
                        leaves and leaves[0],
                        leaves and self.reasons[leaves[1]],
                        "employee",
                        person.sex,
                        "single",
                        "kilometers",
                        self.env.uid,
                        self.env.uid,
                        stand.day,
                        stand.day,
                    )
                )
        versions = self.insert(
            "hr_version",
            "employee_id company_id active date_version job_id department_id job_title "
            "is_custom_job_title work_location_id contract_date_start resource_calendar_id "
            "departure_date departure_reason_id employee_type sex marital distance_home_work_unit "
            "hr_responsible_id last_modified_uid last_modified_date create_date",
            lines,
        )
        self._execute(
            """UPDATE hr_employee SET current_version_id = last.id FROM (
                   SELECT DISTINCT ON (employee_id) id, employee_id FROM hr_version
                    WHERE employee_id = ANY(%s) ORDER BY employee_id, date_version DESC) last
                WHERE hr_employee.id = last.employee_id""",
            self.employees,
        )
        self.insert(
            "mentoring_place_before",
            "version_id date job_id department_id work_location_id",
            [
                (
                    versions[at],
                    day,
                    self.jobs[stand.branch, stand.rung].id,
                    self.departments[stand.branch, stand.department],
                    self.locations[stand.location],
                )
                for at, day, stand in edits
            ],
        )

    def _skills(self):
        kind = self.env["hr.skill.type"].create(
            {
                "name": f"{self.company.name}: at work",
                "skill_ids": [Command.create({"name": name}) for name in SKILLS],
                "skill_level_ids": [
                    Command.create({"name": name, "level_progress": progress})
                    for progress, name in LEVELS.items()
                ],
            }
        )
        levels = {level.level_progress: level.id for level in kind.skill_level_ids}
        skills = [skill.id for skill in kind.skill_ids.sorted("id")]
        self.insert(
            "hr_employee_skill",
            "employee_id skill_type_id skill_id skill_level_id valid_from valid_to",
            [
                (self.employees[p.number], kind.id, skills[skill], levels[level], since, until)
                for p in self.plan.people
                for skill, level, since, until in p.skills
            ],
        )
        self.insert(
            "mentoring_readiness",
            "employee_id company_id date readiness",
            [
                (self.employees[p.number], self.company.id, day, READINESS[rank])
                for p in self.plan.people
                for day, rank in p.readiness
            ],
        )

    # -- in bulk -------------------------------------------------------------------------------

    def insert(self, table, columns, rows):
        """Insert rows; return their ids in the same order."""
        self.env.flush_all()
        names = ", ".join(columns.split())
        query = f"INSERT INTO {table} ({names}) VALUES %s RETURNING id"  # noqa: S608 - own names
        return [row[0] for row in self._execute_values(query, rows, fetch=True)]

    def _execute_values(self, query, rows, fetch=False):
        if not rows:
            return []
        found = self.env.cr.execute_values(query, rows, page_size=BATCH, fetch=fetch)
        self.env.invalidate_all(flush=False)
        return found

    def _execute(self, query, *values):
        self.env.flush_all()
        self.env.cr.execute(query, values)
        self.env.invalidate_all(flush=False)
