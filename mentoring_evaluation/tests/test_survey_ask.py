from contextlib import suppress
from datetime import timedelta
from unittest.mock import patch

from odoo import Command, fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import EvaluationCase

NOON = {"hour": 12, "minute": 0, "second": 0}


@tagged("post_install", "-at_install")
class TestSurveyAsk(EvaluationCase):
    """Who is asked what and when: once, in the one message of a day, with one reminder."""

    def _known(self, programme):
        return self.asks.search([("programme_id", "=", programme.id)])

    def _nudge_at(self, day):
        with freeze_time(fields.Datetime.to_datetime(day).replace(**NOON)):
            nudges = self.env["mentoring.nudge"]
            nudges._nudge(
                [line for line in nudges._people_of_the_hour() if line[0] in self.contacts]
            )

    def test_each_role_is_asked_once_however_often_the_job_runs(self):
        programme = self._asked_programme(2, waves=("baseline", "pulse"))
        self.asks._ask(programme)
        asked = self._known(programme)
        # The programme began 50 days ago: too long for the start.
        self.assertEqual(len(asked), 4)
        self.assertEqual(set(asked.mapped("wave_id.kind")), {"pulse"})
        self.assertEqual(sorted(asked.mapped("role")), ["mentee"] * 2 + ["mentor"] * 2)
        for _again in range(3):
            self.asks._ask(programme)
        self.assertEqual(self._known(programme), asked)

    def test_a_job_that_is_stopped_goes_on_and_asks_nobody_twice(self):
        mine = self.env["mentoring.programme"].union(*(self._asked_programme(1) for _ in range(3)))
        ask = type(self.asks)._ask
        done = []

        def dies(self, some):
            # There may be others in this database.
            if some in mine and done:
                raise KeyboardInterrupt
            done.extend(some & mine)
            return ask(self, some)

        with (
            patch("odoo.addons.mentoring_evaluation.models.mentoring_survey_ask.BATCH", 1),
            patch.object(type(self.env["ir.cron"]), "_commit_progress", lambda *_a, **_k: 60),
        ):
            with (
                patch.object(type(self.asks), "_ask", dies),
                # Not assertRaises, which in Odoo undoes what was written until then.
                suppress(KeyboardInterrupt),
            ):
                self.asks._cron_ask()
            first = self.asks.search([("programme_id", "in", mine.ids)])
            self.assertEqual(len(first.programme_id), 1)
            for _again in range(2):
                self.asks._cron_ask()
        everybody = self.asks.search([("programme_id", "in", mine.ids)])
        self.assertEqual(len(everybody), 6)
        self.assertLessEqual(first, everybody)

    def test_as_many_queries_for_many_as_for_few(self):
        for mode in ("anonymous", "linked"):
            with self.subTest(mode):
                self._check_queries(mode)

    def _check_queries(self, mode):
        few, many = self._asked_programme(1, mode), self._asked_programme(12, mode)
        counts = []
        for programme in (few, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.asks._ask(programme)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(len(self._known(many)), 24)
        self.assertLessEqual(counts[1], counts[0])

    def test_people_who_left_withdrew_or_cannot_log_in_are_not_asked(self):
        programme = self._asked_programme(3)
        left, gone, stays = self._enrolments(programme, "mentee")
        left.employee_id.active = False
        gone.state = "withdrawn"
        contact = self.env["res.partner"].create({"name": "Nobody", "email": "n@example.com"})
        outside = self._enrol(programme, contact, "mentor", "matched")
        free = self._enrol(programme, self.ida, "mentee", "matched")
        self._pair(outside, free).date_start = self.today - timedelta(days=40)
        self.asks._ask(programme)
        asked = self._known(programme).enrolment_id
        self.assertFalse(asked & (left | gone | outside))
        self.assertIn(stays, asked)

    def test_it_waits_in_my_mentoring_until_it_is_answered_or_over(self):
        programme = self._asked_programme(1)
        mentee = self._enrolments(programme, "mentee")
        self.asks._ask(programme)
        home = self.env["mentoring.home"].with_user(mentee.user_id)

        def feedback():
            self.env.invalidate_all()
            asked = home.get_my_mentoring()["asked"]
            return [line["url"] for line in asked if line["kind"] == "feedback"]

        ask = self._ask_of(mentee)
        self.assertEqual(feedback(), [f"/my/mentoring/survey/{ask.id}"])
        with freeze_time(ask.date_until + timedelta(days=1)):
            self.assertEqual(feedback(), [])
        self._answer(mentee, quality="4")
        self.assertEqual(feedback(), [])

    def test_one_message_and_one_reminder(self):
        programme = self._asked_programme(1, since=31)
        mentee = self._enrolments(programme, "mentee")
        self.contacts = mentee.user_id.partner_id.ids
        mentee.user_id.notification_type = "email"
        monday = self.today - timedelta(days=self.today.weekday())
        days = [day for n in range(3, 28) if (day := monday + timedelta(days=n)).weekday() < 5]
        self.asks._ask(programme)
        told = []
        nudges = self.env["mentoring.nudge"]
        mine = [("enrolment_id", "=", mentee.id), ("kind", "=", "feedback")]
        for day in days:
            self._nudge_at(day)
            told.append(nudges.search_count(mine))
        self.assertEqual(max(told), 2)
        reminder = nudges.search([*mine, ("rung", "=", 1)])
        self.assertGreaterEqual(reminder.date, self._ask_of(mentee).date_open + timedelta(days=7))
        mails = self._neutral_mails().filtered(
            lambda mail: mentee.user_id.partner_id in mail.recipient_ids
        )
        asked = [mail for mail in mails if "A few questions" in mail.body_html]
        self.assertEqual(len(asked), 2)
        for mail in asked:
            self.assertNotIn(programme.name, f"{mail.subject}{mail.body_html}")

    def test_whoever_answered_is_not_reminded(self):
        programme = self._asked_programme(1, since=31)
        mentee = self._enrolments(programme, "mentee")
        self.contacts = mentee.user_id.partner_id.ids
        self.asks._ask(programme)
        self._answer(mentee, quality="4")
        for n in range(1, 15):
            self._nudge_at(self.today + timedelta(days=n))
        told = self.env["mentoring.nudge"].search(
            [("enrolment_id", "=", mentee.id), ("kind", "=", "feedback")]
        )
        self.assertFalse(told)

    def test_the_mail_of_thanks_asks_what_is_asked_at_the_end(self):
        programme = self._asked_programme(1, waves=("closing", "after_3"))
        programme.objective_ids.reviewed_on = self.today
        programme.with_user(self.coordinator).action_close()
        asked = self._known(programme)
        self.assertEqual(set(asked.mapped("wave_id.kind")), {"closing"})
        self.assertEqual(len(asked), 2)
        thanks = self._neutral_mails().filtered(
            lambda mail: "we would like to ask you" in mail.body_html
        )
        self.assertTrue(thanks)

    def test_people_who_are_through_are_asked_and_told_months_after(self):
        programme = self._asked_programme(1, waves=("closing", "after_3"))
        programme.with_user(self.coordinator).action_close()
        mentee = self._enrolments(programme, "mentee")
        self.assertEqual(mentee.state, "completed")
        later = self.today + timedelta(days=95)
        with freeze_time(later):
            self.asks._ask(programme)
            ask = self._ask_of(mentee, "after_3")
            self.assertEqual(ask.date_open, self.today + timedelta(days=91))
            self.assertIn(mentee.id, self.env["mentoring.nudge"]._further_enrolments())
        self.contacts = mentee.user_id.partner_id.ids
        for n in range(5):
            self._nudge_at(later + timedelta(days=n))
        told = self.env["mentoring.nudge"].search([("enrolment_id", "=", mentee.id)])
        self.assertIn(ask._key(), told.mapped("reference"))

    def test_what_was_promised_is_kept(self):
        programme = self._asked_programme(1, "linked")
        programme.evaluation_threshold = 6
        programme.survey_mode = "anonymous"
        programme.survey_mode = "linked"
        self.asks._ask(programme)
        for values in ({"survey_mode": "anonymous"}, {"evaluation_threshold": 4}):
            for user in (self.coordinator, self.env.user):
                with self.assertRaisesRegex(UserError, "stays as it is"):
                    programme.with_user(user).write(values)
        programme.with_user(self.coordinator).write({"survey_mode": "linked", "name": "Other"})
        programme.write({"enrolment_policy": "invited", "discreet": True})
        self.assertEqual(programme.survey_mode, "linked")

    def test_discreet_programmes_are_anonymous_unless_chosen_otherwise(self):
        self.assertEqual(self._programme().survey_mode, "linked")
        self.assertEqual(self._discreet_programme().survey_mode, "anonymous")
        self.assertEqual(self._discreet_programme(survey_mode="linked").survey_mode, "linked")
        draft = self._programme(enrolment_policy="invited")
        draft.discreet = True
        self.assertEqual(draft.survey_mode, "anonymous")
        self.type.survey_mode = "anonymous"
        self.assertEqual(self._programme().survey_mode, "anonymous")

    def test_a_new_programme_asks_what_its_company_asks(self):
        abroad = self.env["res.company"].create({"name": "Mentoring Test Abroad"})
        theirs = self.waves["pulse"].copy({"company_id": abroad.id})
        programme = self._programme()
        self.assertLessEqual(self.waves["pulse"], programme.wave_ids)
        self.assertNotIn(theirs, programme.wave_ids)
        with self.assertRaisesRegex(ValidationError, "own company"):
            programme.wave_ids = [Command.link(theirs.id)]
        with self.assertRaisesRegex(ValidationError, "protect nobody"):
            programme.evaluation_threshold = 2
