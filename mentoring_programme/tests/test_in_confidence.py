import re

from odoo.exceptions import AccessError
from odoo.service.model import call_kw, get_public_method
from odoo.tests import tagged

from ..models.concern_door import raise_concern
from ..models.key_ring import bound_to, server_ring
from ..models.mentoring_reflection import write_reflection
from .in_person_case import InPersonCase

MODELS = ("mentoring.reflection", "mentoring.concern")
# With what a client would send; every other public method is called without arguments.
ARGUMENTS = {
    "search": [[]],
    "search_count": [[]],
    "search_read": [[], ["id"]],
    "web_search_read": [[], {"id": {}}],
    "web_read_group": [[], ["id"]],
    "formatted_read_group": [[], [], ["__count"]],
    "formatted_read_grouping_sets": [[], [[]], ["__count"]],
    "name_search": [""],
    "name_create": ["x"],
    "create": [[{"reference": "x", "sealed": "x"}]],
    "web_save": [{"sealed": "x"}, {"id": {}}],
    "write": [{"sealed": "x"}],
    "read": [["display_name"]],
    "web_read": [{"display_name": {}}],
    "export_data": [["id"]],
    "load": [["reference", "sealed"], [["x", "x"]]],
    "onchange": [{}, [], {"display_name": {}}],
    "has_access": ["read"],
    "has_field_access": ["sealed", "read"],
    "copy": [{}],
    "search_panel_select_range": ["pairing_id"],
    "search_panel_select_multi_range": ["pairing_id"],
}

# Values to search by that no optimisation of a filter lets go unasked.
SOME = {
    "date": ["2026-01-01"],
    "datetime": ["2026-01-01 00:00:00"],
    "char": ["x"],
    "text": ["x"],
    "selection": ["new"],
}


