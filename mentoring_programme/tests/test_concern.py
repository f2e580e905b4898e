from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import concern_desk as desk
from ..models import concern_door as door
from ..models import sealed_note
from .in_person_case import InPersonCase

TEMPLATE = "mentoring_programme.mail_template_attention"


@tagged("post_install", "-at_install")
class TestConcern(InPersonCase):
    """Ida mentors Mia; Sage leads safeguarding there, Dell is the deputy. Mia has a concern."""

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

    def _mails(self, user=None):
        self.env.flush_all()
        partner = (user or self.lead).partner_id
        return self.env["mail.mail"].search([("recipient_ids", "in", partner.ids)])

    # -- who reads ---------------------------------------------------------------------------

    def test_its_reporter_the_lead_and_the_deputy_read_it(self):
        concern = self._raise()
        (mine,) = self._as(self.mia.user_id, door.my_concerns)["concerns"]
        self.assertEqual((mine["text"], mine["state"]), ("It does not feel right.", "new"))
        for user in (self.lead, self.deputy):
            (line,) = self._as(user, desk.concerns_to_hear)
            self.assertEqual(line["programme"], "Test programme")
            self.assertNotIn("text", line)
            heard = self._as(user, desk.hear_concern, concern.reference)
            self.assertEqual(
                [heard[name] for name in ("text", "reporter", "role", "partner", "heard_by")],
                ["It does not feel right.", "Mia", "mentee", "Ida", ["Sage", "Dell"]],
            )

    def test_nobody_else_reads_it_whatever_their_role(self):
        concern = self._raise()
        steps = (
            (desk.hear_concern, concern.reference),
            (desk.acknowledge_concern, concern.reference),
            (desk.take_over_concern, concern.reference),
            (desk.follow_up_concern, concern.reference, "x"),
            (desk.release_contact, concern.reference),
            (desk.close_concern, concern.reference, "talked"),
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
                        self._as(user, desk.concerns_to_hear)
        self.assertEqual(self._as(self.other_lead, desk.concerns_to_hear), [])
        # Neither can the reporter move it, nor is an unknown one refused in other words.
        for user, reference in (
            (self.mia.user_id, concern.reference),
            (self.lead, "nothing"),
            (self.lead, None),
            (self.lead, concern.id),
        ):
            with self.assertRaises(AccessError) as refusal:
                self._as(user, desk.hear_concern, reference)
            refusals.add(str(refusal.exception))
        self.assertEqual(len(refusals), 1)
        self.assertEqual(concern.state, "new")

    def test_naming_another_lead_later_opens_nothing_to_them(self):
        concern = self._raise()
        self.programme.safeguarding_lead_id = self.other_lead
        self.assertEqual(self._as(self.other_lead, desk.concerns_to_hear), [])
        self.assertEqual(len(self._as(self.lead, desk.concerns_to_hear)), 1)
        # Not even where somebody writes them into the row, past every right.
        concern.deputy_id = concern.handler_id = self.other_lead
        self.assertEqual(self._as(self.other_lead, desk.concerns_to_hear), [])
        with self.assertRaises(AccessError):
            self._as(self.other_lead, desk.hear_concern, concern.reference)

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
            self._as(self.lead, desk.hear_concern, concern.reference)
        (mine,) = self._as(self.mia.user_id, door.my_concerns)["concerns"]
        self.assertTrue(mine["is_heard"])
        self.deputy.active = False
        (mine,) = self._as(self.mia.user_id, door.my_concerns)["concerns"]
        self.assertFalse(mine["is_heard"])
        self.assertIn("Sally", mine["turn_to"])

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
                        desk.concerns_to_hear,
                        lambda env: desk.hear_concern(env, concern.reference),
                        lambda env: door.raise_concern(env, self.pairing.mentee_id.id, "x"),
                        lambda env: sealed_note.open_notes(env, concern),
                    ):
                        with self.assertRaises(AccessError):
                            ask(env)
        self.assertEqual(self.concerns.search_count([]), 1)

    # -- who is left out ---------------------------------------------------------------------

    def _subject(self, user):
        subjects = self._as(user, door.my_concerns)["subjects"]
        return next(s for s in subjects if s["pairing_id"])

    def assertReadBy(self, reporter, *names):  # noqa: N802 - as unittest names them
        """What the reporter is told before sending is who can open it afterwards."""
        subject = self._subject(reporter.user_id)
        self.assertEqual([reader["name"] for reader in subject["readers"]], list(names))
        enrolment = self.pairing.mentor_id if reporter == self.ida else self.pairing.mentee_id
        concern = self._raise(enrolment=enrolment)
        for user in (self.lead, self.deputy):
            heard = [line["reference"] for line in self._as(user, desk.concerns_to_hear)]
            self.assertEqual(concern.reference in heard, user.name in names, user.name)
        return subject

    def _leads(self, employee):
        employee.user_id.group_ids = [
            Command.link(self.env.ref("mentoring_programme.group_mentoring_safeguarding").id)
        ]
        self.lead, self.programme.safeguarding_lead_id = employee.user_id, employee.user_id

    def test_both_read_it_where_neither_is_close(self):
        self.assertReadBy(self.mia, "Sage", "Dell")
        self.assertReadBy(self.ida, "Sage", "Dell")

    def test_where_the_lead_is_the_partner_the_deputy_alone_hears_it(self):
        self._leads(self.ida)
        subject = self.assertReadBy(self.mia, "Dell")
        self.assertEqual(subject["left_out"], ["Ida"])

    def test_where_the_lead_raises_it_the_deputy_alone_hears_it(self):
        self._leads(self.ida)
        self.assertReadBy(self.ida, "Dell")

    def test_whoever_is_above_the_reporter_or_the_partner_is_left_out(self):
        self._leads(self.mo)
        self.assertReadBy(self.mia, "Dell")
        self.assertReadBy(self.ida, "Dell")

    def test_at_any_depth_of_the_chain_and_for_either_side(self):
        boss = self._employee("Boss")
        self.mo.parent_id = boss
        self._leads(boss)
        self.assertReadBy(self.mia, "Dell")
        self.mo.parent_id = False
        self.assertReadBy(self.mia, "Boss", "Dell")
        self.ida.parent_id = boss
        self.assertReadBy(self.mia, "Dell")

    def test_whoever_coordinates_by_now_is_left_out(self):
        self.lead.group_ids += self.env.ref("mentoring_programme.group_mentoring_coordinator")
        # Past the constraint, as an import by an administrator could.
        self.env.cr.execute(
            "INSERT INTO mentoring_programme_coordinator_rel VALUES (%s, %s)",
            [self.programme.id, self.lead.id],
        )
        self.env.invalidate_all()
        self.assertReadBy(self.mia, "Dell")

    def test_where_nobody_is_left_one_is_told_whom_else_to_turn_to(self):
        self._leads(self.mo)
        boss = self._employee("Boss")
        self.mo.parent_id = boss
        boss.user_id.group_ids = self.mo.user_id.group_ids
        self.programme.safeguarding_deputy_id = boss.user_id
        subject = self._subject(self.mia.user_id)
        self.assertEqual(subject["readers"], [])
        self.assertRegex(subject["refusal"], "too close to you or to your partner.*Sally")
        for said in ("Mo", "Boss"):
            self.assertNotIn(said, subject["refusal"])
        with self.assertRaisesRegex(UserError, "too close"):
            self._raise()
        self.assertFalse(self.concerns.search([]))

    def test_it_goes_to_nobody_else_than_was_shown(self):
        shown = [reader["id"] for reader in self._subject(self.mia.user_id)["readers"]]
        self.programme.safeguarding_deputy_id = self.other_lead
        mia, enrolment = self.mia.user_id, self.pairing.mentee_id
        with self.assertRaisesRegex(UserError, "has changed since you opened it"):
            self._as(mia, door.raise_concern, enrolment.id, "x", readers=shown)
        self.assertFalse(self.concerns.search([]))
        shown = [reader["id"] for reader in self._subject(mia)["readers"]]
        self._as(mia, door.raise_concern, enrolment.id, "x", readers=shown)
        self.assertEqual(self.concerns.search([]).deputy_id, self.other_lead)

    # -- raising -----------------------------------------------------------------------------

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
