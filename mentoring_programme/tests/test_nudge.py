from datetime import datetime, timedelta

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.mentoring_programme.models import mentoring_nudge_send

from .common import MentoringCase

# A Tuesday.
NOON = datetime(2030, 1, 1, 12)


class NudgeCase(MentoringCase):
    """On a Tuesday at noon, in UTC. Ida mentors Mia, who met yesterday and have no plans."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clock = cls.enterClassContext(freeze_time(NOON))
        cls.pairing = cls._paired_programme()
        cls.programme = cls.pairing.programme_id
        cls.pairing.date_start = NOON.date() - timedelta(days=40)
        cls.mentee, cls.mentor = cls.pairing.mentee_id, cls.pairing.mentor_id
        cls._met(1)
        # What the programmes of the demo data wait for is not asked about here.
        cls._silence(cls.env["mentoring.enrolment"].search([]) - cls.mentee - cls.mentor)

    @classmethod
    def _silence(cls, enrolments):
        days = cls.env["mentoring.nudge.day"]
        known = days.search([]).contact_id
        today = {"date": datetime(2099, 1, 1).date()}
        contacts = enrolments.contact_id - known - (cls.mentee | cls.mentor).contact_id
        days.create([{"contact_id": contact.id, **today} for contact in contacts])

    @classmethod
    def _met(cls, days, state="held"):
        return cls._session(-days, state)

    @classmethod
    def _session(cls, days, state="planned", hour=10):
        return cls.env["mentoring.session"].create(
            {
                "pairing_id": cls.pairing.id,
                "start": NOON.replace(hour=hour) + timedelta(days=days),
                "state": state,
            }
        )

    def _made_now(self, records):
        """As if made at noon: Odoo takes the date of a new row from the database's clock."""
        self.env.flush_all()
        table = SQL.identifier(records._table)
        update = SQL("UPDATE %s SET create_date = %s WHERE id = ANY(%s)", table, NOON, records.ids)
        self.env.cr.execute(update)
        records.invalidate_recordset()
        return records

    def _nudged(self, days=0, hours=0):
        """Run the job so much later; what was queued, as dict of name to text."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env["mail.mail"].search([])
        with freeze_time(NOON + timedelta(days=days, hours=hours)), self.enter_registry_test_mode():
            self.env.ref("mentoring_programme.cron_nudge").method_direct_trigger()
        mails = self.env["mail.mail"].search([]) - before
        self.assertEqual(len(mails.recipient_ids), len(mails))
        self.mails = mails
        return {mail.recipient_ids.name: str(mail.body_html) for mail in mails}

    def assertNudged(self, told, **people):  # noqa: N802 - as unittest names them
        self.assertEqual(set(told), set(people))
        for name, words in people.items():
            self.assertIn(words, told[name])


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


@tagged("post_install", "-at_install")
class TestHowItIsSent(NudgeCase):
    def test_one_message_a_day_over_all_programmes(self):
        other = self._paired_programme(self.mia, self.ivy)
        other.date_start = NOON.date()
        self._enrol(self.programme, self.mia, "mentor", "invited")
        told = self._nudged(8)
        self.assertIn("An invitation waits", told["Mia"])
        self.assertEqual(told["Mia"].count("You have not met for a while"), 1)
        rows = self.env["mentoring.nudge"].search([("enrolment_id.employee_id", "=", self.mia.id)])
        self.assertEqual(sorted(rows.mapped("kind")), ["gap", "gap", "invitation"])
        self.assertNudged(self._nudged(8, hours=2))

    def test_what_becomes_due_later_that_day_waits_for_the_next(self):
        self.assertNudged(self._nudged())
        self._session(2)
        self.assertNudged(self._nudged(0, hours=2))
        self.assertEqual(len(self._nudged(1)), 2)

    def test_only_by_day_in_everybodys_own_time_zone(self):
        self.ida.user_id.tz = "Pacific/Auckland"  # 13 hours ahead
        self.mia.user_id.tz = "America/Los_Angeles"  # 8 hours behind
        sent = {}
        for hour in range(7, 31):  # from when it is night for both
            for name in self._nudged(9, hours=hour - 12):
                sent[name] = hour
        # 8:00 in Auckland and in Los Angeles.
        self.assertEqual(sent, {"Ida": 19, "Mia": 16})

    def test_never_at_night(self):
        for hour in (0, 7, 20, 23):
            self.assertNudged(self._nudged(9, hours=hour - 12))
        self.assertEqual(len(self._nudged(9, hours=19 - 12)), 2)

    def test_on_workdays_of_ones_own(self):
        """A working week from Sunday to Thursday; whoever has no calendar, any day."""
        calendar = self.env["resource.calendar"].create({"name": "From Sunday"})
        calendar.attendance_ids.filtered(lambda line: line.dayofweek == "4").dayofweek = "6"
        self.mia.resource_calendar_id = calendar
        self.ida.resource_calendar_id = False
        self.assertEqual(set(self._nudged(10)), {"Ida"})  # a Friday
        self.assertFalse(self._nudged(11))
        self.assertEqual(set(self._nudged(12)), {"Mia"})  # a Sunday

    def test_neither_subject_nor_anything_in_it_names_programme_or_people(self):
        hush = self._paired_programme(self.ian, self.max, discreet=True)
        hush.date_start = NOON.date()
        told = self._nudged(8)
        self.assertEqual(set(told), {"Ida", "Mia", "Ian", "Max"})
        self.assertEqual(set(self.mails.mapped("subject")), {"A short reminder"})
        for name, body in told.items():
            for said in ("Test programme", "Hush", *({"Ida", "Mia", "Ian", "Max"} - {name})):
                self.assertNotIn(said, body)
        # Nothing tells a discreet one from another.
        self.assertEqual(told["Ian"].replace("Ian", "Ida"), told["Ida"])
        self.assertFalse(any(self.mails.mapped("model")) or any(self.mails.mapped("res_id")))
        preview = told["Ida"].split("<ul")[0]
        self.assertNotIn("entor", preview)

    def test_in_their_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.ida.user_id.lang = "fr_FR"
        view = self.env.ref("mentoring_programme.mail_nudges")
        words = {"See it in My mentoring": "Voir dans Mon mentorat"}
        view.update_field_translations("arch_db", {"fr_FR": words})
        told = self._nudged(8)
        self.assertIn("Voir dans Mon mentorat", told["Ida"])
        self.assertIn("See it in My mentoring", told["Mia"])

    def test_the_link_leads_people_from_outside_to_the_portal(self):
        portal = self._user("porter", "portal")
        pairing = self._paired_programme(portal.partner_id, self.max)
        pairing.date_start = NOON.date()
        told = self._nudged(8)
        self.assertIn("/my/mentoring", told["Porter"])
        self.assertIn("mentoring_home_action", told["Max"])

    def test_whoever_has_no_address_is_left_in_peace_and_not_marked_as_told(self):
        self.mia.user_id.partner_id.email = False
        self.assertEqual(set(self._nudged(8)), {"Ida"})
        self.assertFalse(
            self.env["mentoring.nudge"].search([("enrolment_id", "=", self.mentee.id)])
        )


@tagged("post_install", "-at_install")
class TestInOdoo(NudgeCase):
    """Mia handles her notifications in Odoo."""

    def _todo(self):
        self.mia.user_id.notification_type = "inbox"
        self.assertEqual(set(self._nudged(8)), {"Ida"})
        return self.env["mail.activity"].search([("user_id", "=", self.mia.user_id.id)])

    def test_she_gets_a_todo_instead_of_a_mail_and_reads_it(self):
        todo = self._todo()
        self.assertEqual((todo.summary, todo.res_model), ("A short reminder", False))
        mine = self.env["mail.activity"].with_user(self.mia.user_id)
        self.assertEqual(mine.search([("id", "=", todo.id)]), todo)
        self.assertIn("You have not met", mine.browse(todo.id).note)
        mine.browse(todo.id).action_done()

    def test_nobody_else_finds_reads_or_counts_it(self):
        todo = self._todo()
        before = self.env["mail.notification"].search_count([])
        for user in (
            self.ida.user_id,
            self.mo.user_id,
            self.coordinator,
            self.manager,
            self.hr_officer,
        ):
            theirs = self.env["mail.activity"].with_user(user)
            domain = [("id", "=", todo.id)]
            self.assertFalse(theirs.search(domain))
            self.assertEqual(theirs.search_count(domain), 0)
            self.assertFalse(theirs.formatted_read_group(domain, ["user_id"], ["__count"]))
            with self.assertRaises(AccessError):
                theirs.browse(todo.id).read(["summary"])
        self.assertEqual(self.env["mail.notification"].search_count([]), before)

    def test_a_mail_leaves_no_row_that_a_colleague_can_read(self):
        """Rows of mail.notification would: every employee reads them all."""
        notifications = self.env["mail.notification"].search([])
        self._nudged(8)
        self.assertEqual(len(self.mails), 2)
        self.assertEqual(self.env["mail.notification"].search([]), notifications)
        for user in (self.mo.user_id, self.coordinator, self.hr_officer, self.ivy.user_id):
            messages = self.env["mail.message"].with_user(user)
            self.assertFalse(messages.search([("id", "in", self.mails.mail_message_id.ids)]))
            for mail in self.mails:
                with self.assertRaises(AccessError):
                    messages.browse(mail.mail_message_id.id).read(["subject"])
                with self.assertRaises(AccessError):
                    mail.with_user(user).read(["subject"])


@tagged("post_install", "-at_install")
class TestOwnChoice(NudgeCase):
    def test_whoever_wants_no_reminder_gets_none_but_of_a_session(self):
        mine = self.mentee.with_user(self.mia.user_id)
        mine.action_set_nudges(False)
        self.assertEqual(set(self._nudged(8)), {"Ida"})
        self._session(10)
        self.assertNudged(self._nudged(9), Ida="You meet on", Mia="You meet on")
        mine.action_set_nudges(True)
        self.assertFalse(self.pairing.with_user(self.ida.user_id).mentee_id.sudo().nudges_off)

    def test_nobody_else_chooses_or_sees_it(self):
        before = self.mentee.write_date, self.mentee.write_uid
        self.mentee.with_user(self.mia.user_id).action_set_nudges(False)
        self.env.invalidate_all()
        self.assertEqual((self.mentee.write_date, self.mentee.write_uid), before)
        for user in (self.ida.user_id, self.coordinator, self.manager, self.mo.user_id):
            with self.assertRaises(AccessError):
                self.mentee.with_user(user).action_set_nudges(True)
        for user in (self.coordinator, self.mia.user_id):
            enrolments = self.env["mentoring.enrolment"].with_user(user)
            with self.assertRaises(AccessError):
                enrolments.search([("nudges_off", "=", True)])
            with self.assertRaises(AccessError):
                self.mentee.with_user(user).read(["nudges_off"])
            with self.assertRaises(AccessError):
                self.mentee.with_user(user).write({"nudges_off": False})
        with self.assertRaises(UserError):
            self.mentee.with_user(self.mia.user_id).action_set_nudges("no")
        self.assertTrue(self.mentee.nudges_off)


@tagged("post_install", "-at_install")
class TestWhenItGoesWrong(NudgeCase):
    def test_what_is_wrong_with_one_does_not_keep_the_others_waiting(self):
        Nudge = type(self.env["mentoring.nudge"])
        words = Nudge._words

        def fails_for_ida(nudges, person, due):
            if person.contact == self.ida.user_id.partner_id:
                raise ValueError("a broken record")
            return words(nudges, person, due)

        self.patch(Nudge, "_words", fails_for_ida)
        self.patch(mentoring_nudge_send, "BATCH", 1)
        with mute_logger("odoo.addons.mentoring_programme.models.mentoring_nudge_send"):
            self.assertEqual(set(self._nudged(8)), {"Mia"})
        self.patch(Nudge, "_words", words)
        self.assertEqual(set(self._nudged(8, hours=1)), {"Ida"})

    def test_the_database_refuses_a_second_row_of_the_same(self):
        self._nudged(8)
        row = self.env["mentoring.nudge"].search([("enrolment_id", "=", self.mentee.id)], limit=1)
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), self.cr.savepoint():
            row.copy()
        day = self.env["mentoring.nudge.day"].search(
            [("contact_id", "=", self.mentee.contact_id.id)]
        )
        self.assertEqual(day.date, (NOON + timedelta(days=8)).date())

    def test_old_days_are_forgotten(self):
        self._nudged()
        with freeze_time(NOON + timedelta(days=30)):
            self.env["mentoring.nudge"]._gc_days()
        mine = (self.mentee | self.mentor).contact_id.ids
        self.assertFalse(self.env["mentoring.nudge.day"].search([("contact_id", "in", mine)]))
