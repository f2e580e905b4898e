import ast
from pathlib import Path
from unittest.mock import Mock, patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.mentoring_programme import models
from odoo.addons.mentoring_programme.models.preference_door import open_own, own_box, save_own

from .preference_case import PATH, REQUEST, PreferenceCase


@tagged("post_install", "-at_install")
class TestPreference(PreferenceCase):
    """Every enrolment has a box, made with it; its owner alone opens it, in person."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enrolment = cls._ready(cls.mia, "mentee")
        cls.other = cls._ready(cls.max, "mentee")
        cls.boxes = cls.env["mentoring.preference"].search([("company_id", "=", cls.company.id)])
        cls.box = cls.boxes.filtered(lambda box: box.enrolment_id == cls.enrolment)

    def _open(self, box, user, path=PATH):
        """Open ``box`` in a request that ``user`` sends."""
        with self._own_session(user, path):
            return open_own(box.with_user(user))

    def test_every_enrolment_has_one_of_the_same_length(self):
        self.assertEqual(self.boxes.enrolment_id, self.enrolment | self.other)
        self.assertEqual(len({len(box.sealed) for box in self.boxes}), 1)
        self.assertEqual(len({box.sealed for box in self.boxes}), 2)

    def test_a_row_has_no_dates_and_no_authors(self):
        self.assertFalse({"create_date", "write_date", "create_uid"} & set(self.box._fields))

    def test_its_owner_opens_it(self):
        self.assertEqual(self._open(self.box, self.mia.user_id), {})

    def test_nobody_else_does_not_even_the_system(self):
        for user in (self.max.user_id, self.coordinator, self.manager, self.hr_officer, self.lead):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._open(self.box, user)
        with self.assertRaises(AccessError):
            open_own(self.box)

    def test_code_that_runs_in_the_owners_name_does_not(self):
        """A server action, a job, another's request: ``with_user`` makes nobody the owner."""
        admin = self.env(user=self.env.ref("base.user_admin").id, su=False)
        mine = self.box.with_user(self.mia.user_id)
        by_key = Mock(env=mine.env, session=Mock(uid=None))
        theirs = Mock(env=admin, session=Mock(uid=admin.uid))
        for request in (None, theirs, by_key):
            if request:
                request.httprequest.path = PATH
            with self.subTest(request), patch(REQUEST, request):
                for box in (mine, mine.sudo()):
                    with self.assertRaises(AccessError):
                        open_own(box)

    def test_code_that_the_owner_runs_elsewhere_without_knowing_does_not(self):
        for path in ("/web/dataset/call_button", "/web/action/run", "/web/mentoring/"):
            with self.subTest(path), self.assertRaises(AccessError):
                self._open(self.box, self.mia.user_id, path)

    def test_whoever_takes_an_enrolment_over_learns_not_even_whether_something_was_said(self):
        words = set()
        for said in (None, [self.woman]):
            self._say(self.enrolment, said)
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE mentoring_enrolment SET user_id = %s WHERE id = %s",
                [self.max.user_id.id, self.enrolment.id],
            )
            self.env.invalidate_all()
            for step in (open_own, lambda box: save_own(box, self._form([self.man]), 1)):
                with self._own_session(self.max.user_id):
                    box = own_box(self.env(user=self.max.user_id.id), self.enrolment.id)
                    with self.assertRaises(AccessError) as caught:
                        step(box)
                words.add(str(caught.exception))
            self.env.cr.execute(
                "UPDATE mentoring_enrolment SET user_id = %s WHERE id = %s",
                [self.mia.user_id.id, self.enrolment.id],
            )
            self.env.invalidate_all()
        self.assertEqual(len(words), 1)
        self.assertIn(str(self.gender.id), self._said(self.enrolment)["answers"])

    def test_no_method_of_a_model_opens_a_box(self):
        """An administrator's server action reaches every method, and no plain function."""
        folder = Path(models.__file__).parent
        opening = {"open_own", "open_counts", "open_notes", "open_for_run", "server_ring"}
        found = set()
        for path in sorted([*folder.glob("*.py"), *folder.parent.glob("wizard/*.py")]):
            for model in ast.walk(ast.parse(path.read_text())):
                if isinstance(model, ast.ClassDef) and model.bases:
                    used = {node.id for node in ast.walk(model) if isinstance(node, ast.Name)}
                    used |= {n.attr for n in ast.walk(model) if isinstance(n, ast.Attribute)}
                    found |= {(path.stem, name) for name in opening & used}
        # The run opens a whole pool at once, into a local variable, and records it.
        self.assertEqual(found, {("mentoring_match_run", "open_for_run")})

    def test_the_token_is_read_by_nobody_over_the_orm(self):
        for user in (self.mia.user_id, self.coordinator, self.env.ref("base.user_admin")):
            boxes = self.env["mentoring.preference"].with_user(user)
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    boxes.search_fetch([], ["sealed"])
                with self.assertRaises(AccessError):
                    boxes.search([("sealed", "like", "A%")])
                with self.assertRaises(AccessError):
                    boxes._read_group([], ["sealed"])

    def test_withdrawing_destroys_what_was_said_and_keeps_the_row(self):
        self._say(self.enrolment, [self.woman])
        self.enrolment.with_user(self.mia.user_id).action_withdraw()
        self.assertTrue(self.box.exists())
        self.assertEqual(self._said(self.enrolment), {})

    def test_declining_and_being_declined_destroy_as_well(self):
        for step, user in (
            ("action_decline_invitation", self.mia.user_id),
            ("action_decline_application", self.coordinator),
        ):
            self.enrolment._write_state("invited")
            self._say(self.enrolment, [self.woman])
            getattr(self.enrolment.with_user(user), step)()
            self.assertEqual(self._said(self.enrolment), {})

    def test_a_box_copied_to_another_enrolment_does_not_open(self):
        other = self.boxes - self.box
        other.sealed = self.box.sealed
        with self.assertRaisesRegex(UserError, "say it again"):
            self._open(other, self.max.user_id)

    def test_another_log_in_for_the_employee_does_not_open_it(self):
        stranger = self._user("stranger")
        self.mia.user_id = stranger
        self.assertEqual(self.enrolment.user_id.login, "mia")
        with self.assertRaises(AccessError):
            self._open(self.box, stranger)
