from datetime import timedelta

from odoo import fields

from odoo.addons.mentoring_programme.tests.common import MentoringCase


class EvaluationCase(MentoringCase):
    """Programmes that ask their people: the factory of the core, and those who answer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.asks = cls.env["mentoring.survey.ask"]
        cls.waves = {
            name: cls.env.ref(f"mentoring_evaluation.wave_{name}")
            for name in ("baseline", "pulse", "midpoint", "closing", "after_3", "after_12")
        }
        cls.today = fields.Date.today()

    @classmethod
    def _asked_programme(cls, pairs, mode="anonymous", since=40, waves=("pulse",), **values):
        """A running programme with that many pairings that began some days ago."""
        programme = cls._programme(
            "running",
            date_start=cls.today - timedelta(days=since + 10),
            date_end=cls.today + timedelta(days=180),
            survey_mode=mode,
            wave_ids=[fields.Command.set([cls.waves[name].id for name in waves])],
            **values,
        )
        taken = cls.env["res.users"].search_count([])
        for n in range(pairs):
            mentor = cls._employee(f"Mentor{taken}x{n}")
            mentee = cls._employee(f"Mentee{taken}x{n}")
            pairing = cls._pair(
                cls._enrol(programme, mentor, "mentor", "matched"),
                cls._enrol(programme, mentee, "mentee", "matched"),
            )
            pairing.date_start = cls.today - timedelta(days=since)
        cls.env.flush_all()
        cls.env.cr.execute(
            "UPDATE mentoring_enrolment SET create_date = %s WHERE programme_id = %s",
            [programme.date_start - timedelta(days=20), programme.id],
        )
        cls.env.invalidate_all()
        return programme

    @classmethod
    def _ask_of(cls, enrolment, wave="pulse"):
        return cls.asks.search(
            [("enrolment_id", "=", enrolment.id), ("wave_id", "=", cls.waves[wave].id)]
        )

    @classmethod
    def _enrolments(cls, programme, role):
        return cls.env["mentoring.enrolment"].search(
            [("programme_id", "=", programme.id), ("role", "=", role)], order="id"
        )

    def _said(self, ask, **said):
        """What is sent by the page: questions by their id."""
        survey = ask.wave_id._survey(ask.role)
        by_code = {question.mentoring_code: question.id for question in survey.question_ids}
        return {by_code[code]: value for code, value in said.items()}

    def _answer(self, enrolment, wave="pulse", **said):
        """Answer in the name of the person."""
        ask = self._ask_of(enrolment, wave)
        ask.with_user(enrolment.user_id)._answer(self._said(ask, **said))
        self.env.flush_all()
        return ask

    def _release(self):
        self.env["mentoring.survey.pool"].search([])._release()
        self.env.flush_all()
