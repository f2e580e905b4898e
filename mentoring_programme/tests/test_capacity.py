from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestCapacityTotal(MentoringCase):
    """Ida offers two places in each of two programmes; the company allows her one in all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.mentoring_capacity_total = 1
        cls.first = cls._programme("running", name="First", allow_requests=True)
        cls.second = cls._programme("running", name="Second", allow_requests=True)
        cls.hush = cls._discreet_programme("running", allow_requests=True)
        cls.mentors = {
            programme: cls._enrol(programme, cls.ida, "mentor", capacity=2)
            for programme in (cls.first, cls.second, cls.hush)
        }
        cls.mentees = {
            programme: cls._enrol(programme, cls.mia, "mentee")
            for programme in (cls.first, cls.second, cls.hush)
        }
        cls.mentors[cls.hush].is_browsable = True

    def _pair_in(self, programme, state="active"):
        return self._pair(self.mentors[programme], self.mentees[programme], state)

    def _other_mentee(self, programme, name="Una"):
        return self._enrol(programme, self._employee(name), "mentee")

    def test_by_hand(self):
        self._pair_in(self.first)
        other = self._other_mentee(self.second)
        with self.assertRaisesRegex(ValidationError, "no free place"):
            self._pair(self.mentors[self.second], other)
        self.company.mentoring_capacity_total = 2
        self._pair(self.mentors[self.second], other)

    def test_one_list_of_pairs_does_not_go_beyond_it(self):
        pairs = [
            {"mentor_id": self.mentors[each].id, "mentee_id": self._other_mentee(each, name).id}
            for each, name in ((self.first, "Una"), (self.second, "Ugo"))
        ]
        with self.assertRaisesRegex(ValidationError, "has no place free"):
            self.env["mentoring.pairing"].create(pairs)

    def test_the_run_gives_a_full_mentor_nobody(self):
        self._pair_in(self.first)
        self._other_mentee(self.second)
        run = self.env["mentoring.match.run"].create({"programme_id": self.second.id})
        self.assertFalse(run.proposal_ids)
        self.assertIn("no_place", run.unmatched_ids.mapped("code"))

    def test_who_is_full_cannot_be_asked(self):
        self._pair_in(self.first)
        mentee = self._other_mentee(self.second)
        requests = self.env["mentoring.request"].with_user(mentee.user_id)
        with self.assertRaisesRegex(UserError, "cannot be asked just now"):
            requests.action_ask(mentee.id, self.mentors[self.second].id, "")

    def test_a_yes_to_a_request_is_refused_to_who_has_become_full(self):
        mentee = self._other_mentee(self.second)
        requests = self.env["mentoring.request"].with_user(mentee.user_id)
        request = requests.browse(requests.action_ask(mentee.id, self.mentors[self.second].id, ""))
        self._pair_in(self.first)
        with self.assertRaisesRegex(UserError, "You have no place free"):
            request.with_user(self.ida.user_id).action_accept()

    def test_an_ended_pairing_frees_the_place(self):
        self._pair_in(self.first).action_end()
        self._pair(self.mentors[self.second], self._other_mentee(self.second))

    def test_0_is_no_limit(self):
        self.company.mentoring_capacity_total = 0
        for programme in (self.first, self.second, self.hush):
            self._pair(self.mentors[programme], self._other_mentee(programme, f"U{programme.id}"))

    def test_a_discreet_pairing_shows_in_no_other_programme(self):
        """What a coordinator meets is the same with it and without it."""
        problem = self.env["mentoring.enrolment"]
        answers = []
        for _turn in range(2):
            mentors = (self.mentors[self.first] | self.mentors[self.second]).with_user(
                self.coordinator
            )
            answers.append(
                [mentors._spare_places(), [p.capacity for p in mentors._to_people().values()]]
            )
            if not _turn:
                self._pair_in(self.hush)
                problem.invalidate_model()
        self.assertEqual(answers[0], answers[1])
        self._pair(self.mentors[self.first], self._other_mentee(self.first), "proposed")

    def test_but_the_mentor_is_told_when_they_say_yes(self):
        self._pair_in(self.hush)
        pairing = self._pair(self.mentors[self.first], self._other_mentee(self.first), "proposed")
        with self.assertRaisesRegex(UserError, "You have no place free") as refused:
            pairing.with_user(self.ida.user_id).action_agree()
        self.assertNotIn("Hush", str(refused.exception))
        self.assertEqual(pairing.state, "proposed")
        pairing.with_user(self.ida.user_id).action_decline()

    def test_a_mentee_says_yes_whatever_the_mentor_has(self):
        self._pair_in(self.hush)
        pairing = self._pair(self.mentors[self.first], self._other_mentee(self.first), "proposed")
        pairing.with_user(pairing.mentee_id.user_id).action_agree()

    def test_a_mentor_with_one_proposal_can_say_yes_to_it(self):
        pairing = self._pair_in(self.first, "proposed")
        pairing.with_user(self.ida.user_id).action_agree()
        pairing.with_user(self.mia.user_id).action_agree()
        self.assertEqual(pairing.state, "active")

    def test_people_from_outside_have_the_same_limit(self):
        porter = self._user("porter", "portal").partner_id
        mentors = [
            self._enrol(programme, porter, "mentor") for programme in (self.first, self.second)
        ]
        self._pair(mentors[0], self._other_mentee(self.first))
        with self.assertRaisesRegex(ValidationError, "no free place"):
            self._pair(mentors[1], self._other_mentee(self.second, "Ugo"))

    def test_the_limit_is_a_number_from_0_to_100(self):
        for wrong in (-1, 101):
            refused = self.assertRaisesRegex(CheckViolation, "mentoring_capacity_total")
            with refused, mute_logger("odoo.sql_db"), self.cr.savepoint():
                self.company.mentoring_capacity_total = wrong
                self.env.flush_all()
