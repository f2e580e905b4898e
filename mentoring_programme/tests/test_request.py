import re
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .request_case import OPEN, RequestCase


@tagged("post_install", "-at_install")
class TestAsk(RequestCase):
    def test_the_mentor_is_told_in_neutral_words(self):
        self._ask()
        [mail] = self._mails_to(self.mentor)
        for word in ("Mia", "Test programme", "mentee"):
            self.assertNotIn(word, mail.subject)
            self.assertNotIn(word, mail.body_html)

    def test_both_see_it_and_nobody_else(self):
        request = self._ask()
        [asked] = self._told(self.mentee)["asked"]
        self.assertEqual((asked["person"]["name"], asked["message"]), ("Ida", "Would you?"))
        [received] = self._told(self.mentor)["received"]
        self.assertEqual((received["person"]["name"], received["message"]), ("Mia", "Would you?"))
        self.assertTrue(received["has_place"])
        for user in (self.max, self.ian, self.mo):
            mine = self.env["mentoring.request"].with_user(user.user_id)
            self.assertFalse(mine.search([]))
            with self.assertRaises(AccessError):
                mine.browse(request.id).read(["message"])
        for user in (self.coordinator, self.manager, self.hr_officer, self.lead):
            self.assertFalse(self.env["mentoring.request"].with_user(user).search([]))

    def test_coordinators_see_counts_and_no_names(self):
        self._ask()
        self._ask(self.other_mentee).with_user(self.ida.user_id).action_decline()
        counts = ("request_count", "request_open_count", "request_accepted_count")
        told = self.programme.with_user(self.coordinator).read(counts)[0]
        self.assertEqual([told[name] for name in counts], [2, 1, 0])
        told = self.programme.with_user(self.mia.user_id).read(counts)[0]
        self.assertEqual([told[name] for name in counts], [0, 0, 0])
        hush = self._discreet_programme("running", **OPEN)
        self.assertEqual(hush.with_user(self.manager).request_count, 0)

    def test_no_more_open_requests_than_the_programme_allows(self):
        self._ask()
        second = self._ask(mentor=self.ian_mentor)
        self.assertEqual(self._told(self.mentee)["browse"][0]["left"], 0)
        with self.assertRaisesRegex(UserError, "You have asked 2 mentors"):
            self._ask(mentor=self.ivy_mentor)
        second.action_withdraw()
        self._ask(mentor=self.ivy_mentor)

    def test_nobody_is_asked_twice_nor_after_a_no(self):
        request = self._ask()
        with self.assertRaisesRegex(UserError, "cannot be asked just now"):
            self._ask()
        request.with_user(self.ida.user_id).action_decline()
        self.assertEqual(self._seen(), ["Ian", "Ivy"])
        with self.assertRaisesRegex(UserError, "cannot be asked just now"):
            self._ask()

    def test_the_refusal_is_one_sentence_whatever_the_reason(self):
        hush = self._discreet_programme("running")
        hidden = self._enrol(hush, self.ian, "mentor")
        boss = self._enrol(self.programme, self.mo, "mentor")
        sentences = set()
        for mentor_id in (hidden.id, boss.id, self.mentee.id, self.mentor.id + 10**6, -1):
            requests = self.env["mentoring.request"].with_user(self.mia.user_id)
            with self.assertRaises(UserError) as refused:
                requests.action_ask(self.mentee.id, mentor_id, "")
            sentences.add(str(refused.exception))
        self.assertEqual(len(sentences), 1)

    def test_bad_input_is_refused_in_a_sentence(self):
        requests = self.env["mentoring.request"].with_user(self.mia.user_id)
        for arguments in (
            ("x", self.mentor.id, ""),
            (self.mentee.id, [self.mentor.id], ""),
            (self.mentee.id, self.mentor.id, "x" * 1001),
            (self.mentee.id, self.mentor.id, {"a": 1}),
        ):
            with self.assertRaisesRegex(UserError, r"^[A-Z].* .*\.$"):
                requests.action_ask(*arguments)

    def test_one_who_is_not_ready_asks_nobody(self):
        waiting = self._enrol(self.programme, self._employee("Una"), "mentee", state="accepted")
        with self.assertRaisesRegex(UserError, "when you are ready"):
            self._ask(waiting)

    def test_nobody_makes_or_writes_a_request_directly(self):
        request = self._ask()
        for user in (self.mia.user_id, self.ida.user_id, self.coordinator):
            mine = self.env["mentoring.request"].with_user(user)
            with self.assertRaises(AccessError):
                mine.create({"mentee_id": self.mentee.id, "mentor_id": self.ian_mentor.id})
            with self.assertRaises(AccessError):
                mine.browse(request.id).write({"state": "accepted"})
            with self.assertRaises(AccessError):
                mine.browse(request.id).unlink()


