import inspect

from odoo.exceptions import AccessError
from odoo.models import MAGIC_COLUMNS
from odoo.service.model import get_public_method
from odoo.tests import tagged

from .common import EvaluationCase

ADDON = "mentoring_evaluation"
OPERATIONS = ("read", "write", "create", "unlink")
READ, ALL = ("read",), OPERATIONS
# Who has a right on which model, by login; whoever is not named has none.
RIGHTS = {
    "mentoring.readiness": {"hana": ALL},
    "mentoring.survey.wave": {"cora": READ, "mara": ALL},
    "mentoring.survey.comment": {"cora": READ, "mara": READ},
    "mentoring.people.list": {"mara": READ},
    # Its rows are nobody's: the door asks, see test_figure_views.
    "mentoring.evaluation.report": dict.fromkeys(("mia", "cora", "mara", "hana", "sara"), READ),
    "survey.survey": {"cora": READ, "mara": ALL, "sara": ALL},
    "survey.question": {"cora": READ, "mara": ALL, "sara": ALL},
    "survey.question.answer": {"cora": READ, "mara": ALL, "sara": ALL},
    **dict.fromkeys(
        ("mentoring.evaluation.export", "mentoring.evaluation.export.programme"),
        # Each their own, by a rule; old ones go by themselves.
        dict.fromkeys(("mia", "cora", "mara", "hana", "sara"), ("read", "write", "create")),
    ),
}
# Nobody has any right on these, administrators neither: what is in them goes through functions.
CLOSED = {
    "mentoring.employment.gap",
    "mentoring.evaluation.release",
    "mentoring.place.before",
    "mentoring.survey.answer",
    "mentoring.survey.ask",
    "mentoring.survey.key",
    "mentoring.survey.pool",
}
# What a client may call. Each was looked at: it asks who is calling before it does anything.
CALLABLE = {
    "mentoring.evaluation.export": {"action_page", "action_workbook"},
    "mentoring.evaluation.report": {
        "action_publish",
        "figures_about",
        "figures_by",
        "figures_compared",
    },
    "mentoring.objective": {"action_measure", "action_note_lesson"},
    "mentoring.programme": {"action_figures_page"},
    "survey.survey": {"action_mentoring_preview"},
}
# What is computed past the reader's rules, and why that tells nothing they may not read.
IN_SUDO = {
    **dict.fromkeys(
        (
            "mentoring.programme.shape.survey_mode",
            "mentoring.programme.survey_mode",
            "mentoring.programme.type.survey_mode",
        ),
        "of its own shape, said to all who are asked",
    ),
    "mentoring.survey.comment.company_id": "stored copy of its programme's, which its rules ask",
    "res.config.settings.mentoring_figures_threshold": "of the company, for who may change it",
}


