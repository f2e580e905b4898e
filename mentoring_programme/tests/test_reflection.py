from datetime import timedelta
from unittest.mock import patch

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import sealed_note
from ..models.mentoring_reflection import (
    delete_reflection,
    held_of_me,
    list_reflections,
    write_reflection,
)
from .in_person_case import InPersonCase


@tagged("post_install", "-at_install")
class TestReflection(InPersonCase):
    """Ida mentors Mia. Each writes what only they read, or what both read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()
        cls.hush = cls._paired_programme(cls.ian, cls.max, discreet=True)
        # Max mentors in Mia's programme, so that there is a participant who is no partner.
        cls._enrol(cls.pairing.programme_id, cls.max, "mentor")
        cls.notes = cls.env["mentoring.reflection"]
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

    def _write(self, person, text, is_shared, **kwargs):
        self._as(
            person.user_id, write_reflection, self.pairing.id, text, is_shared=is_shared, **kwargs
        )
        return self.notes.search([], order="id desc", limit=1)

    def _texts(self, person):
        told = self._as(person.user_id, list_reflections, self.pairing.id)
        return [line["text"] for line in told["reflections"]]

    # -- who reads ---------------------------------------------------------------------------

    def test_a_private_one_is_read_by_its_writer_alone(self):
        self._write(self.mia, "For myself", False)
        self.assertEqual(self._texts(self.mia), ["For myself"])
        self.assertEqual(self._texts(self.ida), [])

    def test_a_shared_one_is_read_by_both(self):
        self._write(self.mia, "For us", True)
        self.assertEqual(self._texts(self.mia), ["For us"])
        self.assertEqual(self._texts(self.ida), ["For us"])
        (mine,) = self._as(self.mia.user_id, list_reflections, self.pairing.id)["reflections"]
        (theirs,) = self._as(self.ida.user_id, list_reflections, self.pairing.id)["reflections"]
        self.assertEqual((mine["is_mine"], theirs["is_mine"]), (True, False))

    def test_the_partners_answer_is_the_same_whether_or_not_there_are_private_ones(self):
        before = self._as(self.ida.user_id, list_reflections, self.pairing.id)
        self._write(self.mia, "For myself", False)
        self.assertEqual(self._as(self.ida.user_id, list_reflections, self.pairing.id), before)

    def test_nobody_else_reads_anything_whatever_their_role(self):
        note = self._write(self.mia, "For us", True)
        for user in self.onlookers:
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    self._as(user, list_reflections, self.pairing.id)
                with self.assertRaises(AccessError):
                    self._as(user, write_reflection, self.pairing.id, "x", is_shared=True)
                with self.assertRaises(AccessError):
                    self._as(user, delete_reflection, note.reference)
                self.assertEqual(self._as(user, held_of_me), [])
                with self._request(user) as env:
                    self.assertEqual(sealed_note.open_notes(env, note), {})
        self.assertTrue(note.exists())

    def test_the_partner_neither_opens_nor_deletes_a_private_one_by_its_reference(self):
        note = self._write(self.mia, "For myself", False)
        with self.assertRaises(AccessError):
            self._as(self.ida.user_id, delete_reflection, note.reference)
        with self._request(self.ida.user_id) as env:
            self.assertEqual(sealed_note.open_notes(env, note), {})

    def test_the_partner_does_not_delete_a_shared_one(self):
        note = self._write(self.mia, "For us", True)
        with self.assertRaises(AccessError):
            self._as(self.ida.user_id, delete_reflection, note.reference)
        self.assertTrue(note.exists())

    def test_what_is_not_ones_own_is_refused_like_what_does_not_exist(self):
        note = self._write(self.mia, "For us", True)
        mia = self.mia.user_id
        unknown = (self.hush.id, self.hush.id + 10**6, 2**40, -1, 0, None, True, "1", [1], {}, 1.5)
        refusals = set()
        for pairing_id in unknown:
            with self.assertRaises(AccessError) as refusal:
                self._as(mia, list_reflections, pairing_id)
            refusals.add(str(refusal.exception))
        self.assertEqual(len(refusals), 1)
        refusals = set()
        for user, reference in (
            (self.ida.user_id, note.reference),
            (self.ida.user_id, "nothing"),
            (self.coordinator, note.reference),
            (mia, None),
            (mia, [note.id]),
            (mia, note.id),
        ):
            with self.assertRaises(AccessError) as refusal:
                self._as(user, delete_reflection, reference)
            refusals.add(str(refusal.exception))
        self.assertEqual(len(refusals), 1)

    # -- only in person ----------------------------------------------------------------------

    def test_code_that_runs_in_the_writers_name_opens_nothing(self):
        """A server action, an automation, a job, an API key: none of them is the person."""
        note = self._write(self.mia, "For us", True)
        mia, nobody = self.mia.user_id, self.env["res.users"]
        for user, session_user, path in (
            (self.admin, self.admin, "/mentoring/test"),
            # An API key: a user, but no session of theirs.
            (mia, nobody, "/mentoring/test"),
            (mia, self.admin, "/mentoring/test"),
            # An automation that runs while they do something else.
            (mia, mia, "/web/dataset/call_kw/res.users/write"),
            (mia, mia, "/web/action/run"),
            (mia, mia, "/json/2/mentoring.pairing/search"),
        ):
            with self._request(user, session_user, path):
                for su in (False, True):
                    env = self.env(user=mia.id, su=su)
                    with self.subTest(user=user.login, path=path, su=su):
                        for ask in (
                            lambda env: list_reflections(env, self.pairing.id),
                            lambda env: delete_reflection(env, note.reference),
                            held_of_me,
                            lambda env: sealed_note.open_notes(env, note),
                        ):
                            with self.assertRaises(AccessError):
                                ask(env)
        with self._request(mia) as env, self.assertRaises(AccessError):
            held_of_me(env(su=True))
        # Without a request at all: a scheduled job.
        with self.assertRaises(AccessError):
            held_of_me(self.env(user=mia.id, su=False))

    def test_no_method_of_a_model_opens_one(self):
        """What a server action can call are methods; none of these knows a key."""
        for name in ("mentoring.reflection", "mentoring.concern"):
            ours = {
                method
                for cls in type(self.env[name]).mro()
                if cls.__module__.startswith("odoo.addons.mentoring_programme")
                for method, value in vars(cls).items()
                if callable(value) and not method.startswith("__")
            }
            self.assertLessEqual(
                ours,
                {
                    "_clear_rungs",
                    "_compute_display_name",
                    "_cron_remind",
                    "_destroy",
                    "_destroy_expired",
                    "_destroy_of",
                    "_follow_leads",
                    "_tell_reporters",
                    "_hearers",
                    "_rungs",
                    "_set_follow_up_rungs",
                    "_tell",
                    "_whom_to_remind",
                },
            )

    def test_whoever_rewrites_the_row_reads_nothing_by_that(self):
        """An administrator's code can write any column, past every right; readers are sealed."""
        private = self._write(self.mia, "For myself", False)
        # The partner, by calling it shared.
        private.is_shared = True
        self.assertEqual(self._texts(self.ida), [])
        # Somebody else, by becoming the owner of the enrolment it was written by.
        self.pairing.mentee_id.user_id = self.admin
        told = self._as(self.admin, list_reflections, self.pairing.id)
        self.assertEqual(told["reflections"], [])
        self.assertEqual(self._as(self.admin, held_of_me), [])

    def test_a_token_in_another_row_does_not_open(self):
        private = self._write(self.mia, "For myself", False)
        other = self._write(self.ida, "Mine", False)
        other.sealed = private.sealed
        (line,) = self._as(self.ida.user_id, list_reflections, self.pairing.id)["reflections"]
        self.assertEqual((line["lost"], line["text"]), (True, False))

    # -- sharing -----------------------------------------------------------------------------

    def test_who_reads_is_chosen_first(self):
        for choice in (None, "", 0, 1, "private", []):
            with self.assertRaisesRegex(UserError, "Choose first"):
                self._as(self.mia.user_id, write_reflection, self.pairing.id, "x", is_shared=choice)
        self.assertFalse(self.notes.search([]))

    def test_nothing_changes_who_reads(self):
        """There is a way to write and one to delete, and none to change."""
        routes = {
            str(rule)
            for rule, _endpoint in self.env["ir.http"]._generate_routing_rules(
                ["mentoring_programme"], converters={}
            )
            if "/mentoring/reflections" in str(rule)
        }
        self.assertEqual(
            routes,
            {f"/mentoring/reflections/{step}" for step in ("list", "write", "delete")},
        )

    def test_a_shared_one_needs_somebody_to_share_it_with(self):
        contact = self.env["res.partner"].create({"name": "Otis", "email": "otis@example.com"})
        programme = self.pairing.programme_id
        outside = self._pair(
            self._enrol(programme, contact, "mentor"), self._enrol(programme, self.ivy, "mentee")
        )
        ivy = self.ivy.user_id
        self.assertFalse(self._as(ivy, list_reflections, outside.id)["can_share"])
        with self.assertRaisesRegex(UserError, "no page here"):
            self._as(ivy, write_reflection, outside.id, "x", is_shared=True)
        self._as(ivy, write_reflection, outside.id, "x", is_shared=False)

    def test_they_belong_to_a_pairing_that_both_agreed_to(self):
        for state in ("proposed", "ended"):
            self.pairing.state = state
            told = self._as(self.mia.user_id, list_reflections, self.pairing.id)
            self.assertFalse(told["can_write"])
            with self.assertRaisesRegex(UserError, "both have agreed"):
                self._write(self.mia, "x", False)

    def test_an_ended_pairing_keeps_them_readable_and_deletable(self):
        note = self._write(self.mia, "For us", True)
        self.pairing.with_user(self.ida.user_id).action_end()
        self.assertEqual(self._texts(self.ida), ["For us"])
        self._as(self.mia.user_id, delete_reflection, note.reference)
        self.assertEqual(self._texts(self.ida), [])

    def test_it_may_be_about_a_session_of_this_pairing(self):
        start = fields.Datetime.now().replace(microsecond=0) - timedelta(days=1)
        session, other = self.env["mentoring.session"].create(
            [{"pairing_id": pairing.id, "start": start} for pairing in (self.pairing, self.hush)]
        )
        self._write(self.mia, "About it", False, session_id=session.id)
        told = self._as(self.mia.user_id, list_reflections, self.pairing.id)
        self.assertEqual(told["reflections"][0]["session"], fields.Datetime.to_string(start))
        for strange in (other.id, session.id + 10**6, "1", [session.id]):
            with self.assertRaisesRegex(UserError, "not one of this pairing"):
                self._write(self.mia, "x", False, session_id=strange)

    # -- at rest -----------------------------------------------------------------------------

    def test_it_is_sealed_and_of_one_length_whatever_it_says(self):
        notes = self.notes
        for text in ("a", "canary-reflection", "é" * 5000, "三" * 5000, "😀" * 2500, '"\n' * 2500):
            notes += self._write(self.mia, text, False)
        self.env.flush_all()
        self.assertEqual(len({len(note.sealed) for note in notes}), 1)
        self.assertEqual(len({note.sealed for note in notes}), len(notes))
        self.env.cr.execute("SELECT to_jsonb(r)::text FROM mentoring_reflection r")
        self.assertNotIn("canary", "".join(row for [row] in self.env.cr.fetchall()))
        self.assertIn("canary-reflection", self._texts(self.mia))

    def test_a_row_says_who_and_where_and_not_when(self):
        stored = {name for name, field in self.notes._fields.items() if field.store}
        self.assertEqual(
            stored, {"id", "pairing_id", "enrolment_id", "is_shared", "reference", "sealed"}
        )

    def test_what_cannot_be_kept_is_refused_in_a_sentence(self):
        for text in ("", "  \n", None, 7, ["x"], "\ud800", "a" * 5001, "😀" * 2501, "\x01" * 5000):
            with self.subTest(repr(text)[:12]), self.assertRaises(UserError):
                self._write(self.mia, text, False)
        self.assertFalse(self.notes.search([]))

    def test_a_lost_key_ends_in_a_sentence_and_can_be_deleted(self):
        note = self._write(self.mia, "For us", True)
        note.sealed = "lost"
        told = self._as(self.mia.user_id, list_reflections, self.pairing.id)
        self.assertEqual(
            [(line["lost"], line["text"]) for line in told["reflections"]], [(True, False)]
        )
        self.assertEqual([line["lost"] for line in self._as(self.mia.user_id, held_of_me)], [True])
        # It cannot be known any more who was to read it.
        self.assertEqual(self._texts(self.ida), [])
        self._as(self.mia.user_id, delete_reflection, note.reference)
        self.assertFalse(note.exists())

    # -- how long ----------------------------------------------------------------------------

    def test_its_writer_deletes_it_at_once_and_for_both(self):
        note = self._write(self.mia, "For us", True)
        kept = self._write(self.mia, "Another", True)
        with patch("odoo.orm.models._unlink") as log:
            self._as(self.mia.user_id, delete_reflection, note.reference)
        # Odoo logs who deleted what: nobody did.
        self.assertEqual(log.info.call_args.args[1], SUPERUSER_ID)
        self.env.flush_all()
        self.env.cr.execute("SELECT id FROM mentoring_reflection")
        self.assertEqual(self.env.cr.fetchall(), [(kept.id,)])
        self.assertEqual(self._texts(self.ida), ["Another"])

    def test_what_a_leaver_wrote_is_destroyed_and_nothing_else(self):
        for shared in (True, False):
            self._write(self.mia, "Mia's", shared)
            self._write(self.ida, "Ida's", shared)
        self.assertEqual(self.notes._destroy_of(self.pairing.mentee_id), 2)
        self.assertEqual(self._texts(self.ida), ["Ida's", "Ida's"])
        self.assertEqual(self._texts(self.mia), ["Ida's"])
        self.assertEqual(self.notes._destroy_of(self.pairing.programme_id.enrolment_ids), 2)
        self.assertEqual(self.notes._destroy_of(self.pairing.programme_id.enrolment_ids), 0)

    def test_they_are_destroyed_after_the_grace_and_none_can_follow(self):
        programme = self.pairing.programme_id
        self._write(self.mia, "For us", True)
        programme.with_user(self.coordinator).action_close()
        self._write(self.mia, "Looking back", True)
        destroy = self.env["mentoring.preference"]._cron_destroy_expired
        destroy()
        self.assertEqual(self._texts(self.ida), ["Looking back", "For us"])
        programme.date_over = fields.Date.today() - timedelta(
            days=self.company.mentoring_grace_days
        )
        destroy()
        self.assertFalse(self.notes.search([]))
        with self.assertRaisesRegex(UserError, "long over"):
            self._write(self.mia, "Too late", False)

    def test_whoever_withdraws_or_is_archived_takes_theirs_along(self):
        self._write(self.mia, "Mia's", True)
        self._write(self.ida, "Ida's", True)
        self.pairing.mentee_id.with_user(self.mia.user_id).action_withdraw()
        self.assertEqual(self._texts(self.ida), ["Ida's"])
        self.ida.active = False
        self.assertFalse(self.notes.search([]))

    def test_a_log_in_that_is_deleted_takes_its_own_along(self):
        self._write(self.mia, "Mia's", True)
        user = self.mia.user_id
        self.mia.user_id = False
        user.unlink()
        self.assertFalse(self.notes.search([]))

    def test_the_next_log_in_of_an_employee_reads_nothing(self):
        self._write(self.mia, "For us", True)
        self.mia.user_id.active = False
        stranger = self._user("stranger")
        self.mia.user_id = stranger
        with self.assertRaises(AccessError):
            self._as(stranger, list_reflections, self.pairing.id)
        self.assertEqual(self._as(stranger, held_of_me), [])

    def test_it_goes_with_its_pairing(self):
        note = self._write(self.mia, "For us", True)
        self.pairing.unlink()
        self.assertFalse(note.exists())

    def test_what_is_held_on_me_is_what_i_wrote(self):
        self._write(self.mia, "For us", True)
        self._write(self.mia, "For myself", False)
        self._write(self.ida, "Ida's", True)
        held = self._as(self.mia.user_id, held_of_me)
        self.assertEqual(
            [(line["text"], line["is_shared"], line["partner"]) for line in held],
            [("For us", True, "Ida"), ("For myself", False, "Ida")],
        )
        self.assertEqual({line["programme"] for line in held}, {"Test programme"})

    def test_listing_costs_the_same_for_few_and_for_many(self):
        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            with self._request(self.mia.user_id) as env:
                list_reflections(env, self.pairing.id)
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                list_reflections(env, self.pairing.id)
                return self.env.cr.sql_log_count - before

        self._write(self.mia, "One", True)
        few = queries()
        for number in range(20):
            self._write(self.ida, f"Number {number}", True)
        self.assertEqual(queries(), few)

    def test_no_field_of_any_model_leads_to_one(self):
        pointing = {
            f"{model}.{field.name}"
            for model, cls in self.env.registry.items()
            for field in cls._fields.values()
            if field.comodel_name in ("mentoring.reflection", "mentoring.concern")
        }
        # What was noted on a concern; nobody has a right on that model either.
        self.assertEqual(pointing, {"mentoring.concern.note.concern_id"})
