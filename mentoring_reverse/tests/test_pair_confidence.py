from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.mentoring_programme.models.held import Held
from odoo.addons.mentoring_programme.models.rotation import renew_boxes, sealed_models
from odoo.addons.mentoring_programme.models.sealed_note import server_ring

from ..models.mentoring_look_back import list_looks_back, write_look_back
from ..models.mentoring_not_with_me import mark_topic, marked_topics
from ..models.mentoring_session_summary import list_summaries, write_summary
from .pair_case import TEXTS, PairCase

SEALED = ("mentoring.session.summary", "mentoring.look.back", "mentoring.not.with.me")
PATH = "/mentoring/reverse/tell"


class ConfidenceCase(PairCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls._session(-30, "held")
        cls.topic = cls.env.ref("mentoring_reverse.topic_barriers")

    def _as(self, user, function, *args, **kwargs):
        with self._request(user, path=PATH) as env:
            return function(env, *args, **kwargs)

    def _summarise(self, session=None, user=None, texts=None):
        session = session or self.first
        return self._as(
            user or self.leader, write_summary, self.pairing.id, session.id, texts or TEXTS
        )

    def _summaries(self, user):
        return self._as(user, list_summaries, self.pairing.id)

    def _mark(self, user=None, topic=None, is_marked=True):
        topic = topic or self.topic
        return self._as(user or self.mentor, mark_topic, self.pairing.id, topic.id, is_marked)

    def _marks(self, user=None):
        return self._as(user or self.mentor, marked_topics, self.pairing.id)

    def _look(self, user, kind="middle", **texts):
        texts = texts or {"works": f"canary {user.login}"}
        return self._as(user, write_look_back, self.pairing.id, kind, texts)

    def _looks(self, user):
        lines = self._as(user, list_looks_back, self.pairing.id)
        return {line["kind"]: line for line in lines}

    def _box(self):
        boxes = self.env["mentoring.not.with.me"]
        return boxes.search([("enrolment_id", "=", self.pairing.mentor_id.id)])

    def _clear_text(self):
        """All that the database holds of these models in clear."""
        self.env.flush_all()
        text = ""
        for model in SEALED:
            table = SQL.identifier(self.env[model]._table)
            rows = self.env.execute_query(SQL("SELECT row_to_json(t)::text FROM %s t", table))
            text += "".join(row for (row,) in rows)
        return text


@tagged("post_install", "-at_install")
class TestSummary(ConfidenceCase):
    """What the leader took away: for the two, and nobody else."""

    def test_the_leader_writes_and_both_read(self):
        self._summarise()
        for user in (self.leader, self.mentor):
            line = self._summaries(user)[0]
            self.assertEqual(line["texts"], TEXTS)
            self.assertEqual(line["session_id"], self.first.id)
            self.assertEqual(line["can_write"], user == self.leader)
        self.assertNotIn("canary", self._clear_text())

    def test_nobody_else_reads_it_or_can_tell_that_it_is_there(self):
        answers = {user: self._what_they_learn(user) for user in self.onlookers}
        self._summarise()
        for user, before in answers.items():
            self.assertEqual(self._what_they_learn(user), before, user.login)

    def _what_they_learn(self, user):
        """What somebody gets of the pairing, its sessions, their models and their programme."""
        answers = []
        for function in (list_summaries, marked_topics, list_looks_back):
            with self.assertRaises(AccessError) as refused:
                self._as(user, function, self.pairing.id)
            answers.append(str(refused.exception))
        for model in SEALED:
            for number in (1, *self.env[model].search([]).ids[-3:], 2**31 - 1):
                with self.assertRaises(AccessError):
                    self._of(user, self.env[model].browse(number)).read()
            with self.assertRaises(AccessError):
                self._of(user, self.env[model]).search_count([])
        for record in (self.pairing, self.first, self.programme):
            readable = self._of(user, record)._filtered_access("read")
            told = [
                name
                for name, field in record._fields.items()
                if field.store
                and not field.relational
                and readable._has_field_access(field, "read")
            ]
            answers.append(readable.read(told))
        log = self._of(user, self.env["mentoring.mail.log"])
        answers.append(log.search([]).read() if log.has_access("read") else None)
        return answers

    def test_the_mentor_is_told_once_and_not_what(self):
        before = self._neutral_mails()
        counted = self.env["mentoring.mail.log"].search_count([])
        self._summarise()
        self._summarise(texts={"surprised": "canary corrected"})
        mail = self._neutral_mails() - before
        self.assertEqual(mail.recipient_ids, self.mentor.partner_id)
        for said in ("canary", "Ida", "Test programme", "mentor"):
            self.assertNotIn(said, f"{mail.subject} {mail.body_html}".replace("/my-mentoring", ""))
        self.assertEqual(self.env["mentoring.mail.log"].search_count([]), counted)

    def test_it_is_corrected_until_the_next_session_was_held(self):
        self._summarise()
        self._summarise(texts={"surprised": "Something else"})
        self.assertEqual(self._summaries(self.mentor)[0]["texts"], {"surprised": "Something else"})
        later = self._session(-2, "held")
        with self.assertRaisesRegex(UserError, "stays as it is"):
            self._summarise()
        self._summarise(later)
        self.assertEqual([bool(line["texts"]) for line in self._summaries(self.mentor)], [True] * 2)

    def test_a_late_one_is_better_than_none(self):
        self._session(-2, "held")
        self._summarise()
        self.assertTrue(self._summaries(self.mentor)[1]["texts"])

    def test_only_the_leader_writes_and_only_of_what_was_held(self):
        with self.assertRaises(AccessError):
            self._summarise(user=self.mentor)
        for user in self.onlookers:
            with self.assertRaises(AccessError):
                self._summarise(user=user)
        other = self._session(-1)
        for number in (other.id, 0, None, True, "1", 2**31 - 1):
            with self.assertRaises(UserError):
                self._as(self.leader, write_summary, self.pairing.id, number, TEXTS)
        for texts in (None, {}, {"took_away": "  "}, {"other": "x"}, {"took_away": 7}, ["x"]):
            with self.assertRaises(UserError):
                self._as(self.leader, write_summary, self.pairing.id, self.first.id, texts)
        with self.assertRaises(UserError):
            self._summarise(texts={"took_away": "x" * 2001})
        full = dict.fromkeys(("took_away", "surprised", "hear_more"), "☃" * 2000)
        self._summarise(texts=full)
        self.assertEqual(self._summaries(self.mentor)[0]["texts"], full)

    def test_it_is_asked_of_the_leader_until_it_is_there(self):
        self.assertIn("reverse_summary", self._asked(self.leader))
        self.assertNotIn("reverse_summary", self._asked(self.mentor))
        self._summarise()
        self.assertNotIn("reverse_summary", self._asked(self.leader))

    def test_other_pairings_have_none(self):
        self.type.direction = "peer"
        pairing = self._paired_programme(self.ivy, self.max)
        with self.assertRaises(AccessError):
            self._as(self.max.user_id, list_summaries, pairing.id)


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
            for function in (list_summaries, marked_topics, list_looks_back)
        ]
        return home.get_my_mentoring(), page, told

    def test_nothing_else_in_the_database_differs(self):
        """Two mentors, of whom one marks: everything outside the token is the same."""
        before = self._dump()
        self._mark()
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
            for function in (marked_topics, list_summaries, list_looks_back):
                with self.assertRaises(AccessError):
                    function(env, self.pairing.id)
        with (
            self._request(self.mentor, path="/web/dataset/call_kw") as env,
            self.assertRaises(AccessError),
        ):
            marked_topics(env, self.pairing.id)


