import inspect
import json
import traceback
from contextlib import contextmanager
from unittest.mock import Mock, patch

from lxml import etree

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from odoo.addons.mentoring_programme.models.key_ring import server_ring
from odoo.addons.mentoring_programme.models.preference_door import open_own
from odoo.addons.mentoring_programme.sealing import KeyRing

from .preference_case import PATH, REQUEST, PreferenceCase

CANARY = "canary-of-mia"
OURS = "odoo.addons.mentoring_programme."
CLOSED_MODULES = {
    "concern_door",
    "concern_raised",
    "held",
    "key_ring",
    "own_session",
    "pair_note",
    "preference_counts",
    "preference_door",
    "rotation",
    "sealed_note",
}


@tagged("post_install", "-at_install")
class TestPlatformActions(PreferenceCase):
    """An administrator writes code into the database: server actions, rules, pages.

    They may do nearly everything with it, but not open a box. Mia said something; her box is
    sealed in its usual form with one word more, that shows wherever it would be opened.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enrolment = cls._ready(cls.mia, "mentee")
        cls.box = cls.env["mentoring.preference"].search([("enrolment_id", "=", cls.enrolment.id)])
        said = {"answers": {str(cls.gender.id): [cls.woman.id]}, "wishes": {}, "note": CANARY}
        said["owner"] = cls.mia.user_id.id
        cls.box.sealed = server_ring().seal(json.dumps(said), cls._bound(cls.enrolment))
        cls.admin = cls.env.ref("base.user_admin")
        cls.env.flush_all()

    @contextmanager
    def _request_of(self, user):
        """A request that ``user`` sends, and the contexts of all boxes opened in it."""
        opened = []

        def spy(ring, token, context):
            said = true_open(ring, token, context)
            opened.append(context)
            return said

        true_open = KeyRing.open
        served = Mock(env=self.env(user=user.id, su=False), session=Mock(uid=user.id))
        served.httprequest.path = PATH
        with patch(REQUEST, served), patch.object(KeyRing, "open", spy):
            yield opened

    def _openings(self):
        return self.env["mentoring.preference.opening"].search_count([])

    # -- methods ---------------------------------------------------------------------------

    def _methods(self):
        """(model, name) of every method that our classes define, private ones too."""
        return sorted(
            {
                (model, name)
                for model, cls in self.env.registry.items()
                for base in cls.mro()
                if base.__module__.startswith(OURS)
                for name, member in vars(base).items()
                if inspect.isfunction(member) and not name.startswith("__")
            }
        )

    def _records(self, model):
        """Records of ``model`` that have to do with Mia, or any."""
        records = self.env[model]
        if records._abstract:
            return records
        if model == "mentoring.preference":
            return records.browse(self.box.id)
        if model == "mentoring.enrolment":
            return records.browse(self.enrolment.id)
        if "enrolment_id" in records._fields:
            return records.search([("enrolment_id", "=", self.enrolment.id)], limit=1)
        if "programme_id" in records._fields:
            return records.search([("programme_id", "=", self.programme.id)], limit=1)
        return records.search([], limit=1)

    def _arguments(self, method):
        """What an administrator would try."""
        guesses = {
            "enrolment_id": self.enrolment.id,
            "enrolment": self.enrolment,
            "enrolments": self.enrolment,
            "programme": self.programme,
            "programmes": self.programme,
            "said": {"answers": {}, "wishes": {}},
            "answers": {},
            "threshold": 3,
            "vals_list": [{}],
            "vals": {},
            "boxes": self.box,
        }
        wanted = inspect.signature(method).parameters.values()
        return [
            guesses.get(parameter.name)
            for parameter in wanted
            if parameter.default is parameter.empty
            and parameter.kind is parameter.POSITIONAL_OR_KEYWORD
        ]

    def test_the_owner_opens_it_themself(self):
        """Else the tests here would test nothing."""
        with self._request_of(self.mia.user_id) as opened:
            self.assertIn(CANARY, str(open_own(self._box(self.enrolment))))
        self.assertEqual(opened, [self._bound(self.enrolment)])

    @mute_logger("odoo", "odoo.sql_db")
    def test_no_method_of_ours_opens_it_for_an_administrator(self):
        """As the system, and in the owner's name; a run's opening is counted and tells nothing."""
        methods = self._methods()
        self.assertIn(("mentoring.preference", "_empty_boxes"), methods)
        answered = 0
        for model, name in methods:
            for env in (self.env, self.env(user=self.mia.user_id.id, su=False)):
                records = self._records(model).with_env(env)
                before = self._openings()
                with self.subTest(method=f"{model}.{name}"), self._request_of(self.admin) as opened:
                    with self.cr.savepoint() as savepoint:
                        try:
                            method = getattr(records, name)
                            told = repr(method(*self._arguments(method)))
                            answered += 1
                        except Exception as error:  # noqa: BLE001 - it must not tell either
                            told = "".join(traceback.format_exception(error))
                        if self._bound(self.enrolment) in opened:
                            self.assertGreater(self._openings(), before)
                        savepoint.rollback()
                    self.env.invalidate_all()
                    self.assertNotIn(CANARY, told)
        self.assertGreater(answered, len(methods) / 2, "most of them could be called at all")

    def test_no_class_of_ours_lends_a_function_that_opens(self):
        """Functions of a module cannot be reached from an environment, unless a class has one."""
        lent = [
            f"{model}.{name}"
            for model, cls in self.env.registry.items()
            for base in cls.mro()
            if base.__module__.startswith(OURS)
            for name, member in vars(base).items()
            if isinstance(member, KeyRing)
            or getattr(member, "__module__", "").removeprefix(f"{OURS}models.") in CLOSED_MODULES
        ]
        self.assertFalse(lent)

    # -- code in the database --------------------------------------------------------------

    def _run(self, code, user):
        """Run a server action with this code for ``user``."""
        action = self.env["ir.actions.server"].create(
            {
                "name": "Curious",
                "model_id": self.env["ir.model"]._get_id("mentoring.preference"),
                "state": "code",
                "code": code,
                "group_ids": [fields.Command.set(self.env.ref("base.group_user").ids)],
            }
        )
        context = {"active_model": "mentoring.preference", "active_id": self.box.id}
        return action.with_user(user).with_context(**context).run()

    def test_a_server_action_finds_no_door(self):
        """Neither for an administrator, nor while the owner comes by."""
        for code in (
            "record._open_own()",
            "record.sudo().open_own()",
            "env['mentoring.preference'].open_for_run(record)",
            "env['mentoring.preference.pool'].sudo().search([]).open_counts()",
            "env['mentoring.preference'].server_ring()",
            "record._empty_boxes.__globals__",
            "record._empty_boxes.__func__",
            "__import__('odoo')",
            "Held(env)",
        ):
            for user in (self.admin, self.mia.user_id):
                with (
                    self.subTest(code=code, user=user.login),
                    self._request_of(user) as opened,
                    self.assertRaises(Exception) as caught,
                ):
                    self._run(f"action = {{'said': repr({code})}}", user)
                self.assertNotIn(CANARY, str(caught.exception))
                self.assertEqual(opened, [])
        with self.assertRaises(Exception):  # noqa: B017 - whatever Odoo says to it
            self._run("from odoo.addons.mentoring_programme.models import held", self.admin)

    def test_nor_when_it_was_handed_one(self):
        """Through a page's rendering an action gets hold of the request, and of our routes."""
        box = self.box.with_user(self.mia.user_id).with_env(
            self.env(user=self.mia.user_id.id, su=False)
        )
        page = etree.fromstring('<t t-name="page"><t t-out="door(box)"/></t>')
        with self._request_of(self.mia.user_id) as opened:
            with self.assertRaises(AccessError):
                safe_eval("door(box)", {"door": open_own, "box": box})
            with self.assertRaisesRegex(Exception, "Only the person themself"):
                box.env["ir.qweb"]._render(page, {"door": open_own, "box": box})
            self.assertEqual(opened, [])
            open_own(box)
        self.assertEqual(len(opened), 1)

    def test_neither_does_a_page(self):
        page = etree.fromstring(
            '<t t-name="page"><t t-out="user.env[\'mentoring.preference\']'
            ".search([]).sudo().mapped('sealed')\"/></t>"
        )
        mia = self.env(user=self.mia.user_id.id, su=False)
        with self._request_of(self.mia.user_id) as opened:
            shown = mia["ir.qweb"]._render(page, {"user": mia.user})
        self.assertNotIn(CANARY, str(shown))
        self.assertEqual(opened, [])
