from collections import defaultdict
from dataclasses import replace

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .locking import written_anew
from .mentoring_enrolment import LIVE_PAIRING_STATES


class MentoringEnrolment(models.Model):
    """How many mentees somebody may still take on, over all programmes of the company.

    What a refusal tells is known to whoever is refused. So pairings in *other* discreet
    programmes are left out wherever the answer reaches a coordinator, who would see somebody
    without a place and without a pairing to explain it. They count where the mentor themself is
    answered: when they say yes.
    """

    _inherit = "mentoring.enrolment"

    @api.onchange("programme_id", "role")
    def _onchange_circle_capacity(self):
        """In a programme of circles a mentor offers a whole circle unless they say otherwise."""
        programme = self.programme_id
        if self.role == "mentor" and programme.is_circle:
            self.capacity = min(programme.circle_size_max, programme.mentor_capacity_max)

    def _spare_places(self, even_discreet=False):
        """Places that the company's limit leaves to the mentors among these enrolments.

        :param even_discreet: count pairings in other discreet programmes too; for the mentor's
            own eyes
        :return: dict of enrolment id to a number of places, without those who have no limit
        """
        # sudo: mentoring.enrolment, mentoring.pairing - pairings of programmes that the reader
        # may not see; only whether a place is left is answered
        mentors = self.sudo().filtered(
            lambda e: e.role == "mentor" and e.company_id.mentoring_capacity_total
        )
        if not mentors:
            return {}
        taken = mentors._live_counts(even_discreet)
        return {
            mentor.id: max(0, mentor.company_id.mentoring_capacity_total - taken[mentor.id])
            for mentor in mentors
        }

    def _live_counts(self, even_discreet=False, but=(), directions=None):
        """Mentees whom these mentors have in all programmes of the enrolment's company.

        :param even_discreet: see :meth:`_spare_places`
        :param but: pairings that are not counted
        :param directions: count in programmes of these directions alone
        :return: dict of enrolment id to a number
        """
        counts = (
            self.env["mentoring.pairing"]
            # sudo: mentoring.pairing - of programmes that the reader may not see; only whether a
            # place is left is answered
            .sudo()
            ._read_group(
                Domain.OR(
                    Domain(f"mentor_{kind}_id", "in", self[f"{kind}_id"].ids)
                    for kind in ("employee", "partner")
                )
                & Domain("state", "in", LIVE_PAIRING_STATES)
                & Domain("id", "not in", [pairing.id for pairing in but]),
                ["programme_id", "mentor_employee_id", "mentor_partner_id"],
                ["__count"],
            )
        )
        of_person = defaultdict(list)
        for programme, employee, partner, count in counts:
            of_person[employee or partner].append((programme, count))
        return {
            mentor.id: sum(
                count
                for programme, count in of_person[mentor._person()]
                if programme.company_id == mentor.company_id
                and (directions is None or programme.direction in directions)
                and (even_discreet or not programme.discreet or programme == mentor.programme_id)
            )
            for mentor in self
        }

    def _to_people(self):
        people = super()._to_people()
        spare = self._spare_places()
        # sudo: mentoring.enrolment - as in the method this extends
        for enrolment in self.sudo().filtered(lambda e: e.id in people):
            person = people[enrolment.id]
            places = min(person.capacity, spare.get(enrolment.id, person.capacity))
            programme = enrolment.programme_id
            if programme.is_circle and enrolment.role == "mentor":
                # One circle each: no more mentees than it may have.
                beyond = max(0, enrolment.capacity - programme.circle_size_max)
                places = min(places, max(0, person.capacity - beyond))
            priority = enrolment.priority if enrolment.role == "mentee" else 0
            people[enrolment.id] = replace(person, capacity=places, priority=priority)
        return people

    def _has_limit_over_programmes(self):
        """Whether a mentor's pairings in other programmes count here; an addon adds its own."""
        self.ensure_one()
        return bool(self.company_id.mentoring_capacity_total)

    def _beyond_limits(self):
        """Those of these mentors who have more mentees than a limit over programmes allows; an
        addon adds its own."""
        mentors = self.filtered("company_id.mentoring_capacity_total")
        taken = mentors._live_counts() if mentors else {}
        return mentors.filtered(lambda e: taken[e.id] > e.company_id.mentoring_capacity_total)

    def _lock_for_pairing(self):
        """Where a limit holds over all programmes, the mentor's other enrolments too."""
        # sudo: mentoring.enrolment - row locks, nothing is answered
        mentors = self.sudo().filtered(
            lambda e: e.role == "mentor" and e._has_limit_over_programmes()
        )
        everybody = self
        if mentors:
            people = Domain("employee_id", "in", mentors.employee_id.ids) | Domain(
                "partner_id", "in", mentors.partner_id.ids
            )
            # sudo: mentoring.enrolment - as above
            everybody |= self.sudo().search(people & Domain("role", "=", "mentor"))
        result = super(MentoringEnrolment, everybody)._lock_for_pairing()
        # Places are counted in pairings, so these rows may stay as they are: see `claimed`.
        written_anew(everybody)
        return result

    def _open_answers(self):
        """Proposed pairings to which the mentor has not said yes, in whichever programme."""
        self.ensure_one()
        person = self._person()
        side = "mentor_employee_id" if self.employee_id else "mentor_partner_id"
        return self.env["mentoring.pairing"].search(
            [(side, "=", person.id), ("state", "=", "proposed"), ("mentor_agreed_on", "=", False)]
        )

    def _check_spare_place(self, more=1, but=()):
        """Refuse further mentees to a mentor who asks for themself, all programmes counted.

        :param more: how many
        :param but: pairings that do not count yet
        """
        self.ensure_one()
        # sudo: mentoring.enrolment, res.company - the caller's own places, and the limit
        mentor = self.sudo()
        total = mentor.company_id.mentoring_capacity_total
        if total and mentor._live_counts(True, but)[mentor.id] + more > total:
            raise UserError(
                self.env._(
                    "You have no place free: in your company a mentor has at most %s mentees at "
                    "a time, over all programmes. End or complete one of your pairings first, or "
                    "decline.",
                    total,
                )
            )
