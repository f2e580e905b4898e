from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from ..models.mentoring_look_back import list_looks_back
from ..models.mentoring_not_with_me import mark_proposal, marks
from ..models.mentoring_session_summary import list_summaries
from .confidence_case import ConfidenceCase


@tagged("post_install", "-at_install")
class TestNotWithMe(ConfidenceCase):
    """What the mentor would rather not talk about, for the mentor alone."""

    def test_the_mentor_marks_and_only_they_see_it(self):
        self._mark()
        self.assertEqual(self._marks(), [self.topic.id])
        self.assertIsNone(self._marks(self.leader))
        self._mark(is_marked=False)
        self.assertEqual(self._marks(), [])
        for user in (self.leader, *self.onlookers):
            with self.assertRaises(AccessError):
                self._mark(user)
        for user in self.onlookers:
            with self.assertRaises(AccessError):
                self._marks(user)

    def test_the_mentor_leaves_a_proposal_and_only_they_see_it(self):
        proposal = self._proposed()
        before = self._screens()
        self._leave(proposal)
        self.assertEqual(self._left(), [proposal.id])
        self.assertEqual(self._screens(), before)
        self._leave(proposal, is_marked=False)
        self.assertFalse(self._left())
        for user in (self.leader, *self.onlookers):
            with self.assertRaises(AccessError):
                self._leave(proposal, user)

    def test_only_a_proposal_that_waits_in_this_pairing_can_be_left(self):
        taken = self._proposed()
        self._of(self.mentor, taken).action_take_up(self._session(3).id)
        elsewhere = self._paired_programme(self.max, self.ida, state="active")
        self._of(self.leader, elsewhere).action_propose_topic(words="Parking")
        theirs = self.env["mentoring.topic.proposal"].search([("pairing_id", "=", elsewhere.id)])
        for number in (taken.id, theirs.id, 0, True, "1", 2**31 - 1):
            with self.assertRaises(UserError):
                self._as(self.mentor, mark_proposal, self.pairing.id, number, True)
        waiting = self._proposed(words="Bicycles")
        with self.assertRaises(UserError):
            self._as(self.mentor, mark_proposal, self.pairing.id, waiting.id, 1)
        self.assertFalse(self._left())

    def test_what_waits_no_longer_fills_no_box(self):
        first, second, third = [self._proposed(words=words) for words in ("One", "Two", "Three")]
        self._leave(first)
        self._leave(second)
        self._of(self.leader, first).action_take_back()
        self._of(self.mentor, second).action_take_up(self._session(3).id)
        self._leave(third)
        self.assertEqual(self._left(), [third.id])

    def test_every_mentor_of_a_reverse_programme_has_a_box_of_one_length(self):
        boxes = self.env["mentoring.not.with.me"].search(
            [("enrolment_id.programme_id", "=", self.programme.id)]
        )
        self.assertEqual(boxes.enrolment_id.employee_id, self.mia | self.max)
        lengths = {len(box.sealed) for box in boxes}
        for topic in self.env["mentoring.topic"].search([], limit=40):
            self._mark(topic=topic)
        self.env.invalidate_all()
        self.assertEqual({len(box.sealed) for box in boxes}, lengths)
        self.assertEqual(len(lengths), 1)

    def test_a_programme_that_becomes_a_reverse_one_gets_them(self):
        programme = self._programme(direction="peer")
        enrolment = self._enrol(programme, self.ivy, "mentor")
        boxes = self.env["mentoring.not.with.me"]
        self.assertFalse(boxes.search([("enrolment_id", "=", enrolment.id)]))
        programme.direction = "reverse"
        self.assertEqual(len(boxes.search([("enrolment_id", "=", enrolment.id)])), 1)

    def test_the_leaders_screens_do_not_differ(self):
        self._of(self.leader).action_propose_topic(self.topic.id)
        before = self._screens()
        self._mark()
        self.assertEqual(self._screens(), before)
        self._of(self.leader).action_propose_topic(self.topic.id, "Also this")

    def _screens(self):
        """All that the leader's page and home ask for."""
        home = self._of(self.leader, self.env["mentoring.home"])
        page = home.get_pairing(self.pairing.id)
        page["page"].pop("now")
        told = [
            self._as(self.leader, function, self.pairing.id)
            for function in (list_summaries, marks, list_looks_back)
        ]
        return home.get_my_mentoring(), page, told

    def test_nothing_else_in_the_database_differs(self):
        """Two mentors, of whom one marks: everything outside the token is the same."""
        proposal = self._proposed()
        before = self._dump()
        self._mark()
        self._leave(proposal)
        self.assertEqual(self._dump(), before)
        self.assertNotIn(f"[{self.topic.id}]", self._clear_text())

    def _dump(self):
        self.env.flush_all()
        tables = self.env.execute_query(
            SQL(
                "SELECT table_name FROM information_schema.tables"
                " WHERE table_schema = 'public' AND table_name LIKE %s",
                "mentoring%",
            )
        )
        dump = {}
        for (table,) in tables:
            rows = SQL("SELECT row_to_json(t)::jsonb - 'sealed' FROM %s t", SQL.identifier(table))
            dump[table] = sorted(str(row) for (row,) in self.env.execute_query(rows))
        return dump

    def test_whose_it_is_stands_in_the_box(self):
        """Whoever gives the enrolment another owner opens nothing by that."""
        self._mark()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mentoring_enrolment SET user_id = %s WHERE id = %s",
            (self.coordinator.id, self.pairing.mentor_id.id),
        )
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self._marks(self.coordinator)

    def test_code_in_somebodys_name_opens_nothing(self):
        self._mark()
        for env in (self.env, self.env(user=self.mentor.id, su=False)):
            for function in (marks, list_summaries, list_looks_back):
                with self.assertRaises(AccessError):
                    function(env, self.pairing.id)
        with (
            self._request(self.mentor, path="/web/dataset/call_kw") as env,
            self.assertRaises(AccessError),
        ):
            marks(env, self.pairing.id)
