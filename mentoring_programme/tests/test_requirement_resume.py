from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..models.mentoring_requirement_resume import SOURCES
from .event_case import EventCase


@tagged("post_install", "-at_install")
class TestRequirementResume(EventCase):
    """A line of the résumé fulfils a requirement for as long as it counts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.today()
        cls.training_type = cls.env.ref("hr_skills.resume_type_training")
        cls.requirement = cls._requirement(
            "resume",
            kind="training",
            role="mentor",
            name="Mentor certificate",
            resume_line_type_id=cls.training_type.id,
            resume_words="mentor CERTIFICATE",
        )

    def _line(self, employee=None, user=None, **values):
        return (
            self.env["hr.resume.line"]
            .with_user(user or self.hr_officer)
            .create(
                {
                    "employee_id": (employee or self.ida).id,
                    "name": "Certificate for a mentor",
                    "line_type_id": self.training_type.id,
                    "date_start": self.today - timedelta(days=30),
                    **values,
                }
            )
        )

    def assertLacks(self, enrolment=None):  # noqa: N802 - as unittest names them
        enrolment = enrolment or self.mentor
        self.assertEqual(
            (enrolment.state, enrolment.missing_requirement_ids), ("accepted", self.requirement)
        )

    def assertReady(self, enrolment=None):  # noqa: N802 - as unittest names them
        enrolment = enrolment or self.mentor
        self.assertEqual(enrolment.state, "ready")
        self.assertFalse(enrolment.missing_requirement_ids)

    def test_a_line_that_is_written_fulfils_it_and_one_that_goes_does_not(self):
        self.assertLacks()
        line = self._line()
        self.assertReady()
        done = self.mentor.fulfilment_ids.filtered(lambda f: f.requirement_id == self.requirement)
        self.assertEqual((done.how, done.version), ("resume", 1))
        self.assertFalse(done.user_id)
        line.unlink()
        self.assertLacks()
        self.assertTrue(done.ended_on)
        self._line()
        self.assertReady()
        self.assertEqual(len(self.mentor.fulfilment_ids), 4)

    def test_kind_and_all_words_have_to_fit(self):
        self._line(name="Certificate")
        self._line(line_type_id=self.env.ref("hr_skills.resume_type_education").id)
        self._line(date_start=self.today + timedelta(days=1))
        self._line(self.ivy)
        self.assertLacks()
        almost = self._line(name="Mentoring certified")
        self.assertLacks()
        almost.name = "MENTOR, with certificate"
        self.assertReady()

    def test_a_line_given_to_somebody_else_counts_there(self):
        other = self._enrol(self.programme, self.ian, "mentor", "accepted")
        other._fulfil(other.missing_requirement_ids - self.requirement)
        line = self._line()
        self.assertReady()
        self.assertLacks(other)
        line.employee_id = self.ian
        self.assertLacks()
        self.assertReady(other)

    def test_what_has_expired_does_not_count_and_readiness_falls_back(self):
        line = self._line(date_end=self.today)
        self.assertReady()
        line.date_end = self.today - timedelta(days=1)
        self.assertLacks()
        self.requirement.resume_expires = False
        self.assertReady()

    def test_the_daily_job_notices_what_ran_out_and_tells_whom_it_concerns(self):
        line = self._line(date_end=self.today)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_resume_line SET date_end = %s WHERE id = %s",
            (self.today - timedelta(days=1), line.id),
        )
        self.env.invalidate_all()
        self.assertReady()
        since = self._last_mail()
        for _run in range(2):
            with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=9):
                self.env["mentoring.enrolment"]._cron_check_resumes()
        self.assertLacks()
        [(subject, body, people)] = self._mails(since)
        self.assertEqual(people, self.mentor.contact_id)
        self.assertNotRegex(f"{subject} {body}", "Test programme|Mentor certificate|Ida's")

    def test_the_matched_keep_their_pairing_when_it_runs_out(self):
        line = self._line()
        self.programme._write_state("matching")
        pairing = self._pair(self.mentor, self.mentee)
        line.unlink()
        self.assertEqual((self.mentor.state, pairing.state), ("matched", "active"))
        self.assertEqual(self.mentor.missing_requirement_ids, self.requirement)

    def test_whoever_joins_later_or_changes_what_counts_is_looked_up(self):
        self._line(self.ian, name="Diploma of a mentor")
        later = self._enrol(self.programme, self.ian, "mentor", "accepted")
        self.assertIn(self.requirement, later.missing_requirement_ids)
        self.requirement.with_user(self.coordinator).resume_words = "diploma"
        self.assertNotIn(self.requirement, later.missing_requirement_ids)
        self.requirement.with_user(self.coordinator).resume_words = "diploma certificate"
        self.assertIn(self.requirement, later.missing_requirement_ids)

    def test_a_person_from_outside_is_confirmed_by_the_coordinator(self):
        guest = self.env["res.partner"].create({"name": "Olu", "email": "olu@example.org"})
        outside = self._enrol(self.programme, guest, "mentor", "accepted")
        outside._fulfil(
            outside.missing_requirement_ids.filtered(lambda r: r.confirmation == "participant")
        )
        both = (outside | self.mentor).with_user(self.coordinator)
        both.action_confirm_requirements()
        self.assertReady(outside)
        self.assertLacks()
        done = outside.fulfilment_ids.filtered(lambda f: f.requirement_id == self.requirement)
        self.assertEqual((done.how, done.user_id), ("coordinator", self.coordinator))
        self.env["mentoring.enrolment"].browse(outside.id)._check_resumes()
        self.assertReady(outside)

    def test_it_has_to_say_what_counts(self):
        for values in ({}, {"resume_words": "   "}):
            with self.assertRaisesRegex(ValidationError, "which line of a résumé"):
                self._requirement("resume", **values)

    def test_whoever_writes_a_resume_leaves_no_trace_in_a_discreet_programme(self):
        programme = self._discreet_programme("enrolling")
        hush = self._enrol(programme, self.max, "mentee")
        self._requirement("resume", programme, role="mentee", resume_words="painting")
        self.assertEqual(hush.state, "accepted")
        self._line(self.max, name="Painting")
        self.assertEqual(hush.state, "ready")
        self.assertNotEqual(hush.write_uid, self.hr_officer)
        self.assertNotIn(self.hr_officer, hush.fulfilment_ids.create_uid)
        since = self.env["mail.message"].search([], order="id desc", limit=1).id
        self.env["hr.resume.line"].search([("name", "=", "Painting")]).with_user(
            self.hr_officer
        ).unlink()
        self.assertEqual(hush.state, "accepted")
        messages = self.env["mail.message"].search([("id", ">", since)])
        self.assertTrue(messages)
        self.assertNotIn(self.hr_officer, messages.create_uid)
        self.assertNotIn(self.hr_officer.partner_id, messages.author_id)

    def test_sources_are_offered_where_their_apps_are_installed(self):
        names = {model for model, _name in self.requirement._selection_resume_source()}
        fields_ = self.env["hr.resume.line"]._fields
        self.assertEqual("survey.survey" in names, "survey_id" in fields_)
        self.assertEqual("slide.channel" in names, "channel_id" in fields_)

    def test_a_line_of_another_app_counts_by_what_it_points_to(self):
        """With a field of the core in the place of those that the apps add to a line."""
        kind = self.env.ref("hr_skills.resume_type_education")
        sources = {"survey_id": "survey.survey", "line_type_id": kind._name}
        with patch.dict(SOURCES, sources, clear=True):
            offered = dict(self.requirement._selection_resume_source())
            self.assertIn(kind._name, offered)
            self.requirement.with_user(self.coordinator).write(
                {
                    "resume_source": f"{kind._name},{kind.id}",
                    "resume_line_type_id": False,
                    "resume_words": False,
                }
            )
            self._line()
            self.assertLacks()
            self._line(line_type_id=kind.id)
            self.assertReady()

    def test_home_says_what_counts(self):
        home = self.env["mentoring.home"].with_user(self.ida.user_id).get_my_mentoring()
        [asked] = [line for line in home["asked"] if line["kind"] == "confirmation"]
        self.assertIn("mentor CERTIFICATE", asked["requirement"]["what_to_do"])
        self.assertIn("Training", asked["requirement"]["what_to_do"])

    def test_500_resumes_are_looked_at_in_as_many_queries_as_5(self):
        counts = []
        for size in (5, 500):
            people = self.env["hr.employee"].create(
                [{"name": f"P{size} {n}", "company_id": self.company.id} for n in range(size)]
            )
            enrolments = self.env["mentoring.enrolment"].create(
                [
                    {
                        "programme_id": self.programme.id,
                        "employee_id": person.id,
                        "role": "mentor",
                        "state": "accepted",
                    }
                    for person in people
                ]
            )
            self._lines_past_the_hook(people)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            enrolments._check_resumes()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
            self.assertNotIn(self.requirement, enrolments.missing_requirement_ids)
        # Odoo writes and deletes in chunks: a few for five, one a hundred more for 500.
        self.assertLess(counts[1], counts[0] + 40)

    def _lines_past_the_hook(self, people):
        with patch.object(type(self.env["hr.resume.line"]), "_tell_enrolments"):
            self.env["hr.resume.line"].create(
                [
                    {
                        "employee_id": person.id,
                        "name": "Mentor certificate",
                        "line_type_id": self.training_type.id,
                        "date_start": self.today,
                    }
                    for person in people
                ]
            )