@tagged("post_install", "-at_install")
class TestAccessEvaluation(EvaluationCase):
    """Who has a right on what this addon brings, and what can be called past the screens."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        sara = cls._user("sara")
        sara.group_ids += cls.env.ref("survey.group_survey_manager")
        cls.users = [cls.mia.user_id, cls.coordinator, cls.manager, cls.hr_officer, sara]
        cls.users += [cls.lead, cls.env.ref("base.user_admin")]
        cls.portal = cls.env["res.users"].create(
            {
                "name": "Pat",
                "login": "pat",
                "group_ids": [(6, 0, cls.env.ref("base.group_portal").ids)],
            }
        )

    def _rights(self, model):
        self.env.registry.clear_cache()
        found = {
            user.login: tuple(
                operation
                for operation in OPERATIONS
                if self.env(user=user.id, su=False)[model].has_access(operation)
            )
            for user in self.users
        }
        return {login: operations for login, operations in found.items() if operations}

    def _ours(self):
        return {
            name
            for name, model in self.env.registry.items()
            if model._original_module == ADDON and not model._abstract
        }

    def _lines(self):
        names = self.env["ir.model.data"].search(
            [("module", "=", ADDON), ("model", "=", "ir.model.access")]
        )
        return self.env["ir.model.access"].browse(names.mapped("res_id"))

    def test_who_has_which_right(self):
        self.assertEqual(self._ours() - set(RIGHTS), CLOSED)
        named = {"mia", "cora", "mara", "hana", "sara"}
        for model, expected in RIGHTS.items():
            with self.subTest(model):
                found = self._rights(model)
                self.assertEqual({who: found[who] for who in named & set(found)}, expected)
        for model in CLOSED:
            with self.subTest(model):
                self.assertEqual(self._rights(model), {})
        for model in self._ours():
            for operation in OPERATIONS:
                self.assertFalse(self.env(user=self.portal.id)[model].has_access(operation), model)

    def test_every_right_matters(self):
        """Take any away, and somebody may do less; those that give nothing are of what is closed,
        on which nobody else gives anything either."""
        lines = self._lines()
        self.assertEqual(len(lines.model_id), len(RIGHTS) + len(CLOSED))
        for line in lines:
            model = line.model_id.model
            with self.subTest(line.name):
                if model in CLOSED:
                    rights = self.env["ir.model.access"].search(
                        [("model_id", "=", line.model_id.id)]
                    )
                    for operation in OPERATIONS:
                        self.assertFalse(any(rights.mapped(f"perm_{operation}")))
                    continue
                before = self._rights(model)
                line.active = False
                self.assertNotEqual(self._rights(model), before)
                line.active = True

    def test_what_is_closed_has_no_column_that_a_right_would_open(self):
        for model in CLOSED:
            record = self.env[model].with_user(self.manager)
            for name, field in record._fields.items():
                if name not in (*MAGIC_COLUMNS, "display_name"):
                    self.assertFalse(record._has_field_access(field, "read"), f"{model}.{name}")

    def test_every_model_with_rules_answers_alike_there_or_not(self):
        ruled = set(self.env["ir.rule"].search([]).model_id.mapped("model")) & self._ours()
        self.assertTrue(ruled)
        for model in ruled:
            self.assertTrue(hasattr(self.env[model], "_unseen"), model)

    def test_what_is_another_companys_is_refused_like_what_is_not_there(self):
        abroad = self.env["res.company"].create({"name": "Abroad"})
        far = self.env["hr.employee"].create({"name": "Far", "company_id": abroad.id})
        hidden = self.env["mentoring.readiness"].create(
            {"employee_id": far.id, "company_id": abroad.id, "readiness": "now"}
        )
        words = set()
        for number in (hidden.id, 2**31 - 1):
            record = hidden.with_user(self.hr_officer).browse(number)
            for call in (lambda record=record: record.read(["readiness"]), record.unlink):
                self.env.invalidate_all()
                with self.assertRaises(AccessError) as refused:
                    call()
                words.add(str(refused.exception))
        self.assertEqual(len(words), 1)

    def test_every_method_that_a_client_may_call_was_looked_at(self):
        found = {}
        for model, registered in self.env.registry.items():
            for cls in registered.mro():
                if not cls.__module__.startswith(f"odoo.addons.{ADDON}."):
                    continue
                for name, member in vars(cls).items():
                    is_new = inspect.isfunction(member) and not self._is_overridden(
                        registered, cls, name
                    )
                    if is_new and self._is_public(model, name):
                        found.setdefault(model, set()).add(name)
        self.assertEqual(found, CALLABLE)

    def _is_overridden(self, registered, cls, name):
        """Whether a method is one that Odoo or the core has, too."""
        return any(
            name in vars(base)
            for base in registered.mro()
            if base is not cls and not base.__module__.startswith(f"odoo.addons.{ADDON}.")
        )

    def _is_public(self, model, name):
        try:
            get_public_method(self.env[model], name)
        except AccessError:
            return False
        return True

    def test_every_field_computed_in_sudo_was_looked_at(self):
        brought = [
            field
            for model in self.env.registry.values()
            for field in model._fields.values()
            if field._module == ADDON and field.name not in MAGIC_COLUMNS
        ]
        found = {str(field) for field in brought if field.compute_sudo and field.compute}
        self.assertEqual(found, set(IN_SUDO))
        self.assertFalse([str(field) for field in brought if field.search and not field.related])
