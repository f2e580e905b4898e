from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestNeedsPoll(MentoringCase, HttpCase):
    """What would people need? Counted, and kept by nobody's name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        category = cls.env["mentoring.topic.category"].create({"name": "Needs"})
        cls.topics = cls.env["mentoring.topic"].create(
            [{"name": name, "category_id": category.id} for name in ("Change", "Networks")]
        )
        cls.poll = (
            cls.env["mentoring.needs.poll"]
            .with_user(cls.coordinator)
            .create(
                {
                    "name": "What helps?",
                    "company_id": cls.company.id,
                    "topic_ids": [Command.set(cls.topics.ids)],
                    "type_ids": [Command.set(cls.type.ids)],
                }
            )
        )
        cls.poll.action_open()
        cls.people = [cls._user(f"person{n}") for n in range(11)]

    def _answer(self, user, role="mentee", topics=(0,), times=()):
        keys = [str(self.topics[n].id) for n in topics]
        self.poll.with_user(user)._answer(role, keys, times)
        self.env.flush_all()

    def test_figures_show_in_steps_and_only_once_it_is_closed(self):
        for user in self.people[:6]:
            self._answer(user)
        for user in self.people[6:]:
            self._answer(user, "mentor", (0, 1))
        self.assertFalse(self.poll.results)
        self.assertEqual(self.poll._figures()["people"], 0)
        self.poll.action_close()
        figures = self.poll._figures()
        self.assertEqual(figures["people"], 10)
        self.assertEqual([count for _words, count in figures["role"]], [5, 5, 0, 0])
        self.assertEqual(figures["topic"], [("Change", 10), ("Networks", 5)])
        self.assertIn("at least 10", self.poll.results)
        self.assertNotIn("11", self.poll.results)

    def test_one_answer_more_shows_in_no_figure_below_the_next_step(self):
        for count, user in enumerate(self.people[:9]):
            self._answer(user)
            self.poll._write_state("closed")
            expected = 5 * ((count + 1) // 5)
            figures = self.poll._figures()
            self.assertEqual(figures["people"], expected)
            self.assertEqual(figures["topic"][0][1], expected)
            self.poll._write_state("open")

    def test_too_few_show_nothing(self):
        for user in self.people[:4]:
            self._answer(user)
        self.poll.action_close()
        self.assertIn("fewer than 5", self.poll.results)
        self.assertNotIn("Change", self.poll.results)

    def test_everybody_answers_once_and_who_did_is_forgotten_with_the_end(self):
        self._answer(self.people[0])
        with self.assertRaisesRegex(UserError, "answered this already"):
            self._answer(self.people[0])
        voters = self.env["mentoring.needs.voter"]
        self.assertEqual(voters.search([]).user_id, self.people[0])
        self.poll.action_close()
        self.assertFalse(voters.search([("poll_id", "=", self.poll.id)]))
        with self.assertRaises(AccessError):
            self._answer(self.people[1])

    @mute_logger("odoo.sql_db")
    def test_two_requests_of_one_person_at_once_count_once(self):
        self._answer(self.people[0])
        values = {"poll_id": self.poll.id, "user_id": self.people[0].id}
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.env["mentoring.needs.voter"].create(values)

    def test_no_row_holds_what_a_person_answered(self):
        for user in self.people[:2]:
            self._answer(user, "mentor", (0, 1))
        stored = {
            model: {name for name, field in self.env[model]._fields.items() if field.store}
            for model in ("mentoring.needs.count", "mentoring.needs.voter")
        }
        self.assertEqual(
            stored,
            {
                "mentoring.needs.count": {"id", "poll_id", "key", "count"},
                "mentoring.needs.voter": {"id", "poll_id", "user_id"},
            },
        )
        counts = self.env["mentoring.needs.count"].search([("poll_id", "=", self.poll.id)])
        self.assertEqual(set(counts.mapped("count")), {2})
        for user in (self.coordinator, self.manager, self.env.ref("base.user_admin")):
            for model in stored:
                with self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])

    def test_what_is_asked_is_fixed_once_it_is_open(self):
        with self.assertRaisesRegex(UserError, "duplicate"):
            self.poll.threshold = 6
        with self.assertRaisesRegex(UserError, "buttons"):
            self.poll.state = "closed"
        copied = self.poll.copy()
        self.assertEqual(copied.state, "draft")
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            copied.threshold = 4
            copied.flush_recordset()
        copied.topic_ids = False
        with self.assertRaisesRegex(UserError, "at least one topic"):
            copied.action_open()

    def test_it_is_for_employees_of_the_company_while_it_is_open(self):
        portal = self._user("porter", "portal")
        abroad = self.env["res.company"].create({"name": "Mentoring Test Abroad"})
        stranger = self._user("stranger")
        stranger.write({"company_ids": [Command.set(abroad.ids)], "company_id": abroad.id})
        for user in (portal, stranger):
            with self.assertRaises(AccessError):
                self._answer(user)
        for role, topics in (("boss", ["1"]), ("mentor", ["x"]), (None, [])):
            with self.assertRaises(UserError):
                self.poll.with_user(self.people[0])._answer(role, topics)
        self.assertFalse(self.env["mentoring.needs.count"].search([("poll_id", "=", self.poll.id)]))
        self.poll.sudo()._write_state("open")
        self.poll.date_end = fields.Date.today() - timedelta(days=1)
        with self.assertRaises(AccessError):
            self._answer(self.people[0])
        self.env["mentoring.needs.poll"]._cron_close()
        self.assertEqual(self.poll.state, "closed")

    def test_the_page_asks_and_thanks_once(self):
        self.authenticate("person0", "person0")
        page = self.url_open("/my/mentoring/needs")
        self.assertIn("What helps?", page.text)
        self.assertIn("To learn from each other.", page.text)
        token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
        said = {"csrf_token": token, "role": "mentor", "topic": str(self.topics[1].id)}
        address = f"/my/mentoring/needs/{self.poll.id}"
        self.assertIn("Thank you", self.url_open(address, data=said).text)
        self.assertIn("answered this already", self.url_open(address, data=said).text)
        counts = self.env["mentoring.needs.count"].search([("poll_id", "=", self.poll.id)])
        self.assertEqual(
            {count.key: count.count for count in counts},
            {"people": 1, "role:mentor": 1, f"topic:{self.topics[1].id}": 1},
        )
        self.assertEqual(self.url_open(address).status_code, 405)
        self._user("porter", "portal")
        self.authenticate("porter", "porter")
        self.assertEqual(self.url_open("/my/mentoring/needs").status_code, 404)
