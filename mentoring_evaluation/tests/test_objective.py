from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import EvaluationCase


@tagged("post_install", "-at_install")
class TestObjective(EvaluationCase):
    """Objectives measure themselves, and come back to their coordinators."""

    def _objective(self, programme, figure, unit="percent", target=50, **values):
        return self.env["mentoring.objective"].create(
            {
                "name": figure,
                "measure": "Counted.",
                "programme_id": programme.id,
                "figure": figure,
                "target_unit": unit,
                "target": target,
                **values,
            }
        )

    def _measured(self, objective):
        objective.with_user(self.coordinator).action_measure()
        return objective.reached, objective.people_count

    def test_pairings_and_sessions_are_counted(self):
        programme = self._asked_programme(4)
        pairings = self.env["mentoring.pairing"].search([("programme_id", "=", programme.id)])
        self.env["mentoring.session"].create(
            [
                {
                    "pairing_id": pairing.id,
                    "start": self.today - timedelta(days=5),
                    "duration": 1,
                    "state": "held",
                }
                for pairing in pairings[:3]
            ]
        )
        pairings[0].state = "completed"
        self.assertEqual(self._measured(self._objective(programme, "sessions", "count")), (3, 8))
        self.assertEqual(self._measured(self._objective(programme, "pairings_active")), (75, 8))
        self.assertEqual(
            self._measured(self._objective(programme, "pairings_completed", "count")), (1, 8)
        )
        self._enrolments(programme, "mentee")[0].employee_id.active = False
        self.assertEqual(self._measured(self._objective(programme, "retention")), (87.5, 8))
        with self.assertRaisesRegex(UserError, "in the unit"):
            self._measured(self._objective(programme, "retention", "score"))

    def test_surveys_are_measured_once_enough_have_answered(self):
        programme = self._asked_programme(5)
        self.asks._ask(programme)
        quality = self._objective(programme, "quality", "score", 4)
        for n, mentee in enumerate(self._enrolments(programme, "mentee")):
            with self.assertRaisesRegex(UserError, "fewer than 5"):
                self._measured(quality)
            self._answer(mentee, quality=str(n + 1))
            self._release()
        self.assertEqual(self._measured(quality), (3, 5))
        with self.assertRaisesRegex(UserError, "what fewer than 5 people answered"):
            self._measured(self._objective(programme, "quality"))
        with self.assertRaisesRegex(UserError, "fewer than 5"):
            self._measured(self._objective(programme, "would_continue"))

    def test_a_share_is_told_where_either_side_is_nobody_or_enough(self):
        programme = self._asked_programme(10)
        self.asks._ask(programme)
        for n, mentee in enumerate(self._enrolments(programme, "mentee")):
            self._answer(mentee, quality="5" if n < 5 else "2")
        self._release()
        self.assertEqual(self._measured(self._objective(programme, "quality")), (50, 10))

    def test_a_survey_is_measured_in_its_last_round(self):
        """With the last answer of each, the difference to the last round would be one person's."""
        programme = self._asked_programme(6, "linked")
        self.asks._ask(programme)
        mentees = self._enrolments(programme, "mentee")
        quality = self._objective(programme, "quality", "score", 4)
        for mentee in mentees:
            self._answer(mentee, quality="1")
        self._release()
        self.assertEqual(self._measured(quality), (1, 6))
        with freeze_time(self.today + timedelta(days=60)):
            self.asks._ask(programme)
            rounds = self.asks.search([("programme_id", "=", programme.id), ("number", "=", 1)])
            for mentee in mentees[:5]:
                ask = rounds.filtered(lambda ask, mentee=mentee: ask.enrolment_id == mentee)
                ask.with_user(mentee.user_id)._answer(self._said(ask, quality="5"))
        with freeze_time(self.today + timedelta(days=100)):
            self._release()
        self.assertEqual(self._measured(quality), (5, 5))

    def test_few_people_are_never_measured(self):
        programme = self._asked_programme(2)
        for figure in ("sessions", "pairings_active", "pairings_completed", "retention"):
            objective = self._objective(programme, figure, "count")
            with self.assertRaisesRegex(UserError, "fewer than 5 people"):
                self._measured(objective)
            self.assertFalse(objective.reviewed_on)

    def test_by_its_coordinators_alone(self):
        programme = self._asked_programme(4, discreet=True, enrolment_policy="invited")
        objective = self._objective(programme, "pairings_active")
        for user in (self.other_coordinator, self.manager, self.hr_officer, self.mia.user_id):
            with self.assertRaises(AccessError):
                objective.with_user(user).action_measure()
        with self.assertRaises(AccessError):
            self.type.objective_ids.with_user(self.manager).action_measure()
        self.assertEqual(self._measured(objective)[1], 8)

    def test_the_light_says_in_words_and_shapes_how_it_stands(self):
        objective = self._objective(self._asked_programme(1), "custom", "count", 10)
        labels = dict(objective._fields["light"]._description_selection(self.env))
        self.assertEqual(len({label[0] for label in labels.values()}), 4)
        self.assertEqual(objective.light, "none")
        for reached, light in ((10, "reached"), (9, "nearly"), (8, "below")):
            objective.write({"reached": reached, "reviewed_on": self.today})
            self.assertEqual(objective.light, light)
        with self.assertRaisesRegex(UserError, "noted by hand"):
            self._measured(objective)

    def test_what_is_noted_by_hand_is_about_no_number_of_people(self):
        objective = self._objective(self._asked_programme(4), "pairings_active")
        self.assertEqual(self._measured(objective), (100, 8))
        objective.with_user(self.coordinator).reached = 3
        self.assertEqual(objective.people_count, 0)
        own = objective.with_user(self.coordinator)
        own.write({"reached": 100, "people_count": 8})
        self.assertEqual(objective.people_count, 0)
        own.people_count = 8
        self.assertEqual(objective.people_count, 0)
        self.assertEqual(own.copy({"people_count": 8}).people_count, 0)

    def test_a_review_comes_once_as_a_neutral_to_do(self):
        programme = self._asked_programme(1, discreet=True, enrolment_policy="invited")
        objective = self._objective(programme, "custom", date_review=self.today)
        todos = self.env["mail.activity"].search([("user_id", "=", self.coordinator.id)])
        self.env["mentoring.objective"]._cron_review()
        self.env["mentoring.objective"]._cron_review()
        mine = [("user_id", "=", self.coordinator.id), ("id", "not in", todos.ids)]
        new = self.env["mail.activity"].search(mine)
        self.assertEqual(len(new), 1)
        self.assertFalse(new.res_model)
        for text in (programme.name, objective.name):
            self.assertNotIn(text, f"{new.summary}{new.note}")
        objective.write({"reviewed_on": self.today, "date_review": self.today + timedelta(days=1)})
        self.env["mentoring.objective"]._cron_review()
        self.assertEqual(self.env["mail.activity"].search_count(mine), 1)

    def test_what_was_measured_in_a_discreet_programme_is_its_coordinators(self):
        """Its people are counted in steps for everybody else: an objective would count them."""
        programme = self._asked_programme(4, discreet=True, enrolment_policy="invited")
        objective = self._objective(programme, "sessions", "count")
        theirs = self.env["mentoring.objective"].with_user(self.manager)
        self.assertIn(objective, theirs.search([]))
        self._measured(objective)
        self.env.invalidate_all()
        self.assertNotIn(objective, theirs.search([]))
        for call in (
            lambda: theirs.browse(objective.id).read(["people_count"]),
            lambda: theirs.browse(objective.id).write({"reviewed_on": False, "reached": 0}),
        ):
            with self.assertRaises(AccessError):
                call()
        self.assertNotIn(objective, programme.with_user(self.manager).objective_ids)
        mine = objective.with_user(self.coordinator).read(["people_count"])
        self.assertEqual(mine[0]["people_count"], 8)

    def test_a_lesson_goes_to_the_next_cohort(self):
        programme = self._asked_programme(4)
        objective = self._objective(programme, "pairings_active", target=100)
        self._measured(objective)
        action = objective.with_user(self.coordinator).action_note_lesson()
        lessons = self.env["mentoring.lesson"].with_user(self.coordinator)
        lesson = lessons.with_context(**action["context"]).create({})
        self.assertEqual((lesson.kind, lesson.programme_id), ("keep", programme))
        following = programme.with_user(self.coordinator).copy()
        self.assertEqual(following.lesson_ids.mapped("name"), [lesson.name])
        copied = following.objective_ids.filtered(lambda each: each.figure == "pairings_active")
        self.assertEqual((copied.target, copied.reached, copied.people_count), (100, 0, 0))
