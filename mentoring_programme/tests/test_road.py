from odoo import fields
from odoo.tests import tagged

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestRoad(MentoringCase):
    """The whole road once, each step as the person who takes it."""

    def test_from_type_to_session(self):
        programme = (
            self.env["mentoring.programme"]
            .with_user(self.manager)
            .create(
                {
                    "name": "Women in engineering",
                    "type_id": self.type.id,
                    "company_id": self.company.id,
                    "coordinator_ids": [fields.Command.set(self.coordinator.ids)],
                    "safeguarding_lead_id": self.lead.id,
                    "safeguarding_deputy_id": self.deputy.id,
                }
            )
        )
        self.assertEqual(programme.conditions_met, 5)
        programme = programme.with_user(self.coordinator)
        programme.action_open_enrolment()

        Enrolment = self.env["mentoring.enrolment"]
        mentor = Enrolment.with_user(self.ida.user_id).create(
            {"programme_id": programme.id, "role": "mentor"}
        )
        mentee = Enrolment.with_user(self.mia.user_id).create(
            {"programme_id": programme.id, "role": "mentee"}
        )
        self.assertEqual((mentor.state, mentee.state), ("applied", "applied"))
        both = (mentor | mentee).with_user(self.coordinator)
        both.action_accept_application()
        self.assertEqual(set(both.mapped("state")), {"accepted"})

        briefing = programme.requirement_ids.filtered(lambda line: line.kind == "briefing")
        for enrolment in (mentor, mentee):
            enrolment.with_context(requirement_id=briefing.id).action_acknowledge()
        self.assertEqual((mentor.state, mentee.state), ("accepted", "ready"))
        both.action_confirm_requirements()
        self.assertEqual(mentor.state, "ready")

        programme.action_close_enrolment()
        run = (
            self.env["mentoring.match.run"]
            .browse(programme.action_run_matching()["res_id"])
            .with_user(self.coordinator)
        )
        self.assertEqual(run.pair_count, 1)
        run.action_publish()
        self.assertEqual(programme.state, "running")

        pairing = self.env["mentoring.pairing"].search([("programme_id", "=", programme.id)])
        self.assertEqual(pairing.state, "proposed")
        pairing.with_user(self.ida.user_id).action_agree()
        self.assertEqual(pairing.state, "proposed")
        pairing.with_user(self.mia.user_id).action_agree()
        self.assertEqual(pairing.state, "active")
        self.assertEqual(mentee.state, "matched")

        plan = (
            self.env["mentoring.session.plan"]
            .with_user(self.mia.user_id)
            .create({"pairing_id": pairing.id, "start": fields.Datetime.now()})
        )
        plan.action_plan()
        sessions = pairing.session_ids
        self.assertEqual(len(sessions), self.type.session_count)
        self.assertEqual(set(sessions.event_id.mapped("name")), {"Mentoring session"})
        self.assertEqual(
            sessions.event_id.partner_ids,
            self.mia.user_id.partner_id | self.ida.user_id.partner_id,
        )

        self.assertEqual(self.mia.with_user(self.hr_officer).mentoring_role, "mentee")
        public = self.env["hr.employee.public"].browse(self.mia.id)
        self.assertEqual(public.with_user(self.mo.user_id).mentoring_role, "mentee")
        self.assertFalse(public.with_user(self.ivy.user_id).mentoring_role)

        first = sessions.sorted("start")[0]
        first.with_user(self.ida.user_id).action_held()
        self.assertEqual(first.state, "held")
        pairing.with_user(self.mia.user_id).action_end()
        self.assertEqual(pairing.state, "ended")
        self.assertFalse(sessions.event_id.filtered(lambda e: e.start > fields.Datetime.now()))
