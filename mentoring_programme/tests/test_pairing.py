from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestPairing(MentoringCase):
    """Both agree or decline without a reason; either may end it without fault."""

    def test_it_is_active_once_both_agreed(self):
        pairing = self._paired_programme(state="proposed")
        pairing.with_user(self.mia.user_id).action_agree()
        self.assertEqual((pairing.state, pairing.date_start), ("proposed", False))
        pairing.with_user(self.ida.user_id).action_agree()
        self.assertEqual((pairing.state, pairing.date_start), ("active", fields.Date.today()))

    def test_agreeing_twice_is_agreeing_once(self):
        pairing = self._paired_programme(state="proposed")
        pairing.with_user(self.mia.user_id).action_agree()
        said_on = pairing.mentee_agreed_on
        pairing.with_user(self.mia.user_id).action_agree()
        self.assertEqual((pairing.state, pairing.mentee_agreed_on), ("proposed", said_on))

    def test_agreed_by_both_waits_for_the_programme_to_start(self):
        programme = self._programme("matching")
        pairing = self._pair(
            self._enrol(programme, self.ida, "mentor"),
            self._enrol(programme, self.mia, "mentee"),
            "proposed",
        )
        for employee in (self.ida, self.mia):
            pairing.with_user(employee.user_id).action_agree()
        self.assertEqual(pairing.state, "agreed")
        programme.with_user(self.coordinator).action_start()
        self.assertEqual(pairing.state, "active")

    def test_declining_leaves_no_trace_of_who_did(self):
        traces = []
        for decliner, other in ((self.mia, self.ida), (self.ida, self.mia)):
            pairing = self._paired_programme(state="proposed")
            pairing.with_user(other.user_id).action_agree()
            pairing.with_user(decliner.user_id).action_decline()
            self.env.flush_all()
            values = pairing.read(
                ["state", "mentor_agreed_on", "mentee_agreed_on", "write_uid", "date_end"]
            )[0]
            traces.append({**values, "id": 0})
            pairing.programme_id.state = "cancelled"
            pairing.programme_id.unlink()
        self.assertEqual(traces[0], traces[1])
        self.assertEqual(traces[0]["state"], "ended")

    def test_both_are_told_in_the_same_words_that_it_does_not_go_ahead(self):
        pairing = self._paired_programme(state="proposed")
        pairing.with_user(self.mia.user_id).action_decline()
        told = self._neutral_mails().filtered(lambda mail: "not go ahead" in mail.subject)
        self.assertEqual(told.recipient_ids.user_ids, (self.mia | self.ida).user_id)
        self.assertNotIn("A change you should know of", self._neutral_mails().mapped("subject"))
        # The head of a mail names the company, and no record.
        self.assertNotIn("Enrolment", told[0].body_html)
        self.assertIn(self.company.name, told[0].body_html)

    def test_nor_does_it_where_nobody_wrote_last(self):
        """As after a second ending: a row that already bears nobody's name keeps it."""
        for action in ("action_decline", "action_end", "action_agree"):
            pairing = self._paired_programme(state="proposed")
            self.env.flush_all()
            for table in ("mentoring_pairing", "mentoring_enrolment"):
                self.env.cr.execute(SQL("UPDATE %s SET write_uid = 1", SQL.identifier(table)))
            self.env.invalidate_all()
            getattr(pairing.with_user(self.mia.user_id), action)()
            pairing.with_user(self.mia.user_id).env.flush_all()
            self.env.invalidate_all()
            for record in (pairing, pairing.mentor_id, pairing.mentee_id):
                self.assertEqual(record.write_uid.id, 1, (action, record._name))
            pairing.programme_id.state = "cancelled"
            pairing.programme_id.unlink()

    def test_after_declining_both_wait_for_another_partner(self):
        pairing = self._paired_programme(state="proposed")
        pairing.with_user(self.mia.user_id).action_decline()
        self.assertEqual((pairing.mentor_id.state, pairing.mentee_id.state), ("ready", "ready"))

    def test_both_get_the_same_neutral_mail_when_it_ends(self):
        pairing = self._paired_programme()
        self.env["mail.mail"].search([]).unlink()
        pairing.with_user(self.mia.user_id).action_end()
        mails = self._neutral_mails()
        self.assertEqual(mails.recipient_ids, (self.ida | self.mia).user_id.partner_id)
        self.assertEqual(len(set(mails.mapped("subject"))), 1)
        for mail in mails:
            other = "Ida" if mail.recipient_ids == self.mia.user_id.partner_id else "Mia"
            self.assertNotIn(other, mail.body_html)
            self.assertNotIn("Test programme", mail.body_html + mail.subject)

    def test_ending_removes_future_meetings_and_keeps_past_ones(self):
        pairing = self._paired_programme()
        now = fields.Datetime.now()
        past, coming = self.env["mentoring.session"].create(
            [
                {"pairing_id": pairing.id, "start": now - timedelta(days=1)},
                {"pairing_id": pairing.id, "start": now + timedelta(days=1)},
            ]
        )
        events = past.event_id, coming.event_id
        pairing.with_user(self.coordinator).action_end()
        self.assertEqual(pairing.state, "ended")
        self.assertTrue(events[0].exists())
        self.assertFalse(events[1].exists())
        self.assertEqual((past.state, coming.state), ("planned", "cancelled"))

    def test_withdrawing_ends_the_pairing(self):
        pairing = self._paired_programme()
        pairing.mentee_id.with_user(self.mia.user_id).action_withdraw()
        self.assertEqual(pairing.state, "ended")
        self.assertEqual((pairing.mentee_id.state, pairing.mentor_id.state), ("withdrawn", "ready"))

    def test_its_name_is_neutral_but_for_its_readers_own_screens(self):
        pairing = self._paired_programme()
        for user, name in (
            (self.mia.user_id, "Ida"),
            (self.ida.user_id, "Mia"),
            (self.coordinator, "Ida and Mia"),
        ):
            shown = pairing.with_user(user).with_context(mentoring_show_names=True)
            self.assertEqual(shown.display_name, name)
            self.assertEqual(pairing.with_user(user).display_name, f"Pairing {pairing.id}")
        for user in (self.other_coordinator, self.lead, self.ivy.user_id):
            hidden = pairing.with_user(user).with_context(mentoring_show_names=True)
            self.assertEqual(hidden.sudo().display_name, f"Pairing {pairing.id}")

    def test_an_enrolments_name_shows_to_its_coordinators_alone(self):
        enrolment = self._paired_programme().mentor_id
        for user, name in (
            (self.coordinator, "Ida"),
            (self.mia.user_id, f"Enrolment {enrolment.id}"),
            (self.hr_officer, f"Enrolment {enrolment.id}"),
            (self.other_coordinator, f"Enrolment {enrolment.id}"),
        ):
            shown = enrolment.with_user(user).with_context(mentoring_show_names=True)
            self.assertEqual(shown.sudo().display_name, name)
            neutral = enrolment.with_user(user).sudo().display_name
            self.assertEqual(neutral, f"Enrolment {enrolment.id}")

    def test_a_step_that_is_over_is_refused(self):
        pairing = self._paired_programme().with_user(self.mia.user_id)
        with self.assertRaisesRegex(UserError, "Active"):
            pairing.action_decline()
        # Said already, and so it stays.
        pairing.action_agree()
        self.assertEqual(pairing.state, "active")
        pairing.action_end()
        with self.assertRaisesRegex(UserError, "Ended"):
            pairing.action_agree()


