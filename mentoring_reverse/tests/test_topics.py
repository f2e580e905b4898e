from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .pair_case import PairCase

# The guide's six categories, and how many subjects it has in each.
GUIDE = {
    "gender_stem": 4,
    "motivation": 4,
    "culture": 3,
    "together": 2,
    "what_is_new": 3,
    "future": 7,
}


@tagged("post_install", "-at_install")
class TestTopics(PairCase):
    """The mentor leads: they write topics and agendas, the leader proposes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.coming = cls._session(3)
        cls.topic = cls.env.ref("mentoring_reverse.topic_barriers")

    def _propose(self, **what):
        self._of(self.leader).action_propose_topic(**what)
        return self._rows("mentoring.topic.proposal")[-1]

    def _content(self):
        contents = self.env["mentoring.session.content"]
        return contents.search([("session_id", "=", self.coming.id)])

    # -- the library ---------------------------------------------------------------------

    def test_all_subjects_of_the_guide_are_there(self):
        found = {
            name: self.env.ref(f"mentoring_reverse.topic_category_{name}").topic_ids
            for name in GUIDE
        }
        self.assertEqual({name: len(topics) for name, topics in found.items()}, GUIDE)
        topics = self.env["mentoring.topic"].union(*found.values())
        self.assertEqual(len(topics), 23)
        for topic in topics:
            self.assertTrue(topic.tag_ids and "?" in topic.description, topic.name)

    def test_topics_are_found_by_their_tags_and_managers_add_their_own(self):
        tag = self._of(self.manager, self.env["mentoring.topic.tag"]).create({"name": "Canteen"})
        topic = self._of(self.manager, self.env["mentoring.topic"]).create(
            {
                "name": "Lunch",
                "category_id": self.topic.category_id.id,
                "tag_ids": [Command.set(tag.ids)],
            }
        )
        library = self._of(self.mentor)._page_sessions()["topics"]
        line = next(line for line in library if line["id"] == topic.id)
        self.assertEqual(line["keywords"], "Canteen")
        with self.assertRaises(AccessError):
            self._of(self.leader, tag).name = "Mine"

    # -- the agenda ----------------------------------------------------------------------

    def test_the_mentor_writes_topics_and_agenda_and_the_leader_prepares(self):
        mine = self._of(self.mentor, self.coming)
        mine.action_prepare(self.topic.ids, "First things first", "My note")
        theirs = self._of(self.leader, self.coming)
        theirs.action_prepare(my_note="What I did")
        for said in ({"topic_ids": []}, {"agenda_note": "Mine"}):
            with self.assertRaisesRegex(AccessError, "Your partner leads"):
                self._of(self.leader, self.coming).action_prepare(**said)
        with self.assertRaises(AccessError):
            self._of(self.leader, self._content()).agenda_note = "Mine"
        self.assertEqual(self._content().agenda_note, "First things first")
        self.assertTrue(self._of(self.mentor)._page_sessions()["can_lead"])
        self.assertFalse(self._of(self.leader)._page_sessions()["can_lead"])

    # -- proposals -----------------------------------------------------------------------

    def test_the_mentor_takes_up_a_topic_or_words(self):
        self._of(self.mentor, self.coming).action_prepare(agenda_note="Before")
        topic = self._propose(topic_id=self.topic.id)
        words = self._propose(words="How the shift plan feels")
        for proposal in (topic, words):
            self._of(self.mentor, proposal).action_take_up(self.coming.id)
        self.assertEqual(self._content().topic_ids, self.topic)
        self.assertEqual(self._content().agenda_note, "Before\nHow the shift plan feels")
        for user in (self.mentor, self.leader):
            lines = self._of(user)._page_reverse_topics()["proposals"]
            self.assertEqual([line["is_taken_up"] for line in lines], [True, True])

    def test_the_leader_takes_back_what_waits(self):
        proposal = self._propose(topic_id=self.topic.id)
        self._of(self.leader, proposal).action_take_back()
        self.assertFalse(proposal.exists())

    def test_each_step_is_that_of_one_of_the_two(self):
        proposal = self._propose(words="Parking")
        with self.assertRaises(AccessError):
            self._of(self.mentor).action_propose_topic(words="Mine")
        with self.assertRaises(AccessError):
            self._of(self.mentor, proposal).action_take_back()
        for user in (self.leader, *self.onlookers):
            with self.assertRaises(AccessError):
                self._of(user, proposal).action_take_up(self.coming.id)
        for user in self.onlookers:
            with self.assertRaises(AccessError):
                self._of(user).action_propose_topic(words="Theirs")
            self.assertFalse(self._of(user, proposal)._filtered_access("read"), user.login)

    def test_what_is_no_proposal_is_refused(self):
        for what in (
            {},
            {"words": "  "},
            {"words": "x" * 301},
            {"topic_id": 2**31 - 1},
            {"words": 7},
        ):
            with self.assertRaises(UserError):
                self._of(self.leader).action_propose_topic(**what)
        proposal = self._propose(words="Parking")
        for session in (None, 0, True, "1", self._session(-3).id + 1000):
            with self.assertRaises(UserError):
                self._of(self.mentor, proposal).action_take_up(session)

    def test_words_in_clear_are_destroyed_with_what_the_two_wrote(self):
        self._propose(words="Parking")
        self._of(self.mentor).action_ask_leader("canary question")
        other = self._paired_programme(self.max, self.ida, state="active")
        self._of(self.leader, other).action_propose_topic(words="Kept")
        self.programme.date_over = fields.Date.add(
            fields.Date.today(), days=-self.company.mentoring_grace_days
        )
        self.pairing._destroy_written_in(self.programme)
        for model in ("mentoring.topic.proposal", "mentoring.question"):
            self.assertFalse(self._rows(model))
        kept = self.env["mentoring.topic.proposal"].search([("pairing_id", "=", other.id)])
        self.assertEqual(kept.words, "Kept")

    def test_proposals_go_with_the_leader(self):
        self._propose(words="Parking")
        self._of(self.leader, self.pairing.mentee_id).action_withdraw()
        self.assertFalse(self._rows("mentoring.topic.proposal"))


@tagged("post_install", "-at_install")
class TestQuestions(PairCase):
    """What the mentor asks is answered, and the mentor sees by when."""

    def _ask(self, text="When?", times=()):
        words = [fields.Datetime.to_string(time) for time in times]
        self._of(self.mentor).action_ask_leader(text, words)
        return self._rows("mentoring.question")[0]

    def _in_days(self, days):
        now = fields.Datetime.now().replace(second=0, microsecond=0)
        return fields.Datetime.add(now, days=days)

    def test_the_mentor_sees_by_when_an_answer_can_be_expected(self):
        question = self._ask()
        line = self._of(self.mentor)._page_reverse_questions()["questions"][0]
        expected = fields.Datetime.add(question.asked_on, hours=48)
        self.assertEqual(line["expected_by"], fields.Datetime.to_string(expected))
        self.assertIn("reverse_question", self._asked(self.leader))
        self.assertNotIn("reverse_question", self._asked(self.mentor))
        self._of(self.leader, question).action_answer("Gladly")
        line = self._of(self.mentor)._page_reverse_questions()["questions"][0]
        self.assertEqual((line["answer"], line["expected_by"]), ("Gladly", False))
        self.assertNotIn("reverse_question", self._asked(self.leader))

    def test_a_chosen_time_plans_the_session(self):
        times = [self._in_days(3), self._in_days(4)]
        question = self._ask("", times)
        with self.assertRaises(UserError):
            self._of(self.leader, question).action_answer(time="2030-01-01 10:00:00")
        self._of(self.leader, question).action_answer(time=fields.Datetime.to_string(times[1]))
        self.assertEqual(self._rows("mentoring.session").start, times[1])
        with self.assertRaisesRegex(UserError, "answered this already"):
            self._of(self.leader, question).action_answer("Again")

    def test_the_mentor_asks_and_the_leader_answers_and_nobody_else(self):
        question = self._ask()
        with self.assertRaises(AccessError):
            self._of(self.leader).action_ask_leader("Me?")
        with self.assertRaises(AccessError):
            self._of(self.mentor, question).action_answer("Myself")
        for user in self.onlookers:
            self.assertFalse(self._of(user, question)._filtered_access("read"), user.login)
            with self.assertRaises(AccessError):
                self._of(user, question).action_answer("Theirs")
            with self.assertRaises(AccessError):
                self._of(user).action_ask_leader("Theirs")
        with self.assertRaises(UserError):
            self._ask("", [])
        with self.assertRaises(UserError):
            self._ask("", [self._in_days(-1)])

    def test_its_mails_say_nothing_and_nobody_counts_them(self):
        before = self._neutral_mails()
        counted = self.env["mentoring.mail.log"].search_count([])
        question = self._ask("canary question")
        self._of(self.leader, question).action_answer("canary answer")
        mails = self._neutral_mails() - before
        self.assertEqual(
            [mail.recipient_ids for mail in mails.sorted("id")],
            [self.leader.partner_id, self.mentor.partner_id],
        )
        # Nor who of the two mentors: both get the same words but for their names.
        words = {
            (mail.subject, str(mail.body_html).replace(mail.recipient_ids.name, ""))
            for mail in mails
        }
        self.assertEqual(len(words), 1)
        for mail in mails:
            for said in ("canary", "Mia mentors", "Test programme"):
                self.assertNotIn(said, f"{mail.subject} {mail.body_html}")
        self.assertEqual(self.env["mentoring.mail.log"].search_count([]), counted)

    def test_a_proposed_pairing_says_when_an_answer_can_be_expected(self):
        pairing = self._paired_programme(self.max, self.ida, state="proposed")
        by = fields.Datetime.to_string(fields.Datetime.add(pairing.create_date, hours=48))
        self._of(self.max.user_id, pairing).action_agree()
        for user in (self.max.user_id, self.leader):
            home = self._of(user, self.env["mentoring.home"]).get_my_mentoring()
            lines = [*home["pairings"], *(a["pairing"] for a in home["asked"] if "pairing" in a)]
            found = {line["answer_by"] for line in lines if line["id"] == pairing.id}
            self.assertEqual(found, {by})
