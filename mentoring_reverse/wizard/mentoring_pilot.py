from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mentoring_programme.matching import Person, broken

PILOT_TYPE = "mentoring_reverse.type_pilot"


class MentoringPilot(models.TransientModel):
    """One leader, one colleague, six half-hours: all that a first try needs, in one step.

    It makes a programme of two, asks both whether they want to, and puts the six meetings into
    their calendars as soon as both have said yes.
    """

    _name = "mentoring.pilot"
    _inherit = ["mentoring.unseen"]
    _description = "Set Up a Pilot"

    mentor_id = fields.Many2one("hr.employee.public", string="Colleague", required=True)
    leader_id = fields.Many2one("hr.employee.public", required=True)
    safeguarding_lead_id = fields.Many2one(
        "res.users",
        string="Safeguarding lead",
        required=True,
        domain=lambda self: self._domain_safeguarding(),
    )
    safeguarding_deputy_id = fields.Many2one(
        "res.users",
        string="Deputy",
        required=True,
        domain=lambda self: self._domain_safeguarding(),
    )
    first_start = fields.Datetime(
        string="First meeting",
        required=True,
        default=lambda self: self._default_first_start(),
        help="The others follow month by month at the same time of day. Both can move each.",
    )
    is_prepared = fields.Boolean(
        string="I have given both their induction, one by one: they know what this is, what they "
        "may refuse, and that it is their choice"
    )
    problems = fields.Text(string="Before you begin", compute="_compute_problems")
    known_words = fields.Text(string="Known of the two", compute="_compute_known_words")

    def _compute_display_name(self):
        for pilot in self:
            pilot.display_name = self.env._("Set up a pilot")

    @api.model
    def _domain_safeguarding(self):
        group = self.env.ref("mentoring_programme.group_mentoring_safeguarding")
        return [("all_group_ids", "in", group.ids), ("share", "=", False)]

    @api.model
    def _default_first_start(self):
        """In two weeks, not at a weekend, at ten where the one who asks lives."""
        day = fields.Date.context_today(self) + timedelta(days=14)
        day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
        ten = self.env.tz.localize(datetime.combine(day, time(10)))
        return ten.astimezone(pytz.utc).replace(tzinfo=None)

    @api.depends("mentor_id", "leader_id", "safeguarding_lead_id", "safeguarding_deputy_id")
    def _compute_problems(self):
        for pilot in self:
            pilot.problems = "\n".join(pilot._problems())

    @api.depends("mentor_id", "leader_id")
    def _compute_known_words(self):
        for pilot in self:
            pilot.known_words = pilot._known_words()

    def _known_words(self):
        """That the two were brought together before, as far as whoever asks reads pairings.

        What became of it is not told: "declined" and "ended" would say that somebody said no.
        """
        self.ensure_one()
        both = (self.mentor_id | self.leader_id).ids
        if len(both) < 2:
            return False
        # As the coordinator: their own rules decide of which programmes they know.
        found = self.env["mentoring.pairing"].search(
            [("mentor_employee_id", "in", both), ("mentee_employee_id", "in", both)]
        )
        if not found:
            return False
        return self.env._(
            "These two have, or had, a proposal or a pairing with each other in %s. You can still "
            "set up the pilot: think about whether it is what both want.",
            ", ".join(f"“{name}”" for name in found.programme_id.sorted("id").mapped("name")),
        )

    def _problems(self):
        """What stands against these people that whoever may choose them can see, as sentences."""
        self.ensure_one()
        found = []
        both = self.mentor_id | self.leader_id
        found += [
            self.env._("%s has no log-in, and could not answer: give them one first.", person.name)
            for person in both
            if not person.user_id
        ]
        hearing = self.safeguarding_lead_id | self.safeguarding_deputy_id
        if self.safeguarding_lead_id and self.safeguarding_lead_id == self.safeguarding_deputy_id:
            found.append(self.env._("The deputy stands in for the lead: name two people."))
        if hearing & both.user_id:
            found.append(self.env._("Whoever hears concerns is not one of the two."))
        if hearing & self.env.user:
            found.append(
                self.env._("You coordinate this pilot: let somebody else hear the concerns.")
            )
        if self.mentor_id and self.mentor_id == self.leader_id:
            found.append(self.env._("Nobody mentors themself: choose two people."))
        return found

    def _are_ruled_out(self):
        """Whether a rule that holds for every pairing rules these two out.

        Asked when it is set up, not while two people are chosen, and never told which rule: that
        would compare any two employees by what HR alone knows of them.
        """
        # Never saved: only to ask the same rules.
        # sudo: mentoring.programme, mentoring.enrolment, hr.employee - where the two stand in the
        # organisation, see above
        kind = self.env.ref(PILOT_TYPE).sudo()
        values = {name: kind[name] for name in kind._shape_values()}
        programme = kind.env["mentoring.programme"].new({**values, "type_id": kind.id})
        people = {}
        for role, person in (("mentor", self.mentor_id), ("mentee", self.leader_id)):
            enrolment = kind.env["mentoring.enrolment"].new(
                {"programme_id": programme, "role": role, "employee_id": person.id}
            )
            facts = enrolment._organisation_facts()[enrolment]
            people[role] = Person(key=0, company=person.company_id.id, **facts)
        return bool(broken(people["mentor"], people["mentee"]))

    def action_set_up(self):
        """Make the programme and the pairing, and ask both.

        :return: action that shows the programme
        :raises UserError: when something stands against it; then nothing is made
        """
        self.ensure_one()
        if not self.env.user.has_group("mentoring_programme.group_mentoring_coordinator"):
            raise AccessError(self.env._("Only a coordinator can set up a pilot."))
        if not self.is_prepared:
            raise UserError(
                self.env._(
                    "Give each their induction before, alone: a colleague who is asked by a screen "
                    "to mentor a leader can hardly say no. Then tick that you have."
                )
            )
        if self.first_start <= fields.Datetime.now():
            raise UserError(self.env._("Choose a day to come for the first meeting."))
        problems = self._problems()
        if problems:
            raise UserError("\n".join(problems))
        if self._are_ruled_out():
            raise UserError(
                self.env._(
                    "These two cannot be paired in a pilot: they stand too close to each other in "
                    "the organisation. Choose two people of different chains, further apart. "
                    "Levels of jobs decide that where HR has set them for both, else the "
                    "organisation chart."
                )
            )
        programme = self._create_programme()
        self._create_pairing(programme)
        return {
            "type": "ir.actions.act_window",
            "res_model": "mentoring.programme",
            "res_id": programme.id,
            "view_mode": "form",
        }

    def _create_programme(self):
        kind = self.env.ref(PILOT_TYPE)
        begins = fields.Datetime.context_timestamp(self, self.first_start).date()
        begins = min(begins, fields.Date.context_today(self))
        length = fields.Date.add(self.first_start.date(), months=kind.duration_months)
        programme = self.env["mentoring.programme"].create(
            {
                "name": self.env._("Pilot of reverse mentoring"),
                "type_id": kind.id,
                "company_id": self.leader_id.company_id.id,
                "coordinator_ids": [fields.Command.set(self.env.user.ids)],
                "safeguarding_lead_id": self.safeguarding_lead_id.id,
                "safeguarding_deputy_id": self.safeguarding_deputy_id.id,
                "enrolment_policy": "invited",
                "matching_mode": "manual",
                "date_start": begins,
                "date_end": length,
            }
        )
        # sudo: mentoring.programme - that it is a pilot, and when it begins, nobody chooses later
        programme.sudo().write(
            {"is_pilot": True, "pilot_start": self.first_start.replace(second=0)}
        )
        programme.action_open_enrolment()
        return programme

    def _create_pairing(self, programme):
        """Both are taken as accepted, and asked once, by the pairing: it waits for their yes."""
        enrolments = self.env["mentoring.enrolment"].create(
            [
                {"programme_id": programme.id, "role": role, "employee_id": person.id}
                for role, person in (("mentor", self.mentor_id), ("mentee", self.leader_id))
            ]
        )
        # sudo: mentoring.enrolment - steps that are each person's own or follow from them; what
        # is asked of the two before a matching, the coordinator has said to them in person
        mine = enrolments.sudo()
        mine._move(("invited", "applied"), "accepted")
        mine._fulfil(mine.missing_requirement_ids, how="coordinator")
        programme.action_close_enrolment()
        mentor, leader = enrolments
        pairing = self.env["mentoring.pairing"].create(
            {"mentor_id": mentor.id, "mentee_id": leader.id}
        )
        programme.action_start()
        return pairing
