from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.mentoring_programme.models import mentoring_pairing_people

from .life_case import LATER, LifeCase


@tagged("post_install", "-at_install")
class TestPause(LifeCase):
    def test_coming_sessions_within_it_are_cancelled_and_both_are_told_the_same(self):
        pairing = self._as(self.mia)
        mails = self._mails(lambda: pairing.action_pause(self.today + LATER))
        self.assertEqual((self.pairing.state, self.soon.state), ("paused", "cancelled"))
        self.assertFalse(self.soon.event_id)
        self.assertEqual(self.late.state, "planned")
        self.assertEqual([mail[:2] for mail in mails], [
            ("Ida", "A change in your calendar"), ("Mia", "A change in your calendar"),
        ])  # fmt: skip
        for said in ("Mia", "mentor", "Test programme"):
            self.assertNotIn(said, mails[0][2].replace("my/mentoring", "").replace("Mentoring", ""))

    def test_nothing_tells_who_paused(self):
        self._as(self.mia).action_pause()
        root = self.env.ref("base.user_root")
        self.assertEqual(self.pairing.write_uid, root)
        self.assertNotIn("write_uid", self.soon._fields)
        self.assertFalse(self.env["mentoring.pairing.pause"]._log_access)

    def test_the_two_and_the_coordinator_read_until_when_and_the_line_manager_does_not(self):
        until = self.today + LATER
        self._as(self.mia).action_pause(fields.Date.to_string(until))
        pauses = self.env["mentoring.pairing.pause"]
        for user in (self.mia.user_id, self.ida.user_id, self.coordinator):
            self.assertEqual(pauses.with_user(user).search([]).until, until)
        for user in (self.mo.user_id, self.hr_officer, self.ivy.user_id):
            self.assertFalse(pauses.with_user(user).search([]))

    def test_only_the_two_pause_and_resume(self):
        for user in (self.coordinator, self.mo.user_id, self.hr_officer, self.ivy.user_id):
            for step in (self._as(user).action_pause, self._as(user).action_resume):
                with self.assertRaises(AccessError):
                    step()
        self.assertEqual(self.pairing.state, "active")

    def test_a_day_in_the_past_or_after_the_programme_is_refused(self):
        pairing = self._as(self.mia)
        end = self.programme.date_end
        for day in (
            self.today,
            self.today - LATER,
            end + timedelta(days=1),
            "soon",
            "2030-13-01",
            7,
        ):
            with self.assertRaisesRegex(ValidationError, "Choose a day after"):
                pairing.action_pause(day)
        self.assertEqual(self.pairing.state, "active")
        pairing.action_pause(end)
        self.assertEqual(self.pairing.state, "paused")

    def test_it_goes_on_once_both_are_back(self):
        self._as(self.mia).action_pause()
        # The other is told once, in words that press nobody and name nobody.
        mails = self._mails(self._as(self.ida).action_resume)
        self.assertEqual([mail[:2] for mail in mails], [("Mia", "Whenever you are ready")])
        for said in ("Ida", "Test programme", "mentor"):
            self.assertNotIn(said, mails[0][2].replace("my/mentoring", "").replace("Mentoring", ""))
        self.assertEqual(self.pairing.state, "paused")
        told = {who: self._as(who)._page_life() for who in (self.mia, self.ida)}
        self.assertEqual(
            [(page["i_am_back"], page["partner_is_back"]) for page in told.values()],
            [(False, True), (True, False)],
        )
        self.assertFalse(self._mails(self._as(self.ida).action_resume))
        self.assertEqual(self.pairing.state, "paused")
        mails = self._mails(self._as(self.mia).action_resume)
        self.assertEqual(self.pairing.state, "active")
        self.assertEqual([name for name, _subject, _body in mails], ["Ida", "Mia"])
        # Said once more, from a page that was not reloaded.
        self.assertFalse(self._mails(self._as(self.mia).action_resume))
        self._as(self.mia).action_end()
        with self.assertRaises(UserError):
            self._as(self.mia).action_resume()

    def test_it_goes_on_by_itself_on_its_day_and_both_are_told_once(self):
        self._as(self.mia).action_pause(self.today + LATER)
        self.assertFalse(self._mails(self._run))
        self.pairing._pauses().until = self.today
        self.assertEqual(len(self._mails(self._run)), 2)
        self.assertEqual(self.pairing.state, "active")
        self.assertFalse(self._mails(self._run))

    def test_what_is_held_back_rests_on_though_both_are_back(self):
        self._as(self.mia).action_pause(self.today + LATER)
        hold = self.pairing._hold()
        for person in (self.mia, self.ida):
            self.assertFalse(self._mails(self._as(person).action_resume))
        self.pairing._pauses().until = self.today
        self.assertFalse(self._mails(self._run))
        self.assertEqual(self.pairing.state, "paused")
        hold.unlink()
        self._run()
        self.assertEqual(self.pairing.state, "active")

    def test_of_what_is_held_nobody_is_told_that_the_other_is_back_before_it_is_let_go(self):
        self._as(self.mia).action_pause()
        hold = self.pairing._hold()
        self.assertFalse(self._mails(self._as(self.ida).action_resume))
        self.assertFalse(self._as(self.mia)._page_life()["partner_is_back"])
        hold.unlink()
        mails = self._mails(self.pairing._resume_if_both_are_back)
        self.assertEqual([mail[:2] for mail in mails], [("Mia", "Whenever you are ready")])
        self.assertTrue(self._as(self.mia)._page_life()["partner_is_back"])

    def test_the_other_asked_for_the_very_same_a_moment_earlier(self):
        for until in (None, self.today + LATER):
            self._as(self.mia).action_pause(until)
            self.assertFalse(self._mails(lambda day=until: self._as(self.ida).action_pause(day)))
            with self.assertRaisesRegex(UserError, "Paused"):
                self._as(self.ida).action_pause(self.today + timedelta(days=31))
            self.pairing._resume()
        self.assertEqual(len(self._mails(self._as(self.mia).action_end)), 2)
        self.assertFalse(self._mails(lambda: self._as(self.ida).action_end("time")))
        self.assertEqual(self.env["mentoring.ending"].search([]).reason, "time")
        self.pairing.date_end -= timedelta(days=1)
        with self.assertRaisesRegex(UserError, "Ended"):
            self._as(self.ida).action_end()

    def test_a_stop_in_the_middle_tells_nobody_twice_and_forgets_nobody(self):
        other = self._paired_programme(self.ian, self.ivy)
        (self.pairing | other)._pause(self.today)
        self.patch(mentoring_pairing_people, "AT_ONCE", 1)
        Pairing = type(self.env["mentoring.pairing"])
        taken, resume = [], Pairing._resume

        def resume_one(pairings):
            if taken:
                raise RuntimeError("stopped")
            taken.append(pairings)
            return resume(pairings)

        def stopped():
            with self._cron() as cron, self.assertLogs("odoo.addons.base.models.ir_cron", "ERROR"):
                cron.method_direct_trigger()

        self.patch(Pairing, "_resume", resume_one)
        first = self._mails(stopped)
        self.assertEqual(len(first), 2)
        self.patch(Pairing, "_resume", resume)
        second = self._mails(self._run)
        self.assertEqual(sorted(line[0] for line in first + second), ["Ian", "Ida", "Ivy", "Mia"])
        self.assertEqual((self.pairing.state, other.state), ("active", "active"))

    def test_a_pause_of_nobodys_asking_has_no_end_and_looks_the_same(self):
        mails = self._mails(self.pairing._pause)
        self.assertEqual(len(mails), 2)
        self.assertFalse(self.pairing._pauses().until)
        self.assertFalse(self._mails(self._run))
        self.assertEqual(self.pairing.state, "paused")
        # One that rests already is prolonged, and nobody is told again.
        self.pairing._pauses().until = self.today + LATER
        self.assertFalse(self._mails(self.pairing._pause))
        self.assertFalse(self.pairing._pauses().until)

    def test_no_session_is_planned_within_it(self):
        self._as(self.mia).action_pause(self.today + LATER)
        sessions = self.env["mentoring.session"].with_user(self.ida.user_id)
        values = {"pairing_id": self.pairing.id}
        with self.assertRaisesRegex(ValidationError, "is paused"):
            sessions.create({**values, "start": fields.Datetime.now() + timedelta(days=5)})
        self.assertTrue(sessions.create({**values, "start": self.late.start + timedelta(days=1)}))

    def test_over_is_over(self):
        self.pairing._end()
        for step in (self._as(self.mia).action_pause, self._as(self.mia).action_resume):
            with self.assertRaisesRegex(UserError, "not open: reload"):
                step()
        self.pairing._pause()
        self.pairing._resume()
        self.assertEqual(self.pairing.state, "ended")

    def test_an_end_forgets_the_pause(self):
        self._as(self.mia).action_pause(self.today + LATER)
        self._as(self.mia).action_end()
        self.assertFalse(self.pairing._pauses())
