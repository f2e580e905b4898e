from psycopg2.errors import CheckViolation, SerializationFailure

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .common import ReverseCase


@tagged("post_install", "-at_install")
class TestReverseLoad(ReverseCase):
    """Mia offers a place in each of two reverse programmes and one other; the company allows her
    one leader in all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first, cls.second = (
            cls._programme("running", name=name, allow_requests=True, level_distance=0)
            for name in ("First", "Second")
        )
        cls.hush = cls._discreet_programme("running", allow_requests=True, level_distance=0)
        cls.peer = cls._programme("running", name="Peer", direction="peer")
        cls.mentor_in = {
            programme: cls._enrol(programme, cls.mia, "mentor", capacity=2)
            for programme in (cls.first, cls.second, cls.hush, cls.peer)
        }
        cls.leader_in = {
            programme: cls._enrol(programme, cls.ida, "mentee")
            for programme in (cls.first, cls.second, cls.hush, cls.peer)
        }

    def _pair_in(self, programme, state="active", leader=None):
        leader = leader or self.leader_in[programme]
        return self._pair(self.mentor_in[programme], leader, state)

    def _other(self, programme):
        return self._enrol(programme, self.ian, "mentee")

    def test_one_leader_by_default(self):
        self.assertEqual(self.company.mentoring_reverse_capacity, 1)
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            self.company.mentoring_reverse_capacity = 21
            self.env.flush_all()

    def test_by_hand(self):
        self._pair_in(self.first)
        leader = self._other(self.second)
        with self.assertRaisesRegex(ValidationError, "no free place"):
            self._pair_in(self.second, leader=leader)
        self.company.mentoring_reverse_capacity = 2
        self._pair_in(self.second, leader=leader)

    def test_other_programmes_are_not_counted(self):
        self._pair_in(self.peer)
        self._pair_in(self.first)

    def test_the_limit_over_all_programmes_holds_beside_it(self):
        self.company.mentoring_reverse_capacity = 0
        self.company.mentoring_capacity_total = 1
        self._pair_in(self.first)
        with self.assertRaisesRegex(ValidationError, "no free place"):
            self._pair_in(self.second, leader=self._other(self.second))

    def test_one_list_of_pairs_does_not_go_beyond_it(self):
        pairs = [
            {"mentor_id": self.mentor_in[each].id, "mentee_id": leader.id}
            for each, leader in (
                (self.first, self.leader_in[self.first]),
                (self.second, self._other(self.second)),
            )
        ]
        with self.assertRaisesRegex(ValidationError, "has no place free"):
            self.env["mentoring.pairing"].create(pairs)

    def test_the_run_gives_a_full_mentor_nobody(self):
        self._pair_in(self.first)
        self._other(self.second)
        run = self.env["mentoring.match.run"].create({"programme_id": self.second.id})
        self.assertFalse(run.proposal_ids)
        self.assertIn("no_place", run.unmatched_ids.mapped("code"))

    def test_who_is_full_cannot_be_asked(self):
        self.mentor_in[self.second].is_browsable = True
        leader = self._other(self.second)
        self.assertTrue(leader._askable_mentors()[leader])
        self._pair_in(self.first)
        self.assertFalse(leader._askable_mentors()[leader])

    def test_who_is_full_cannot_say_yes_to_a_request(self):
        leader = self._other(self.second)
        request = self.env["mentoring.request"].create(
            {
                "mentor_id": self.mentor_in[self.second].id,
                "mentee_id": leader.id,
                "date_expiry": fields.Datetime.add(fields.Datetime.now(), days=5),
            }
        )
        self._pair_in(self.hush)
        with self.assertRaisesRegex(UserError, "at most 1 leaders"):
            request.with_user(self.mia.user_id).action_accept()

    def test_a_coordinator_does_not_learn_of_a_discreet_pairing(self):
        self._pair_in(self.hush)
        pairing = self._pair_in(self.first, "proposed")
        with self.assertRaisesRegex(UserError, "at most 1 leaders"):
            pairing.with_user(self.mia.user_id).action_agree()

    def test_what_is_only_proposed_elsewhere_does_not_stop_a_yes(self):
        pairing = self._pair_in(self.first, "proposed")
        pairing.with_user(self.mia.user_id).action_agree()
        self.assertEqual(pairing.state, "proposed")


@tagged("post_install", "-at_install")
class TestReverseLoadAtOnce(TransactionCase):
    """Two coordinators pair one mentor in two programmes at the same moment.

    What they act on has to be committed, and so is taken away again afterwards.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        names = ("load mentor", "load leader one", "load leader two")
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            company = env["res.company"].create({"name": "Load at once"})
            mentor, *leaders = env["hr.employee"].create(
                [{"name": name, "company_id": company.id} for name in names]
            )
            kind = env["mentoring.programme.type"].create(
                {"name": "Load at once", "direction": "reverse", "level_distance": 0}
            )
            programmes = env["mentoring.programme"].create(
                [
                    {
                        "name": f"Load {at}",
                        "type_id": kind.id,
                        "company_id": company.id,
                        "coordinator_ids": [fields.Command.set(env.ref("base.user_admin").ids)],
                        "state": "running",
                    }
                    for at in (1, 2)
                ]
            )
            enrolments = env["mentoring.enrolment"]
            cls.pairs = []
            for programme, leader in zip(programmes, leaders, strict=True):
                two = enrolments.create(
                    [
                        {
                            "programme_id": programme.id,
                            "employee_id": person.id,
                            "role": role,
                            "state": "ready",
                        }
                        for person, role in ((mentor, "mentor"), (leader, "mentee"))
                    ]
                )
                cls.pairs.append(two.ids)
            cls.made = (company.id, kind.id, programmes.ids)
        cls.addClassCleanup(cls._take_away)

    @classmethod
    def _take_away(cls):
        company, kind, programmes = cls.made
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            programmes = env["mentoring.programme"].browse(programmes)
            programmes._write_state("draft")
            programmes.unlink()
            env["mentoring.programme.type"].browse(kind).unlink()
            company = env["res.company"].browse(company)
            employees = env["hr.employee"].search([("company_id", "=", company.id)])
            contacts = employees.work_contact_id
            employees.unlink()
            contacts.unlink()
            company.active = False

    def _open(self):
        """A transaction of its own, whose view of the database begins now."""
        cr = self.registry.cursor()
        self.addCleanup(cr.close)
        cr.execute("SELECT 1 FROM mentoring_enrolment LIMIT 1")
        return api.Environment(cr, SUPERUSER_ID, {})

    def _pair(self, env, at):
        mentor, leader = self.pairs[at]
        env["mentoring.pairing"].create({"mentor_id": mentor, "mentee_id": leader})
        env.flush_all()

    def test_the_only_place_is_given_once(self):
        first, second, third = (self._open() for _turn in range(3))
        self._pair(first, 0)
        with self.assertRaisesRegex(UserError, "Somebody else is pairing"):
            self._pair(second, 1)
        second.cr.rollback()
        first.cr.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self._pair(third, 1)
        third.cr.rollback()
        # As Odoo does, once more from the beginning.
        again = self._open()
        with self.assertRaisesRegex(ValidationError, "no free place"):
            self._pair(again, 1)
        again.cr.rollback()
