from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.mentoring_programme.models.held_pair_work import held_of_me

from .pair_work_case import PairWorkCase


@tagged("post_install", "-at_install")
class TestAssessment(PairWorkCase):
    """Mentees look at themselves twice; who reads it they choose first, and it stays so."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The programme ends in these days: it is time to look back.
        cls.programme.date_end = fields.Date.today() + timedelta(days=20)
        cls.items = cls.env["mentoring.assessment.item"].search([])
        cls.said = {str(item.id): 3 for item in cls.items}

    def _answer(self, moment="start", is_shared=False, answers=None, user=None, pairing=None):
        assessments = self._as(user or self.mentee, self.env["mentoring.assessment"])
        answers = self.said if answers is None else answers
        pairing = self.pairing if pairing is None else pairing
        return assessments.action_answer(pairing.id, moment, is_shared, answers)

    def _of(self, pairing=None):
        mentee = (pairing or self.pairing).mentee_id
        return self.env["mentoring.assessment"].search([("enrolment_id", "=", mentee.id)])

    def _page(self, user, pairing=None):
        return self._as(user, pairing or self.pairing)._page_goals()["assessment"]

    def test_six_sentences_ship(self):
        self.assertGreaterEqual(len(self.items), 6)

    def test_they_are_answered_at_the_start_and_the_same_at_the_end(self):
        self.assertEqual(set(self._page(self.mentee)["asked"]), {"start", "end"})
        some = {str(item.id): 2 for item in self.items[:2]}
        self._answer(answers=some)
        page = self._page(self.mentee)
        self.assertEqual([line["value"] for line in page["given"]["start"]["answers"]], [2, 2])
        asked = [line["id"] for line in page["asked"]["end"]]
        self.assertEqual(asked, self.items[:2].ids)
        self.items[0].active = False
        self.assertEqual([line["id"] for line in self._page(self.mentee)["asked"]["end"]], asked)
        with self.assertRaisesRegex(UserError, "from 1 to 5"):
            self._answer("end", answers={str(self.items[2].id): 4})
        self._answer("end", answers=dict.fromkeys(some, 4))
        self.assertFalse(self._page(self.mentee)["asked"])

    def test_each_is_answered_once_and_the_end_not_before_the_start(self):
        self._answer()
        with self.assertRaisesRegex(UserError, "cannot be answered now"):
            self._answer()
        self._as(self.mentee, self._of()).unlink()
        self._answer("end")
        with self.assertRaisesRegex(UserError, "cannot be answered now"):
            self._answer("start")

    def test_the_mentor_reads_what_is_shared_and_does_not_learn_of_the_rest(self):
        before = self._page(self.mentor)
        self._answer()
        self.assertEqual(self._page(self.mentor), before)
        self._answer("end", is_shared=True)
        page = self._page(self.mentor)
        self.assertEqual(set(page["given"]), {"end"})
        self.assertFalse(page["asked"])
        mine = self._as(self.mentor, self.env["mentoring.assessment.answer"])
        self.assertEqual(mine.search([]).assessment_id, self._of()[1])

    def test_who_reads_it_is_chosen_first_and_stays_so(self):
        for wrong in (None, 1, "yes"):
            with self.assertRaisesRegex(UserError, "Choose first"):
                self._answer(is_shared=wrong)
        self._answer()
        for user in (self.mentee, self.mentor):
            for record in (self._of(), self._of().answer_ids):
                theirs = self._as(user, record)
                for attempt in (
                    lambda theirs=theirs: theirs.write({"company_id": False}),
                    theirs.copy,
                ):
                    with self.assertRaises(AccessError):
                        attempt()
        with self.assertRaises(AccessError):
            self._as(self.mentee, self._of()).write({"shared_pairing_id": self.pairing.id})
        with self.assertRaises(AccessError):
            self._as(self.mentor, self._of()).unlink()

    def test_another_mentor_of_the_same_mentee_does_not_inherit_it(self):
        self._answer(is_shared=True)
        self._as(self.mentee, self.pairing).action_end()
        mentor = self._enrol(self.programme, self.ivy, "mentor")
        second = self._pair(mentor, self.pairing.mentee_id)
        self.assertFalse(self._page(self.ivy.user_id, second)["given"])
        self.assertTrue(self._page(self.mentee, second)["given"])
        self.assertTrue(self._page(self.mentor)["given"])

    def test_nobody_else_reads_or_answers(self):
        self._answer(is_shared=True)
        for user in (*self.onlookers, self.pola):
            with self.subTest(user=user.login):
                for record in (self._of(), self._of().answer_ids):
                    theirs = self._as(user, record)
                    self.assertFalse(theirs.search([("id", "in", record.ids)]))
                    for attempt in (lambda theirs=theirs: theirs.read(["id"]), theirs.unlink):
                        with self.assertRaises(AccessError):
                            attempt()
                with self.assertRaises(AccessError):
                    self._answer("end", user=user)
        with self.assertRaises(AccessError):
            self._answer("end", user=self.mentor)

    def test_wrong_answers_are_refused_in_words(self):
        item = str(self.items[0].id)
        for answers, words in (
            ({}, "one sentence at least"),
            ([], "from 1 to 5"),
            ({item: 0}, "from 1 to 5"),
            ({item: 6}, "from 1 to 5"),
            ({item: "3"}, "from 1 to 5"),
            ({item: True}, "from 1 to 5"),
            ({item: 2.5}, "from 1 to 5"),
            ({"0": 3}, "from 1 to 5"),
            ({"x": 3}, "from 1 to 5"),
        ):
            with self.assertRaisesRegex(UserError, words):
                self._answer(answers=answers)
        with self.assertRaisesRegex(UserError, "at the start and at the end"):
            self._answer("middle")

    def test_the_end_can_be_answered_afterwards_and_the_start_not(self):
        self.pairing.state = "completed"
        self.assertEqual(set(self._page(self.mentee)["asked"]), {"end"})
        self.pairing.state = "ended"
        self.assertFalse(self._page(self.mentee)["asked"])
        self.pairing.state = "completed"
        self.programme.date_forgotten = "2026-01-01"
        self.assertFalse(self._page(self.mentee)["asked"])

    def test_the_end_is_answered_towards_the_end_and_not_on_the_first_day(self):
        self.programme.date_end = fields.Date.today() + timedelta(days=90)
        self.programme.session_count = 2
        self.assertEqual(set(self._page(self.mentee)["asked"]), {"start"})
        with self.assertRaisesRegex(UserError, "its time has not come"):
            self._answer("end")
        # One of two is held: what is left is the last one.
        self.env["mentoring.session"].create(
            {
                "pairing_id": self.pairing.id,
                "start": fields.Datetime.now() - timedelta(days=1),
                "state": "held",
            }
        )
        self.assertEqual(set(self._page(self.mentee)["asked"]), {"start", "end"})

    def test_the_mentee_deletes_them_and_withdrawing_does(self):
        self._answer()
        self._answer("end")
        answers = self._of().answer_ids
        self._as(self.mentee, self._of()[0]).unlink()
        self.assertEqual(self._of().mapped("moment"), ["end"])
        self._as(self.mentee, self.pairing.mentee_id).action_withdraw()
        self.assertFalse(self._of())
        self.assertFalse(answers.exists())

    def test_a_mentee_who_leaves_takes_them_along(self):
        self._answer()
        self.mia.active = False
        self.env["mentoring.preference"]._cron_destroy_expired()
        self.assertFalse(self._of())

    def test_what_is_held_on_me(self):
        self._answer(is_shared=True)
        held = held_of_me(self.env(user=self.mentee), self._as(self.mentee, self.pairing))
        [line] = held["assessments"]
        self.assertTrue(line["is_shared"])
        self.assertEqual(len(line["answers"]), len(self.items))
        held = held_of_me(self.env(user=self.mentor), self._as(self.mentor, self.pairing))
        self.assertFalse(held["assessments"])
