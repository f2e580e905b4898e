from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.mentoring_programme.models import mentoring_nudge_send

from .nudge_case import NOON, NudgeCase


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
