from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common import MentoringCase

FEEDBACK = (
    "odoo.addons.mentoring_programme.models.mentoring_programme_closing."
    "MentoringProgramme._closing_feedback"
)


class ClosingCase(MentoringCase):
    """Ida mentors Mia in a running programme; Ian and Max have a pairing that has not begun."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()
        cls.programme = cls.pairing.programme_id
        cls.asked = cls._pair(
            cls._enrol(cls.programme, cls.ian, "mentor"),
            cls._enrol(cls.programme, cls.max, "mentee"),
            "proposed",
        )
        cls._enrol(cls.programme, cls.ivy, "mentor")
        cls.own = cls.pairing.mentee_id

    def _held(self, pairing, days_ago, duration=1.5):
        start = fields.Datetime.now().replace(microsecond=0) - timedelta(days=days_ago)
        session = self.env["mentoring.session"].create(
            {"pairing_id": pairing.id, "start": start, "duration": duration}
        )
        session.action_held()
        return session

    def _close(self, **values):
        close = self.env["mentoring.programme.close"].with_user(self.coordinator)
        close = close.create({"programme_id": self.programme.id, **values})
        close.action_close()

    def _mails(self, employee):
        self.env.flush_all()
        partner = employee.user_id.partner_id
        return self.env["mail.mail"].search([("recipient_ids", "in", partner.ids)])


@tagged("post_install", "-at_install")
class TestClosing(ClosingCase):
    """What closing does is said before; people are thanked, and asked once more."""

    def test_the_dialog_says_what_happens_and_that_happens(self):
        close = self.env["mentoring.programme.close"].with_user(self.coordinator)
        close = close.create({"programme_id": self.programme.id})
        numbers = ("completes", "goes_on", "ends", "thanks", "unmatched")
        self.assertEqual([close[f"plan_{name}"] for name in numbers], [1, 0, 1, 2, 1])
        grace = timedelta(days=self.company.mentoring_grace_days)
        self.assertEqual(close.plan_forgotten_on, fields.Date.today() + grace)
        before = {person: len(self._mails(person)) for person in (self.ida, self.mia)}
        close.action_close()
        self.assertEqual((self.pairing.state, self.asked.state), ("completed", "ended"))
        for person, count in before.items():
            thanks = self._mails(person).sorted("id")[count:]
            self.assertEqual(thanks.mapped("subject"), ["Thank you"])

    def test_it_is_said_that_it_is_early_and_who_never_met(self):
        close = self.env["mentoring.programme.close"].with_user(self.coordinator)
        plan = close.create({"programme_id": self.programme.id})
        days = (self.programme.date_end - fields.Date.today()).days
        self.assertEqual((plan.plan_never_met, plan.plan_early_by), (1, days))
        self._held(self.pairing, 3)
        self.programme.date_end = fields.Date.today()
        plan = close.create({"programme_id": self.programme.id})
        self.assertEqual((plan.plan_never_met, plan.plan_early_by), (0, 0))

    def test_who_never_met_has_nothing_to_certify(self):
        self._close()
        self.assertEqual(self.pairing.state, "completed")
        page = self.pairing.with_user(self.mia.user_id)._page_closing()
        self.assertEqual((page["is_completed"], page["has_certificate"]), (True, False))
        mine = self.pairing.mentee_id.with_user(self.mia.user_id)
        self.assertFalse(mine._own_completed())

    def test_who_goes_on_is_not_thanked_yet(self):
        last = self.programme.date_end + timedelta(days=60)
        for person in (self.ida, self.mia):
            self.pairing.with_user(person.user_id).action_wish_to_go_on(last)
        close = self.env["mentoring.programme.close"].with_user(self.coordinator)
        close = close.create({"programme_id": self.programme.id})
        self.assertEqual((close.plan_completes, close.plan_goes_on, close.plan_thanks), (0, 1, 0))
        close.action_close()
        self.assertEqual(self.pairing.state, "active")
        self.assertNotIn("Thank you", self._mails(self.mia).mapped("subject"))

    def test_nobody_else_sees_the_numbers(self):
        for user in (self.mia.user_id, self.other_coordinator, self.hr_officer):
            with self.assertRaises(AccessError):
                self.programme.with_user(user)._closing_plan()

    def test_the_mail_is_in_their_language_and_says_nothing_outside(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        template = self.env.ref("mentoring_programme.mail_template_thanks")
        template.with_context(lang="fr_FR").subject = "Merci"
        self.mia.user_id.lang = "fr_FR"
        self._close()
        self.assertIn("Merci", self._mails(self.mia).mapped("subject"))
        for mail in self._mails(self.ida) | self._mails(self.mia):
            self.assertNotIn("Test programme", mail.subject + str(mail.body_html))

    def test_feedback_is_asked_at_home_on_the_page_and_in_the_mail_of_whom_it_concerns(self):
        own = self.own

        def extended(_self, enrolments):
            asked = {"key": "survey 1", "name": "How was it?", "url": "/survey/1"}
            return {each: [asked] if each == own else [] for each in enrolments}

        def asked(employee):
            home = self.env["mentoring.home"].with_user(employee.user_id).get_my_mentoring()
            return [each["name"] for each in home["asked"] if each["kind"] == "feedback"]

        self.assertEqual(asked(self.mia), [])
        page = self.pairing.with_user(self.mia.user_id)._page_closing
        self.assertEqual(page()["feedback"], [])
        with patch(FEEDBACK, extended):
            self.assertEqual((asked(self.mia), asked(self.ida)), (["How was it?"], []))
            self.assertEqual([each["url"] for each in page()["feedback"]], ["/survey/1"])
            due = self.env["mentoring.nudge"]._feedback_due(own | self.pairing.mentor_id)
            self.assertEqual(due, [(own, "survey 1", 0)])
            self._close()
        sentence = "something that we would like to ask you"
        told = {
            person.name: any(sentence in str(mail.body_html) for mail in self._mails(person))
            for person in (self.mia, self.ida)
        }
        self.assertEqual(told, {"Mia": True, "Ida": False})

    # -- the archive ---------------------------------------------------------------------

    def _assert_archive(self, pairing):
        """The two read what was theirs, and change nothing."""
        for person in (self.ida, self.mia):
            env = self.env(user=person.user_id.id, su=False)
            mine = env["mentoring.pairing"].browse(pairing.id)
            self.assertTrue(mine.agreement_text)
            session = mine.session_ids.filtered(lambda s: s.state == "held")
            self.assertTrue(session.start)
            page = mine._page_closing()
            self.assertTrue(page["is_over"])
            later = fields.Datetime.now() + timedelta(days=1)
            with self.assertRaises(UserError), self.env.cr.savepoint():
                env["mentoring.session"].create({"pairing_id": mine.id, "start": later})
            for step in (
                lambda session=session, later=later: session.write({"start": later}),
                lambda session=session: session.action_reset(),
                lambda session=session: session.action_cancel(),
                lambda mine=mine: mine.action_pause(),
                lambda mine=mine: mine.action_end(),
                lambda mine=mine: mine.action_agree(),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    step()

    def test_a_completed_pairing_is_read_and_not_changed(self):
        self._held(self.pairing, 3)
        self._close()
        self._assert_archive(self.pairing)
        page = self.pairing.with_user(self.mia.user_id)._page_closing()
        self.assertEqual((page["is_completed"], page["has_certificate"]), (True, True))
        self.assertTrue(page["read_until"])

    def test_one_that_ended_early_too(self):
        self._held(self.pairing, 3)
        self.pairing._end()
        # On the day itself the other may still press the same button.
        self.pairing.date_end -= timedelta(days=1)
        self._assert_archive(self.pairing)
        page = self.pairing.with_user(self.mia.user_id)._page_closing()
        self.assertEqual((page["is_completed"], page["has_certificate"]), (False, False))

    def test_the_last_weeks_say_how_to_end_well(self):
        page = self.pairing.with_user(self.mia.user_id)._page_closing
        self.assertFalse(page()["last_day"])
        self.programme.date_end = fields.Date.today() + timedelta(days=20)
        self.assertEqual(page()["last_day"], fields.Date.to_string(self.programme.date_end))

    # -- lessons -------------------------------------------------------------------------

    def test_lessons_are_noted_on_closing_and_carried_into_the_next_cohort(self):
        self._close(keep="The briefing\n\n  The pace ", change="Begin earlier")
        lessons = self.programme.lesson_ids
        self.assertEqual(
            sorted((lesson.kind, lesson.name) for lesson in lessons),
            [("change", "Begin earlier"), ("keep", "The briefing"), ("keep", "The pace")],
        )
        cohort = self.programme.with_user(self.coordinator).copy()
        self.assertEqual(sorted(cohort.lesson_ids.mapped("name")), sorted(lessons.mapped("name")))
        self.assertEqual(set(cohort.lesson_ids.mapped("is_carried")), {True})
        cohort.lesson_ids.filtered(lambda lesson: lesson.kind == "keep").action_done()
        third = cohort.copy()
        self.assertEqual(third.lesson_ids.mapped("name"), ["Begin earlier"])
        self.assertFalse(third.lesson_ids.is_done)
        self.assertEqual(len(self.programme.lesson_ids), 3)

    def test_lessons_of_a_discreet_programme_go_to_its_coordinators_alone(self):
        hush = self._discreet_programme("running")
        self.env["mentoring.lesson"].create({"programme_id": hush.id, "name": "Meet elsewhere"})
        self.assertFalse(hush.with_user(self.manager).copy().lesson_ids)
        self.assertTrue(hush.with_user(self.coordinator).copy().lesson_ids)

    def test_lessons_are_written_by_coordinators_of_the_programme(self):
        values = {"programme_id": self.programme.id, "name": "x"}
        refusals = set()
        for user, programme_id in (
            (self.other_coordinator, self.programme.id),
            (self.other_coordinator, 10**9),
        ):
            lessons = self.env["mentoring.lesson"].with_user(user)
            with self.assertRaises(AccessError) as refusal:
                lessons.create({**values, "programme_id": programme_id})
            refusals.add(str(refusal.exception))
        self.assertEqual(len(refusals), 1)
        with self.assertRaises(AccessError):
            self.env["mentoring.lesson"].with_user(self.mia.user_id).create(values)
        mine = self.env["mentoring.lesson"].with_user(self.coordinator).create(values)
        other = self._programme(coordinator_ids=[fields.Command.set(self.other_coordinator.ids)])
        with self.assertRaises(AccessError):
            mine.programme_id = other


@tagged("post_install", "-at_install")
class TestCertificate(ClosingCase, HttpCase):
    """What a person has to show, for that person alone."""

    def _values(self, user, enrolment, **data):
        report = self.env(user=user.id, su=False)["report.mentoring_programme.certificate"]
        return report._get_report_values(enrolment.ids, data)["certificates"][0]

    def test_it_says_what_was_done_and_not_with_whom(self):
        self._held(self.pairing, 3)
        self._held(self.pairing, 10)
        missed = self._held(self.pairing, 20)
        missed.action_missed()
        self._close()
        said = self._values(self.mia.user_id, self.own)
        self.assertEqual(
            [said[name] for name in ("name", "role", "programme", "sessions", "hours")],
            ["Mia", "mentee", "Test programme", 2, 3.0],
        )
        self.assertNotIn("Ida", str(said))

    def test_a_mentor_of_two_who_met_both_at_once_met_once(self):
        self.pairing.mentor_id.capacity = 2
        second = self._pair(self.pairing.mentor_id, self._enrol(self.programme, self.mo, "mentee"))
        session = self._held(self.pairing, 3)
        self._held(second, 3).write({"start": session.start})
        self.assertEqual(self.pairing.mentor_id._sessions_held(), (1, 1.5))

    def test_of_a_discreet_programme_it_is_neutral_and_else_by_choice(self):
        hush = self._paired_programme(self.ivy, self.mo, discreet=True)
        for pairing in (hush, self.pairing):
            self._held(pairing, 3)
        hush.programme_id.with_user(self.coordinator).action_close()
        said = self._values(self.mo.user_id, hush.mentee_id)
        self.assertFalse(said["programme"] or said["date_start"] or said["date_end"])
        self._close()
        self.assertTrue(self._values(self.mia.user_id, self.own)["programme"])
        neutral = self._values(self.mia.user_id, self.own, neutral=True)
        self.assertFalse(neutral["programme"] or neutral["date_start"])

    def test_it_is_nobody_elses_and_not_before_the_end(self):
        with self.assertRaises(AccessError):
            self._values(self.mia.user_id, self.own)
        self._close()
        for user in (
            self.ida.user_id,
            self.coordinator,
            self.manager,
            self.env.ref("base.user_admin"),
        ):
            with self.assertRaises(AccessError):
                self._values(user, self.own)
            with self.assertRaises(AccessError):
                self._values(user, self.own | self.pairing.mentor_id)

    def test_it_comes_from_one_address_for_employees_and_people_from_outside(self):
        portal = self._user("porter", "portal")
        outside = self._pair(
            self._enrol(self.programme, portal.partner_id, "mentor"),
            self._enrol(self.programme, self.mo, "mentee"),
        )
        for pairing in (outside, self.pairing):
            self._held(pairing, 3)
        own = {"mia": self.own, "porter": outside.mentor_id}
        for login, enrolment in own.items():
            self.authenticate(login, login)
            address = f"/my/mentoring/certificate/{enrolment.id}"
            self.assertEqual(self.url_open(address).status_code, 404)
        self._close()
        for login, enrolment in own.items():
            self.authenticate(login, login)
            page = self.url_open(f"/my/mentoring/certificate/{enrolment.id}")
            self.assertEqual(page.status_code, 200)
            self.assertIn("Test programme", page.text)
            self.assertIn("no-store", page.headers["Cache-Control"])
            page = self.url_open(f"/my/mentoring/certificate/{enrolment.id}?neutral=1")
            self.assertNotIn("Test programme", page.text)
            others = {each.id for each in own.values()} - {enrolment.id} | {10**9}
            for other in others:
                answer = self.url_open(f"/my/mentoring/certificate/{other}")
                self.assertEqual(answer.status_code, 404)
        # Odoo's own route for reports is as closed.
        self.authenticate("cora", "cora")
        answer = self.url_open(f"/report/html/mentoring_programme.certificate/{self.own.id}")
        self.assertNotEqual(answer.status_code, 200)
