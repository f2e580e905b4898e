from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import concern_door as door
from ..models import sealed_note
from .in_person_case import InPersonCase

TEMPLATE = "mentoring_programme.mail_template_attention"


@tagged("post_install", "-at_install")
class TestConcern(InPersonCase):
    """Ida mentors Mia; Sage leads safeguarding there. Mia has a concern about Ida."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()
        cls.programme = cls.pairing.programme_id
        cls.other_lead = cls._user("sally", "safeguarding")
        cls.hush = cls._paired_programme(cls.ian, cls.max, discreet=True)
        cls.hush.programme_id.safeguarding_lead_id = cls.other_lead
        cls.concerns = cls.env["mentoring.concern"]
        cls.admin = cls.env.ref("base.user_admin")
        cls.onlookers = (
            cls.ida.user_id,
            cls.mo.user_id,
            cls.ivy.user_id,
            cls.coordinator,
            cls.manager,
            cls.other_lead,
            cls.hr_officer,
            cls.admin,
        )

    def _raise(self, text="It does not feel right.", pairing=True, enrolment=None):
        enrolment = enrolment or self.pairing.mentee_id
        self._as(
            enrolment.user_id,
            door.raise_concern,
            enrolment.id,
            text,
            pairing_id=self.pairing.id if pairing else None,
        )
        return self.concerns.search([], order="id desc", limit=1)

    def _mails(self):
        self.env.flush_all()
        return self.env["mail.mail"].search([("recipient_ids", "in", self.lead.partner_id.ids)])

    # -- who reads ---------------------------------------------------------------------------

    def test_its_reporter_and_the_lead_read_it(self):
        concern = self._raise()
        (mine,) = self._as(self.mia.user_id, door.my_concerns)["concerns"]
        self.assertEqual((mine["text"], mine["state"]), ("It does not feel right.", "new"))
        (line,) = self._as(self.lead, door.concerns_to_hear)
        self.assertEqual(line["programme"], "Test programme")
        self.assertNotIn("text", line)
        heard = self._as(self.lead, door.hear_concern, concern.reference)
        self.assertEqual(
            [heard[name] for name in ("text", "reporter", "role", "partner")],
            ["It does not feel right.", "Mia", "mentee", "Ida"],
        )

    def test_nobody_else_reads_it_whatever_their_role(self):
        concern = self._raise()
        steps = (
            (door.hear_concern, concern.reference),
            (door.move_concern, concern.reference, "acknowledged"),
            (door.move_concern, concern.reference, "closed"),
        )
        refusals = set()
        for user in self.onlookers:
            with self.subTest(user.login):
                for step, *words in steps:
                    with self.assertRaises(AccessError) as refusal:
                        self._as(user, step, *words)
                    refusals.add(str(refusal.exception))
                self.assertEqual(self._as(user, door.my_concerns)["concerns"], [])
                self.assertEqual(self._as(user, door.held_of_me), [])
                with self._request(user) as env:
                    self.assertEqual(sealed_note.open_notes(env, concern), {})
                if user != self.other_lead:
                    with self.assertRaises(AccessError):
                        self._as(user, door.concerns_to_hear)
        self.assertEqual(self._as(self.other_lead, door.concerns_to_hear), [])
        # Neither can the reporter move it, nor is an unknown one refused in other words.
        for user, reference in (
            (self.mia.user_id, concern.reference),
            (self.lead, "nothing"),
            (self.lead, None),
            (self.lead, concern.id),
        ):
            with self.assertRaises(AccessError) as refusal:
                self._as(user, door.hear_concern, reference)
            refusals.add(str(refusal.exception))
        self.assertEqual(len(refusals), 1)
        self.assertEqual(concern.state, "new")

    def test_naming_another_lead_later_opens_nothing_to_them(self):
        concern = self._raise()
        self.programme.safeguarding_lead_id = self.other_lead
        self.assertEqual(self._as(self.other_lead, door.concerns_to_hear), [])
        self.assertEqual(len(self._as(self.lead, door.concerns_to_hear)), 1)
        # Not even where somebody writes them into the row, past every right.
        concern.lead_id = self.other_lead
        self.assertEqual(self._as(self.other_lead, door.concerns_to_hear), [])
        with self.assertRaises(AccessError):
            self._as(self.other_lead, door.hear_concern, concern.reference)

    def test_whoever_becomes_the_reporter_of_the_row_reads_nothing(self):
        concern = self._raise()
        concern.reporter_id = self.admin
        self.assertEqual(self._as(self.admin, door.my_concerns)["concerns"], [])

    def test_a_lead_who_is_none_any_more_reads_nothing_and_the_reporter_is_told(self):
        concern = self._raise()
        self.lead.group_ids = [
            Command.unlink(self.env.ref("mentoring_programme.group_mentoring_safeguarding").id)
        ]
        with self.assertRaises(AccessError):
            self._as(self.lead, door.hear_concern, concern.reference)
        (mine,) = self._as(self.mia.user_id, door.my_concerns)["concerns"]
        self.assertFalse(mine["is_heard"])

    def test_code_that_runs_in_somebodys_name_opens_nothing(self):
        concern = self._raise()
        nobody = self.env["res.users"]
        for user in (self.lead, self.mia.user_id):
            for session_user, path in (
                (nobody, "/mentoring/concerns/open"),
                (self.admin, "/mentoring/concerns/open"),
                (user, "/web/dataset/call_kw/mentoring.concern/read"),
            ):
                with self._request(user, session_user, path) as env:
                    for ask in (
                        door.my_concerns,
                        door.concerns_to_hear,
                        lambda env: door.hear_concern(env, concern.reference),
                        lambda env: door.raise_concern(env, self.pairing.mentee_id.id, "x"),
                        lambda env: sealed_note.open_notes(env, concern),
                    ):
                        with self.assertRaises(AccessError):
                            ask(env)
        self.assertEqual(self.concerns.search_count([]), 1)

    # -- raising -----------------------------------------------------------------------------

    def test_it_can_be_about_a_pairing_or_the_programme_also_afterwards(self):
        told = self._as(self.mia.user_id, door.my_concerns)
        self.assertEqual(
            [(s["pairing_id"], s["partner"], s["lead"]) for s in told["subjects"]],
            [(self.pairing.id, "Ida", "Sage"), (False, False, "Sage")],
        )
        concern = self._raise(pairing=False)
        heard = self._as(self.lead, door.hear_concern, concern.reference)
        self.assertFalse(heard["partner"])
        self.pairing.with_user(self.mia.user_id).action_end()
        self.pairing.mentee_id.with_user(self.mia.user_id).action_withdraw()
        self._raise()
        self.assertEqual(len(self._as(self.lead, door.concerns_to_hear)), 2)

    def test_only_about_ones_own(self):
        mia, own, other = self.mia.user_id, self.pairing.mentee_id.id, self.hush.mentee_id.id
        refusals = set()
        for enrolment_id, pairing_id in (
            (other, None),
            (other, self.hush.id),
            (own, self.hush.id),
            (own, self.hush.id + 10**6),
            (other + 10**6, None),
            (self.pairing.mentor_id.id, self.pairing.id),
            (2**40, None),
            (None, None),
            ([own], None),
            (True, None),
        ):
            with self.assertRaises(AccessError) as refusal:
                self._as(mia, door.raise_concern, enrolment_id, "x", pairing_id=pairing_id)
            refusals.add(str(refusal.exception))
        self.assertEqual(len(refusals), 1)
        self.assertFalse(self.concerns.search([]))

    def test_a_lead_with_a_concern_is_told_whom_else_to_turn_to(self):
        employee = self.env["hr.employee"].create(
            {"name": "Sage", "user_id": self.lead.id, "company_id": self.company.id}
        )
        enrolment = self._enrol(self.programme, employee, "mentor")
        with self.assertRaisesRegex(UserError, "yourself.*another safeguarding lead: Sally"):
            self._raise(pairing=False, enrolment=enrolment)
        (subject,) = self._as(self.lead, door.my_concerns)["subjects"]
        self.assertIn("Sally", subject["refusal"])
        self.assertFalse(subject["lead"])

    def test_it_does_not_go_to_the_partner_who_is_the_lead(self):
        self.ida.user_id.group_ids = [
            Command.link(self.env.ref("mentoring_programme.group_mentoring_safeguarding").id)
        ]
        self.programme.safeguarding_lead_id = self.ida.user_id
        for pairing in (True, False):
            with self.assertRaisesRegex(UserError, "also your partner.*: Sage, Sally|Sally, Sage"):
                self._raise(pairing=pairing)

    def test_it_does_not_go_to_nobody(self):
        others = self.other_lead | self.lead
        for lead in (self.env["res.users"], self.lead):
            self.programme.safeguarding_lead_id = lead
            self.lead.active = False
            with self.assertRaisesRegex(UserError, "has no safeguarding lead.*Sally"):
                self._raise()
            self.lead.active = True
        self.programme.safeguarding_lead_id = False
        others.active = False
        self.env["res.users"].search(
            [
                (
                    "all_group_ids",
                    "in",
                    self.env.ref("mentoring_programme.group_mentoring_safeguarding").ids,
                )
            ]
        ).active = False
        with self.assertRaisesRegex(UserError, "somebody outside the programme"):
            self._raise()
        self.assertFalse(self.concerns.search([]))

    def test_what_cannot_be_kept_is_refused_in_a_sentence(self):
        for text in ("", " ", None, 7, "\ud800", "a" * 5001):
            with self.subTest(repr(text)[:12]), self.assertRaises(UserError):
                self._raise(text)
        self.assertFalse(self.concerns.search([]))
        self.assertFalse(self._mails())

    # -- the lead's steps --------------------------------------------------------------------

    def test_it_is_acknowledged_and_closed_and_its_reporter_sees_that(self):
        concern = self._raise()
        for state in ("acknowledged", "closed"):
            shown = self._as(self.lead, door.move_concern, concern.reference, state)
            self.assertEqual(shown["state"], state)
            (mine,) = self._as(self.mia.user_id, door.my_concerns)["concerns"]
            self.assertEqual(mine["state"], state)
            with self.assertRaisesRegex(UserError, "already"):
                self._as(self.lead, door.move_concern, concern.reference, state)
        with self.assertRaisesRegex(UserError, "already"):
            self._as(self.lead, door.move_concern, concern.reference, "acknowledged")

    # -- the mail ----------------------------------------------------------------------------

    def test_the_lead_gets_a_mail_that_says_nothing(self):
        self._raise("canary-concern")
        mail = self._mails()
        self.assertEqual(len(mail), 1)
        self.assertEqual(mail.recipient_ids, self.lead.partner_id)
        for words in (mail.subject, mail.preview or "", str(mail.body_html), str(mail.headers)):
            for said in ("entor", "oncern", "afeguarding", "Mia", "Ida", "Test programme"):
                self.assertNotIn(said, words)
        self.assertIn("/odoo/for-your-attention", mail.body_html)

    def test_the_mail_names_no_record_and_nobody_who_sent_it(self):
        """Messages about a record are found and counted by all who may read that record."""
        self._raise()
        mail = self._mails()
        message = mail.mail_message_id
        self.assertFalse(message.model or message.res_id or message.record_name)
        self.assertFalse(message.notification_ids)
        self.assertTrue(mail.auto_delete)
        root = self.env.ref("base.user_root")
        self.assertEqual((mail.create_uid, mail.write_uid), (root, root))
        self.assertEqual((message.create_uid, message.author_id), (root, root.partner_id))
        for user in self.onlookers:
            found = self.env["mail.message"].with_user(user).search([("id", "=", message.id)])
            self.assertFalse(found, user.login)

    def test_the_client_action_has_the_address_in_the_mail(self):
        action = self.env.ref("mentoring_programme.mentoring_concern_action")
        self.assertEqual(action.path, "for-your-attention")
        menu = self.env.ref("mentoring_programme.menu_mentoring_concerns")
        self.assertEqual(
            menu.group_ids, self.env.ref("mentoring_programme.group_mentoring_safeguarding")
        )

    # -- at rest and how long ----------------------------------------------------------------

    def test_it_is_sealed_and_of_one_length_whatever_it_says(self):
        concerns = self.concerns
        for text in ("a", "canary-concern", "三" * 5000):
            concerns += self._raise(text)
        self.env.flush_all()
        self.assertEqual(len({len(concern.sealed) for concern in concerns}), 1)
        self.env.cr.execute("SELECT to_jsonb(c)::text FROM mentoring_concern c")
        rows = "".join(row for [row] in self.env.cr.fetchall())
        for said in ("canary", "Test programme"):
            self.assertNotIn(said, rows)
        # Names of three letters turn up in a token by chance.
        self.env.cr.execute(
            "SELECT (to_jsonb(c) - 'sealed' - 'reference')::text FROM mentoring_concern c"
        )
        rows = "".join(row for [row] in self.env.cr.fetchall())
        for said in ("Mia", "Ida"):
            self.assertNotIn(said, rows)

    def test_a_row_has_no_date_until_it_is_closed(self):
        stored = {name for name, field in self.concerns._fields.items() if field.store}
        self.assertEqual(
            stored,
            {
                "id",
                "kept_for_id",
                "programme_id",
                "reporter_id",
                "lead_id",
                "state",
                "date_closed",
                "reference",
                "sealed",
            },
        )

    def test_a_lost_key_ends_in_a_sentence_for_both(self):
        concern = self._raise()
        concern.sealed = "lost"
        (line,) = self._as(self.lead, door.concerns_to_hear)
        self.assertTrue(line["lost"])
        shown = self._as(self.lead, door.move_concern, line["reference"], "closed")
        self.assertEqual((shown["lost"], shown["text"]), (True, False))
        self.assertTrue(self._as(self.mia.user_id, door.my_concerns)["concerns"][0]["lost"])

    def test_it_is_kept_until_it_is_closed_and_the_grace_is_over(self):
        waiting, fresh, old = self._raise(), self._raise(), self._raise()
        for concern in (fresh, old):
            self._as(self.lead, door.move_concern, concern.reference, "closed")
        old.date_closed = fields.Date.today() - timedelta(days=30)
        fresh.date_closed = fields.Date.today() - timedelta(days=29)
        other = self.env["res.company"].create({"name": "Mentoring Test Abroad"})
        self.assertEqual(self.concerns._destroy_expired(other, 30), 0)
        self.assertEqual(self.concerns._destroy_expired(self.company, 30), 1)
        self.assertFalse(old.exists())
        self.assertEqual((waiting | fresh).exists(), waiting | fresh)

    def test_it_outlives_its_programme_and_goes_when_nobody_is_left_to_read_it(self):
        concern = self._raise()
        self.programme._write_state("cancelled")
        self.programme.unlink()
        self.assertEqual(
            self._as(self.lead, door.concerns_to_hear)[0]["programme"], "Test programme"
        )
        concern.reporter_id = False
        self.assertEqual(self.concerns._destroy_expired(self.company, 0), 0)
        concern.lead_id = False
        self.assertEqual(self.concerns._destroy_expired(self.company, 0), 1)

    def test_what_is_held_on_me_is_what_i_raised(self):
        self._raise("First")
        self._raise("Second")
        held = self._as(self.mia.user_id, door.held_of_me)
        self.assertEqual([line["text"] for line in held], ["Second", "First"])
        self.assertEqual(self._as(self.lead, door.held_of_me), [])
