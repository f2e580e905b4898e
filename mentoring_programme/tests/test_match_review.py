from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .test_match_run import MatchCase


@tagged("post_install", "-at_install")
class TestReview(MatchCase):
    """The coordinator locks, rejects, swaps, gives another mentor, re-runs and publishes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mentors = {
            employee.name: cls._ready(employee, "mentor", topic)
            for employee, topic in ((cls.ida, 0), (cls.ian, 1))
        }
        cls.mentees = {
            employee.name: cls._ready(employee, "mentee", topic)
            for employee, topic in ((cls.mia, 0), (cls.max, 1))
        }

    def setUp(self):
        super().setUp()
        self.run_ = self._run()

    def test_a_locked_pair_stays_when_the_rest_runs_again(self):
        first = self._pairs(self.run_)["Ida", "Mia"]
        first.action_lock()
        self._ready(self.ivy, "mentor", 1)
        self.run_.action_rerun()
        self.assertEqual(first.state, "locked")
        self.assertEqual(len(self._pairs(self.run_)), 2)

    def test_a_rejected_pair_is_not_proposed_again(self):
        self._pairs(self.run_)["Ida", "Mia"].action_reject()
        self.run_.action_rerun()
        self.assertEqual(set(self._pairs(self.run_)), {("Ida", "Max"), ("Ian", "Mia")})

    def test_a_rejection_can_be_taken_back(self):
        proposal = self._pairs(self.run_)["Ida", "Mia"]
        proposal.action_reject()
        proposal.action_unreject()
        self.assertEqual(self._pairs(self.run_)["Ida", "Mia"].state, "locked")
        self.assertEqual(len(self.run_.proposal_ids), 2)

    def test_two_pairs_swap_their_mentors(self):
        self.run_.proposal_ids.action_swap()
        pairs = self._pairs(self.run_)
        self.assertEqual(set(pairs), {("Ida", "Max"), ("Ian", "Mia")})
        self.assertEqual({proposal.state for proposal in pairs.values()}, {"locked"})
        self.assertEqual({proposal.score for proposal in pairs.values()}, {0})

    def test_a_swap_into_a_chain_of_management_is_refused_whole(self):
        self.max.parent_id = self.ida
        before = set(self._pairs(self.run_))
        with self.assertRaisesRegex(UserError, "Ida and Max cannot be paired.*manages"):
            self.run_.proposal_ids.action_swap()
        self.assertEqual(set(self._pairs(self.run_)), before)

    def test_another_mentor_is_chosen_from_the_best(self):
        self._ready(self.ivy, "mentor", 0)
        proposal = self._pairs(self.run_)["Ida", "Mia"]
        choose = self.env["mentoring.proposal.choose"].with_user(self.coordinator)
        dialog = choose.create({"proposal_id": proposal.id})
        self.assertEqual(dialog.line_ids.mapped("mentor_name"), ["Ivy", "Ian"])
        self.assertEqual(dialog.line_ids.mapped("has_other"), [False, True])
        dialog.line_ids[0].action_choose()
        self.assertIn(("Ivy", "Mia"), self._pairs(self.run_))
        self.assertNotIn(("Ida", "Mia"), self._pairs(self.run_))

    def test_a_mentor_without_a_place_is_refused(self):
        proposal = self._pairs(self.run_)["Ida", "Mia"]
        choose = self.env["mentoring.proposal.choose"].with_user(self.coordinator)
        line = choose.create({"proposal_id": proposal.id}).line_ids
        with self.assertRaisesRegex(UserError, "Ian has no place left"):
            line.action_choose()

    def test_publishing_makes_the_pairings_and_tells_both(self):
        self.run_.action_publish()
        pairings = self.env["mentoring.pairing"].search([("programme_id", "=", self.programme.id)])
        self.assertEqual(set(pairings.mapped("state")), {"proposed"})
        self.assertEqual(len(pairings), 2)
        self.assertEqual(self.programme.state, "running")
        self.assertEqual(self.run_.published_by_id, self.coordinator)
        self.assertEqual({e.state for e in self.mentees.values()}, {"matched"})
        mails = self._neutral_mails()
        self.assertEqual(
            mails.recipient_ids,
            (self.ida | self.ian | self.mia | self.max).user_id.partner_id,
        )
        self.assertEqual(set(mails.mapped("subject")), {"Somebody to meet: please have a look"})

    def test_mails_are_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.mia.user_id.lang = "fr_FR"
        template = self.env.ref("mentoring_programme.mail_template_proposed")
        template.with_context(lang="fr_FR").subject = "Quelqu'un à rencontrer"
        self.run_.action_publish()
        mail = self.env["mail.mail"].search(
            [("recipient_ids", "=", self.mia.user_id.partner_id.id)]
        )
        self.assertEqual(mail.subject, "Quelqu'un à rencontrer")

    def test_rejected_pairs_are_not_published(self):
        self._pairs(self.run_)["Ida", "Mia"].action_reject()
        self.run_.action_publish()
        ours = [("company_id", "=", self.company.id)]
        self.assertEqual(self.env["mentoring.pairing"].search_count(ours), 1)
        self.assertEqual(self.mentees["Mia"].state, "ready")

    def test_what_was_published_cannot_be_published_or_changed_again(self):
        self.run_.action_publish()
        with self.assertRaisesRegex(UserError, "published by Cora"):
            self.run_.action_publish()
        for action in ("action_lock", "action_reject", "action_swap"):
            with self.subTest(action), self.assertRaises(UserError):
                getattr(self.run_.proposal_ids, action)()
        ours = [("company_id", "=", self.company.id)]
        self.assertEqual(self.env["mentoring.pairing"].search_count(ours), 2)

    def test_a_reorganisation_before_publishing_stops_all_of_it(self):
        self.mia.parent_id = self.ida
        with self.assertRaisesRegex(ValidationError, "Ida and Mia cannot be paired"):
            self.run_.action_publish()

    def test_somebody_who_left_meanwhile_gives_way_when_the_rest_runs_again(self):
        self._pairs(self.run_)["Ida", "Mia"].action_lock()
        self.mentees["Mia"].with_user(self.mia.user_id).action_withdraw()
        with self.assertRaisesRegex(ValidationError, "Both must be ready"):
            self.run_.action_publish()
        self.run_.action_rerun()
        self.assertEqual(set(self._pairs(self.run_)), {("Ian", "Max")})

    def test_an_older_run_cannot_be_published(self):
        self._run()
        with self.assertRaisesRegex(UserError, "later run"):
            self.run_.action_publish()

    def test_a_programme_paired_by_hand_has_no_runs(self):
        self.programme.matching_mode = "manual"
        with self.assertRaisesRegex(UserError, "paired by hand"):
            self._run()

    def test_matching_waits_until_enrolment_is_closed(self):
        self.programme.state = "enrolling"
        with self.assertRaisesRegex(UserError, "Close enrolment"):
            self._run()

    def test_figures_follow_the_review(self):
        self.assertEqual(self.run_.pair_count, 2)
        self._pairs(self.run_)["Ida", "Mia"].action_reject()
        self.assertEqual(self.run_.pair_count, 1)

    def test_required_criteria_are_put_into_words(self):
        language = self.env.ref("base.lang_fr")
        self.programme.criterion_ids = [
            fields.Command.create({"kind": "language", "weight": 5, "required": True})
        ]
        self.mentees["Mia"].language_ids = language
        self.mentors["Ida"].language_ids = language
        run = self._run()
        self.assertEqual(set(self._pairs(run)), {("Ida", "Mia")})
        self.assertIn("“Must fit”", run.unmatched_ids[0].reason)
