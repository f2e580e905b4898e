import re
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import MentoringCase

OPEN = {"allow_requests": True, "open_request_max": 2, "request_days": 10}


@tagged("post_install", "-at_install")
class RequestCase(MentoringCase):
    """Mia and Max look for a mentor; Ida (two places), Ian and Ivy (one each) are willing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls._programme("running", **OPEN)
        cls.mentor = cls._enrol(cls.programme, cls.ida, "mentor", capacity=2)
        cls.ian_mentor = cls._enrol(cls.programme, cls.ian, "mentor")
        cls.ivy_mentor = cls._enrol(cls.programme, cls.ivy, "mentor")
        cls.mentee = cls._enrol(cls.programme, cls.mia, "mentee")
        cls.other_mentee = cls._enrol(cls.programme, cls.max, "mentee")
        cls.env.flush_all()

    def _ask(self, mentee=None, mentor=None, message="Would you?"):
        mentee, mentor = mentee or self.mentee, mentor or self.mentor
        requests = self.env["mentoring.request"].with_user(mentee.user_id)
        return requests.browse(requests.action_ask(mentee.id, mentor.id, message))

    def _told(self, enrolment):
        """What the owner of an enrolment sees on their page of requests."""
        self.env.invalidate_all()
        env = self.env(user=enrolment.user_id.id, su=False)
        mine = env["mentoring.enrolment"].search([("user_id", "=", env.uid)])
        return env["mentoring.home"]._requests(mine)

    def _seen(self, mentee=None):
        """Names of the mentors whom a mentee sees, in the order shown."""
        lists = self._told(mentee or self.mentee)["browse"]
        return [card["name"] for each in lists for card in each["mentors"]]

    def _expire(self):
        """The cron, which commits after each batch."""
        cron = type(self.env["ir.cron"])
        with patch.object(cron, "_commit_progress", lambda *_args, **_options: True):
            self.env["mentoring.request"]._cron_expire()

    def _mails_to(self, enrolment):
        self.env.flush_all()
        return self.env["mail.mail"].search(
            [("recipient_ids", "in", enrolment.contact_id.ids)], order="id"
        )


@tagged("post_install", "-at_install")
class TestBrowse(RequestCase):
    def test_a_mentee_sees_the_willing_mentors_by_name(self):
        self.assertEqual(self._seen(), ["Ian", "Ida", "Ivy"])

    def test_a_card_tells_what_was_named_for_it_and_nothing_else(self):
        topic = self.env["mentoring.topic"].search([], limit=1)
        wish = {"enrolment_id": self.mentor.id, "employee_id": self.mia.id}
        self.env["mentoring.enrolment.wish"].create(wish)
        self.mentor.interest_ids = topic
        [here] = self._told(self.mentee)["browse"]
        [card] = [card for card in here["mentors"] if card["name"] == "Ida"]
        self.assertEqual(card["topics"], [topic.name])
        self.assertEqual(card["image"], ["hr.employee.public", self.ida.id])
        self.assertEqual(
            set(card),
            {
                "id",
                "name",
                "job_title",
                "department",
                "image",
                "languages",
                "skills",
                "topics",
                "times",
            },
        )

    def test_who_must_not_be_paired_is_silently_absent(self):
        boss = self._enrol(self.programme, self.mo, "mentor")
        self.assertNotIn("Mo", self._seen())
        with self.assertRaisesRegex(UserError, "cannot be asked just now"):
            self._ask(mentor=boss)

    def test_a_former_partner_is_silently_absent(self):
        self._pair(self.ian_mentor, self.mentee).action_end()
        self.assertEqual(self.mentee.state, "ready")
        self.assertEqual(self._seen(), ["Ida", "Ivy"])

    def test_one_who_is_full_not_ready_or_unwilling_is_absent(self):
        self._pair(self.ian_mentor, self.other_mentee)
        self.ivy_mentor.with_user(self.ivy.user_id).is_browsable = False
        self._enrol(self.programme, self._employee("Ute"), "mentor", state="accepted")
        self.assertEqual(self._seen(), ["Ida"])

    def test_one_whom_a_criterion_that_must_fit_rules_out_is_absent(self):
        self.programme.criterion_ids.required = True
        first, second = self.env["mentoring.topic"].search([], limit=2)
        self.mentee.interest_ids = first
        self.mentor.interest_ids, self.ian_mentor.interest_ids = first, second
        self.assertEqual(self._seen(), ["Ida"])

    def test_there_is_nobody_to_see_where_mentees_do_not_ask_or_it_is_over(self):
        for values in ({"allow_requests": False}, {"state": "closed"}, {"state": "draft"}):
            kept = {name: self.programme[name] for name in values}
            self.programme.write(values)
            self.assertEqual(self._told(self.mentee)["browse"], [], values)
            with self.assertRaises(UserError):
                self._ask()
            self.programme.write(kept)

    def test_before_enrolment_closes_a_mentee_is_told_that_it_will_open(self):
        self.programme.state = "enrolling"
        [here] = self._told(self.mentee)["browse"]
        self.assertEqual((here["is_open"], here["mentors"]), (False, []))
        with self.assertRaisesRegex(UserError, "once enrolment is closed"):
            self._ask()

    def test_a_mentor_sees_no_mentor_and_a_matched_mentee_neither(self):
        self._pair(self.mentor, self.mentee)
        self.assertEqual(self._told(self.mentee)["browse"], [])
        self.assertEqual(self._told(self.mentor)["browse"], [])

    def test_nobody_browses_through_another_persons_enrolment(self):
        requests = self.env["mentoring.request"].with_user(self.max.user_id)
        with self.assertRaises(AccessError):
            requests.action_ask(self.mentee.id, self.mentor.id, "")

    def test_what_was_said_in_confidence_takes_no_part(self):
        """The list is made without the model of the boxes."""
        boxes = type(self.env["mentoring.preference"])
        with patch.object(boxes, "_read", side_effect=AssertionError, create=True):
            self.assertEqual(self._seen(), ["Ian", "Ida", "Ivy"])


@tagged("post_install", "-at_install")
class TestBrowsable(RequestCase):
    def test_on_where_mentees_ask_and_off_where_they_do_not(self):
        self.assertTrue(self.mentor.is_browsable)
        self.assertFalse(self.mentee.is_browsable)
        closed = self._programme("running")
        self.assertFalse(self._enrol(closed, self.ida, "mentor").is_browsable)

    def test_off_in_a_discreet_programme_until_the_mentor_says_so(self):
        hush = self._discreet_programme("running", **OPEN)
        mentor = self._enrol(hush, self.ida, "mentor")
        mentee = self._enrol(hush, self._employee("Una"), "mentee")
        self.assertFalse(mentor.is_browsable)
        self.assertEqual(self._seen(mentee), [])
        mentor.with_user(self.ida.user_id).is_browsable = True
        self.assertEqual(self._seen(mentee), ["Ida"])

    def test_nobody_else_says_it_for_them(self):
        for user in (self.coordinator, self.manager):
            with self.assertRaisesRegex(AccessError, "Only the mentor"):
                self.mentor.with_user(user).write({"is_browsable": False})
        hush = self._discreet_programme("running", **OPEN)
        enrolments = self.env["mentoring.enrolment"].with_user(self.coordinator)
        mentor = enrolments.create(
            {
                "programme_id": hush.id,
                "role": "mentor",
                "employee_id": self.ian.id,
                "is_browsable": True,
            }
        )
        self.assertFalse(mentor.is_browsable)

    def test_the_mentors_page_asks_for_it(self):
        [line] = self._told(self.mentor)["visible"]
        self.assertEqual((line["enrolment_id"], line["is_browsable"]), (self.mentor.id, True))


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
