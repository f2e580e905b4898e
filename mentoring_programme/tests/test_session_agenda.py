import re

from psycopg2.errors import CheckViolation

from odoo import Command, fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import TransactionCase, tagged
from odoo.tools import html2plaintext, mute_logger

from .common import MentoringCase

PLACES = ("first", "middle", "last")


@tagged("mentoring_data")
class TestAgendaData(TransactionCase):
    """Every type ships with an agenda for its first session, its last, and those between."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        data = cls.env["ir.model.data"].search(
            [("module", "=", "mentoring_programme"), ("model", "=", "mentoring.programme.type")]
        )
        cls.types = cls.env["mentoring.programme.type"].browse(data.mapped("res_id"))

    def test_each_has_all_three_and_all_of_it_is_said(self):
        self.assertEqual(len(self.types), 9)
        for kind in self.types:
            with self.subTest(type=kind.name):
                self.assertEqual(tuple(kind.agenda_ids.mapped("position")), PLACES)
                for agenda in kind.agenda_ids:
                    self.assertTrue(agenda.name and agenda.mentor_prompt and agenda.mentee_prompt)
                    self.assertGreaterEqual(len(agenda.topic_ids), 2)

    def test_each_fits_into_its_session(self):
        for agenda in self.types.agenda_ids:
            with self.subTest(agenda=agenda.name):
                minutes = re.findall(r"\((\d+) minutes\)", html2plaintext(agenda.body))
                self.assertGreaterEqual(len(minutes), 5)
                total = sum(int(each) for each in minutes)
                self.assertLessEqual(total, agenda.type_id.session_minutes)

    def test_no_two_are_alike(self):
        for name in ("name", "mentor_prompt", "mentee_prompt"):
            texts = self.types.agenda_ids.mapped(name)
            self.assertEqual(len(set(texts)), len(texts), name)


@tagged("post_install", "-at_install")
class TestAgenda(MentoringCase):
    """Which agenda goes with which session of a pairing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.type.write(
            {
                "session_count": 4,
                "agenda_ids": [
                    Command.create({"position": place, "name": f"The {place}"}) for place in PLACES
                ],
            }
        )
        cls.pairing = cls._paired_programme()
        cls.programme = cls.pairing.programme_id

    def _sessions(self, count):
        now = fields.Datetime.now()
        return self.env["mentoring.session"].create(
            [
                {"pairing_id": self.pairing.id, "start": fields.Datetime.add(now, days=day)}
                for day in range(-count, 0)
            ]
        )

    def _names(self, sessions, user=None):
        mine = sessions.with_user(user or self.mia.user_id)
        return [session._agenda().name for session in mine]

    def test_a_programme_takes_them_over_and_keeps_its_own(self):
        self.assertEqual(self.programme.agenda_ids.mapped("name"), [f"The {p}" for p in PLACES])
        self.programme.agenda_ids[0].name = "Ours"
        self.assertEqual(self.type.agenda_ids[0].name, "The first")

    def test_a_programme_takes_them_over_in_every_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        agenda = self.type.agenda_ids[0]
        agenda.with_context(lang="fr_FR").write({"name": "La première", "mentor_prompt": "Lisez."})
        copied = self._programme().agenda_ids[0].with_context(lang="fr_FR")
        self.assertEqual((copied.name, copied.position), ("La première", "first"))

    def test_the_next_cohort_takes_over_what_this_one_changed(self):
        self.programme.agenda_ids[1].topic_ids = self.env["mentoring.topic"].search([], limit=1)
        self.programme.agenda_ids[2].unlink()
        copied = self.programme.copy().agenda_ids
        self.assertEqual(copied.mapped("position"), ["first", "middle"])
        self.assertEqual(copied[1].topic_ids, self.programme.agenda_ids[1].topic_ids)

    def test_by_the_number_of_the_session(self):
        names = self._names(self._sessions(5))
        self.assertEqual(names, ["The first", "The middle", "The middle", "The last", "The last"])

    def test_one_for_a_given_number_goes_first(self):
        self.programme.agenda_ids = [
            Command.create({"position": "number", "number": number, "name": f"No. {number}"})
            for number in (1, 3)
        ]
        names = self._names(self._sessions(4))
        self.assertEqual(names, ["No. 1", "The middle", "No. 3", "The last"])

    def test_what_was_cancelled_or_missed_is_not_counted(self):
        first, second, third = self._sessions(3)
        first.action_cancel()
        second.action_missed()
        self.assertEqual(self._names(third), ["The first"])
        self.assertEqual(third._numbers()[third], 1)

    def test_without_agendas_there_is_none(self):
        self.programme.agenda_ids.unlink()
        self.assertFalse(self._sessions(1).with_user(self.mia.user_id)._agenda())

    def test_both_read_it_and_others_do_not(self):
        session = self._sessions(1)
        for user in (self.mia.user_id, self.ida.user_id):
            self.assertEqual(self._names(session, user), ["The first"])
        agenda = self.programme.agenda_ids[0]
        with self.assertRaises(AccessError):
            agenda.with_user(self.max.user_id).read(["name"])

    def test_two_for_the_same_session_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "two agendas for the same session"):
            self.programme.agenda_ids[1].position = "first"

    @mute_logger("odoo.sql_db")
    def test_a_number_out_of_range_is_refused(self):
        with self.assertRaises(CheckViolation), self.cr.savepoint():
            self.programme.agenda_ids = [
                Command.create({"position": "number", "number": 0, "name": "None"})
            ]
            self.env.flush_all()
