from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from ..models import concern_desk as desk
from ..models import concern_door as door
from .in_person_case import InPersonCase

NOON = "2026-11-23 12:00:00"


@tagged("post_install", "-at_install")
class TestConcernDesk(InPersonCase):
    """Sage and Dell hear what Mia raises about her pairing with Ida."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()
        cls.programme = cls.pairing.programme_id
        cls.concerns = cls.env["mentoring.concern"]
        cls.user = cls.mia.user_id

    def _raise(self, text="It does not feel right.", **values):
        about = {"pairing_id": self.pairing.id, **values}
        self._as(self.user, door.raise_concern, self.pairing.mentee_id.id, text, **about)
        return self.concerns.search([], order="id desc", limit=1)

    def _mine(self):
        return self._as(self.user, door.my_concerns)["concerns"][0]

    def _step(self, step, concern, *words, user=None):
        return self._as(user or self.lead, step, concern.reference, *words)

    def _mails(self, user):
        self.env.flush_all()
        return self.env["mail.mail"].search_count([("recipient_ids", "in", user.partner_id.ids)])

    # -- taking it on ------------------------------------------------------------------------

    def test_who_acknowledges_first_handles_it_and_its_reporter_sees_who(self):
        concern = self._raise()
        self.assertFalse(self._mine()["handler"])
        shown = self._step(desk.acknowledge_concern, concern, user=self.deputy)
        self.assertEqual((shown["state"], shown["handler"]), ("acknowledged", "Dell"))
        self.assertTrue(shown["is_mine"])
        self.assertEqual((self._mine()["state"], self._mine()["handler"]), ("acknowledged", "Dell"))
        with self.assertRaisesRegex(UserError, "Dell has taken this on already"):
            self._step(desk.acknowledge_concern, concern)
        self.assertEqual(concern.handler_id, self.deputy)

    def test_the_other_can_take_it_over(self):
        concern = self._raise()
        with self.assertRaises(UserError):
            self._step(desk.take_over_concern, concern)
        self._step(desk.acknowledge_concern, concern, user=self.deputy)
        with self.assertRaises(UserError):
            self._step(desk.take_over_concern, concern, user=self.deputy)
        self._step(desk.take_over_concern, concern)
        self.assertEqual(self._mine()["handler"], "Sage")

    def test_two_who_acknowledge_at_once_one_of_them_is_told(self):
        concern = self._raise()
        busy = patch("odoo.models.BaseModel.try_lock_for_update", lambda self, **_: self.browse())
        with busy, self.assertRaisesRegex(UserError, "Somebody else is changing this"):
            self._step(desk.acknowledge_concern, concern)
        self.assertEqual(concern.state, "new")

    # -- following it up ---------------------------------------------------------------------

    def test_notes_are_for_the_two_who_hear_it_and_answers_for_the_reporter_too(self):
        concern = self._raise()
        with self.assertRaisesRegex(UserError, "Acknowledge"):
            self._step(desk.follow_up_concern, concern, "Too early")
        self._step(desk.acknowledge_concern, concern)
        before = self._mails(self.user)
        self._step(desk.follow_up_concern, concern, "I will ring her")
        self.assertEqual(self._mails(self.user), before)
        shown = self._step(desk.follow_up_concern, concern, "Can we talk?", True, user=self.deputy)
        self.assertEqual(shown["state"], "following")
        self.assertEqual(
            [(note["by"], note["text"], note["for_reporter"]) for note in shown["notes"]],
            [("Sage", "I will ring her", False), ("Dell", "Can we talk?", True)],
        )
        (answer,) = self._mine()["answers"]
        self.assertEqual((answer["by"], answer["text"]), ("Dell", "Can we talk?"))
        self.assertEqual(self._mails(self.user), before + 1)
        mail = self.env["mail.mail"].search(
            [("recipient_ids", "in", self.user.partner_id.ids)], order="id desc", limit=1
        )
        for words in (mail.subject, str(mail.body_html)):
            for said in ("oncern", "afeguarding", "Dell", "Ida", "talk", "Test programme"):
                self.assertNotIn(said, words)

    def test_notes_are_sealed_and_open_to_nobody_else(self):
        concern = self._raise()
        self._step(desk.acknowledge_concern, concern)
        self._step(desk.follow_up_concern, concern, "canary-note")
        self.env.flush_all()
        self.env.cr.execute("SELECT to_jsonb(n)::text FROM mentoring_concern_note n")
        self.assertNotIn("canary", "".join(row for [row] in self.env.cr.fetchall()))
        stored = {
            name
            for name, field in self.env["mentoring.concern.note"]._fields.items()
            if field.store
        }
        self.assertEqual(stored, {"id", "concern_id", "reference", "sealed"})
        other = self._user("sally", "safeguarding")
        for user in (other, self.user, self.ida.user_id, self.coordinator, self.manager):
            with self.assertRaises(AccessError):
                self._step(desk.follow_up_concern, concern, "x", user=user)
        # Whoever stands in the row past every right opens neither it nor its notes.
        concern.deputy_id = other
        with self.assertRaises(AccessError):
            self._step(desk.hear_concern, concern, user=other)

    def test_it_is_closed_with_an_outcome_of_the_list(self):
        concern = self._raise()
        for outcome in (None, "raised", "anything", ["talked"]):
            with self.assertRaises(UserError):
                self._step(desk.close_concern, concern, outcome)
        shown = self._step(desk.close_concern, concern, "changed")
        self.assertEqual(shown["state"], "closed")
        self.assertEqual(shown["outcome"], "Something in the pairing was changed")
        self.assertNotIn("outcome", self._mine())
        self.assertFalse(concern.remind_first_on or concern.remind_second_on)
        for step, *words in (
            (desk.close_concern, "talked"),
            (desk.follow_up_concern, "x"),
            (desk.acknowledge_concern,),
            (desk.take_over_concern,),
        ):
            with self.assertRaises(UserError):
                self._step(step, concern, *words, user=self.deputy)

    # -- how soon ----------------------------------------------------------------------------

    def test_the_reporter_says_how_soon_and_that_sets_the_clock(self):
        self.company.write(
            {
                "mentoring_concern_hours_now": 3,
                "mentoring_concern_hours_soon": 20,
                "mentoring_concern_hours_later": 100,
            }
        )
        told = self._as(self.user, door.my_concerns)
        self.assertEqual(told["hours"], {"now": 3, "soon": 20, "later": 100})
        with freeze_time("2026-11-23 12:07:00"):
            for urgency, first, second in (
                ("now", "2026-11-23 15:15", "2026-11-23 18:15"),
                ("soon", "2026-11-24 08:15", "2026-11-25 04:15"),
                ("later", "2026-11-27 16:15", "2026-12-01 20:15"),
            ):
                concern = self._raise(urgency=urgency)
                self.assertEqual(
                    (concern.remind_first_on, concern.remind_second_on),
                    (
                        fields.Datetime.to_datetime(f"{first}:00"),
                        fields.Datetime.to_datetime(f"{second}:00"),
                    ),
                )
                shown = self._step(desk.hear_concern, concern)
                self.assertEqual(shown["urgency"], urgency)
        with self.assertRaises(UserError):
            self._raise(urgency="whenever")

    def _remind(self, moment):
        """Run the job at a moment; how many mails the lead and the deputy got by it."""
        before = [self._mails(user) for user in (self.lead, self.deputy)]
        with freeze_time(moment), patch.object(type(self.env["ir.cron"]), "_commit_progress"):
            self.concerns._cron_remind()
        after = [self._mails(user) for user in (self.lead, self.deputy)]
        return tuple(now - then for now, then in zip(after, before, strict=True))

    def test_the_lead_is_reminded_then_the_deputy_each_once(self):
        with freeze_time(NOON):
            self._raise(urgency="now")
            self._raise(urgency="now")
        self.assertEqual(self._remind("2026-11-23 13:59:00"), (0, 0))
        # One mail for the two that wait.
        self.assertEqual(self._remind("2026-11-23 14:00:00"), (1, 0))
        self.assertEqual(self._remind("2026-11-23 14:15:00"), (0, 0))
        self.assertFalse(self._mine()["turn_to"])
        self.assertEqual(self._remind("2026-11-23 16:00:00"), (0, 1))
        self.assertEqual(self._remind("2026-11-30 16:00:00"), (0, 0))
        self.assertTrue(self._as(self.lead, desk.concerns_to_hear)[0]["is_late"])
        # Nobody has acknowledged it: its reporter is told whom else to turn to.
        self.assertIn("Please turn to", self._mine()["turn_to"])

    def test_a_job_that_slept_too_long_sends_what_is_due_and_no_more(self):
        with freeze_time(NOON):
            self._raise(urgency="now")
        self.assertEqual(self._remind("2026-12-23 12:00:00"), (1, 1))
        self.assertEqual(self._remind("2026-12-23 12:15:00"), (0, 0))

    def test_where_the_lead_is_left_out_the_deputy_is_reminded_twice(self):
        self.mia.parent_id = self.env["hr.employee"].create(
            {"name": "Sage", "user_id": self.lead.id, "company_id": self.company.id}
        )
        with freeze_time(NOON):
            self._raise(urgency="now")
        self.assertEqual(self._remind("2026-11-23 14:00:00"), (0, 1))
        self.assertEqual(self._remind("2026-11-23 16:00:00"), (0, 1))

    def test_what_is_not_followed_up_reminds_whoever_handles_it_first(self):
        with freeze_time(NOON):
            concern = self._raise(urgency="now")
            self._step(desk.acknowledge_concern, concern, user=self.deputy)
        self.assertEqual(self._remind("2026-11-23 16:00:00"), (0, 0))
        with freeze_time("2026-11-29 12:00:00"):
            self._step(desk.follow_up_concern, concern, "Rang", user=self.deputy)
        self.assertEqual(self._remind("2026-12-06 11:45:00"), (0, 0))
        self.assertEqual(self._remind("2026-12-06 12:00:00"), (0, 1))
        self.assertEqual(self._remind("2026-12-13 12:00:00"), (1, 0))
        self._step(desk.close_concern, concern, "talked")
        self.assertEqual(self._remind("2027-12-13 12:00:00"), (0, 0))

    def test_the_job_is_the_same_few_queries_however_many_wait(self):
        def queries(count):
            with freeze_time(NOON):
                for _n in range(count):
                    self._raise(urgency="now")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._remind("2026-11-23 14:00:00")
            used = self.env.cr.sql_log_count - before
            self.concerns.search([]).unlink()
            return used

        queries(2)
        self.assertEqual(queries(2), queries(8))

    # -- contact -----------------------------------------------------------------------------

    def _pause(self):
        later = fields.Datetime.now() + timedelta(days=3)
        session = self.env["mentoring.session"].create(
            {"pairing_id": self.pairing.id, "start": later, "duration": 1}
        )
        return self._raise(pause=True), session

    def test_contact_is_paused_at_once_and_neither_says_why_nor_who(self):
        concern, session = self._pause()
        self.assertEqual((self.pairing.state, session.state), ("paused", "cancelled"))
        self.assertFalse(session.event_id)
        mails = self.env["mail.mail"].search(
            [("recipient_ids", "in", self.ida.user_id.partner_id.ids)], order="id desc", limit=1
        )
        for said in ("oncern", "Mia", "afeguarding", "Test programme"):
            self.assertNotIn(said, mails.subject + str(mails.body_html))
        root = self.env.ref("base.user_root")
        self.assertEqual(self.pairing.write_uid, root)
        self.assertNotIn("write_uid", session._fields)
        hold = self.env["mentoring.pairing.hold"].search([])
        stored = {name for name, field in hold._fields.items() if field.store}
        self.assertEqual(stored, {"id", "pairing_id", "is_coordinators"})
        self.assertTrue(self._mine()["paused"])
        self.assertTrue(self._step(desk.hear_concern, concern)["paused"])

    def test_it_is_the_same_mail_as_any_pause(self):
        partner = self.ida.user_id.partner_id

        def mail():
            self.env.flush_all()
            found = self.env["mail.mail"].search([("recipient_ids", "in", partner.ids)])
            told = [(each.subject, str(each.body_html), each.email_from) for each in found]
            found.unlink()
            return told

        mail()
        self._pause()
        by_concern = mail()
        self.env["mentoring.pairing.hold"].search([]).unlink()
        self.pairing._as_nobody().write({"state": "active"})
        self.pairing.with_user(self.coordinator).action_hold()
        self.assertEqual(mail(), by_concern)

    def test_nobody_resumes_it_before_it_is_let_go(self):
        concern, _session = self._pause()
        self.assertEqual(self.pairing._held_pairings(), self.pairing)
        with self.assertRaisesRegex(UserError, "cannot go on just yet") as refusal:
            self.pairing._as_nobody().write({"state": "active"})
        by_concern = str(refusal.exception)
        self._step(desk.acknowledge_concern, concern)
        shown = self._step(desk.release_contact, concern)
        self.assertFalse(shown["paused"])
        # Released, not resumed: that is the two people's to say.
        self.assertEqual(self.pairing.state, "paused")
        with self.assertRaises(UserError):
            self._step(desk.release_contact, concern)
        self.pairing._as_nobody().write({"state": "active"})
        # A coordinator's hold refuses in the same words, so that these tell of no concern.
        self.pairing.with_user(self.coordinator).action_hold()
        with self.assertRaises(UserError) as refusal:
            self.pairing._as_nobody().write({"state": "active"})
        self.assertEqual(str(refusal.exception), by_concern)

    def test_it_looks_to_each_as_if_the_other_were_not_back_yet(self):
        concern, _session = self._pause()
        ida, mia = self.ida.user_id, self.user
        alone = self.pairing.with_user(ida)
        alone.action_resume()
        before = alone._page_life()
        self.pairing.with_user(mia).action_resume()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(self.pairing.state, "paused")
        self.assertEqual(self.pairing.with_user(ida)._page_life(), before)
        self._step(desk.acknowledge_concern, concern)
        self._step(desk.release_contact, concern)
        self.assertEqual(self.pairing.state, "active")

    def test_a_coordinator_neither_sees_nor_releases_the_hold_of_a_concern(self):
        self._pause()
        pairing = self.pairing.with_user(self.coordinator)
        self.assertFalse(pairing.is_held_by_coordinator)
        pairing.action_release()
        self.assertTrue(self.pairing._held_pairings())
        pairing.action_hold()
        self.assertTrue(pairing.is_held_by_coordinator)
        self.assertFalse(self.pairing.with_user(self.user).is_held_by_coordinator)
        pairing.action_release()
        self.assertTrue(self.pairing._held_pairings())
        for user in (self.user, self.mo.user_id, self.hr_officer, self.lead):
            with self.assertRaises(AccessError):
                self.pairing.with_user(user).action_hold()
            with self.assertRaises(AccessError):
                self.pairing.with_user(user).action_release()

    def test_closing_says_what_becomes_of_contact(self):
        concern, _session = self._pause()
        with self.assertRaisesRegex(UserError, "Contact was paused"):
            self._step(desk.close_concern, concern, "talked")
        self._step(desk.close_concern, concern, "talked", "may_go_on")
        self.assertFalse(self.pairing._held_pairings())
        self.assertEqual(self.pairing.state, "paused")
        concern = self._raise(pause=True)
        self._step(desk.close_concern, concern, "ended", "ends")
        self.assertEqual(self.pairing.state, "ended")

    def test_what_is_paused_already_is_held_as_well_and_what_is_over_is_not(self):
        self.pairing._as_nobody()._pause()
        self._raise(pause=True)
        self._raise(pause=True)
        self.assertEqual(len(self.env["mentoring.pairing.hold"].search([])), 2)
        self.pairing._end()
        self.env["mentoring.pairing.hold"].search([]).unlink()
        concern = self._raise(pause=True)
        self.assertFalse(self._step(desk.hear_concern, concern)["paused"])
        self.assertFalse(self.env["mentoring.pairing.hold"].search([]))

    # -- counted, never described ------------------------------------------------------------

    def _figures(self):
        self.env.flush_all()
        self.env.invalidate_all()
        tally = self.env["mentoring.concern.tally"].with_user(self.manager)
        return tally.with_context(allowed_company_ids=self.company.ids).get_figures()

    def test_managers_are_told_steps_of_years_that_are_over(self):
        this_year = fields.Date.today().year
        for count in (4, 1):
            for _n in range(count):
                concern = self._raise()
                self._step(desk.close_concern, concern, "talked")
            figures = self._figures()["figures"]
            self.assertEqual([line["year"] for line in figures], [this_year - n for n in (1, 2, 3)])
            self.assertEqual({line["raised"] for line in figures}, {0}, "this year is not told")
            last = self.env["mentoring.concern.tally"].search([])
            last.year = this_year - 1
            (line, *_rest) = self._figures()["figures"]
            outcomes = {outcome["name"]: outcome["count"] for outcome in line["outcomes"]}
            expected = 0 if count == 4 else 5
            self.assertEqual((line["raised"], outcomes["Settled by talking"]), (expected, expected))
            self.assertEqual(sum(outcomes.values()), expected)

    def test_figures_are_for_managers_and_for_companies_they_work_in(self):
        tally = self.env["mentoring.concern.tally"]
        for user in (self.user, self.coordinator, self.lead, self.hr_officer):
            with self.assertRaises(AccessError):
                tally.with_user(user).get_figures()
        other = self.env["res.company"].create({"name": "Mentoring Test Abroad"})
        names = {line["company"] for line in self._figures()["figures"]}
        self.assertEqual(names, {self.company.name})
        with self.assertRaises(AccessError):
            tally.with_user(self.manager).with_context(allowed_company_ids=other.ids).get_figures()

    def test_the_tally_outlives_a_concern_and_leads_back_to_none(self):
        concern = self._raise()
        self._step(desk.close_concern, concern, "talked")
        self.assertEqual(self.concerns._destroy_expired(self.company, 0), 1)
        self.assertFalse(self.env["mentoring.concern.note"].search([]))
        strokes = self.env["mentoring.concern.tally"].search([])
        self.assertEqual(sorted(strokes.mapped("kind")), ["raised", "talked"])
        stored = {name for name, field in strokes._fields.items() if field.store}
        self.assertEqual(stored, {"id", "kept_for_id", "year", "kind"})
