from datetime import timedelta

from odoo.tests import HttpCase, tagged

from .common import EvaluationCase


@tagged("post_install", "-at_install")
class TestSurveyWalk(EvaluationCase, HttpCase):
    """Answering on a phone, as an employee and as a person from outside."""

    browser_size = "375x667"

    def test_on_a_phone_employees_and_people_from_outside_answer(self):
        programme = self._asked_programme(1)
        mentee = self._enrolments(programme, "mentee")
        porter = self._user("porter", "portal")
        outside = self._enrol(programme, porter.partner_id, "mentor", "matched")
        pairing = self._pair(outside, self._enrol(programme, self.mia, "mentee", "matched"))
        pairing.date_start = self.today - timedelta(days=40)
        self.asks._ask(programme)
        for enrolment in (mentee, outside):
            ask = self._ask_of(enrolment)
            self.start_tour(
                f"/my/mentoring/survey/{ask.id}",
                "mentoring_evaluation_answer",
                login=enrolment.user_id.login,
            )
            self.env.invalidate_all()
            self.assertEqual(ask.state, "answered")
