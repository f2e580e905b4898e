from unittest.mock import Mock, patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.mentoring_programme.models.key_ring import server_ring

from .common import MentoringCase

REQUEST = "odoo.addons.mentoring_programme.models.own_session.request"


@tagged("post_install", "-at_install")
class TestPreference(MentoringCase):
    """Every enrolment has a box, made with it; its owner alone opens it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        programme = cls._programme("enrolling")
        cls.enrolment = cls._enrol(programme, cls.mia, "mentee", "accepted")
        cls.other = cls._enrol(programme, cls.max, "mentee", "accepted")
        cls.boxes = cls.env["mentoring.preference"].search([("company_id", "=", cls.company.id)])
        cls.box = cls.boxes.filtered(lambda box: box.enrolment_id == cls.enrolment)

    def _open(self, box, user):
        """Open ``box`` in a request that ``user`` sends."""
        session = Mock(uid=user.id)
        with patch(REQUEST, Mock(env=self.env(user=user.id, su=False), session=session)):
            return box.with_user(user)._open_own()

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
            self.box._open_own()

    def test_code_that_runs_in_the_owners_name_does_not(self):
        """A server action, a job, another's request: ``with_user`` makes nobody the owner."""
        admin = self.env(user=self.env.ref("base.user_admin").id, su=False)
        mine = self.box.with_user(self.mia.user_id)
        mine_by_key = Mock(env=self.env(user=self.mia.user_id.id), session=Mock(uid=None))
        for request in (None, Mock(env=admin, session=Mock(uid=admin.uid)), mine_by_key):
            with self.subTest(request), patch(REQUEST, request):
                for box in (mine, mine.sudo()):
                    with self.assertRaises(AccessError):
                        box._open_own()

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
        context = self.box._bound(self.enrolment)
        ring = server_ring()
        self.box.sealed = ring.seal('{"said": 1}', context)
        self.assertEqual(self._open(self.box, self.mia.user_id), {"said": 1})
        self.enrolment.with_user(self.mia.user_id).action_withdraw()
        self.assertTrue(self.box.exists())
        self.assertEqual(ring.open(self.box.sealed, context), "{}")

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
