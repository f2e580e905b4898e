from odoo.tests import tagged

from .common import EvaluationCase

OPERATIONS = ("read", "write", "create", "unlink")


@tagged("post_install", "-at_install")
class TestEvaluationRulesMatter(EvaluationCase):
    """Take any rule of this addon away, and somebody may do more or less than before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.abroad = cls.env["res.company"].create({"name": "Mentoring Test Abroad"})
        plain = cls._programme("running")
        hush = cls._discreet_programme("running")
        abroad = cls._programme("running", company_id=cls.abroad.id, wave_ids=False)
        wave = cls.waves["pulse"]
        theirs = wave.copy({"company_id": cls.abroad.id})
        comments = cls.env["mentoring.survey.comment"].create(
            [
                {
                    "programme_id": programme.id,
                    "wave_id": wave.id,
                    "role": "mentee",
                    "number": 0,
                    "code": "help",
                    "text": "Time",
                }
                for programme in (plain, hush, abroad)
            ]
        )
        survey = wave.mentee_survey_id
        other = cls.env["survey.survey"].create({"title": "Of the surveys"})
        asked = cls.env["survey.question"].create({"title": "Why?", "survey_id": other.id})
        label = cls.env["survey.question.answer"].create({"value": "So", "question_id": asked.id})
        closing = cls.waves["closing"].mentee_survey_id.question_ids.suggested_answer_ids
        foreign = cls.env["hr.employee"].create({"name": "Far", "company_id": cls.abroad.id})
        assessments = cls.env["mentoring.readiness"].create(
            [
                {"employee_id": who.id, "company_id": who.company_id.id, "readiness": "now"}
                for who in (cls.mia, foreign)
            ]
        )
        exports = cls.env["mentoring.evaluation.export"]
        for user in (cls.hr_officer, cls.manager):
            exports |= (
                exports.with_user(user)
                .sudo()
                .create(
                    {
                        "company_id": cls.company.id,
                        "published_on": cls.today,
                        "line_ids": [(0, 0, {"key": "1", "name": "One"})],
                    }
                )
            )
        lists = cls.env["mentoring.people.list"].create(
            [
                {"company_id": company.id, "user_id": cls.manager.id, "reason": "To test"}
                for company in (cls.company, cls.abroad)
            ]
        )
        objectives = cls.env["mentoring.objective"].create(
            [
                {
                    "programme_id": programme.id,
                    "name": "Measured",
                    "measure": "Sessions held",
                    "target": 10,
                    "reached": 7,
                }
                for programme in (plain, hush)
            ]
        )
        cls.records = {
            "mentoring.objective": objectives,
            "mentoring.evaluation.export": exports,
            "mentoring.evaluation.export.programme": exports.line_ids,
            "mentoring.people.list": lists,
            "mentoring.readiness": assessments,
            "mentoring.survey.wave": wave | theirs,
            "mentoring.survey.comment": comments,
            "survey.survey": survey | other,
            "survey.question": survey.question_ids | asked,
            "survey.question.answer": closing | label,
        }
        cls.users = [cls.coordinator, cls.other_coordinator, cls.manager, cls.hr_officer]

    def _who_may(self, model):
        self.env.flush_all()
        self.env.invalidate_all()
        here = {"allowed_company_ids": self.company.ids}
        return {
            (user.login, operation): self.env(user=user.id, context=here, su=False)[model]
            .browse(self.records[model].ids)
            ._filtered_access(operation)
            .ids
            for user in self.users
            for operation in OPERATIONS
        }

    def test_every_rule_changes_what_somebody_may_do(self):
        names = self.env["ir.model.data"].search(
            [("module", "=", "mentoring_evaluation"), ("model", "=", "ir.rule")]
        )
        seen = set()
        for name in names:
            rule = self.env["ir.rule"].browse(name.res_id)
            model = rule.model_id.model
            self.assertIn(model, self.records, f"{name.name}: add records that it opens or closes")
            seen.add(model)
            with self.subTest(rule=name.name):
                before = self._who_may(model)
                rule.active = False
                self.assertNotEqual(self._who_may(model), before, f"{name.name} changes nothing")
                rule.active = True
        self.assertEqual(seen, set(self.records))
