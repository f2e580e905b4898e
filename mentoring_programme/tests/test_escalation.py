from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import MentoringCase

NAMED = {"fields": {"display_name": {}}}


@tagged("post_install", "-at_install")
class TestEscalation(MentoringCase):
    """Everything an ordinary client may send, sent by somebody who should not succeed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hush = cls._paired_programme(cls.ian, cls.max, discreet=True)
        cls.open = cls._paired_programme()
        cls.enrolling = cls._programme("enrolling")
        cls.eve = cls._employee("Eve")

    def _as(self, user, model, **context):
        self.env.flush_all()
        self.env.invalidate_all()
        user = user.user_id if user._name == "hr.employee" else user
        return self.env(user=user.id, context=context, su=False)[model]

    # -- becoming the owner ----------------------------------------------------------------

    def test_an_employee_enrols_nobody_else_under_their_own_name(self):
        for values, context in (
            ({"user_id": self.eve.user_id.id}, {}),
            ({}, {"default_user_id": self.eve.user_id.id}),
        ):
            with self.assertRaises(AccessError):
                self._as(self.eve, "mentoring.enrolment", **context).create(
                    {
                        "programme_id": self.enrolling.id,
                        "role": "mentee",
                        "employee_id": self.ivy.id,
                        **values,
                    }
                )

    def test_a_coordinator_who_enrols_somebody_does_not_own_it(self):
        enrolment = self._as(
            self.coordinator, "mentoring.enrolment", default_user_id=self.coordinator.id
        ).create(
            {
                "programme_id": self.enrolling.id,
                "role": "mentee",
                "employee_id": self.ivy.id,
                "user_id": self.coordinator.id,
                "state": "invited",
            }
        )
        self.assertEqual(enrolment.user_id, self.ivy.user_id)
        with self.assertRaises(AccessError):
            enrolment.action_accept_invitation()

    def test_nobody_writes_who_an_enrolment_belongs_to(self):
        for user in (self.mia, self.coordinator, self.manager):
            enrolment = self._as(user, "mentoring.enrolment").browse(self.open.mentee_id.id)
            other = self._as(self.coordinator, "mentoring.programme").browse(self.enrolling.id)
            for name, value in (
                ("user_id", self.eve.user_id.id),
                ("employee_id", self.eve.id),
                ("programme_id", other.id),
                ("role", "mentor"),
                ("company_id", self.env.company.id),
                ("create_uid", self.eve.user_id.id),
                ("fulfilment_ids", [Command.clear()]),
            ):
                with self.subTest(user=user.name, name=name), self.assertRaises(AccessError):
                    enrolment.write({name: value})

    def test_giving_the_employee_another_log_in_opens_nothing(self):
        box = self.env["mentoring.preference"].search(
            [("enrolment_id", "=", self.hush.mentee_id.id)]
        )
        employee = self._as(self.hr_officer, "hr.employee").browse(self.max.id)
        employee.user_id = self.hr_officer
        self.assertEqual(employee.user_id, self.hr_officer)
        self.env.flush_all()
        self.assertNotEqual(self.hush.mentee_id.user_id, self.hr_officer)
        self.assertFalse(
            self._as(self.hr_officer, "mentoring.enrolment").search(
                [("id", "=", self.hush.mentee_id.id)]
            )
        )
        self.assertFalse(
            self._as(self.hr_officer, "mentoring.pairing").search([("id", "=", self.hush.id)])
        )
        with self.assertRaises(AccessError):
            self._as(self.hr_officer, "mentoring.preference").browse(box.id).check_access("read")

    def test_deleting_the_log_in_destroys_what_it_said(self):
        box = self.env["mentoring.preference"].search(
            [("enrolment_id", "=", self.hush.mentee_id.id)]
        )
        before = box.sealed
        user = self.max.user_id
        self.max.user_id = False
        user.unlink()
        box.invalidate_recordset()
        self.assertNotEqual(box.sealed, before)
        self.assertEqual(len(box.sealed), len(before))

    # -- states ----------------------------------------------------------------------------

    def test_a_state_comes_neither_from_values_nor_from_the_context(self):
        programme = self._as(
            self.coordinator, "mentoring.programme", default_state="running"
        ).create({"name": "New", "type_id": self.type.id})
        self.assertEqual(programme.state, "draft")
        with self.assertRaises(UserError):
            programme.write({"state": "running"})
        enrolment = self._as(self.eve, "mentoring.enrolment", default_state="ready").create(
            {"programme_id": self.enrolling.id, "role": "mentee"}
        )
        self.assertEqual(enrolment.state, "applied")
        with self.assertRaises(UserError):
            enrolment.write({"state": "ready"})
        with self.assertRaises(UserError):
            enrolment.create(
                {"programme_id": self.enrolling.id, "role": "mentor", "state": "ready"}
            )

    def test_agreement_cannot_be_forged(self):
        programme = self.open.programme_id
        mentor = self._enrol(programme, self.ivy, "mentor")
        mentee = self._enrol(programme, self.eve, "mentee")
        now = fields.Datetime.now()
        forged = {"state": "active", "mentor_agreed_on": now, "mentee_agreed_on": now}
        pairing = self._as(
            self.coordinator,
            "mentoring.pairing",
            **{f"default_{name}": value for name, value in forged.items()},
        ).create({"mentor_id": mentor.id, "mentee_id": mentee.id, **forged})
        self.assertEqual(pairing.state, "proposed")
        self.assertFalse(pairing.sudo().mentor_agreed_on or pairing.sudo().mentee_agreed_on)
        with self.assertRaises(AccessError):
            pairing.write({"state": "active"})

    def test_a_run_is_computed_whatever_else_is_given(self):
        programme = self.open.programme_id
        self._enrol(programme, self.ivy, "mentor")
        self._enrol(programme, self.eve, "mentee")
        run = self._as(self.coordinator, "mentoring.match.run", default_state="published").create(
            {"programme_id": programme.id, "state": "published", "pair_count": 99}
        )
        self.assertEqual((run.state, run.pair_count), ("proposed", 1))
        with self.assertRaises(AccessError):
            run.write({"state": "published"})

    # -- nested commands and moved lines ---------------------------------------------------

    def test_enrolments_cannot_be_nested_into_a_programme(self):
        command = [Command.create({"role": "mentor", "employee_id": self.ivy.id})]
        programmes = self._as(self.coordinator, "mentoring.programme")
        with self.assertRaises(AccessError):
            programmes.browse(self.enrolling.id).write({"enrolment_ids": command})
        with self.assertRaises(AccessError):
            programmes.create({"name": "New", "type_id": self.type.id, "enrolment_ids": command})
        with self.assertRaises(AccessError):
            programmes.with_context(default_enrolment_ids=command).create(
                {"name": "New", "type_id": self.type.id}
            )

    def test_requirements_cannot_be_fulfilled_from_within_an_enrolment(self):
        requirement = self.enrolling.requirement_ids[0]
        command = [Command.create({"requirement_id": requirement.id})]
        values = {"programme_id": self.enrolling.id, "role": "mentor"}
        enrolment = self._as(self.eve, "mentoring.enrolment").create(
            {**values, "fulfilment_ids": command}
        )
        self.assertFalse(enrolment.fulfilment_ids)
        with self.assertRaises(AccessError):
            enrolment.write({"fulfilment_ids": command})
        with self.assertRaises(AccessError):
            self._as(self.eve, "mentoring.fulfilment").create(
                {"enrolment_id": enrolment.id, "requirement_id": requirement.id}
            )

    def test_lines_cannot_be_moved_to_somebody_elses_enrolment(self):
        mine = self._enrol(self.enrolling, self.eve, "mentee")
        wish = self._as(self.eve, "mentoring.enrolment.wish").create(
            {"enrolment_id": mine.id, "employee_id": self.ida.id}
        )
        with self.assertRaises(AccessError):
            wish.write({"enrolment_id": self.open.mentee_id.id})
        with self.assertRaises(AccessError):
            wish.create({"enrolment_id": self.open.mentee_id.id, "employee_id": self.ivy.id})

    def test_lines_cannot_be_moved_into_another_programme_or_a_type(self):
        own = self._as(self.other_coordinator, "mentoring.programme").create(
            {"name": "Otto's", "type_id": self.type.id}
        )
        for values in (
            {"programme_id": self.hush.programme_id.id},
            {"programme_id": False, "type_id": self.type.id},
        ):
            with self.assertRaises(AccessError):
                own.requirement_ids[0].write(values)
        with self.assertRaises(AccessError):
            own.write({"requirement_ids": [Command.link(self.type.requirement_ids[0].id)]})

    # -- sessions and events ---------------------------------------------------------------

    def test_a_session_takes_over_nobodys_event(self):
        event = self.env["calendar.event"].create(
            {"name": "Board", "start": "2030-01-01 10:00", "stop": "2030-01-01 11:00"}
        )
        values = {"pairing_id": self.open.id, "start": fields.Datetime.now()}
        sessions = self._as(
            self.mia, "mentoring.session", default_event_id=event.id, default_state="held"
        )
        session = sessions.create(values)
        self.assertNotEqual(session.sudo().event_id, event)
        self.assertEqual(session.state, "planned")
        session.action_cancel()
        self.assertTrue(event.exists())
        with self.assertRaises(UserError):
            sessions.create({**values, "event_id": event.id})
        with self.assertRaises(UserError):
            session.write({"event_id": event.id})

    def test_a_session_stays_in_its_pairing(self):
        values = {"start": fields.Datetime.now(), "programme_id": self.enrolling.id}
        session = self._as(self.mia, "mentoring.session").create(
            {**values, "pairing_id": self.open.id}
        )
        self.assertEqual(session.sudo().programme_id, self.open.programme_id)
        with self.assertRaises(UserError):
            session.write({"pairing_id": self.hush.id})
        for pairing in (self.hush, self.open):
            with self.assertRaises(AccessError):
                self._as(self.eve, "mentoring.session").create({**values, "pairing_id": pairing.id})

    def test_a_refusal_does_not_tell_the_state_of_a_pairing(self):
        values = {"pairing_id": self.hush.id, "start": fields.Datetime.now()}
        texts = set()
        for state in ("proposed", "active", "ended"):
            self.hush.state = state
            with self.assertRaises(AccessError) as refusal:
                self._as(self.eve, "mentoring.session").create(values)
            texts.add(str(refusal.exception))
        self.assertEqual(len(texts), 1)

    def test_the_event_names_no_record_whichever_button_made_it(self):
        session = self._as(
            self.max,
            "mentoring.session",
            active_model="mentoring.pairing",
            active_id=self.hush.id,
            default_name="Hush",
            default_description="Hush",
            default_res_model_id=self.env["ir.model"]._get_id("mentoring.pairing"),
        ).create({"pairing_id": self.hush.id, "start": fields.Datetime.now() + timedelta(days=2)})
        event = session.sudo().event_id
        self.assertEqual(event.name, "Meeting")
        self.assertFalse(event.res_model or event.res_id or event.res_model_id)
        self.assertNotIn("Hush", str(event.description))

    # -- discretion ------------------------------------------------------------------------

    def test_a_discreet_programme_stays_discreet_once_people_are_in(self):
        for user in (self.coordinator, self.manager):
            programme = self._as(user, "mentoring.programme").browse(self.hush.programme_id.id)
            for value in (False, 0, None, ""):
                with self.assertRaises(UserError):
                    programme.write({"discreet": value})

    def test_nobody_names_themself_coordinator_of_a_discreet_programme(self):
        programme = self._as(self.manager, "mentoring.programme").browse(self.hush.programme_id.id)
        with self.assertRaises(AccessError):
            programme.write({"coordinator_ids": [Command.link(self.manager.id)]})
        for user in (self.other_coordinator, self.eve):
            programme = self._as(user, "mentoring.programme").browse(programme.id)
            with self.assertRaises(AccessError):
                programme.write({"coordinator_ids": [Command.link(self.eve.user_id.id)]})

    def test_a_programme_with_people_stays_in_its_company(self):
        other = self.env["res.company"].create({"name": "Mentoring Test Abroad"})
        with self.assertRaises(ValidationError):
            self.hush.programme_id.company_id = other

    def test_a_copy_of_a_discreet_programme_takes_nobody_over(self):
        copied = self._as(self.manager, "mentoring.programme").browse(self.hush.programme_id.id)
        self.assertFalse(copied.copy().sudo().enrolment_ids)
