from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from ..models.locking import claimed, locked


@tagged("post_install", "-at_install")
class TestAtOnce(TransactionCase):
    """Two people act at the same moment, in two transactions of their own.

    What they act on has to be committed, and so is taken away again afterwards.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.logins = ("at_once_mentor", "at_once_one", "at_once_two")
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {"no_reset_password": True})
            company = env.ref("base.main_company")
            people = [cls._person(env, company, login) for login in cls.logins]
            programme = env["mentoring.programme"].create(
                {
                    "name": "At once",
                    "type_id": env["mentoring.programme.type"].create({"name": "At once"}).id,
                    "company_id": company.id,
                    "coordinator_ids": [fields.Command.set(env.ref("base.user_admin").ids)],
                    "state": "running",
                    "allow_requests": True,
                    "open_request_max": 1,
                }
            )
            cls.programme_id = programme.id
            enrolments = env["mentoring.enrolment"].create(
                [
                    {
                        "programme_id": programme.id,
                        "employee_id": person.id,
                        "role": role,
                        "state": "ready",
                    }
                    for person, role in zip(people, ("mentor", "mentee", "mentee"), strict=True)
                ]
            )
            cls.enrolment_ids = enrolments.ids
            cls.request_ids = (
                env["mentoring.request"]
                .create(
                    [
                        {
                            "mentor_id": enrolments[0].id,
                            "mentee_id": mentee.id,
                            "date_expiry": fields.Datetime.add(fields.Datetime.now(), days=5),
                        }
                        for mentee in enrolments[1:]
                    ]
                )
                .ids
            )
        cls.addClassCleanup(cls._take_away)

    @classmethod
    def _person(cls, env, company, login):
        user = env["res.users"].create(
            {
                "name": login,
                "login": login,
                "email": f"{login}@example.com",
                "group_ids": [fields.Command.set(env.ref("base.group_user").ids)],
                "company_id": company.id,
                "company_ids": [fields.Command.set(company.ids)],
            }
        )
        values = {"name": login, "user_id": user.id, "company_id": company.id}
        return env["hr.employee"].create(values)

    @classmethod
    def _take_away(cls):
        with cls.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            programme = env["mentoring.programme"].browse(cls.programme_id)
            kind = programme.type_id
            programme._write_state("draft")
            programme.unlink()
            kind.unlink()
            users = env["res.users"].search([("login", "in", cls.logins)])
            partners = users.partner_id
            env["mail.mail"].search([("recipient_ids", "in", partners.ids)]).unlink()
            users.employee_ids.unlink()
            users.unlink()
            partners.unlink()

    def _open(self, user=None):
        """A transaction of its own, whose view of the database begins now."""
        cr = self.registry.cursor()
        self.addCleanup(cr.close)
        cr.execute("SELECT 1 FROM mentoring_enrolment LIMIT 1")
        env = api.Environment(cr, SUPERUSER_ID, {})
        if user:
            env = env(user=env["res.users"].search([("login", "=", user)]).id, su=False)
        return env

    def _accept(self, env, at):
        env["mentoring.request"].browse(self.request_ids[at]).action_accept()

    def test_what_is_claimed_is_seen_by_whoever_began_before(self):
        first, second, third = self._open(), self._open(), self._open()
        [mentor_id] = self.enrolment_ids[:1]
        claimed(first["mentoring.enrolment"].browse(mentor_id))
        with self.assertRaisesRegex(UserError, "Somebody else is changing this"):
            locked(second["mentoring.enrolment"].browse(mentor_id))
        first.cr.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            locked(third["mentoring.enrolment"].browse(mentor_id))

    def test_the_last_place_is_given_once(self):
        first, second, third = (self._open("at_once_mentor") for _turn in range(3))
        self._accept(first, 0)
        with self.assertRaisesRegex(UserError, "Somebody else is pairing"):
            self._accept(second, 1)
        second.cr.rollback()
        first.cr.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            self._accept(third, 1)
        third.cr.rollback()
        # As Odoo does, once more from the beginning.
        again = self._open("at_once_mentor")
        with self.assertRaisesRegex(ValidationError, "no free place"):
            self._accept(again, 1)
        again.cr.rollback()
        here = [("programme_id", "=", self.programme_id)]
        pairings = self._open()["mentoring.pairing"].search(here)
        self.assertEqual(len(pairings), 1)

    def test_two_requests_at_once_do_not_go_beyond_the_limit(self):
        env = self._open()
        env["mentoring.request"].browse(self.request_ids).write({"state": "expired"})
        mentor_id, _one, two = self.enrolment_ids
        mentor = env["mentoring.enrolment"].browse(mentor_id)
        mentor.capacity = 2
        env.cr.commit()
        first, second = (self._open("at_once_two") for _turn in range(2))
        first["mentoring.request"].action_ask(two, mentor_id, "")
        first.cr.commit()
        with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
            second["mentoring.request"].action_ask(two, mentor_id, "")
        again = self._open("at_once_two")
        with self.assertRaisesRegex(UserError, "You have asked 1 mentors"):
            again["mentoring.request"].action_ask(two, mentor_id, "")