@tagged("post_install", "-at_install")
class TestLookBack(ConfidenceCase):
    """Halfway and at the end both write, and see each other's once both have."""

    def _meet(self, count):
        for days in range(count):
            self._session(-20 + days, "held")

    def test_halfway_is_after_half_the_sessions(self):
        self._meet(1)
        self.assertFalse(self._looks(self.mentor))
        with self.assertRaises(UserError):
            self._look(self.mentor)
        self._meet(1)
        self.assertEqual(list(self._looks(self.mentor)), ["middle"])
        for user in (self.mentor, self.leader):
            self.assertIn("reverse_middle", self._asked(user))

    def test_each_sees_the_others_once_both_have_written(self):
        self._meet(2)
        before = self._looks(self.leader)["middle"]
        self._look(self.mentor)
        self.assertEqual(self._looks(self.leader)["middle"], before)
        self.assertNotIn("reverse_middle", self._asked(self.mentor))
        self.assertIn("reverse_middle", self._asked(self.leader))
        self._look(self.mentor, works="canary changed")
        self._look(self.leader)
        told = self._looks(self.leader)["middle"]
        self.assertEqual(told["partners"], {"works": "canary changed"})
        self.assertEqual(self._looks(self.mentor)["middle"]["partners"], {"works": "canary ida"})
        for user in (self.mentor, self.leader):
            self.assertFalse(self._looks(user)["middle"]["can_write"])
            with self.assertRaises(UserError):
                self._look(user)
        self.assertNotIn("canary", self._clear_text())

    def test_nobody_else_reads_or_writes_it(self):
        self._meet(2)
        for user in self.onlookers:
            with self.assertRaises(AccessError):
                self._look(user)
            with self.assertRaises(AccessError):
                self._looks(user)

    def test_at_the_end_both_say_how_both_have_grown(self):
        self._meet(5)
        for user in (self.mentor, self.leader):
            self.assertIn("reverse_end", self._asked(user))
            self._look(user, "end", my_growth="I speak up", your_growth="You listen")
        told = self._looks(self.mentor)["end"]
        self.assertEqual(told["mine"], told["partners"])
        self.assertNotIn("reverse_end", self._asked(self.mentor))

    def test_the_end_may_come_before_all_sessions_were_held(self):
        self.programme.date_end = fields.Date.add(fields.Date.today(), days=20)
        self.assertEqual(list(self._looks(self.mentor)), ["end"])

    def test_they_go_on_when_both_wish_it(self):
        life = self._of(self.leader)._page_life()
        self.assertTrue(life["can_wish"])
        for user in (self.leader, self.mentor):
            self._of(user).action_wish_to_go_on(life["last_wish"])
        self.assertEqual(self._of(self.mentor)._page_life()["extended_until"], life["last_wish"])


