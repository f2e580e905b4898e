from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import MentoringCase


class MatchCase(MentoringCase):
    """A programme in the state of matching, with people who share topics."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        category = cls.env["mentoring.topic.category"].create({"name": "C"})
        cls.topics = cls.env["mentoring.topic"].create(
            [{"name": name, "category_id": category.id} for name in ("one", "two", "three")]
        )
        cls.programme = cls._programme("matching")

    @classmethod
    def _ready(cls, employee, role, *topics, **values):
        chosen = [cls.topics[number].id for number in topics]
        return cls._enrol(
            cls.programme, employee, role, interest_ids=[fields.Command.set(chosen)], **values
        )

    def _run(self):
        run = self.env["mentoring.match.run"].with_user(self.coordinator)
        return run.create({"programme_id": self.programme.id})

    @staticmethod
    def _pairs(run):
        return {
            (proposal.mentor_name, proposal.mentee_name): proposal
            for proposal in run.proposal_ids
            if proposal.state != "rejected"
        }


@tagged("post_install", "-at_install")
class TestMatchRun(MatchCase):
    """A run proposes the best pairs, says why in words, and tells nobody."""

    def test_it_proposes_the_best_pairs_with_reasons(self):
        self._ready(self.ida, "mentor", 0)
        self._ready(self.ian, "mentor", 1)
        self._ready(self.mia, "mentee", 1)
        self._ready(self.max, "mentee", 0)
        run = self._run()
        pairs = self._pairs(run)
        self.assertEqual(set(pairs), {("Ian", "Mia"), ("Ida", "Max")})
        best = pairs["Ian", "Mia"]
        self.assertEqual((best.score, best.rank, best.choices), (100, 1, 2))
        self.assertEqual(best.reasons, "Topics in common: 100 % of 100 %")
        self.assertEqual((run.mentor_count, run.mentee_count, run.pair_count), (2, 2, 2))
        self.assertEqual((run.mean_score, run.worst_score), (100, 100))
        ours = [("company_id", "=", self.company.id)]
        self.assertFalse(self.env["mentoring.pairing"].search_count(ours))

    def test_nobody_is_told_before_it_is_published(self):
        self._ready(self.ida, "mentor")
        self._ready(self.mia, "mentee")
        mails = self.env["mail.mail"].search_count([])
        messages = self.env["mail.message"].search_count([])
        self._run()
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        self.assertEqual(self.env["mail.message"].search_count([]), messages)

    def test_a_manager_is_never_proposed_at_any_depth(self):
        self.ida.parent_id = self.ian
        self.mo.parent_id = self.ida
        self._ready(self.ian, "mentor", 0)
        self._ready(self.mia, "mentee", 0)
        run = self._run()
        self.assertFalse(run.proposal_ids)
        reason = run.unmatched_ids.filtered(lambda line: line.role == "mentee").reason
        self.assertIn("Nobody in the other role may be paired", reason)
        self.assertIn("1 × same chain of management", reason)

    def test_a_coach_is_never_proposed(self):
        self.mia.coach_id = self.ida
        self._ready(self.ida, "mentor", 0)
        self._ready(self.mia, "mentee", 0)
        self.assertFalse(self._run().proposal_ids)

    def test_former_partners_are_not_proposed_again(self):
        mentor, mentee = self._ready(self.ida, "mentor"), self._ready(self.mia, "mentee")
        self._pair(mentor, mentee, "proposed").with_user(self.mia.user_id).action_decline()
        self.assertEqual(mentee.state, "ready")
        run = self._run()
        self.assertFalse(run.proposal_ids)
        self.assertIn("paired or declined before", run.unmatched_ids[0].reason)

    def test_a_former_pairing_in_a_discreet_programme_is_not_given_away(self):
        hush = self._discreet_programme("running")
        self._pair(self._enrol(hush, self.ida, "mentor"), self._enrol(hush, self.mia, "mentee"))
        self._ready(self.ida, "mentor")
        self._ready(self.mia, "mentee")
        self.assertEqual(set(self._pairs(self._run())), {("Ida", "Mia")})

    def test_places_of_a_mentor_are_used_up_and_not_exceeded(self):
        self._ready(self.ida, "mentor", capacity=2)
        for employee in (self.mia, self.max, self.ivy):
            self._ready(employee, "mentee")
        run = self._run()
        self.assertEqual(len(run.proposal_ids), 2)
        self.assertEqual(len(run.unmatched_ids), 1)
        self.assertIn("not chosen", run.unmatched_ids.reason)

    def test_a_place_that_a_pairing_takes_is_no_longer_free(self):
        mentor = self._ready(self.ida, "mentor", capacity=1)
        self._pair(mentor, self._ready(self.mia, "mentee"))
        self._ready(self.max, "mentee")
        with self.assertRaisesRegex(UserError, "0 mentors and 1 mentees"):
            self._run()

    def test_those_who_are_not_ready_are_left_out(self):
        self._ready(self.ida, "mentor")
        self._ready(self.mia, "mentee")
        self._enrol(self.programme, self.max, "mentee", "accepted")
        self.assertEqual(self._run().mentee_count, 1)

    def test_an_archived_employee_is_left_out_and_named(self):
        self._ready(self.ida, "mentor")
        self._ready(self.mia, "mentee")
        left = self._ready(self.max, "mentee")
        self.max.active = False
        run = self._run()
        self.assertEqual(set(self._pairs(run)), {("Ida", "Mia")})
        line = run.unmatched_ids.filtered(lambda line: line.enrolment_id == left)
        self.assertIn("archived in Employees", line.reason)

    def test_somebody_from_outside_is_matched_too(self):
        guest = self.env["res.partner"].create({"name": "Gus", "email": "gus@example.com"})
        self._ready(guest, "mentor", 0)
        self._ready(self.mia, "mentee", 0)
        self.assertEqual(set(self._pairs(self._run())), {("Gus", "Mia")})

    def test_same_people_same_pairs(self):
        for employee in (self.ida, self.ian):
            self._ready(employee, "mentor", 0, 1)
        for employee in (self.mia, self.max):
            self._ready(employee, "mentee", 0)
        first, second = self._run(), self._run()
        self.assertEqual(set(self._pairs(first)), set(self._pairs(second)))
        self.assertEqual(first.fingerprint, second.fingerprint)
        self.assertEqual((first.state, second.state), ("discarded", "proposed"))

    def test_levels_of_skills_count(self):
        self.programme.criterion_ids.kind = "skills"
        kind = self.env["hr.skill.type"].create(
            {
                "name": "Craft",
                "skill_ids": [fields.Command.create({"name": "Weaving"})],
                "skill_level_ids": [
                    fields.Command.create({"name": "Low", "level_progress": 20}),
                    fields.Command.create({"name": "High", "level_progress": 80}),
                ],
            }
        )
        low, high = kind.skill_level_ids.sorted("level_progress")
        wish = [fields.Command.create({"skill_id": kind.skill_ids.id, "skill_level_id": high.id})]
        offer = [fields.Command.create({"skill_id": kind.skill_ids.id, "skill_level_id": low.id})]
        self._ready(self.ida, "mentor", skill_ids=offer)
        self._ready(self.ian, "mentor", skill_ids=wish)
        self._ready(self.mia, "mentee", skill_ids=wish)
        self.assertEqual(set(self._pairs(self._run())), {("Ian", "Mia")})
