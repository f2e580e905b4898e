from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestPairByHand(MentoringCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls._programme("running")
        cls.mentor = cls._enrol(cls.programme, cls.ida, "mentor", capacity=2)
        cls.mentee = cls._enrol(cls.programme, cls.mia, "mentee")

    def _dialog(self, mentor=None, mentee=None, user=None):
        dialogs = self.env["mentoring.pair"].with_user(user or self.coordinator)
        two = {"mentor_id": (mentor or self.mentor).id, "mentee_id": (mentee or self.mentee).id}
        return dialogs.create(two)

    def test_how_well_they_fit_is_shown_before_they_are_paired(self):
        topic = self.env["mentoring.topic"].search([], limit=1)
        self.mentor.interest_ids = self.mentee.interest_ids = topic
        with Form(self.env["mentoring.pair"].with_user(self.coordinator)) as form:
            form.mentor_id, form.mentee_id = self.mentor, self.mentee
            self.assertEqual(form.score, 100)
            self.assertIn("100 % of 100 %", form.reasons)
            self.assertFalse(form.refusal or form.warnings)
        here = [("programme_id", "=", self.programme.id)]
        self.assertFalse(self.env["mentoring.pairing"].search_count(here))

    def test_then_both_are_asked(self):
        action = self._dialog().action_pair()
        pairing = self.env["mentoring.pairing"].browse(action["res_id"])
        self.assertEqual((pairing.mentor_id, pairing.mentee_id), (self.mentor, self.mentee))
        self.assertEqual(pairing.state, "proposed")

    def test_what_to_think_about_warns_and_does_not_refuse(self):
        department = self.env["hr.department"].create(
            {"name": "Tools", "company_id": self.company.id}
        )
        (self.ida | self.mia).department_id = department
        english, other = self.env["res.lang"].with_context(active_test=False).search([], limit=2)
        self.mentor.language_ids, self.mentee.language_ids = english, other
        morning, evening = self.env["mentoring.availability"].search([], limit=2)
        self.mentor.availability_ids, self.mentee.availability_ids = morning, evening
        self._pair(self.mentor, self.mentee).action_end()
        dialog = self._dialog()
        for words in ("same department", "no language", "no good time", "each other or paired"):
            self.assertIn(words, dialog.warnings)
        self.assertFalse(dialog.refusal)
        dialog.action_pair()

    def test_a_criterion_that_must_fit_warns(self):
        self.programme.criterion_ids.required = True
        self.assertIn("Must fit", self._dialog().warnings)

    def test_hard_rules_refuse(self):
        boss = self._enrol(self.programme, self.mo, "mentor")
        dialog = self._dialog(boss)
        self.assertIn("manages the other", dialog.refusal)
        with self.assertRaisesRegex(ValidationError, "manages the other"):
            dialog.action_pair()

    def test_a_mentor_without_a_place_refuses(self):
        self.mentor.capacity = 1
        self._pair(self.mentor, self._enrol(self.programme, self.max, "mentee"))
        dialog = self._dialog()
        self.assertIn("no free place", dialog.refusal)
        with self.assertRaisesRegex(ValidationError, "no free place"):
            dialog.action_pair()

    def test_other_refusals_are_sentences(self):
        other = self._enrol(self._programme("running"), self.max, "mentee")
        self.assertIn("different programmes", self._dialog(mentee=other).refusal)
        self.assertIn("Choose a mentor", self._dialog(self.mentee, self.mentor).refusal)
        waiting = self._enrol(self.programme, self.max, "mentee", state="accepted")
        self.assertIn("Max is not ready yet", self._dialog(mentee=waiting).refusal)
        self.mia.active = False
        self.assertIn("archived", self._dialog().refusal)

    def _busy_elsewhere(self, programme):
        self._pair(
            self._enrol(programme, self.ida, "mentor", capacity=2),
            self._enrol(programme, self._employee(f"U{programme.id}"), "mentee"),
        )

    def test_what_a_mentor_has_elsewhere_is_said_as_far_as_the_coordinator_sees_it(self):
        self.mentor.capacity = 1
        others = {"coordinator_ids": self.other_coordinator.ids}
        for make in (self._discreet_programme, self._programme):
            self._busy_elsewhere(make("running", **others))
        self.assertFalse(self._dialog().warnings)
        self._busy_elsewhere(self._programme("running"))
        self.assertIn("Ida has 1 mentees in other programmes", self._dialog().warnings)

    def test_only_coordinators_of_the_programme_learn_anything(self):
        for user in (self.other_coordinator, self.mia.user_id):
            with self.assertRaises(AccessError):
                self._dialog(user=user).refusal  # noqa: B018 - reading it is the question
        dialog = self._dialog()
        with self.assertRaises(AccessError):
            dialog.with_user(self.manager).read(["warnings"])
