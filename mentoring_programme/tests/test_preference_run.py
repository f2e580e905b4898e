from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .preference_case import PreferenceCase


@tagged("post_install", "-at_install")
class TestPreferenceRun(PreferenceCase):
    """What was said moves the pairs, shows nowhere, and is used once a published matching."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mentors = cls._people("mentor", 3)
        cls.mentees = cls._people("mentee", 3)

    def _by_mentee(self, run):
        return {
            proposal.mentee_id: proposal.mentor_id
            for proposal in run.proposal_ids
            if proposal.state != "rejected"
        }

    def _forget_runs(self):
        """As if the programme had never been matched."""
        mine = [("programme_id", "=", self.programme.id)]
        self.env["mentoring.match.run"].search(mine).unlink()
        self._openings().unlink()

    def _openings(self):
        return self.env["mentoring.preference.opening"].search(
            [("programme_id", "=", self.programme.id)]
        )

    def test_a_wish_is_met(self):
        first = self._by_mentee(self._run())
        self._forget_runs()
        mentee, other = self.mentees[0], self.mentors - first[self.mentees[0]]
        self._say(other[0], [self.nonbinary])
        self._say(mentee, wishes=[(self.gender, "named", "important", self.nonbinary)])
        second = self._run()
        self.assertEqual(self._by_mentee(second)[mentee], other[0])
        self.assertEqual(len(set(second.proposal_ids.mapped("score"))), 1)
        self.assertTrue(second.uses_preferences)

    def test_only_so_is_honoured_where_enough_fit_and_else_counts_as_important(self):
        wish = [(self.gender, "named", "only", self.woman)]
        for mentee in self.mentees:
            self._say(mentee, wishes=wish)
        self._say(self.mentors[0], [self.woman])
        self.assertEqual(len(self._run().proposal_ids), 3)
        self._forget_runs()
        for mentor in self.mentors:
            self._say(mentor, [self.woman])
        more = self._people("mentor", 1)
        self._say(more, [self.man])
        run = self._run()
        self.assertEqual(len(run.proposal_ids), 3)
        self.assertNotIn(more, run.proposal_ids.mentor_id)

    def test_the_opening_is_recorded_whatever_was_said(self):
        self._run()
        opening = self._openings()
        self.assertEqual((opening.box_count, opening.user_id), (6, self.coordinator))
        for enrolment in (self.mentors[0], self.mentees[0]):
            seen = opening.with_user(enrolment.user_id)
            self.assertEqual(seen.search([]), opening)
        self.assertFalse(opening.with_user(self.hr_officer).search([]))

    def test_it_takes_at_least_so_many_people(self):
        self.mentors[1:]._write_state("accepted")
        self.mentees[1:]._write_state("accepted")
        with self.assertRaisesRegex(UserError, "at least 3 of them are ready; 2 are"):
            self._run()
        self.assertFalse(self._openings())

    def test_a_programme_that_asks_nothing_opens_nothing(self):
        programme = self._programme("matching")
        self.programme = programme
        self._enrol(programme, self.ida, "mentor")
        self._enrol(programme, self.mia, "mentee")
        run = self._run()
        self.assertFalse(run.uses_preferences)
        self.assertFalse(self._openings())

    def test_a_second_run_before_publishing_is_refused(self):
        run = self._run()
        for _discarded in range(2):
            with self.assertRaisesRegex(UserError, "used once for each published matching"):
                self._run()
            if run.state == "proposed":
                run.action_discard()
        self.assertEqual(len(self._openings()), 1)

    def test_leaving_somebody_out_is_no_second_question(self):
        self._run().action_discard()
        self.mentees[0]._write_state("accepted")
        with self.assertRaisesRegex(UserError, "used once"):
            self._run()

    def test_further_people_make_a_further_run(self):
        first = self._run()
        self._people("mentee", 2)
        with self.assertRaisesRegex(UserError, "2 are"):
            self._run()
        self._people("mentor", 1)
        self.assertTrue(self._run().uses_preferences)
        self.assertEqual(first.state, "discarded")

    def test_a_discarded_run_is_reopened(self):
        run = self._run()
        pairs = self._by_mentee(run)
        run.action_discard()
        run.action_reopen()
        self.assertEqual((run.state, self._by_mentee(run)), ("proposed", pairs))
        with self.assertRaisesRegex(UserError, "Only the latest run"):
            run.action_reopen()

    def test_matching_the_rest_keeps_what_stands_and_opens_nothing(self):
        mentor = self.mentors[0]
        self._say(mentor, [self.nonbinary])
        self._say(self.mentees[0], wishes=[(self.gender, "named", "important", self.nonbinary)])
        run = self._run()
        before = self._by_mentee(run)
        self.assertEqual(before[self.mentees[0]], mentor)
        run.proposal_ids.filtered(lambda p: p.mentee_id == self.mentees[1]).action_reject()
        late = self._people("mentor", 1)
        run.action_rerun()
        after = self._by_mentee(run)
        self.assertEqual(after.pop(self.mentees[1]), late)
        del before[self.mentees[1]]
        self.assertEqual(after, before)
        self.assertEqual(len(self._openings()), 1)

    def test_what_changed_since_is_not_asked_by_matching_the_rest(self):
        run = self._run()
        before = self._by_mentee(run)
        self._say(self.mentors[0], [self.nonbinary])
        for mentee in self.mentees:
            self._say(mentee, wishes=[(self.gender, "named", "important", self.nonbinary)])
        run.action_rerun()
        self.assertEqual(self._by_mentee(run), before)

    def test_after_publishing_few_are_matched_by_visible_criteria_alone(self):
        run = self._run()
        run.action_publish()
        self._people("mentee", 1)
        self._people("mentor", 1)
        follow = self._run()
        self.assertFalse(follow.uses_preferences)
        self.assertEqual(len(self._openings()), 1)

    def test_whose_pairing_ended_waits_anew_once(self):
        run = self._run()
        run.action_publish()
        pairings = self.env["mentoring.pairing"].search([("programme_id", "=", self.programme.id)])
        for pairing in pairings[:2]:
            pairing.with_user(pairing.mentee_id.user_id).action_decline()
        again = self._run()
        self.assertTrue(again.uses_preferences)
        again.action_discard()
        with self.assertRaisesRegex(UserError, "used once"):
            self._run()

    def test_what_a_coordinator_takes_out_of_a_run_makes_nobody_new(self):
        run = self._run()
        run.proposal_ids.action_reject()
        run.sudo().proposal_ids.unlink()
        run.sudo().unmatched_ids.unlink()
        run.action_discard()
        with self.assertRaisesRegex(UserError, "used once"):
            self._run()

    def test_archived_people_do_not_count(self):
        (self.mentors[1:] | self.mentees[1:]).employee_id.active = False
        with self.assertRaisesRegex(UserError, "2 are"):
            self._run()

    def test_somebody_in_both_roles_is_one_person(self):
        self.mentors[1:]._write_state("accepted")
        self.mentees[1:]._write_state("accepted")
        self._ready(self.mentors[0].employee_id, "mentee")
        with self.assertRaisesRegex(UserError, "2 are"):
            self._run()

    def test_an_undone_run_leaves_its_record_and_is_done_again_as_it_was(self):
        run = self._run()
        before = self._by_mentee(run)
        run.sudo().unlink()
        self.assertEqual(len(self._openings()), 1)
        self.assertEqual(self._by_mentee(self._run()), before)
        self.assertEqual(len(self._openings()), 2)

    def test_an_undone_run_is_not_done_again_otherwise(self):
        self._run().sudo().unlink()
        self.mentees[0]._write_state("accepted")
        with self.assertRaisesRegex(UserError, "used once"):
            self._run()

    def test_the_same_number_is_taken_once(self):
        self._run()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._openings().copy()
            self.env.flush_all()

    def test_runs_are_made_one_at_a_time_and_not_imported(self):
        runs = self.env["mentoring.match.run"].with_user(self.coordinator)
        with self.assertRaisesRegex(UserError, "one programme at a time"):
            runs.create([{"programme_id": self.programme.id}] * 2)
        with self.assertRaisesRegex(UserError, "not imported"):
            runs.load(["programme_id/.id"], [[str(self.programme.id)]])

    def test_nobody_is_proposed_afterwards_to_whom_only_so_left_without(self):
        wish = [(self.gender, "named", "only", self.woman)]
        for mentor in self.mentors:
            self._say(mentor, [self.woman])
        self._people("mentor", 1)
        mentees = self.mentees | self._people("mentee", 1)
        for mentee in mentees:
            self._say(mentee, wishes=wish)
        run = self._run()
        [left] = mentees - run.proposal_ids.mentee_id
        late = self._people("mentee", 1)
        run.action_rerun()
        self.assertIn(late, run.proposal_ids.mentee_id)
        self.assertNotIn(left, run.proposal_ids.mentee_id)
        self.assertIn(left, run.unmatched_ids.enrolment_id)
        self.assertEqual(run.mentee_count, len(mentees | late), "whoever is left waits, too")
        run.action_publish()
        self._people("mentor", 1)
        with self.assertRaisesRegex(UserError, "pair them by hand"):
            self._run()
        self._people("mentee", 1)
        follow = self._run()
        self.assertFalse(follow.uses_preferences)
        self.assertNotIn(left, follow.proposal_ids.mentee_id)
        line = follow.unmatched_ids.filtered(lambda line: line.enrolment_id == left)
        self.assertIn("by hand", line.reason)

    def test_a_box_that_no_key_opens_counts_as_empty(self):
        boxes = self.env["mentoring.preference"].search([("enrolment_id", "in", self.mentees.ids)])
        boxes.sealed = "lost"
        self.assertEqual(len(self._run().proposal_ids), 3)
        with self.assertRaisesRegex(UserError, "say it again"):
            self._said(self.mentees[0])
        self._say(self.mentees[0], [self.woman])
        self.assertIn(str(self.gender.id), self._said(self.mentees[0])["answers"])

    def test_what_counts_and_how_much_is_fixed_once_enrolment_opened(self):
        for values in (
            {"preference_weight": 1},
            {"preference_threshold": 4},
            {"dimension_ids": [fields.Command.unlink(self.gender.id)]},
            {"dimension_ids": [fields.Command.clear()]},
        ):
            for user in (self.coordinator, self.env.user):
                with self.subTest(values), self.assertRaisesRegex(UserError, "is fixed"):
                    self.programme.with_user(user).write(values)
        same = {"dimension_ids": [fields.Command.set((self.gender | self.faith).ids)]}
        self.programme.write({**same, "preference_weight": 100})

    def test_a_question_that_is_asked_now_keeps_its_words(self):
        for record, values in (
            (self.gender, {"name": "Shoe size"}),
            (self.gender, {"active": False}),
            (self.woman, {"name": "Man"}),
            (self.woman, {"active": False}),
        ):
            with self.assertRaisesRegex(UserError, "answering this question"):
                record.with_user(self.manager).write(values)
        for record in (self.woman, self.gender):
            with self.assertRaisesRegex(UserError, "answering this question"):
                record.with_user(self.manager).unlink()
        self.gender.with_user(self.manager).write({"sequence": 3})
        self.env["mentoring.dimension.value"].with_user(self.manager).create(
            {"dimension_id": self.gender.id, "name": "Agender"}
        )

    def test_every_question_can_be_left_unanswered(self):
        question = self.env["mentoring.dimension"].create({"name": "Q", "question": "Q?"})
        self.assertEqual(question.value_ids.mapped("is_undisclosed"), [True])
        for change in (
            question.value_ids.unlink,
            lambda: question.value_ids.write({"is_undisclosed": False}),
        ):
            with self.assertRaises(UserError):
                change()

    def test_the_threshold_has_a_floor(self):
        draft = self._asking_programme("draft")
        with self.assertRaisesRegex(Exception, "mentoring_programme_preference_threshold_range"):
            draft.preference_threshold = 2
            draft.flush_recordset()
