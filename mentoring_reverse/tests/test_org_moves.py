import random

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from odoo.addons.mentoring_programme.tests.org_oracle import may_pair

from .common import ReverseCase

PEOPLE = 14
MOVES = 30


@tagged("post_install", "-at_install")
class TestOrgMoves(ReverseCase):
    """Random organisations, and people, jobs, levels and managers that move: no pair in one chain
    of management, and none under the least distance, without a question to the coordinators."""

    def _organisation(self, draw):
        self.jobs = self.env["hr.job"].create(
            [
                {"name": f"Job {at}", "company_id": self.company.id, "mentoring_level": level}
                for at, level in enumerate((0, 0, 0, 1, 2, 4, 6))
            ]
        )
        self.people = self.env["hr.employee"].create(
            [{"name": f"P{at}", "company_id": self.company.id} for at in range(PEOPLE)]
        )
        for at, person in enumerate(self.people):
            boss = draw.choice([False, *self.people[:at].ids]) if at else False
            person.write({"parent_id": boss, "job_id": draw.choice([False, *self.jobs.ids])})
        self.programme = self._programme(
            "running", level_distance=draw.choice((0, 1, 2, 3)), mentor_capacity_max=5
        )
        self.company.mentoring_reverse_capacity = 0
        self.mentors, self.mentees = (
            [self._enrol(self.programme, person, role) for person in self.people]
            for role in ("mentor", "mentee")
        )

    def _facts(self):
        """The chart and the jobs' levels, as dicts that the oracle takes, of everybody."""
        everybody = self.env["hr.employee"].search([("company_id", "=", self.company.id)])
        manager = {person.id: person.parent_id.id or None for person in everybody}
        job = {
            person.id: person.job_id.mentoring_level
            for person in everybody
            if person.job_id.mentoring_level
        }
        return manager, job

    def _may(self, facts, mentor, mentee):
        return may_pair(
            *facts,
            mentor.employee_id.id,
            mentee.employee_id.id,
            self.programme.level_distance,
        )

    def _beneath(self, person):
        return self.env["hr.employee"].search([("id", "child_of", person.id)])

    def _move(self, draw):
        person = draw.choice(list(self.people))
        kind = draw.choice(("manager", "job", "level", "version", "new", "none"))
        if kind == "manager":
            bosses = self.people - self._beneath(person)
            person.parent_id = draw.choice([False, *bosses.ids])
        elif kind == "job":
            person.job_id = draw.choice([False, *self.jobs.ids])
        elif kind == "level":
            draw.choice(list(self.jobs)).mentoring_level = draw.choice((0, 1, 3, 5, 8))
        elif kind == "version":
            person.version_id.job_id = draw.choice(self.jobs.ids)
        elif kind == "new":
            self.env["hr.employee"].create(
                {
                    "name": "New",
                    "company_id": self.company.id,
                    "parent_id": person.id,
                    "job_id": draw.choice([False, *self.jobs.ids]),
                }
            )
        return kind

    def _check_pairings(self, seed):
        """Either a pair may be, or somebody is asked; and nobody is asked for nothing."""
        self._commit()
        facts = self._facts()
        pairings = self.env["mentoring.pairing"].search([("programme_id", "=", self.programme.id)])
        asked = self.env["mentoring.review"].search(
            [("pairing_id", "in", pairings.ids), ("state", "=", "open")]
        )
        for pairing in pairings:
            may = self._may(facts, pairing.mentor_id, pairing.mentee_id)
            self.assertEqual(may, pairing not in asked.pairing_id, seed)
        return len(asked)

    def test_after_any_sequence_of_moves(self):
        kinds, questions = set(), 0
        for seed in range(4):
            draw = random.Random(seed)
            self._organisation(draw)
            facts = self._facts()
            allowed = [
                (mentor, mentee)
                for mentor in self.mentors
                for mentee in self.mentees
                if self._may(facts, mentor, mentee)
            ]
            draw.shuffle(allowed)
            used = set()
            for mentor, mentee in allowed:
                if not {mentor, mentee} & used and len(used) < 10:
                    used |= {mentor, mentee}
                    self._pair(mentor, mentee)
            self.assertTrue(used, seed)
            for _turn in range(MOVES):
                kinds.add(self._move(draw))
                questions += self._check_pairings(seed)
        self.assertEqual(len(kinds), 6)
        self.assertTrue(questions)

    def test_no_run_proposes_and_no_hand_makes_what_may_not_be(self):
        refused = 0
        for seed in range(10, 14):
            draw = random.Random(seed)
            self._organisation(draw)
            facts = self._facts()
            run = self.env["mentoring.match.run"].create({"programme_id": self.programme.id})
            for proposal in run.proposal_ids:
                self.assertTrue(self._may(facts, proposal.mentor_id, proposal.mentee_id), seed)
            for _turn in range(12):
                mentor, mentee = draw.choice(self.mentors), draw.choice(self.mentees)
                if self._may(facts, mentor, mentee):
                    continue
                refused += 1
                with self.assertRaises(ValidationError, msg=seed), self.cr.savepoint():
                    self._pair(mentor, mentee)
        self.assertGreater(refused, 10)
