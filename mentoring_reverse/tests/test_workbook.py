from datetime import timedelta
from unittest.mock import patch

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.mentoring_programme.models import sealed_note
from odoo.addons.mentoring_programme.models.held import Held
from odoo.addons.mentoring_programme.models.rotation import sealed_models
from odoo.addons.mentoring_programme.tests.in_person_case import InPersonCase

from ..models.workbook_copy import workbook_page
from ..models.workbook_door import delete_answer, held_of_me, open_workbook, write_answer
from .common import ReverseCase


@tagged("post_install", "-at_install")
class TestWorkbook(ReverseCase, InPersonCase):
    """Mia mentors Ida. Each has a workbook, and writes for themself or for both."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._reverse_pairing()
        # Somebody who takes part and is no partner.
        cls._enrol(cls.pairing.programme_id, cls.max, "mentor")
        cls.answers = cls.env["mentoring.workbook.answer"]
        cls.both = cls.env.ref("mentoring_reverse.workbook_who_i_am_words")
        cls.other = cls.env.ref("mentoring_reverse.workbook_surprised_heard")
        cls.of_mentors = cls.env.ref("mentoring_reverse.workbook_voice_refuse")
        cls.admin = cls.env.ref("base.user_admin")
        cls.onlookers = (
            cls.max.user_id,
            cls.mo.user_id,
            cls.ivy.user_id,
            cls.coordinator,
            cls.manager,
            cls.lead,
            cls.hr_officer,
            cls.admin,
        )

    def _write(self, person, text, is_shared, question=None, **kwargs):
        question = question or self.both
        self._as(
            person.user_id, write_answer, self.pairing.id, question.id, text, is_shared, **kwargs
        )
        return self.answers.search([], order="id desc", limit=1)

    def _open(self, person):
        return self._as(person.user_id, open_workbook, self.pairing.id)

    def _question(self, person, question=None):
        question = question or self.both
        (found,) = [
            each
            for section in self._open(person)["sections"]
            for each in section["questions"]
            if each["id"] == question.id
        ]
        return found

    # -- what is asked -----------------------------------------------------------------------

    def test_each_has_all_kinds_of_sections_and_the_questions_of_their_role(self):
        mentor, leader = self._open(self.mia), self._open(self.ida)
        for told in (mentor, leader):
            kinds = {section["kind"] for section in told["sections"]}
            self.assertEqual(kinds, {"information", "contacts", "meeting", "exercise"})
        of_mentor, of_leader = (
            {question["id"] for section in told["sections"] for question in section["questions"]}
            for told in (mentor, leader)
        )
        self.assertIn(self.of_mentors.id, of_mentor - of_leader)
        self.assertTrue(of_leader - of_mentor)
        self.assertEqual((mentor["answered"], mentor["asked"]), (0, len(of_mentor)))

    def test_in_a_reciprocal_programme_each_is_asked_all(self):
        programmes = type(self.env["mentoring.programme"])
        with patch.object(programmes, "_is_reciprocal", lambda _self: True):
            told = [self._open(person)["asked"] for person in (self.mia, self.ida)]
            self.assertEqual(len(set(told)), 1)
            self._question(self.ida, self.of_mentors)

    def test_as_many_meetings_as_the_programme_has(self):
        for count in (6, 3):
            self.pairing.programme_id.session_count = count
            kinds = [section["kind"] for section in self._open(self.mia)["sections"]]
            self.assertEqual(kinds.count("meeting"), count)

    def test_the_contacts_are_the_programmes_own(self):
        (section,) = [s for s in self._open(self.mia)["sections"] if s["kind"] == "contacts"]
        names = [contact["name"] for contact in section["contacts"]]
        self.assertEqual(names, ["Ida", "Cora", "Sage", "Dell"])

    def test_managers_extend_it_and_it_is_translated(self):
        section = self.env["mentoring.workbook.section"].with_user(self.manager)
        section = section.create(
            {"name": "More", "question_ids": [fields.Command.create({"name": "And?"})]}
        )
        self.assertEqual(self._question(self.mia, section.question_ids)["name"], "And?")
        for model in (section, section.question_ids):
            self.assertTrue(model._fields["name"].translate)
        with self.assertRaisesRegex(ValidationError, "characters"):
            section.question_ids.name = "?" * 301
        with self.assertRaises(AccessError):
            section.with_user(self.coordinator).name = "Mine"

    def test_there_is_none_outside_of_reverse_programmes(self):
        programmes = type(self.env["mentoring.programme"])
        with patch.object(programmes, "_is_reverse", lambda _self: False):
            with self.assertRaises(AccessError):
                self._open(self.mia)
            sections = self.pairing.with_user(self.mia.user_id)._page_sections()
        self.assertNotIn("workbook", sections)

    # -- who reads ---------------------------------------------------------------------------

    def test_a_private_one_is_read_by_its_writer_alone(self):
        before = self._open(self.ida)
        self._write(self.mia, "For myself", False)
        self.assertEqual(self._question(self.mia)["mine"]["text"], "For myself")
        self.assertEqual(self._open(self.ida), before)

    def test_a_shared_one_is_read_by_both(self):
        self._write(self.mia, "For us", True)
        theirs = self._question(self.ida)["theirs"]
        self.assertEqual((theirs["text"], theirs["is_mine"]), ("For us", False))
        self.assertFalse(self._question(self.ida)["mine"])

    def test_a_shared_one_of_the_other_role_is_among_the_others(self):
        self._write(self.mia, "For us", True, self.of_mentors)
        (answer,) = self._open(self.ida)["others"]
        self.assertEqual((answer["text"], answer["question"]), ("For us", self.of_mentors.name))

    def test_progress_is_the_readers_own(self):
        self._write(self.mia, "For us", True)
        self._write(self.mia, "For myself", False, self.other)
        self.assertEqual(self._open(self.mia)["answered"], 2)
        self.assertEqual(self._open(self.ida)["answered"], 0)

    def test_nobody_else_reads_anything_whatever_their_role(self):
        note = self._write(self.mia, "For us", True)
        for user in self.onlookers:
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    self._as(user, open_workbook, self.pairing.id)
                with self.assertRaises(AccessError):
                    self._as(user, workbook_page, self.pairing.id)
                with self.assertRaises(AccessError):
                    self._as(user, write_answer, self.pairing.id, self.both.id, "x", True)
                with self.assertRaises(AccessError):
                    self._as(user, delete_answer, note.reference)
                self.assertEqual(self._as(user, held_of_me), {"workbook": []})
                with self._request(user) as env:
                    self.assertEqual(sealed_note.open_notes(env, note), {})

    def test_the_partner_neither_changes_nor_deletes(self):
        for is_shared, question in ((True, self.both), (False, self.other)):
            note = self._write(self.mia, "Mine", is_shared, question)
            stamp = self._question(self.mia, question)["mine"]["stamp"]
            change = {"reference": note.reference, "stamp": stamp}
            with self.assertRaises(AccessError):
                self._write(self.ida, "Yours", True, question, **change)
            with self.assertRaises(AccessError):
                self._as(self.ida.user_id, delete_answer, note.reference)
            self.assertEqual(self._question(self.mia, question)["mine"]["text"], "Mine")

    def test_code_that_runs_in_the_writers_name_opens_nothing(self):
        note = self._write(self.mia, "For us", True)
        mia, nobody = self.mia.user_id, self.env["res.users"]
        for session_user, path in (
            (nobody, "/mentoring/test"),
            (self.admin, "/mentoring/test"),
            (mia, "/web/dataset/call_kw/res.users/write"),
            (mia, "/json/2/mentoring.pairing/search"),
        ):
            with self._request(mia, session_user, path):
                for su in (False, True):
                    env = self.env(user=mia.id, su=su)
                    for ask in (
                        lambda env: open_workbook(env, self.pairing.id),
                        lambda env: workbook_page(env, self.pairing.id),
                        lambda env: delete_answer(env, note.reference),
                        held_of_me,
                    ):
                        with self.subTest(path=path, su=su), self.assertRaises(AccessError):
                            ask(env)

    def test_whoever_rewrites_the_row_reads_nothing_by_that(self):
        private = self._write(self.mia, "For myself", False)
        private.is_shared = True
        self.assertFalse(self._question(self.ida)["theirs"])
        self.pairing.mentor_id.user_id = self.admin
        told = self._as(self.admin, open_workbook, self.pairing.id)
        self.assertEqual((told["answered"], told["others"]), (0, []))
        self.assertEqual(self._as(self.admin, held_of_me), {"workbook": []})

    def test_no_field_of_any_model_leads_to_one_and_nobody_has_a_right(self):
        models = ("mentoring.workbook.answer", "mentoring.theme.pool")
        pointing = [
            f"{model}.{field.name}"
            for model, cls in self.env.registry.items()
            for field in cls._fields.values()
            if field.comodel_name in models
        ]
        self.assertFalse(pointing)
        self.assertFalse(self.env["ir.model.access"].search([("model_id.model", "in", models)]))

    # -- writing -----------------------------------------------------------------------------

    def test_who_reads_is_chosen_first(self):
        for choice in (None, "", 0, 1, "private", []):
            with self.assertRaisesRegex(UserError, "Choose first"):
                self._write(self.mia, "x", choice)
        self.assertFalse(self.answers.search([]))

    def test_changing_the_text_keeps_the_readers_whatever_is_asked(self):
        note = self._write(self.mia, "First", False)
        for text, choice in (("Second", True), ("Third", None)):
            mine = self._question(self.mia)["mine"]
            self._write(self.mia, text, choice, reference=note.reference, stamp=mine["stamp"])
            mine = self._question(self.mia)["mine"]
            self.assertEqual((mine["text"], mine["is_shared"]), (text, False))
            self.assertFalse(self._question(self.ida)["theirs"])
        self.assertEqual(len(self.answers.search([])), 1)

    def test_what_was_changed_in_another_window_is_not_overwritten(self):
        note = self._write(self.mia, "First", False)
        old = self._question(self.mia)["mine"]["stamp"]
        self._write(self.mia, "Second", False, reference=note.reference, stamp=old)
        with self.assertRaisesRegex(UserError, "another window"):
            self._write(self.mia, "Third", False, reference=note.reference, stamp=old)
        with self.assertRaisesRegex(UserError, "another window"):
            self._write(self.mia, "Fourth", False)
        self.assertEqual(self._question(self.mia)["mine"]["text"], "Second")

    def test_only_what_is_asked_of_one_can_be_answered(self):
        for number in (self.of_mentors.id, 10**8, None, True, "1", [1]):
            with self.assertRaisesRegex(UserError, "not asked any more"):
                self._as(
                    self.ida.user_id, write_answer, self.pairing.id, number, "x", is_shared=False
                )

    def test_a_question_that_is_gone_leaves_the_answer_with_its_words(self):
        section = self.env["mentoring.workbook.section"].create(
            {"name": "More", "question_ids": [fields.Command.create({"name": "And then?"})]}
        )
        self._write(self.mia, "Then this", False, section.question_ids)
        section.unlink()
        (answer,) = self._open(self.mia)["others"]
        self.assertEqual((answer["question"], answer["text"]), ("And then?", "Then this"))

    def test_they_belong_to_a_pairing_that_both_agreed_to(self):
        for state in ("proposed", "ended"):
            self.pairing.state = state
            self.assertFalse(self._open(self.mia)["can_write"])
            with self.assertRaisesRegex(UserError, "both have agreed"):
                self._write(self.mia, "x", False)

    # -- at rest -----------------------------------------------------------------------------

    def test_it_is_sealed_and_of_one_length_whatever_it_says(self):
        notes = self.answers
        questions = self.env["mentoring.workbook.question"].search(
            [("role", "=", "both"), ("section_id.role", "=", "both")], limit=5
        )
        questions[0].name = "三" * 300
        texts = ("三" * 5000, "canary-workbook", "é" * 5000, "a", "😀" * 2500)
        for question, text in zip(questions, texts, strict=True):
            notes += self._write(self.mia, text, False, question)
        self.env.flush_all()
        self.assertEqual(len({len(note.sealed) for note in notes}), 1)
        self.env.cr.execute("SELECT to_jsonb(r)::text FROM mentoring_workbook_answer r")
        rows = "".join(row for [row] in self.env.cr.fetchall())
        self.assertNotIn("canary", rows)
        stored = {name for name, field in self.answers._fields.items() if field.store}
        self.assertEqual(
            stored, {"id", "pairing_id", "enrolment_id", "is_shared", "reference", "sealed"}
        )

    def test_the_rotation_finds_it_and_administrators_count_none(self):
        self.assertIn("mentoring.workbook.answer", sealed_models(self.env))
        self.assertIn("mentoring.theme.pool", sealed_models(self.env))
        self._write(self.mia, "x", False)
        model = self.env["ir.model"]._get("mentoring.workbook.answer")
        self.assertEqual(model.count, 0)

    def test_a_lost_key_ends_in_a_sentence_and_can_be_deleted(self):
        note = self._write(self.mia, "For us", True)
        note.sealed = "lost"
        (answer,) = self._open(self.mia)["others"]
        self.assertTrue(answer["lost"])
        self.assertEqual(self._open(self.ida)["others"], [])
        self.assertIn(
            "can no longer be opened", self._as(self.mia.user_id, workbook_page, self.pairing.id)
        )
        self._as(self.mia.user_id, delete_answer, note.reference)
        self.assertFalse(note.exists())

    # -- how long ----------------------------------------------------------------------------

    def test_its_writer_deletes_it_at_once_and_for_both(self):
        note = self._write(self.mia, "For us", True)
        with patch("odoo.orm.models._unlink") as log:
            self._as(self.mia.user_id, delete_answer, note.reference)
        # Odoo logs who deleted what: nobody did.
        self.assertEqual(log.info.call_args.args[1], SUPERUSER_ID)
        self.assertFalse(self._question(self.ida)["theirs"])

    def test_they_are_destroyed_after_the_grace_and_none_can_follow(self):
        programme = self.pairing.programme_id
        self._write(self.mia, "For us", True)
        programme.with_user(self.coordinator).action_close()
        destroy = self.env["mentoring.preference"]._cron_destroy_expired
        destroy()
        self.assertTrue(self.answers.search([]))
        programme.date_over = fields.Date.today() - timedelta(
            days=self.company.mentoring_grace_days
        )
        destroy()
        self.assertFalse(self.answers.search([]))
        with self.assertRaisesRegex(UserError, "long over"):
            self._write(self.mia, "Too late", False)

    def test_everybody_is_told_before_and_alike(self):
        self._write(self.mia, "For myself", False)
        self.pairing.programme_id.with_user(self.coordinator).action_close()
        until = fields.Date.today() + timedelta(days=self.company.mentoring_grace_days)
        asked = []
        for person in (self.mia, self.ida):
            home = self.env["mentoring.home"].with_user(person.user_id).get_my_mentoring()
            asked.append([line["until"] for line in home["asked"] if line["kind"] == "workbook"])
            mails = self._neutral_mails().filtered(
                lambda mail, person=person: mail.recipient_ids == person.user_id.partner_id
            )
            self.assertIn("Before it is destroyed", mails.mapped("subject"))
            self.assertEqual(self._open(person)["until"], fields.Date.to_string(until))
        self.assertEqual(asked, [[fields.Date.to_string(until)]] * 2)

    def test_whoever_withdraws_is_archived_or_loses_their_log_in_takes_theirs_along(self):
        programme = self.pairing.programme_id
        self._write(self.mia, "Mia's", True)
        self._write(self.ida, "Ida's", True)
        self.pairing.mentor_id.with_user(self.mia.user_id).action_withdraw()
        self.assertEqual(self.answers.search([]).enrolment_id, self.pairing.mentee_id)
        self.ida.active = False
        self.assertFalse(self.answers.search([]))
        self._job(self.ivy, 1)
        self._job(self.ian, 5)
        pairing = self._pair(
            self._enrol(programme, self.ivy, "mentor"), self._enrol(programme, self.ian, "mentee")
        )
        ivy = self.ivy.user_id
        self._as(ivy, write_answer, pairing.id, self.both.id, "Ivy's", is_shared=False)
        self.ivy.user_id = False
        ivy.unlink()
        self.assertFalse(self.answers.search([]))

    # -- a copy ------------------------------------------------------------------------------

    def test_what_is_held_on_me_is_what_i_wrote(self):
        self._write(self.mia, "For us", True)
        self._write(self.ida, "Ida's", True)
        with self._request(self.mia.user_id) as env:
            held = Held(env).gather()
            page = str(env["ir.qweb"]._render("mentoring_programme.held_document", {"held": held}))
        (line,) = held["workbook"]
        self.assertEqual(
            (line["text"], line["question"], line["partner"]),
            ("For us", self.both.name, "Ida"),
        )
        self.assertIn("For us", page)
        self.assertNotIn("Ida's", page)

    def test_a_copy_has_ones_own_and_nothing_else(self):
        self._write(self.mia, "<b>Mine</b> & alone", False)
        self._write(self.ida, "Ida's", True)
        page = self._as(self.mia.user_id, workbook_page, self.pairing.id)
        self.assertIn("&lt;b&gt;Mine&lt;/b&gt; &amp; alone", page)
        for said in ("Ida's", "Test programme", "http"):
            self.assertNotIn(said, page)
        self.pairing.mentee_id.with_user(self.ida.user_id)
        self.assertIn("Ida", self._as(self.ida.user_id, workbook_page, self.pairing.id))

    def test_listing_costs_the_same_for_few_and_for_many(self):
        def queries():
            self.env.flush_all()
            with self._request(self.mia.user_id) as env:
                open_workbook(env, self.pairing.id)
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                open_workbook(env, self.pairing.id)
                return self.env.cr.sql_log_count - before

        self._write(self.mia, "One", True)
        few = queries()
        for question in self.env["mentoring.workbook.question"].search([("role", "=", "both")]):
            if question != self.both and question.section_id.role == "both":
                self._write(self.mia, "More", True, question)
        self.assertEqual(queries(), few)
