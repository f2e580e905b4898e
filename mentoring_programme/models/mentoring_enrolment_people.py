from collections import defaultdict
from datetime import datetime

import pytz

from odoo import models
from odoo.fields import Domain

from ..matching import Person

# What an open level means: somebody who offers a skill is taken to be half-way in it, and
# somebody who wishes for it is content with any level.
OPEN_LEVEL = {"mentor": 50, "mentee": 1}


class MentoringEnrolment(models.Model):
    """What the matching reads of an enrolment: visible facts only, in a constant number of
    queries however many people there are. Preferences are not among them."""

    _inherit = "mentoring.enrolment"

    def _person_key(self):
        """The human being behind this enrolment, the same in whichever role and programme."""
        self.ensure_one()
        return _person_key(self.employee_id.id, self.partner_id.id)

    def _person_name(self):
        self.ensure_one()
        return self._person().name

    def _person(self):
        """The employee or the contact behind this enrolment."""
        return self.employee_id or self.partner_id

    def _to_people(self):
        """These enrolments as the matching takes them.

        :return: dict of enrolment id to :class:`~..matching.Person`, without those whose
            employee is archived
        """
        # sudo: mentoring.enrolment, hr.employee, mentoring.pairing - the organisation
        # chart and earlier pairings decide who may not be paired; only the outcome is shown
        enrolments = self.sudo()
        facts = enrolments._work_facts()
        places = enrolments._organisation_facts()
        former = enrolments._former_partners()
        masks = {
            enrolment: enrolment.availability_ids._week_mask(
                _utc_offset(facts[enrolment]["tz"]) or 0
            )
            for enrolment in enrolments
        }
        return {
            enrolment.id: Person(
                key=enrolment.id,
                company=enrolment.company_id.id,
                **places[enrolment],
                former=frozenset(former[enrolment._person_key()]),
                capacity=enrolment.free_capacity,
                skills={
                    line.skill_id.id: line.skill_level_id.level_progress
                    if line.skill_level_id
                    else OPEN_LEVEL[enrolment.role]
                    for line in enrolment.skill_ids
                },
                languages=frozenset(enrolment.language_ids.ids),
                location=facts[enrolment]["location"],
                utc_offset=_utc_offset(facts[enrolment]["tz"]),
                availability=masks[enrolment],
                interests=frozenset(enrolment.interest_ids.ids),
                wishes=tuple(
                    _person_key(wish.employee_id.id, wish.partner_id.id)
                    for wish in enrolment.wish_ids
                ),
            )
            for enrolment in enrolments
            if facts[enrolment]["active"]
        }

    def _organisation_facts(self):
        """Where each of these stands in the organisation, as the hard rules ask for it.

        An addon that knows more of seniority, or asks for a distance, extends this.

        :return: dict of enrolment to dict of arguments of :class:`~..matching.Person`
        """
        chains = self._management_chains()
        return {
            enrolment: {
                "person": enrolment._person_key(),
                "managers": frozenset(f"e{above}" for above in chains[enrolment.employee_id.id]),
                "coach": f"e{enrolment.employee_id.coach_id.id}"
                if enrolment.employee_id.coach_id
                else None,
                "department": enrolment.employee_id.department_id.id or None,
                # The fewer managers above somebody, the more senior they are.
                "level": -len(chains[enrolment.employee_id.id]) if enrolment.employee_id else None,
            }
            for enrolment in self
        }

    def _work_facts(self):
        """Place and time zone of each enrolment; for outsiders the zone."""
        facts = {}
        for enrolment in self:
            employee = enrolment.employee_id
            facts[enrolment] = {
                "active": employee.active if employee else bool(enrolment.partner_id.active),
                "location": employee.work_location_id.id or None,
                "tz": employee.tz if employee else enrolment.contact_id.tz,
            }
        return facts

    def _management_chains(self, employees=None):
        """Everybody above each of these employees, at any depth.

        :param employees: ``hr.employee``; those who are enrolled, unless told otherwise
        :return: defaultdict of employee id to a list of employee ids, nearest first
        """
        Employee = self.env["hr.employee"].with_context(active_test=False)
        managed = Employee.search_fetch([("parent_id", "!=", False)], ["parent_id"])
        parent = {employee.id: employee.parent_id.id for employee in managed}
        chains = defaultdict(list)
        for employee_id in (self.employee_id if employees is None else employees).ids:
            chain, above = chains[employee_id], parent.get(employee_id)
            # A chart may hold a circle; everybody in it is above everybody else.
            while above and above not in chain and above != employee_id:
                chain.append(above)
                above = parent.get(above)
        return chains

    def _former_partners(self):
        """With whom each person was proposed or paired before, whatever came of it.

        Pairings of other programmes count unless those are discreet: an exclusion is shown
        to coordinators, and must not tell them of a pairing they may not know of.

        :return: defaultdict of person key to a set of person keys
        """
        people = Domain.OR(
            Domain(f"{side}_{kind}_id", "in", self[f"{kind}_id"].ids)
            for side in ("mentor", "mentee")
            for kind in ("employee", "partner")
        )
        known = Domain("programme_id", "in", self.programme_id.ids) | Domain(
            "programme_id.discreet", "=", False
        )
        former = defaultdict(set)
        for pairing in self.env["mentoring.pairing"].search(people & known):
            mentor = _person_key(pairing.mentor_employee_id.id, pairing.mentor_partner_id.id)
            mentee = _person_key(pairing.mentee_employee_id.id, pairing.mentee_partner_id.id)
            former[mentor].add(mentee)
            former[mentee].add(mentor)
        return former


def _person_key(employee_id, partner_id):
    return f"e{employee_id}" if employee_id else f"p{partner_id}"


def _utc_offset(tz):
    """Minutes ahead of UTC at this moment in the time zone named ``tz``, or None."""
    if not tz:
        return None
    return int(datetime.now(pytz.timezone(tz)).utcoffset().total_seconds() // 60)