@tagged("post_install", "-at_install")
class TestInConfidence(InPersonCase):
    """Reflections and concerns through everything of Odoo's that anybody can call."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()
        cls.portal = cls._user("porter", "portal")
        cls.users = (
            cls.mia.user_id,
            cls.ida.user_id,
            cls.coordinator,
            cls.manager,
            cls.lead,
            cls.hr_officer,
            cls.portal,
            cls.env.ref("base.user_admin"),
        )

    def setUp(self):
        super().setUp()
        # Numbers that stand for nothing else in an answer.
        for model in MODELS:
            self.env.cr.execute(
                "SELECT setval(%s, 700000000)", [f"{self.env[model]._table}_id_seq"]
            )
        mia = self.mia.user_id
        self._as(mia, write_reflection, self.pairing.id, "canary-text", is_shared=True)
        self._as(mia, raise_concern, self.pairing.mentee_id.id, "canary-text")

    def test_no_group_has_any_right_on_them(self):
        """There is one line each, so that Odoo does not ask for one; it gives nothing."""
        for model in MODELS:
            lines = self.env["ir.model.access"].search([("model_id.model", "=", model)])
            self.assertEqual(len(lines), 1)
            for operation in ("read", "write", "create", "unlink"):
                self.assertFalse(lines[f"perm_{operation}"], model)
            self.assertFalse(self.env["ir.rule"].search([("model_id.model", "=", model)]))
            for user in self.users:
                for operation in ("read", "write", "create", "unlink"):
                    records = self.env[model].with_user(user)
                    self.assertFalse(records.has_access(operation), (model, user.login))
                    self.assertFalse(
                        records.sudo().search([], limit=1).with_user(user).has_access(operation)
                    )

    def test_what_exists_is_answered_like_what_does_not(self):
        """Every public method, called by everybody, on a row and on none."""
        refused = 0
        for model in MODELS:
            there = self.env[model].search([], limit=1).id
            for user in self.users:
                records = self.env(user=user.id, su=False)[model]
                for name in self._public_methods(records):
                    answers = {
                        self._answer(records, name, number) for number in (there, there + 10**6)
                    }
                    self.assertEqual(len(answers), 1, (model, user.login, name, answers))
                    refused += "AccessError" in answers.pop()
        self.assertGreater(refused, 100)

    def _public_methods(self, records):
        for name in dir(type(records)):
            if name.startswith("_") or not callable(getattr(type(records), name, None)):
                continue
            try:
                get_public_method(records, name)
            except AccessError:
                continue
            yield name

    def _answer(self, records, name, number):
        """What a client is answered, with the id that it sent taken out."""
        method = get_public_method(records, name)
        on_model = getattr(method, "_api_model", False)
        args = ARGUMENTS.get(name, [])
        self.env.invalidate_all()
        try:
            with self.env.cr.savepoint():
                answer = call_kw(records, name, args if on_model else [[number], *args], {})
        except Exception as error:  # noqa: BLE001 - whatever a client is answered
            answer = f"{type(error).__name__}: {error}"
        self.assertNotIn("canary", str(answer))
        # An export gives whatever it is asked for a name that chance makes.
        return re.sub(r"(N)_[0-9a-f]{8}\b", r"\1", str(answer).replace(str(number), "N"))

    def test_no_document_of_another_model_tells_whether_they_exist(self):
        for model in MODELS:
            there = self.env[model].search([], limit=1).id
            for user in self.users:
                answers = [self._pointing(user, model, number) for number in (there, there + 10**6)]
                self.assertEqual(answers[0], answers[1], (model, user.login))

    def _pointing(self, user, model, number):
        env = self.env(user=user.id, su=False)
        point = {"res_model": model, "res_id": number}
        answers = []
        for ask in (
            lambda: env["ir.attachment"].create({"name": "x", "datas": "eA==", **point}).name,
            lambda: env["ir.attachment"].search_count([("res_model", "=", model)]),
            lambda: env["mail.message"].create({"model": model, "res_id": number}).record_name,
            lambda: env["mail.followers"].create({**point, "partner_id": 1}).id and 1,
            lambda: env["mail.activity"].onchange(point, ["res_id"], {"res_name": {}}),
            lambda: env["ir.model.data"].search_count([("model", "=", model)]),
        ):
            self.env.invalidate_all()
            try:
                with self.env.cr.savepoint():
                    answers.append(str(ask()).replace(str(number), "N"))
            except Exception as error:  # noqa: BLE001 - whatever a client is answered
                # Error texts name the reader and what was to be made by their ids.
                answers.append(re.sub(r"\d+", "N", f"{type(error).__name__}: {error}"))
        return answers

    def test_they_are_not_counted_for_those_who_look_after_access_rights(self):
        admin = self.env.ref("base.user_admin")
        models = self.env["ir.model"].with_user(admin)
        for model in MODELS:
            self.assertEqual(models._get(model).count, 0)
        self.assertGreater(models._get("mentoring.pairing").count, 0)

    def test_the_sealed_columns_are_closed_even_to_who_would_be_given_the_model(self):
        """Should somebody give a right by mistake, the columns are still nobody's."""
        for model in MODELS:
            self.env["ir.model.access"].search([("model_id.model", "=", model)]).perm_read = True
            self.env.invalidate_all()
            self.env.registry.clear_cache()
            records = self.env(user=self.manager.id, su=False)[model]
            self.assertTrue(records.has_access("read"))
            for name, field in records._fields.items():
                if field.store and name != "id":
                    with self.subTest(name=name), self.assertRaises(AccessError):
                        records.search_fetch([], [name])
                    with self.subTest(name=name), self.assertRaises(AccessError):
                        records.search([(name, "in", SOME.get(field.type, [1, 2]))])

    def test_what_the_rotation_of_keys_needs_is_declared(self):
        for model in MODELS:
            note = self.env[model].search([], limit=1)
            declared = note._sealed_in
            self.assertEqual(declared["bound"], "id")
            token = note[declared["column"]]
            text = server_ring().open(token, bound_to(self.env, model, note.id))
            self.assertIn("canary-text", text)
            again = server_ring().seal("", "any", size=declared["size"])
            self.assertEqual(len(again), len(token))
