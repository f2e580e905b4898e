from datetime import timedelta

from odoo.tests import freeze_time, tagged

from .nudge_case import NOON, NudgeCase


@tagged("post_install", "-at_install")
class TestWhatIsDue(NudgeCase):
    GAP = "You have not met for a while"

    def test_an_invitation_twice_and_then_no_more(self):
        self._made_now(self._enrol(self.programme, self.ivy, "mentee", "invited"))
        invited = {"Ivy": "An invitation waits"}
        self.assertNudged(self._nudged(2))
        self.assertNudged(self._nudged(3), **invited)
        self.assertNudged(self._nudged(5))
        # Ida and Mia have not met for a week by then.
        self.assertIn("Ivy", self._nudged(8))
        self.assertNotIn("Ivy", self._nudged(30))

    def test_an_invitation_that_is_sent_again_is_one_of_its_own(self):
        invited = self._made_now(self._enrol(self.programme, self.ivy, "mentee", "invited"))
        self.assertIn("Ivy", self._nudged(3))
        with freeze_time(NOON + timedelta(days=9)):
            invited.with_user(self.coordinator).action_send_invitation()
        self.env["mail.mail"].search([]).unlink()
        self.assertNotIn("Ivy", self._nudged(10))
        self.assertIn("An invitation waits", self._nudged(13)["Ivy"])
        self.assertNotIn("Ivy", self._nudged(14))

    def test_a_proposal_until_one_has_answered_and_only_them(self):
        pairing = self._made_now(self._paired_programme(self.ian, self.ivy, state="proposed"))
        pairing.with_user(self.ian.user_id).action_agree()
        self.assertNudged(self._nudged(2))
        self.assertNudged(self._nudged(3), Ivy="Somebody is proposed to you")
        pairing.with_user(self.ivy.user_id).action_decline()
        self.assertNotIn("Ivy", self._nudged(8))

    def test_what_is_left_to_read_and_not_what_others_confirm(self):
        self._made_now(self._enrol(self.programme, self.ivy, "mentee", "accepted"))
        mentor = self._made_now(self._enrol(self.programme, self.ian, "mentor", "accepted"))
        mentor._fulfil(mentor.missing_requirement_ids.filtered(lambda r: r.kind == "briefing"))
        self.assertNotIn("Ivy", self._nudged(6))
        told = self._nudged(7)
        self.assertIn("left to read", told["Ivy"])
        self.assertNotIn("Ian", told)

    def test_an_agreement_that_is_not_signed(self):
        self.programme.agreement_required = True
        told = self._nudged()
        self.assertNudged(told, Ida="is not signed by both", Mia="is not signed by both")
        self.assertNudged(self._nudged(1))

    def test_an_agreement_that_both_have_signed(self):
        self.programme.agreement_required = True
        Pairing = type(self.env["mentoring.pairing"])
        self.patch(Pairing, "_signed_pairings", lambda pairings: pairings)
        self.assertNudged(self._nudged())

    def test_no_meeting_for_as_many_days_as_the_programme_says(self):
        self.assertNudged(self._nudged(5))
        for days in (6, 13, 20, 27):
            self.assertNudged(self._nudged(days), Ida=self.GAP, Mia=self.GAP)
            self.assertNudged(self._nudged(days + 1))

    def test_a_job_that_was_down_for_weeks_says_it_once(self):
        self.assertNudged(self._nudged(27), Ida=self.GAP, Mia=self.GAP)
        self.assertNudged(self._nudged(28))

    def test_a_meeting_begins_it_anew_and_a_plan_stops_it(self):
        self.assertNudged(self._nudged(6), Ida=self.GAP, Mia=self.GAP)
        self._session(6, "held")
        self.assertNudged(self._nudged(12))
        self.assertNudged(self._nudged(13), Ida=self.GAP, Mia=self.GAP)
        self._session(60)
        self.assertNudged(self._nudged(20))

    def test_a_programme_may_do_without_or_a_pause_stops_it(self):
        self.programme.nudge_days = "0"
        self.assertNudged(self._nudged(27))
        self.programme.nudge_days = "7"
        self.pairing._pause()
        self.env["mail.mail"].search([]).unlink()
        self.assertNudged(self._nudged(27))

    def test_a_pause_without_an_end_is_asked_about_once_and_only_who_is_not_back(self):
        self.pairing._pause()
        self.pairing._pauses().mentor_is_back = True
        self.assertNudged(self._nudged(27))
        self.assertNudged(self._nudged(28), Mia="Still resting?")
        self.assertNudged(self._nudged(29))
        self.assertNudged(self._nudged(90))

    def test_a_pause_that_has_its_day_is_not_asked_about(self):
        self.pairing._pause(NOON.date() + timedelta(days=60))
        self.assertNudged(self._nudged(40))

    def test_a_session_on_the_next_day_names_its_time_in_each_ones_own(self):
        self.ida.user_id.tz = "Asia/Tokyo"
        self._session(2, hour=2)
        told = self._nudged(1, hours=-4)
        self.assertIn("Thursday, January 3, 2030 at 2:00 AM", told["Mia"].replace("\u202f", " "))
        self.assertIn("Thursday, January 3, 2030 at 11:00 AM", told["Ida"].replace("\u202f", " "))

    def test_a_session_on_monday_is_said_on_friday_to_whoever_works_then(self):
        self._session(6)
        told = self._nudged(3)
        self.assertNudged(told, Ida="You meet on", Mia="You meet on")
        self.assertNudged(self._nudged(5, hours=1))

    def test_a_session_that_was_moved_is_said_anew(self):
        session = self._session(1)
        self.assertEqual(len(self._nudged()), 2)
        session.start += timedelta(days=7)
        self.assertEqual(len(self._nudged(7)), 2)

    def test_a_session_without_an_outcome(self):
        self.pairing.session_ids.unlink()
        self._session(-1)
        words = "say whether it took place"
        told = self._nudged()
        self.assertNudged(told, Ida=words, Mia=words)
        # And not also that they have not met.
        self.assertNotIn(self.GAP, told["Mia"])

    def test_the_programme_comes_to_its_end(self):
        self.programme.date_end = NOON.date() + timedelta(days=50)
        self._session(45)
        words = "comes to its end on"
        self.assertNudged(self._nudged(28))
        self.assertNudged(self._nudged(29), Ida=words, Mia=words)
        self.assertNudged(self._nudged(42))
        self.assertNudged(self._nudged(43), Ida=words, Mia=words)

    def test_feedback_of_another_module(self):
        """As a module that asks for feedback extends it."""
        Nudge = type(self.env["mentoring.nudge"])
        asked = []

        def feedback_due(_nudges, enrolments):
            asked.append(enrolments)
            return [(self.mentee, "wave 1", 1)] if self.mentee in enrolments else []

        self.patch(Nudge, "_feedback_due", feedback_due)
        self.assertNudged(self._nudged(), Mia="A few questions")
        self.assertNudged(self._nudged(1))
        self.assertEqual(len(asked), 2)

    def test_what_is_over_is_over(self):
        self.pairing._end()
        self.env["mail.mail"].search([]).unlink()
        self.assertNudged(self._nudged(27))
