from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .event_case import EventCase


@tagged("post_install", "-at_install")
class TestRequirementVersions(EventCase):
    """A text that has changed is asked anew, and who met which version is kept."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.briefing = cls.programme.requirement_ids.filtered(lambda r: r.kind == "briefing")

    def _ask_anew(self, requirement=None, user=None):
        (requirement or self.briefing).with_user(user or self.coordinator).action_ask_anew()

    def test_what_was_acknowledged_is_kept_with_version_person_and_moment(self):
        line = self.mentee.fulfilment_ids
        self.assertEqual((line.requirement_id, line.version), (self.briefing, 1))
        self._ask_anew()
        mine = self.mentee.with_user(self.mia.user_id)
        mine.with_context(requirement_id=self.briefing.id).action_acknowledge()
        lines = self.mentee.fulfilment_ids.sorted("version")
        self.assertEqual(lines.mapped("version"), [1, 2])
        self.assertEqual(lines.mapped("is_current"), [False, True])
        self.assertEqual((lines[1].user_id, lines[1].how), (self.mia.user_id, "participant"))
        self.assertTrue(lines[1].date)

    def test_the_ready_are_ready_again_once_they_have_read_it(self):
        self.assertEqual(self.mentee.state, "ready")
        self._ask_anew()
        self.assertEqual(self.mentee.state, "accepted")
        self.assertEqual(self.mentee.missing_requirement_ids, self.briefing)
        mine = self.mentee.with_user(self.mia.user_id)
        mine.with_context(requirement_id=self.briefing.id).action_acknowledge()
        self.assertEqual(self.mentee.state, "ready")
        with self.assertRaisesRegex(UserError, "nothing left to acknowledge"):
            mine.with_context(requirement_id=self.briefing.id).action_acknowledge()

    def test_the_matched_are_asked_and_stay_paired_but_get_nobody_else(self):
        pairing = self._paired_programme()
        mentor = pairing.mentor_id
        mentor.capacity = 2
        other = self._enrol(pairing.programme_id, self.max, "mentee")
        run = self.env["mentoring.match.run"].with_user(self.coordinator)
        self.assertIn(mentor, run._pool(pairing.programme_id)[0])
        briefing = pairing.programme_id.requirement_ids.filtered(lambda r: r.kind == "briefing")
        self._ask_anew(briefing)
        self.assertEqual((pairing.state, mentor.state), ("active", "matched"))
        self.assertEqual(mentor.missing_requirement_ids, briefing)
        self.assertNotIn(mentor, run._pool(pairing.programme_id)[0])
        other._fulfil(briefing)
        self.assertEqual(other.state, "ready")
        with self.assertRaisesRegex(ValidationError, "Both must be ready"):
            self._pair(mentor, other)
        mentor._fulfil(briefing)
        self.assertTrue(self._pair(mentor, other))

    def test_the_dialog_says_how_many_are_asked_again(self):
        pairing = self._paired_programme()
        briefing = pairing.programme_id.requirement_ids.filtered(lambda r: r.kind == "briefing")
        self._enrol(pairing.programme_id, self.max, "mentee")
        self._enrol(pairing.programme_id, self.ivy, "mentee", "accepted")
        self._enrol(pairing.programme_id, self.ian, "mentee")._write_state("withdrawn")
        asked = briefing.with_user(self.coordinator)
        self.assertEqual(
            (asked.anew_count, asked.anew_ready_count, asked.anew_matched_count), (3, 1, 2)
        )
        action = asked.action_open_anew()
        self.assertEqual((action["res_id"], action["target"]), (briefing.id, "new"))
        asked.action_ask_anew()
        asked.invalidate_recordset()
        self.assertEqual(asked.anew_count, 0)

    def test_those_who_had_met_it_get_a_mail_that_names_nothing(self):
        waiting = self._enrol(self.programme, self.max, "mentee", "accepted")
        since = self._last_mail()
        self._ask_anew()
        mails = self._mails(since)
        told = {partner for _subject, _body, people in mails for partner in people}
        self.assertEqual(told, {self.mentee.contact_id, self.mentor.contact_id})
        self.assertNotIn(waiting.contact_id, told)
        for subject, body, _people in mails:
            self.assertNotRegex(f"{subject} {body}", "Test programme|Briefing|briefing")

    def test_only_its_coordinators_ask_anew_and_nobody_by_writing(self):
        for user in (self.mia.user_id, self.other_coordinator, self.hr_officer):
            with self.assertRaises(AccessError):
                self._ask_anew(user=user)
        for values in ({"version": 9}, {"asked_on": fields.Datetime.now()}):
            with self.assertRaisesRegex(UserError, "Ask everybody anew"):
                self.briefing.with_user(self.coordinator).write(values)
        self.assertEqual(self.briefing.version, 1)

    def test_the_next_cohort_starts_with_the_first_version(self):
        self._ask_anew()
        copied = self.programme.copy().requirement_ids.filtered(lambda r: r.kind == "briefing")
        self.assertEqual((copied.version, copied.asked_on), (1, False))

    def test_of_a_type_and_of_a_resume_nothing_is_asked_anew(self):
        resume = self._requirement("resume", resume_words="training")
        for requirement in (self.type.requirement_ids[0], resume):
            with self.assertRaisesRegex(UserError, "change what counts instead"):
                requirement.with_user(self.manager).action_ask_anew()

    def test_coordinators_filter_and_group_by_what_is_lacking(self):
        self._ask_anew()
        enrolments = self.env["mentoring.enrolment"].with_user(self.coordinator)
        inside = [("programme_id", "=", self.programme.id)]
        lacking = enrolments.search([*inside, ("missing_requirement_ids", "!=", False)])
        self.assertEqual(lacking, self.mentor | self.mentee)
        [group] = enrolments.formatted_read_group(inside, ["missing_requirement_ids"], ["__count"])
        self.assertEqual(group["missing_requirement_ids"][1], "Briefing")
        self.assertEqual(group["__count"], 2)
        self.mentee._fulfil(self.briefing)
        self.assertEqual(
            enrolments.search([*inside, ("missing_requirement_ids", "in", self.briefing.ids)]),
            self.mentor,
        )


@tagged("post_install", "-at_install")
class TestMentorTraining(EventCase):
    """Enrolment opens when mentors are prepared: four skills, and the aim."""

    def test_each_part_that_is_missing_is_named(self):
        programme = self._programme()
        training = programme.requirement_ids.filtered(lambda r: r.kind == "training")
        for name, label in (
            ("covers_listening", "Listening"),
            ("covers_questioning", "Questioning"),
            ("covers_advising", "Advising"),
            ("covers_contracting", "Contracting"),
            ("covers_aim", "Commitment to the aim"),
        ):
            training[name] = False
            self.assertFalse(programme.condition_training, name)
            with self.assertRaisesRegex(UserError, label):
                programme.action_open_enrolment()
            training[name] = True
            self.assertTrue(programme.condition_training, name)

    def test_a_training_of_mentees_prepares_no_mentor_and_a_commitment_trains_nobody(self):
        programme = self._programme()
        training = programme.requirement_ids.filtered(lambda r: r.kind == "training")
        commitment = self.env["mentoring.requirement"].create(
            {
                "programme_id": programme.id,
                "name": "Commitment",
                "kind": "commitment",
                "role": "mentor",
                "covers_aim": True,
                "covers_listening": True,
            }
        )
        training.covers_aim = False
        self.assertTrue(programme.condition_training)
        training.covers_listening = False
        self.assertFalse(programme.condition_training)
        training.covers_listening = True
        commitment.role = "mentee"
        self.assertFalse(programme.condition_training)

    def test_every_type_that_ships_prepares_its_mentors_and_supervises_them(self):
        data = self.env["ir.model.data"].search(
            [("module", "=", "mentoring_programme"), ("model", "=", "mentoring.programme.type")]
        )
        for kind in self.env["mentoring.programme.type"].browse(data.mapped("res_id")):
            with self.subTest(type=kind.name):
                asked = kind.requirement_ids._asked_of("mentor")
                training = asked.filtered("covers_listening")
                self.assertEqual(training.kind, "training")
                text = str(training.description)
                for skill in ("Listening", "Questioning", "Advising", "Contracting"):
                    self.assertTrue(training[f"covers_{skill.lower()}"])
                    self.assertIn(skill, text)
                self.assertIn(
                    "aim of this programme", str(asked.filtered("covers_aim").description)
                )
                self.assertGreaterEqual(kind.supervision_count, kind.supervision_required)
                self.assertGreater(kind.supervision_required, 0)
