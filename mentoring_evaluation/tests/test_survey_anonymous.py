import json
from operator import eq
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from ..models import survey_pool
from .common import EvaluationCase

# Each answers something that nobody else does.
PEOPLE = 12
LEAST = 5
# Of twelve in an order of chance, so many stand in their place once in ten thousand times.
TOLD = 8


@tagged("post_install", "-at_install")
class TestSurveyAnonymous(EvaluationCase):
    """Whoever has copies of the whole database, from before and after, and no key of the server.

    They know who was asked, see who has answered, and try to tell whose an answer is: by what
    changed at the same moment, by ids, dates, sequences and the order of rows, by any text that
    two rows have in common. Twelve people answer, each of them like nobody else.
    """

    def _dump(self):
        """Each table's rows in the order in which they lie there, and all sequences; but for
        tables that nothing was written to since this test began, which PostgreSQL counts."""
        self.env.flush_all()
        written = self.env.execute_query(
            SQL(
                "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables"
                " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0 AND schemaname = 'public' ORDER BY 1"
            )
        )
        dump = {}
        for table, *writings in written:
            known, rows = self.tables.get(table, (None, None))
            if known != writings:
                query = "SELECT to_jsonb(t)::text FROM %s t ORDER BY ctid"
                lines = self.env.execute_query(SQL(query, SQL.identifier(table)))
                rows = [row for [row] in lines]
                self.tables[table] = (writings, rows)
            dump[table] = rows
        sequences = self.env.execute_query(
            SQL("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
        )
        dump["sequences"] = [f"{name}:{value}" for name, value in sorted(sequences)]
        return dump

    def _changed(self, before, after):
        """Rows that are new, gone or different, by table."""
        return {
            table: set(rows) ^ set(before.get(table, ()))
            for table, rows in after.items()
            if rows != before.get(table)
        }

    def _scores(self, n):
        """What the n-th says: four scores that nobody else gives."""
        return {
            code: str(1 + (n // 5**place) % 5)
            for place, code in enumerate(("quality", "open", "worth", "time"))
        }

    def _all_answer(self, mode="anonymous"):
        """:return: (programme, list of (enrolment, dump before, dump after), last dump)"""
        programme = self._asked_programme(PEOPLE, mode)
        programme.evaluation_threshold = LEAST
        self.asks._ask(programme)
        steps = []
        before = self._dump()
        for n, mentee in enumerate(self._enrolments(programme, "mentee")):
            said = self._scores(n)
            self._answer(mentee, **said, help=f"What number {n} wrote")
            after = self._dump()
            steps.append((mentee, before, after))
            before = after
        self._release()
        return programme, steps, self._dump()

    def setUp(self):
        super().setUp()
        self.tables = {}

    # -- what the reader of dumps can tell ------------------------------------------------

    def _seen_while_answering(self, steps):
        """For whom something readable appeared when they answered: what they said, in clear."""
        told = []
        for n, (mentee, before, after) in enumerate(steps):
            changed = self._changed(before, after)
            changed.pop("sequences", None)
            rows = [json.loads(row) for each in changed.values() for row in each]
            texts = [str(value) for row in rows for value in row.values()]
            scores = {(row.get("code"), row.get("value")) for row in rows}
            wrote = any(f"What number {n} wrote" in text for text in texts)
            if wrote or scores & set(self._scores(n).items()):
                told.append(mentee)
        return told

    def _joined(self, programme, steps, last):
        """How many people's answers are told by the order in which things were written.

        Every order there is for the answers (ids, place in the table, keys, sealed or not) is
        laid beside every order there is for the people (ids, the order in which they answered,
        place in their table).
        """
        rows = [json.loads(row) for row in last.get("mentoring_survey_answer", ())]
        rows = [row for row in rows if row["programme_id"] == programme.id]
        replies = {}
        for row in rows:
            replies.setdefault(row["key"], {})[row["code"]] = row["value"]
        truth = {
            frozenset(self._scores(n).items()): mentee.id
            for n, (mentee, _before, _after) in enumerate(steps)
        }
        answer_orders = [
            list(replies),
            sorted(replies),
            sorted(replies, key=lambda key: min(r["id"] for r in rows if r["key"] == key)),
        ]
        asks = [json.loads(row) for row in last["mentoring_survey_ask"]]
        asks = [a for a in asks if a["programme_id"] == programme.id and a["role"] == "mentee"]
        people_orders = [
            [mentee.id for mentee, _before, _after in steps],
            [ask["enrolment_id"] for ask in asks],
            sorted(ask["enrolment_id"] for ask in asks),
        ]
        best = 0
        for answers in answer_orders:
            for people in people_orders:
                for order in (people, people[::-1]):
                    hits = sum(
                        truth.get(frozenset(replies[key].items())) == person
                        for key, person in zip(answers, order, strict=False)
                    )
                    best = max(best, hits)
        return best

    def _shared(self, programme, last):
        """Columns of released answers that lead to a person: links, people's ids, dates, keys
        that stand elsewhere, too."""
        rows = [json.loads(row) for row in last.get("mentoring_survey_answer", ())]
        rows = [row for row in rows if row["programme_id"] == programme.id]
        leads = set()
        keys = {row["key"] for row in rows}
        for table, others in last.items():
            if table == "mentoring_survey_answer":
                continue
            text = "\n".join(others)
            if any(key in text for key in keys):
                leads.add(f"key in {table}")
        known = {"id", "programme_id", "wave_id", "number", "role", "key", "code", "value"}
        return leads | {name for row in rows for name in set(row) - known}

    # -- the promise ---------------------------------------------------------------------

    def _told_by_comments(self, programme, last):
        """How many people's words are told by the order in which these lie in their table."""
        rows = [json.loads(row) for row in last["mentoring_survey_comment"]]
        texts = [row["text"] for row in rows if row["programme_id"] == programme.id]
        order = [f"What number {n} wrote" for n in range(PEOPLE)]
        self.assertEqual(sorted(texts), sorted(order))
        return max(sum(map(eq, each, texts)) for each in (order, order[::-1]))

    def test_what_is_stored_cannot_be_joined_back(self):
        programme, steps, last = self._all_answer()
        self.assertLess(self._told_by_comments(programme, last), TOLD)
        rows = [json.loads(row) for row in last["mentoring_survey_answer"]]
        mine = [row for row in rows if row["programme_id"] == programme.id]
        self.assertEqual(len({row["key"] for row in mine}), PEOPLE)
        self.assertEqual(self._seen_while_answering(steps), [])
        self.assertEqual(self._shared(programme, last), set())
        self.assertLess(self._joined(programme, steps, last), TOLD)

    def test_answering_changes_two_rows_and_no_sequence(self):
        """That one has answered, and the pool; nothing is made, so no id, date or log is."""
        for mode in ("anonymous", "linked"):
            with self.subTest(mode):
                self._check_two_rows(mode)

    def _check_two_rows(self, mode):
        programme = self._asked_programme(3, mode)
        self.asks._ask(programme)
        keys = self.env["mentoring.survey.key"].search(
            [("enrolment_id.programme_id", "=", programme.id)]
        )
        self.assertEqual(len(keys), 6 if mode == "linked" else 0)
        before = self._dump()
        for n, mentee in enumerate(self._enrolments(programme, "mentee")):
            self._answer(mentee, **self._scores(n), help=f"What number {n} wrote")
            after = self._dump()
            changed = self._changed(before, after)
            self.assertEqual(set(changed), {"mentoring_survey_ask", "mentoring_survey_pool"})
            self.assertEqual([len(rows) for rows in changed.values()], [2, 2])
            for table in ("survey_user_input", "survey_user_input_line", "mail_message"):
                self.assertEqual(before.get(table), after.get(table))
            before = after

    def test_the_length_of_a_pool_tells_how_many_and_not_what(self):
        lengths = []
        for texts in (("", "x", "y"), ("z" * 900, "界" * 900, "?")):
            programme = self._asked_programme(3)
            self.asks._ask(programme)
            pools = self.env["mentoring.survey.pool"].search([("programme_id", "=", programme.id)])
            pool = pools.filtered(lambda pool: pool.role == "mentee")
            mine = []
            for mentee, words in zip(self._enrolments(programme, "mentee"), texts, strict=True):
                self._answer(mentee, quality="1", help=words)
                mine.append(len(pool.sealed))
            lengths.append(mine)
        self.assertEqual(*lengths)

    def test_what_a_round_leaves_is_the_same_for_all_who_were_asked(self):
        programme = self._asked_programme(6)
        self.asks._ask(programme)
        mentees = self._enrolments(programme, "mentee")
        asks = self.asks.search([("programme_id", "=", programme.id), ("role", "=", "mentee")])
        self.env["mentoring.nudge"].create(
            [
                {
                    "enrolment_id": ask.enrolment_id.id,
                    "kind": "feedback",
                    "reference": ask._key(),
                    "rung": 0,
                    "date": self.today,
                }
                for ask in asks
            ]
        )
        for mentee in mentees[:5]:
            self._answer(mentee, quality="4")
        asks.filtered(lambda ask: ask.state == "open").date_until = self.today.replace(year=2020)
        self._release()
        self.assertEqual(set(asks.mapped("state")), {"over"})
        nudges = self.env["mentoring.nudge"]
        self.assertFalse(nudges.search([("enrolment_id", "in", mentees.ids)]))

    def test_linked_answers_cannot_be_joined_without_the_key_either(self):
        programme, steps, last = self._all_answer("linked")
        self.assertEqual(self._seen_while_answering(steps), [])
        self.assertEqual(self._shared(programme, last), set())
        self.assertLess(self._joined(programme, steps, last), TOLD)

    # -- the detectors -------------------------------------------------------------------

    def test_it_would_notice_answers_that_lie_open(self):
        def at_once(pool, scores, texts, key=None):  # noqa: ARG001 - as the real one
            self._write_openly(pool, scores)

        with patch.object(survey_pool, "add", at_once):
            programme, steps, last = self._all_answer()
        self.assertEqual(len(self._seen_while_answering(steps)), PEOPLE)
        self.assertEqual(self._joined(programme, steps, last), PEOPLE)

    def _write_openly(self, pool, scores):
        self.env["mentoring.survey.answer"].sudo().create(
            [
                {
                    "programme_id": pool.programme_id.id,
                    "wave_id": pool.wave_id.id,
                    "role": pool.role,
                    "number": pool.number,
                    "key": "".join(sorted(f"{code}{value}" for code, value in scores.items())),
                    "code": code,
                    "value": value,
                }
                for code, value in scores.items()
            ]
        )

    def test_it_would_notice_an_order_that_was_kept(self):
        with patch.object(survey_pool, "_shuffled", list):
            programme, steps, last = self._all_answer()
        self.assertEqual(self._joined(programme, steps, last), PEOPLE)
        self.assertEqual(self._told_by_comments(programme, last), PEOPLE)

    def test_it_would_notice_a_key_that_stands_elsewhere(self):
        def named(pool, scores, texts, key=None, real=survey_pool.add):  # noqa: ARG001
            return real(pool, scores, texts, key=f"enrolment {self.who}")

        programme = self._asked_programme(PEOPLE)
        self.asks._ask(programme)
        with patch.object(survey_pool, "add", named):
            for n, mentee in enumerate(self._enrolments(programme, "mentee")):
                self.who = mentee.id
                self.env["mentoring.nudge"].create(
                    {
                        "enrolment_id": mentee.id,
                        "kind": "feedback",
                        "reference": f"enrolment {mentee.id}",
                        "rung": 0,
                        "date": self.today,
                    }
                )
                self._answer(mentee, **self._scores(n))
        self._release()
        self.assertIn("key in mentoring_nudge", self._shared(programme, self._dump()))