@tagged("post_install", "-at_install")
class TestPairingByHand(MentoringCase):
    """A coordinator pairs two people by hand; hard rules hold there too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls._programme("matching", matching_mode="manual")

    def _by_hand(self, mentor, mentee):
        return (
            self.env["mentoring.pairing"]
            .with_user(self.coordinator)
            .create({"mentor_id": mentor.id, "mentee_id": mentee.id})
        )

    def test_two_ready_people_are_paired_and_told(self):
        mentor = self._enrol(self.programme, self.ida, "mentor")
        mentee = self._enrol(self.programme, self.mia, "mentee")
        pairing = self._by_hand(mentor, mentee)
        self.assertEqual(pairing.state, "proposed")
        self.assertEqual((mentor.state, mentee.state), ("matched", "matched"))
        self.assertEqual(len(self._neutral_mails()), 2)

    def _assert_refused(self, mentor, mentee, words):
        with self.assertRaisesRegex(ValidationError, words), self.cr.savepoint():
            self._by_hand(mentor, mentee)
        ours = [("company_id", "=", self.company.id)]
        self.assertFalse(self.env["mentoring.pairing"].search(ours))

    def test_own_manager_is_refused_however_far_up(self):
        self.mo.parent_id = self.ida
        mentee = self._enrol(self.programme, self.mia, "mentee")
        for manager in (self.mo, self.ida):
            self._assert_refused(
                self._enrol(self.programme, manager, "mentor"), mentee, "manages the other"
            )

    def test_own_report_is_refused(self):
        self._assert_refused(
            self._enrol(self.programme, self.mia, "mentor"),
            self._enrol(self.programme, self.mo, "mentee"),
            "manages the other",
        )

    def test_oneself_is_refused(self):
        self._assert_refused(
            self._enrol(self.programme, self.mia, "mentor"),
            self._enrol(self.programme, self.mia, "mentee"),
            "Nobody mentors themself",
        )

    def test_the_coach_is_refused(self):
        self.mia.coach_id = self.ida
        self._assert_refused(
            self._enrol(self.programme, self.ida, "mentor"),
            self._enrol(self.programme, self.mia, "mentee"),
            "coach",
        )

    def test_a_full_mentor_is_refused(self):
        mentor = self._enrol(self.programme, self.ida, "mentor")
        self._by_hand(mentor, self._enrol(self.programme, self.mia, "mentee"))
        with self.assertRaisesRegex(ValidationError, "no free place"):
            self._by_hand(mentor, self._enrol(self.programme, self.max, "mentee"))

    def test_a_mentee_has_one_mentor(self):
        mentee = self._enrol(self.programme, self.mia, "mentee")
        self._by_hand(self._enrol(self.programme, self.ida, "mentor"), mentee)
        with self.assertRaisesRegex(ValidationError, "no free place"):
            self._by_hand(self._enrol(self.programme, self.ian, "mentor"), mentee)

    def test_somebody_who_is_not_ready_is_refused(self):
        self._assert_refused(
            self._enrol(self.programme, self.ida, "mentor", "accepted"),
            self._enrol(self.programme, self.mia, "mentee"),
            "Both must be ready",
        )

    def test_two_programmes_are_refused(self):
        other = self._programme("matching")
        self._assert_refused(
            self._enrol(other, self.ida, "mentor"),
            self._enrol(self.programme, self.mia, "mentee"),
            "different programmes",
        )

    def test_swapped_roles_are_refused(self):
        self._assert_refused(
            self._enrol(self.programme, self.mia, "mentee"),
            self._enrol(self.programme, self.ida, "mentor"),
            "a mentor's and a mentee's enrolment",
        )

    def test_former_partners_may_meet_again(self):
        mentor = self._enrol(self.programme, self.ida, "mentor")
        mentee = self._enrol(self.programme, self.mia, "mentee")
        self._by_hand(mentor, mentee).with_user(self.mia.user_id).action_decline()
        self.assertEqual(self._by_hand(mentor, mentee).state, "proposed")

    def test_a_copy_is_refused_like_any_other_pair(self):
        pairing = self._by_hand(
            self._enrol(self.programme, self.ida, "mentor"),
            self._enrol(self.programme, self.mia, "mentee"),
        )
        with self.assertRaisesRegex(ValidationError, "no free place"):
            pairing.copy()