@tagged("post_install", "-at_install")
class TestRequestOfPeopleFromOutside(RequestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.porter = cls._user("porter", "portal")

    def test_a_mentee_from_outside_sees_mentors_without_their_photos_and_asks(self):
        mentee = self._enrol(self.programme, self.porter.partner_id, "mentee")
        [here] = self._told(mentee)["browse"]
        self.assertEqual([card["name"] for card in here["mentors"]], ["Ian", "Ida", "Ivy"])
        self.assertFalse(any(card["image"] for card in here["mentors"]))
        request = self._ask(mentee)
        request.with_user(self.ida.user_id).action_accept()
        self.assertEqual(mentee.state, "matched")

    def test_a_mentor_from_outside_is_asked_and_answers(self):
        mentor = self._enrol(self.programme, self.porter.partner_id, "mentor")
        self.assertIn("Porter", self._seen())
        request = self._ask(mentor=mentor)
        [received] = self._told(mentor)["received"]
        self.assertEqual(received["person"]["name"], "Mia")
        request.with_user(self.porter).action_accept()
        self.assertEqual((mentor.state, self.mentee.state), ("matched", "matched"))

    def test_they_say_themselves_whether_they_may_be_seen(self):
        mentor = self._enrol(self.programme, self.porter.partner_id, "mentor")
        mentor.with_user(self.porter).write({"is_browsable": False})
        self.assertNotIn("Porter", self._seen())

    def test_wishes_of_and_for_people_from_outside_weigh_in_the_run(self):
        """Of a mentor from outside for a mentee, and of a mentee for that mentor."""
        mentor = self._enrol(self.programme, self.porter.partner_id, "mentor")
        self.programme.criterion_ids.unlink()
        self.programme.criterion_ids = [(0, 0, {"kind": "wish", "weight": 1})]
        wishes = self.env["mentoring.enrolment.wish"]
        wishes.create({"enrolment_id": mentor.id, "employee_id": self.max.id})
        wishes.create(
            {"enrolment_id": self.other_mentee.id, "partner_id": self.porter.partner_id.id}
        )
        run = self.env["mentoring.match.run"].create({"programme_id": self.programme.id})
        proposal = run.proposal_ids.filtered(lambda each: each.mentee_id == self.other_mentee)
        self.assertEqual((proposal.mentor_id, proposal.score), (mentor, 100))


@tagged("post_install", "-at_install")
class TestAnswer(RequestCase):
    def _pairing(self):
        return self.env["mentoring.pairing"].search([("programme_id", "=", self.programme.id)])

    def test_a_yes_pairs_them_at_once(self):
        request = self._ask()
        request.with_user(self.ida.user_id).action_accept()
        pairing = self._pairing()
        self.assertEqual((pairing.mentor_id, pairing.mentee_id), (self.mentor, self.mentee))
        self.assertEqual((pairing.state, request.state), ("active", "accepted"))
        self.assertTrue(pairing.date_start)
        self.assertEqual((self.mentee.state, self.mentor.state), ("matched", "matched"))
        self.assertIn("You can begin", self._mails_to(self.mentee)[-1].subject)

    def test_a_pairing_does_not_tell_hr_that_it_was_asked_for(self):
        self._ask().with_user(self.ida.user_id).action_accept()
        by_request = self._pairing()
        by_hand = self._pair(self.ivy_mentor, self.other_mentee, "proposed")
        by_hand.with_user(self.ivy.user_id).action_agree()
        by_hand.with_user(self.max.user_id).action_agree()
        self.assertEqual(by_request.create_uid, self.env.ref("base.user_root"))
        self.assertEqual(by_request.write_uid, by_hand.write_uid)

    def test_before_the_programme_starts_it_is_agreed_and_the_mentee_is_told(self):
        self.programme.state = "matching"
        self._ask().with_user(self.ida.user_id).action_accept()
        self.assertEqual(self._pairing().state, "agreed")
        self.assertEqual(self._mails_to(self.mentee)[-1].subject, "Good news: please have a look")

    def test_other_open_requests_of_the_mentee_are_withdrawn(self):
        request, other = self._ask(), self._ask(mentor=self.ian_mentor)
        not_mine = self._ask(self.other_mentee, self.ian_mentor)
        request.with_user(self.ida.user_id).action_accept()
        self.assertEqual((other.state, not_mine.state), ("withdrawn", "asked"))

    def test_a_pairing_by_other_ways_withdraws_them_too(self):
        request = self._ask()
        self._pair(self.ivy_mentor, self.mentee, "proposed")
        self.assertEqual(request.state, "withdrawn")
        with self.assertRaisesRegex(UserError, "no longer open"):
            request.with_user(self.ida.user_id).action_accept()

    def test_whoever_leaves_ends_what_is_asked(self):
        mine, of_ida = self._ask(mentor=self.ian_mentor), self._ask(self.other_mentee)
        self.mentee.with_user(self.mia.user_id).action_withdraw()
        self.assertEqual(mine.state, "withdrawn")
        self.mentor.with_user(self.ida.user_id).action_withdraw()
        self.assertEqual(of_ida.state, "expired")
        self.assertEqual(self._mails_to(self.other_mentee)[-1].subject, "About something you asked")

    def test_a_no_needs_no_reason_and_is_told_in_neutral_words(self):
        self._ask().with_user(self.ida.user_id).action_decline()
        declined = self._mails_to(self.mentee)[-1]
        for word in ("Ida", "declin", "Test programme", "no reason"):
            self.assertNotIn(word, declined.subject + declined.body_html)
        request = self._ask(self.other_mentee)
        with freeze_time(fields.Datetime.now() + timedelta(days=11)):
            self._expire()
        expired = self._mails_to(self.other_mentee)[-1]
        self.assertEqual(request.state, "expired")
        words = [
            re.sub(r"Mia|Max|\d+", "", mail.subject + mail.body_html)
            for mail in (declined, expired)
        ]
        self.assertEqual(words[0], words[1])

    def test_what_was_written_is_kept_no_longer_than_the_question(self):
        requests = self._ask(), self._ask(self.other_mentee)
        requests[0].with_user(self.ida.user_id).action_accept()
        requests[1].action_withdraw()
        self.assertFalse(requests[0].message or requests[1].message)

    def test_only_the_mentor_answers_and_only_the_mentee_withdraws(self):
        request = self._ask()
        for user, step in (
            (self.mia, "action_accept"),
            (self.mia, "action_decline"),
            (self.ida, "action_withdraw"),
            (self.ian, "action_accept"),
        ):
            with self.assertRaises(AccessError):
                getattr(request.with_user(user.user_id), step)()
        with self.assertRaises(AccessError):
            request.with_user(self.coordinator).action_decline()

    def test_a_request_is_answered_once(self):
        request = self._ask().with_user(self.ida.user_id)
        request.action_accept()
        for step in (request.action_accept, request.action_decline):
            with self.assertRaisesRegex(UserError, "no longer open"):
                step()
        self.assertEqual(len(self._pairing()), 1)

    def test_the_last_place_goes_once(self):
        self.mentor.capacity = 1
        first, second = self._ask(), self._ask(self.other_mentee)
        first.with_user(self.ida.user_id).action_accept()
        [waiting] = self._told(self.mentor)["received"]
        self.assertFalse(waiting["has_place"])
        with self.assertRaisesRegex(ValidationError, "no free place"):
            second.with_user(self.ida.user_id).action_accept()

    def test_two_who_met_in_between_are_not_paired_by_a_yes(self):
        request = self._ask()
        self._pair(self.mentor, self.mentee, "active")
        self.env["mentoring.pairing"].search([]).filtered(
            lambda pairing: pairing.programme_id == self.programme
        ).action_end()
        request.sudo().state = "asked"
        with self.assertRaisesRegex(UserError, "paired before"):
            request.with_user(self.ida.user_id).action_accept()

    def test_a_proposal_of_a_run_that_was_overtaken_does_not_go_beyond_the_places(self):
        """All ways blend: the run in review is told when a request was quicker."""
        run = self.env["mentoring.match.run"].create({"programme_id": self.programme.id})
        mentor = run.proposal_ids.filtered(lambda p: p.mentee_id == self.mentee).mentor_id
        self._ask(mentor=mentor).with_user(mentor.user_id).action_accept()
        with self.assertRaisesRegex(ValidationError, "cannot be paired"):
            run.with_user(self.coordinator).action_publish()
        run.with_user(self.coordinator).action_rerun()
        self.assertNotIn(self.mentee, run.proposal_ids.mentee_id)
        run.with_user(self.coordinator).action_publish()


@tagged("post_install", "-at_install")
class TestExpiry(RequestCase):
    def _later(self):
        return freeze_time(fields.Datetime.now() + timedelta(days=11))

    def test_an_old_request_expires_once_and_the_mentee_may_ask_again(self):
        request = self._ask()
        with self._later():
            for _turn in range(2):
                self._expire()
            self.assertEqual(request.state, "expired")
            self.assertIn("Ida", self._seen())
        self.assertEqual(len(self._mails_to(self.mentee)), 1)

    def test_a_fresh_one_stays(self):
        request = self._ask()
        self._expire()
        self.assertEqual(request.state, "asked")

    def test_it_cannot_be_answered_after_its_time_even_before_the_cron_came(self):
        request = self._ask()
        with self._later(), self.assertRaisesRegex(UserError, "no longer open"):
            request.with_user(self.ida.user_id).action_accept()

    def test_closing_the_programme_ends_them_without_a_mail(self):
        request = self._ask()
        self.programme.with_user(self.coordinator).action_close()
        self.assertEqual(request.state, "expired")
        self.assertFalse(self._mails_to(self.mentee))

    def test_many_expire_batch_by_batch_each_told_once(self):
        # What demo data asks is in nobody's batch.
        self.env["mentoring.request"].search([]).state = "withdrawn"
        people = [self._employee(f"Many{n}") for n in range(5)]
        mentees = [self._enrol(self.programme, person, "mentee") for person in people]
        for mentee in mentees:
            self._ask(mentee)
        commits = []

        def killed(_cron, processed, **_options):
            commits.append(processed)
            return len(commits) < 2

        with (
            self._later(),
            patch("odoo.addons.mentoring_programme.models.mentoring_request_steps.BATCH", 2),
            patch.object(type(self.env["ir.cron"]), "_commit_progress", killed),
        ):
            self.env["mentoring.request"]._cron_expire()
            here = [("programme_id", "=", self.programme.id)]
            states = self.env["mentoring.request"].search(here).mapped("state")
            self.assertEqual((states.count("expired"), states.count("asked")), (4, 1))
            self.env["mentoring.request"]._cron_expire()
        self.assertEqual(commits, [2, 2, 1])
        for mentee in mentees:
            self.assertEqual(len(self._mails_to(mentee)), 1)
