from lxml import html

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from .common import EvaluationCase

SURVEY_MODELS = ("survey.user_input", "survey.user_input.line")


@tagged("post_install", "-at_install")
class TestSurveyType(EvaluationCase, HttpCase):
    """Questionnaires live in Odoo's surveys; nobody's answers do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.survey = cls.env.ref("mentoring_evaluation.survey_pulse_mentee")
        cls.surveyor = cls._user("sara")
        cls.surveyor.group_ids += cls.env.ref("survey.group_survey_manager")
        cls.officer = cls._user("sol")
        cls.officer.group_ids += cls.env.ref("survey.group_survey_user")

    def test_what_ships_asks_each_role_in_every_wave(self):
        for name, wave in self.waves.items():
            for role in ("mentor", "mentee"):
                questions = wave._survey(role).question_ids
                codes = set(questions.mapped("mentoring_code"))
                self.assertGreaterEqual(len(codes), 5, (name, role))
                self.assertFalse(questions.filtered("constr_mandatory"))
        said = {
            role: {
                code
                for wave in self.waves.values()
                for code in wave._survey(role).question_ids.mapped("mentoring_code")
            }
            for role in ("mentor", "mentee")
        }
        both = {
            "would_continue",
            "mindset",
            "surprised",
            "broader",
            "belonging",
            "wellbeing",
            "culture",
            "quality",
        }
        self.assertLessEqual(both | {"more_confident"}, said["mentor"])
        self.assertLessEqual(both | {"more_inclusive"}, said["mentee"])
        # The same before and after.
        for role, codes in (("mentor", {"confident"}), ("mentee", {"inclusive", "ready"})):
            for name in ("baseline", "closing", "after_12"):
                asked = self.waves[name]._survey(role).question_ids.mapped("mentoring_code")
                self.assertLessEqual(
                    codes | {"belonging", "wellbeing", "culture", "perspective"}, set(asked)
                )

    def test_nobody_is_asked_to_rate_the_other_person(self):
        """Quality is that of the relationship, with one question in every wave that has it."""
        quality = self.env["survey.question"].search(
            [("mentoring_code", "=", "quality"), ("survey_id.survey_type", "=", "mentoring")]
        )
        self.assertEqual(len(set(quality.mapped("title"))), 1)
        self.assertEqual(set(quality.mapped("scale_max")), {5})
        shipped = self.env["ir.model.data"].search(
            [("module", "=", "mentoring_evaluation"), ("model", "=", "survey.question")]
        )
        for question in self.env["survey.question"].browse(shipped.mapped("res_id")):
            for word in ("my mentor", "my mentee", "your mentor", "your mentee"):
                self.assertNotIn(word, question.title.lower())

    def test_odoo_makes_no_participation_of_it(self):
        before = {model: self.env[model].search_count([]) for model in SURVEY_MODELS}
        for user in (self.surveyor, self.officer):
            survey = self.survey.with_user(user)
            for way in (
                lambda survey=survey, user=user: survey._create_answer(user=user),
                lambda survey=survey, user=user: survey._create_answer(user=user, test_entry=True),
                lambda survey=survey: survey.action_send_survey(),
                lambda survey=survey: survey.action_start_session(),
                lambda survey=survey: survey.env["survey.user_input"].create(
                    {"survey_id": survey.id}
                ),
            ):
                with self.assertRaisesRegex(UserError, "My mentoring"):
                    way()
            self.assertIn("preview", survey.action_test_survey()["url"])
        self.env.cr.flush()
        self.authenticate(self.surveyor.login, self.surveyor.login)
        token = self.survey.access_token
        for url in (
            f"/survey/start/{token}",
            f"/survey/test/{token}",
            f"/survey/print/{token}",
            f"/survey/results/{self.survey.id}",
        ):
            self.assertLess(self.url_open(url).status_code, 500, url)
        after = {model: self.env[model].search_count([]) for model in SURVEY_MODELS}
        self.assertEqual(after, before)

    def test_what_is_refused_is_not_offered(self):
        for view, names in (
            ("kanban", ("action_send_survey", "action_result_survey")),
            ("form", ("action_send_survey", "action_survey_user_input_completed")),
        ):
            ref = self.env.ref(f"survey.survey_survey_view_{view}")
            tree = html.fromstring(self.env["survey.survey"].get_view(ref.id, view)["arch"])
            for name in names:
                buttons = tree.xpath(f"//button[@name='{name}']")
                self.assertTrue(buttons, name)
                for button in buttons:
                    self.assertIn("survey_type == 'mentoring'", button.get("invisible"), name)

    def test_no_other_kind_of_survey_becomes_one_or_the_reverse(self):
        with self.assertRaisesRegex(ValidationError, "another survey"):
            self.survey.survey_type = "custom"
        other = self.env["survey.survey"].create(
            {
                "title": "With names",
                "question_and_page_ids": [
                    Command.create({"title": "Who?", "question_type": "char_box"})
                ],
            }
        )
        self.env["survey.user_input"].create({"survey_id": other.id})
        with self.assertRaisesRegex(ValidationError, "answers with names"):
            other.survey_type = "mentoring"
        with self.assertRaisesRegex(ValidationError, "type Mentoring"):
            self.waves["pulse"].copy({"mentor_survey_id": other.id})

    def test_its_questions_can_be_counted(self):
        survey = self.survey.copy()
        cases = [
            ({"question_type": "char_box", "mentoring_code": "x"}, "on a scale"),
            ({"question_type": "scale"}, "a code"),
            ({"question_type": "scale", "mentoring_code": "quality"}, "same code"),
        ]
        for values, words in cases:
            with self.assertRaisesRegex(ValidationError, words), self.env.cr.savepoint():
                self.env["survey.question"].create(
                    {"survey_id": survey.id, "title": "New", **values}
                )

    def test_what_was_asked_stays_what_it_measures(self):
        programme = self._asked_programme(1)
        self.asks._ask(programme)
        question = self.survey.question_ids[0]
        question.title = "How good is it, as a whole?"
        for values in ({"mentoring_code": "other"}, {"scale_max": 10}):
            with self.assertRaisesRegex(UserError, "asked these questions already"):
                question.write(values)
        with self.assertRaisesRegex(UserError, "asked these questions already"):
            question.unlink()
        with self.assertRaisesRegex(ValidationError, "archive it"):
            self.waves["pulse"].mentee_survey_id = self.survey.copy()
        copy = self.survey.copy()
        new = {"title": "More?", "question_type": "text_box", "mentoring_code": "more"}
        choice = self.waves["closing"].mentee_survey_id.copy().question_ids.suggested_answer_ids[0]
        asked_choice = question.create(
            {**new, "survey_id": copy.id, "mentoring_code": "x", "question_type": "simple_choice"}
        )
        questions = self.env["survey.question"]
        for way in (
            lambda: questions.with_context(default_survey_id=self.survey.id).create(new),
            lambda: questions.create({**new, "survey_id": self.survey.id}),
            lambda: asked_choice.write({"survey_id": self.survey.id}),
        ):
            with self.assertRaisesRegex(UserError, "asked these questions already"):
                way()
        asked_choice.unlink()
        programme = self._asked_programme(1, waves=("closing",))
        programme.date_end = self.today
        self.asks._ask(programme)
        closing = self.waves["closing"].mentee_survey_id.question_ids
        closing = closing.filtered(lambda each: each.question_type == "simple_choice")[0]
        answers = self.env["survey.question.answer"]
        for way in (
            lambda: answers.with_context(default_question_id=closing.id).create({"value": "Maybe"}),
            lambda: answers.create({"value": "Maybe", "question_id": closing.id}),
            lambda: choice.write({"question_id": closing.id}),
        ):
            with self.assertRaisesRegex(UserError, "asked these questions already"):
                way()
        copy.question_ids[0].unlink()

    def test_who_writes_what_people_are_asked(self):
        for user in (self.coordinator, self.manager):
            surveys = self.env["survey.survey"].with_user(user).search([])
            self.assertIn(self.survey, surveys)
            self.assertEqual(set(surveys.mapped("survey_type")), {"mentoring"})
        self.survey.with_user(self.manager).copy().title = "Ours"
        with self.assertRaises(AccessError):
            self.survey.with_user(self.coordinator).title = "Ours"
        with self.assertRaises(AccessError):
            self.survey.with_user(self.mia.user_id).read(["title"])
        page = f"/my/mentoring/survey/preview/{self.survey.id}"
        for user, status in ((self.manager, 200), (self.mia.user_id, 404)):
            self.env.cr.flush()
            self.authenticate(user.login, user.login)
            self.assertEqual(self.url_open(page).status_code, status)
            nowhere = f"/my/mentoring/survey/preview/{10**12}"
            self.assertEqual(self.url_open(nowhere).status_code, 404)
