from collections import defaultdict

from odoo import models

from ..seniority import JOB_SCALE
from .mentoring_programme_desk import ENROLLED_STATES
from .mentoring_requirement import ROLES

# A group of fewer people is not shown by itself. The coordinator may know all of them, but the
# page is shown around and printed, and a table's smallest group is a person's description.
SMALLEST_GROUP = 3


class MentoringProgramme(models.Model):
    """How the mentors and the mentees of a programme compare, in what every colleague can see.

    Department, location and place in the organisation chart alone: nothing that was said in
    confidence, and nothing that stands on the private part of an employee's record.
    """

    _inherit = "mentoring.programme"

    def _desk_balance(self):
        """Numbers of mentors and mentees by department, location and level.

        :return: dict with ``people`` (how many there are), ``smallest`` and ``facts``: list of
            dicts with ``key``, ``label`` and ``groups``, each of these with ``label``, ``mentor``
            and ``mentee``, the largest first, small ones together at the end
        """
        enrolments = self._desk_enrolments().filtered(lambda e: e.state in ENROLLED_STATES)
        people = {enrolment._person_key() for enrolment in enrolments}
        told = {"people": len(people), "smallest": SMALLEST_GROUP, "facts": []}
        if len(people) < SMALLEST_GROUP:
            return told
        for key, label, of_employee, ranks in self._desk_facts(enrolments):
            members = defaultdict(list)
            for enrolment in enrolments:
                employee = enrolment.employee_id.id
                group = of_employee(employee) if employee else self.env._("From outside")
                members[group].append(enrolment)
            told["facts"].append(
                {"key": key, "label": label, "groups": self._desk_groups(members, ranks)}
            )
        return told

    def _desk_facts(self, enrolments):
        """The facts that are compared.

        :return: list of (key, label, function from an employee's id to the label of their group,
            dict of a group's label to its rank, empty where the largest group comes first)
        """
        ids = enrolments.employee_id.ids
        # Searched as the reader: who went to another company is counted, and not looked into.
        found = (
            self.env["hr.employee.public"]
            .with_context(active_test=False)
            .search_fetch([("id", "in", ids)], ["department_id", "work_location_id"])
        )
        by_id = {employee.id: employee for employee in found}
        level_label, level, ranks = self._desk_levels(enrolments)
        nothing = self.env._("Not filled in")

        def name_of(field):
            return lambda employee: (
                (by_id[employee][field].display_name if employee in by_id else False) or nothing
            )

        return [
            ("department", self.env._("Department"), name_of("department_id"), {}),
            ("location", self.env._("Work location"), name_of("work_location_id"), {}),
            ("level", level_label, level, ranks),
        ]

    def _desk_levels(self, enrolments):
        """How senior people are, as whoever reads this may know it.

        By the levels of jobs for those who may read them, HR. For others by the chart alone, and
        it is called that: as people join one by one, the table would tell them each one's level.

        :return: (label, function from an employee's id to the label of their group, dict of a
            group's label to its rank)
        """
        ids = enrolments.employee_id.ids
        jobs = self.env["hr.job"]
        if jobs._has_field_access(jobs._fields["mentoring_level"], "read"):
            # sudo: hr.employee - levels of jobs, which the reader may read, and the whole chart
            found = enrolments.sudo().employee_id._seniority()
            nothing = self.env._("Not comparable")
            names = {
                key: self.env._("Level %s", level) if scale == JOB_SCALE else nothing
                for key, (scale, level) in found.items()
            }
            ranks = {names[key]: -level for key, (_scale, level) in found.items()}
            ranks.pop(nothing, None)
            return self.env._("Level of seniority"), lambda key: names.get(key, nothing), ranks
        # sudo: hr.employee - how many managers are above each; the chart is every colleague's
        chains = enrolments.sudo()._management_chains()
        at_the_top = self.env._("No manager above")

        def above(key):
            managers = len(chains[key])
            return self.env._("Managers above: %s", managers) if managers else at_the_top

        ranks = {above(key): len(chains[key]) for key in ids}
        return self.env._("Level in the organisation chart"), above, ranks

    def _desk_groups(self, members, ranks):
        """Groups of enrolments as numbers, the small ones as one.

        The small ones together are shown when they are enough people; else the next smallest
        group joins them, because what is left over from a total tells as much as a group.
        """
        sizes = {
            group: len({each._person_key() for each in enrolments})
            for group, enrolments in members.items()
        }
        by_size = sorted(sizes, key=lambda group: (-sizes[group], group))
        kept, others = by_size, []
        while kept and sizes[kept[-1]] < SMALLEST_GROUP:
            others.append(kept.pop())
        while kept and others and self._desk_people(others, members) < SMALLEST_GROUP:
            others.append(kept.pop())
        if ranks:
            kept.sort(key=lambda group: ranks.get(group, len(ranks)))
        groups = [(group, members[group]) for group in kept]
        if others:
            together = [each for group in others for each in members[group]]
            groups.append((self.env._("Others, together"), together))
        return [
            {
                "label": label,
                **{role: sum(each.role == role for each in those) for role, _name in ROLES},
            }
            for label, those in groups
        ]

    def _desk_people(self, groups, members):
        return len({each._person_key() for group in groups for each in members[group]})
