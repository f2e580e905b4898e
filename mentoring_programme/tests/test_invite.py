from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestInvite(MentoringCase):
    """A coordinator invites a filtered list at once; people accept or decline."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls._programme(
            "enrolling", mentee_domain=f"[('parent_id', '=', {cls.mo.id})]"
        )

    def _invite(self, user=None, **values):
        return (
            self.env["mentoring.invite"]
            .with_user(user or self.coordinator)
            .create({"programme_id": self.programme.id, "role": "mentee", **values})
        )

    def test_it_proposes_those_who_are_eligible(self):
        invite = self._invite()
        self.assertEqual((invite.invitee_count, invite.enrolled_count), (2, 0))
        invite.action_invite()
        enrolments = self.env["mentoring.enrolment"].search(
            [("programme_id", "=", self.programme.id)]
        )
        self.assertEqual(enrolments.employee_id, self.mia | self.max)
        self.assertEqual(set(enrolments.mapped("state")), {"invited"})

    def test_each_gets_one_mail_that_names_no_programme(self):
        self._invite().action_invite()
        mails = self._neutral_mails()
        self.assertEqual(mails.recipient_ids, (self.mia | self.max).user_id.partner_id)
        self.assertEqual(set(mails.mapped("subject")), {"An invitation for you"})
        self.assertFalse([mail for mail in mails if "Test programme" in mail.body_html])

    def test_those_who_are_enrolled_or_cannot_log_in_are_left_out(self):
        self._enrol(self.programme, self.mia, "mentee", "applied")
        self.env["hr.employee"].create(
            {"name": "Nil", "parent_id": self.mo.id, "company_id": self.company.id}
        )
        invite = self._invite()
        self.assertEqual(
            (invite.invitee_count, invite.enrolled_count, invite.no_login_count), (1, 1, 1)
        )

    def test_nobody_left_is_said(self):
        self._invite().action_invite()
        with self.assertRaisesRegex(UserError, "Nobody is left to invite"):
            self._invite().action_invite()

    def test_a_filter_asks_no_more_than_the_coordinator_may_read(self):
        with self.assertRaises(AccessError):
            self._invite(domain="[('employee_id.birthday', '>', '1990-01-01')]").action_invite()

    def test_a_coordinator_of_another_programme_is_refused(self):
        with self.assertRaises(AccessError):
            self._invite(self.other_coordinator).action_invite()

    def test_the_invited_accept_or_decline(self):
        self._invite().action_invite()
        of = {e.employee_id: e for e in self.programme.enrolment_ids}
        of[self.mia].with_user(self.mia.user_id).action_accept_invitation()
        of[self.max].with_user(self.max.user_id).action_decline_invitation()
        self.assertEqual((of[self.mia].state, of[self.max].state), ("accepted", "declined"))

    def test_nobody_answers_for_somebody_else(self):
        self._invite().action_invite()
        enrolment = self.programme.enrolment_ids[0]
        with self.assertRaises(AccessError):
            enrolment.with_user(self.coordinator).action_accept_invitation()

    def test_an_invitation_is_sent_again_or_after_a_no(self):
        enrolment = self._enrol(self.programme, self.mia, "mentee", "declined")
        for _turn in range(2):
            enrolment.with_user(self.coordinator).action_send_invitation()
        self.assertEqual(enrolment.state, "invited")
        mails = self._neutral_mails()
        mine = mails.filtered(lambda mail: mail.recipient_ids == self.mia.user_id.partner_id)
        self.assertEqual(len(mine), 2)

    def test_a_person_from_outside_can_be_found_and_a_colleague_cannot(self):
        guest = self.env["res.partner"].create({"name": "Zed from outside"})
        enrolments = self.env["mentoring.enrolment"].with_user(self.coordinator)
        domain = enrolments._fields["partner_id"].get_comodel_domain(enrolments)
        partners = self.env["res.partner"].with_user(self.coordinator)
        found = [name for _id, name in partners.name_search("Zed", domain)]
        self.assertEqual(found, [guest.name])
        self.assertFalse(partners.name_search(self.mia.user_id.partner_id.name, domain))

    def test_withdrawing_and_coming_back(self):
        enrolment = self._enrol(self.programme, self.mia, "mentee").with_user(self.mia.user_id)
        enrolment.action_withdraw()
        self.assertEqual(enrolment.state, "withdrawn")
        enrolment.action_rejoin()
        self.assertEqual(enrolment.state, "applied")
        enrolment.with_user(self.coordinator).action_accept_application()
        self.assertEqual(enrolment.state, "ready")

    def test_a_new_requirement_makes_the_ready_unready(self):
        enrolment = self._enrol(self.programme, self.mia, "mentee")
        requirement = self.env["mentoring.requirement"].create(
            {"programme_id": self.programme.id, "name": "More", "kind": "induction"}
        )
        self.assertEqual(enrolment.state, "accepted")
        requirement.unlink()
        self.assertEqual(enrolment.state, "ready")

    def test_where_people_are_invited_one_by_one_nobody_is_chosen_yet(self):
        self.programme.enrolment_policy = "invited"
        self.assertEqual(self._invite().chosen_by, "filter", "the programme says whom it is for")
        invite = self._invite(role="mentor")
        self.assertEqual((invite.chosen_by, invite.invitee_count), ("names", 0))
        with self.assertRaisesRegex(UserError, "Name the people"):
            invite.action_invite()
        invite.employee_ids = self.env["hr.employee.public"].browse(self.mia.id)
        invite.action_invite()
        enrolments = self.env["mentoring.enrolment"].search(
            [("programme_id", "=", self.programme.id)]
        )
        self.assertEqual(enrolments.employee_id, self.mia)
