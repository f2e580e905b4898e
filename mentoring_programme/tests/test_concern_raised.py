from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import concern_desk as desk
from ..models import concern_door as door
from .concern_case import ConcernCase


@tagged("post_install", "-at_install")
class TestConcernRaised(ConcernCase):
    """What is raised and mailed, and what lies in the database, for how long."""

    def test_it_can_be_about_a_pairing_or_the_programme_also_afterwards(self):
        told = self._as(self.mia.user_id, door.my_concerns)
        self.assertEqual(
            [(s["pairing_id"], s["partner"], s["can_pause"]) for s in told["subjects"]],
            [(self.pairing.id, "Ida", True), (False, False, False)],
        )
        concern = self._raise(pairing=False)
        heard = self._as(self.lead, desk.hear_concern, concern.reference)
        self.assertFalse(heard["partner"])
        self.pairing.with_user(self.mia.user_id).action_end()
        self.pairing.mentee_id.with_user(self.mia.user_id).action_withdraw()
        self._raise()
        self.assertEqual(len(self._as(self.lead, desk.concerns_to_hear)), 2)

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

    def test_it_does_not_go_to_nobody(self):
        others = self.other_lead | self.lead
        self.programme.safeguarding_deputy_id = False
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

    # -- the mail ----------------------------------------------------------------------------

    def test_lead_and_deputy_get_a_mail_each_that_says_nothing(self):
        self._raise("canary-concern")
        mail = self._mails()
        self.assertEqual(len(mail), 1)
        self.assertEqual(mail.recipient_ids, self.lead.partner_id)
        self.assertEqual(len(self._mails(self.deputy)), 1)
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

    def test_a_row_has_no_date_but_when_to_remind_and_when_it_was_closed(self):
        stored = {name for name, field in self.concerns._fields.items() if field.store}
        self.assertEqual(
            stored,
            {
                "id",
                "kept_for_id",
                "programme_id",
                "reporter_id",
                "lead_id",
                "deputy_id",
                "handler_id",
                "remind_first_on",
                "remind_second_on",
                "state",
                "date_closed",
                "reference",
                "sealed",
            },
        )

    def test_a_lost_key_ends_in_a_sentence_for_both(self):
        concern = self._raise()
        concern.sealed = "lost"
        (line,) = self._as(self.lead, desk.concerns_to_hear)
        self.assertTrue(line["lost"])
        with self.assertRaises(UserError):
            self._as(self.lead, desk.follow_up_concern, line["reference"], "x")
        shown = self._as(self.lead, desk.close_concern, line["reference"], "talked")
        self.assertEqual((shown["lost"], shown["text"]), (True, False))
        self.assertTrue(self._as(self.mia.user_id, door.my_concerns)["concerns"][0]["lost"])

    def test_it_is_kept_until_it_is_closed_and_the_grace_is_over(self):
        waiting, fresh, old = self._raise(), self._raise(), self._raise()
        for concern in (fresh, old):
            self._as(self.lead, desk.close_concern, concern.reference, "talked")
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
            self._as(self.lead, desk.concerns_to_hear)[0]["programme"], "Test programme"
        )
        concern.reporter_id = False
        self.assertEqual(self.concerns._destroy_expired(self.company, 0), 0)
        concern.lead_id = False
        self.assertEqual(self.concerns._destroy_expired(self.company, 0), 0)
        concern.deputy_id = False
        self.assertEqual(self.concerns._destroy_expired(self.company, 0), 1)

    def test_what_is_held_on_me_is_what_i_raised(self):
        self._raise("First")
        self._raise("Second")
        held = self._as(self.mia.user_id, door.held_of_me)
        self.assertEqual([line["text"] for line in held], ["Second", "First"])
        self.assertEqual(self._as(self.lead, door.held_of_me), [])