@tagged("post_install", "-at_install")
class TestPairConfidenceLife(ConfidenceCase):
    """What is kept in confidence is held on its writer, renewed with the keys, and destroyed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for days in (-20, -10):
            cls._session(days, "held")

    def _write_all(self):
        self._mark()
        self._summarise(
            self.env["mentoring.session"].browse(self._summaries(self.leader)[0]["session_id"])
        )
        self._look(self.mentor)
        self._look(self.leader)
        self._of(self.mentor).action_ask_leader("When?")

    def _left(self):
        return {
            model: len(self._rows(model))
            for model in ("mentoring.session.summary", "mentoring.look.back", "mentoring.question")
        }

    def assertDestroyed(self):  # noqa: N802 - as unittest names them
        self.assertEqual(set(self._left().values()), {0})
        self.assertEqual(len(self._box()), 1)
        said = server_ring().open(self._box().sealed, self._bound())
        self.assertIn('"topics":[]', said)

    def _bound(self):
        uuid = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        return f"{uuid}:mentoring.not.with.me:{self.pairing.mentor_id.id}"

    def test_withdrawal_of_the_mentor_destroys_it(self):
        self._write_all()
        self.assertEqual(set(self._left().values()), {1, 2})
        self._of(self.mentor, self.pairing.mentor_id).action_withdraw()
        self.assertDestroyed()

    def test_withdrawal_of_the_leader_destroys_what_the_two_wrote(self):
        self._write_all()
        self._of(self.leader, self.pairing.mentee_id).action_withdraw()
        self.assertEqual(set(self._left().values()), {0})

    def test_departure_destroys_it(self):
        self._write_all()
        self.mia.action_archive()
        self.env["mentoring.preference"]._cron_destroy_expired()
        self.assertDestroyed()

    def test_the_end_of_the_grace_period_destroys_it(self):
        self._write_all()
        self.pairing._complete()
        self.programme.write(
            {
                "state": "closed",
                "date_over": fields.Date.subtract(fields.Date.today(), days=400),
                "date_start": fields.Date.subtract(fields.Date.today(), days=700),
                "date_end": fields.Date.subtract(fields.Date.today(), days=400),
            }
        )
        self.env["mentoring.preference"]._cron_destroy_expired()
        left = self._left()
        self.assertEqual((left["mentoring.session.summary"], left["mentoring.look.back"]), (0, 0))
        said = server_ring().open(self._box().sealed, self._bound())
        self.assertIn('"topics":[]', said)

    def test_it_is_among_what_is_renewed_with_the_keys(self):
        self._write_all()
        self.assertLessEqual(set(SEALED), set(sealed_models(self.env)))
        self.env.flush_all()
        for model in SEALED:
            rows = self.env[model].search([])
            renewed, lost = renew_boxes(rows, always=True)
            self.assertEqual((renewed, lost), (len(rows), 0), model)
        self.assertEqual(self._marks(), [self.topic.id])
        self.assertTrue(self._summaries(self.mentor)[0]["texts"])

    def test_boxes_are_shuffled_with_the_others(self):
        models = dict(self.env["mentoring.preference"]._shuffled_models())
        self.assertIn("mentoring.not.with.me", models)
        before = self._box().sealed
        self.env["mentoring.preference"]._cron_shuffle()
        self.assertNotEqual(self._box().sealed, before)

    def test_a_lost_key_says_so(self):
        self._write_all()
        rows = self._rows("mentoring.session.summary") | self._rows("mentoring.session.summary")
        rows.sealed = "nothing that opens"
        self._box().sealed = "nothing that opens"
        line = self._summaries(self.mentor)[0]
        self.assertTrue(line["lost"])
        self.assertEqual(self._marks(), [])
        self._mark()
        self.assertEqual(self._marks(), [self.topic.id])

    def test_each_is_told_what_is_held_on_them(self):
        self._write_all()
        self._of(self.leader).action_propose_topic(words="Parking")
        self._acknowledge()
        mine = self._as(self.mentor, lambda env: Held(env).gather())
        theirs = self._as(self.leader, lambda env: Held(env).gather())
        self.assertEqual(mine["topics_left_out"][0]["topics"], [self.topic.name])
        self.assertFalse(mine["summaries"] or mine["topic_proposals"] or mine["ground_rules"])
        self.assertEqual(mine["looks_back"][0]["texts"][0]["text"], "canary mia")
        self.assertFalse(theirs["topics_left_out"])
        self.assertEqual(theirs["summaries"][0]["texts"][0]["text"], TEXTS["took_away"])
        self.assertEqual(theirs["topic_proposals"][0]["topic"], "Parking")
        self.assertEqual(theirs["ground_rules"][0]["version"], 1)
        self.assertEqual([line["asked_by_me"] for line in theirs["questions"]], [False])

    def test_where_the_addon_is_not_installed_nothing_is_added(self):
        with patch.object(Held, "_added", [("mentoring.no.such.model", None)]):
            held = self._as(self.mentor, lambda env: Held(env).gather())
        self.assertNotIn("summaries", held)
