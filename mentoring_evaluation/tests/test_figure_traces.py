from datetime import timedelta

from odoo.tests import tagged

from ..models import figure_door
from ..models.figure_gathering import gathered
from ..models.figure_publishing import publish
from .figure_case import TODAY, FigureCase


@tagged("post_install", "-at_install")
class TestFigureTraces(FigureCase):
    """Figures tell nothing by what stands around them: choices, names, questions."""

    def _anew(self):
        """Publish as if nothing had been published before."""
        self.env["mentoring.evaluation.release"].search([]).unlink()
        self.env.invalidate_all()
        return publish(self.company.sudo(), TODAY)

    def _make_discreet(self, programmes):
        self.env.cr.execute(
            "UPDATE mentoring_programme SET discreet = true WHERE id = ANY(%s)", [programmes.ids]
        )
        self.env.invalidate_all()

    def _keys(self, dimension):
        report = self._report(self.hr_officer)
        offered = report.fields_get([dimension], ["selection"])[dimension]["selection"]
        told = report.figures_by([dimension])["dimensions"][dimension]["categories"]
        self.assertEqual([key for key, _label in offered], [each["key"] for each in told])
        return [key for key, _label in offered]

    def test_a_group_too_small_to_show_is_not_among_the_choices_either(self):
        tiny = self.env["hr.department"].create(
            {"name": "Lighthouse", "company_id": self.company.id}
        )
        someone = self.env["mentoring.enrolment"].search(
            [("programme_id", "=", self.programmes[0].id), ("employee_id", "!=", False)], limit=1
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_version SET department_id = %s WHERE employee_id = %s",
            [tiny.id, someone.employee_id.id],
        )
        self.env.invalidate_all()
        release = self._anew()
        self.assertIn(
            str(tiny.id), gathered(self.company.sudo(), 5, today=TODAY).labels["department"]
        )
        self.assertNotIn(str(tiny.id), self._keys("department"))
        self.assertTrue(self._keys("department"))
        self.assertNotIn("Lighthouse", release.figures)
        for name in ("gender", "level", "tenure", "location"):
            axis = figure_door.axis_of(self._latest(), name)
            place = [each.name for each in self._latest().people.dimensions].index(name)
            shown = {key[place] for key in self._latest().people.cells} - {None}
            self.assertEqual(set(axis.keys), shown)
        # The next figures know the category all the same.
        publish(self.company.sudo(), TODAY + timedelta(days=30))
        self.assertNotIn(str(tiny.id), self._keys("department"))

    def _latest(self):
        env = self._report(self.hr_officer).env
        return figure_door.latest(env, env.company)

    def test_a_programme_that_became_discreet_is_named_no_more(self):
        programme, key = self.programmes[0], str(self.programmes[0].id)
        self.assertIn(key, self._keys("programme"))
        before = self._latest()
        self.assertTrue([each for each in before.effects if each["programme"] == key])
        self._make_discreet(programme)
        for _edition in range(2):
            after = self._latest()
            self.assertNotIn(key, self._keys("programme"))
            self.assertNotIn(key, after.programmes)
            for release in (after.people, after.quality):
                self.assertEqual(release.dimensions[0].name, "programme")
                self.assertFalse([each for each in release.cells if each[0] == key])
            for lines in (after.effects, after.objectives):
                self.assertFalse([each for each in lines if each["programme"] == key])
            told = self._report(self.hr_officer).figures_by(["programme", "role"])
            self.assertNotIn(programme.name, str(told))
            self.assertTrue(told["rows"])
            publish(self.company.sudo(), TODAY + timedelta(days=30))

    def test_what_is_asked_in_discreet_programmes_alone_is_not_told(self):
        survey = self.env["survey.survey"].create({"title": "Hush", "survey_type": "mentoring"})
        self.env["survey.question"].create(
            {
                "survey_id": survey.id,
                "title": "How safe do you feel in the Hush network?",
                "question_type": "scale",
                "mentoring_code": "hush_safe",
            }
        )
        wave = self.env.ref("mentoring_evaluation.wave_closing").copy(
            {"name": "Hush check", "mentor_survey_id": survey.id, "mentee_survey_id": survey.id}
        )
        pair = self.programmes[:2]
        self.env["mentoring.survey.answer"].create(
            [
                {
                    "programme_id": programme.id,
                    "wave_id": wave.id,
                    "number": 0,
                    "role": "mentee",
                    "key": f"hush {programme.id} {n}",
                    "code": code,
                    "value": str(2 + n % 3),
                }
                for programme in pair
                for n in range(12)
                for code in ("hush_safe", "quality")
            ]
        )
        self.assertIn("Hush network", self._anew().figures)
        self.assertIn("Hush check", self._anew().figures)
        self._make_discreet(pair)
        told = self._anew()
        self.assertIn("discreet", self._latest().programmes)
        self.assertNotIn("Hush", told.figures)
        self.assertNotIn("hush_safe", told.figures)
        # What is asked everywhere is told of them, too, under a name that says nothing.
        self.assertIn(f'"{wave.id}-0"', told.figures)

    def test_quarters_come_one_after_the_other(self):
        for programme, day in zip(
            self.programmes, ("2024-08-01", "2025-02-01", "2024-11-01"), strict=False
        ):
            self.env.cr.execute(
                "UPDATE mentoring_programme SET date_start = %s WHERE id = %s", [day, programme.id]
            )
        self.env.invalidate_all()
        self._anew()
        report = self._report(self.hr_officer)
        offered = report.fields_get(["period"], ["selection"])["period"]["selection"]
        self.assertEqual([key for key, _label in offered], sorted(key for key, _label in offered))
        self.assertEqual(dict(offered)["2024-3"], "Quarter 3 of 2024")
        self.assertGreater(len(offered), 2)
