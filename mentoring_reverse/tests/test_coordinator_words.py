from lxml import etree

from odoo.tests import tagged

from .common import ReverseCase


@tagged("post_install", "-at_install")
class TestCoordinatorWords(ReverseCase):
    """What coordinators read of reverse programmes."""

    def test_leaders_are_not_called_mentees(self):
        programme = self._reverse_pairing().programme_id.with_user(self.coordinator)
        desk = self.env["mentoring.desk"].with_user(self.coordinator).get_desk(programme.id)
        self.assertEqual(
            desk["programme"]["role_names"], {"mentor": "Mentors", "mentee": "Leaders"}
        )
        self.assertEqual(programme.role_words, "Mentors + Leaders")
        enrolments = self.env["mentoring.enrolment"].with_user(self.coordinator)
        found = enrolments.search([("programme_id", "=", programme.id)])
        self.assertEqual(
            {each.role: each.role_name for each in found}, {"mentor": "Mentor", "mentee": "Leader"}
        )
        invites = self.env["mentoring.invite"].with_user(self.coordinator)
        invite = invites.create({"programme_id": programme.id, "role": "mentee"})
        self.assertEqual(invite.role_words, "Invited as: Leaders")
        invite.role = "mentor"
        self.assertFalse(invite.role_words)

    def test_elsewhere_they_are(self):
        self.type.direction = "peer"
        programme = self._programme("running").with_user(self.coordinator)
        self.assertEqual(programme.role_words, "Mentors + Mentees")

    def test_a_pilots_form_counts_nothing_and_offers_nobody_else(self):
        arch = etree.fromstring(
            self.env["mentoring.programme"]
            .with_user(self.coordinator)
            .get_view(view_type="form")["arch"]
        )
        for label in ("Invite", "Pair two people", "Offer the next cohort", "Open enrolment again"):
            buttons = arch.xpath(f"//header//button[@string='{label}']")
            self.assertTrue(buttons)
            for button in buttons:
                self.assertIn("is_pilot", button.get("invisible"), label)
        for name in ("mentor_count", "mentee_count", "pairing_count", "session_held_count"):
            for field in arch.xpath(f"//div[@name='button_box']//field[@name='{name}']"):
                [button] = field.xpath("ancestor::button")
                self.assertIn("is_pilot", button.get("invisible"), name)

    def test_levels_on_the_desk_are_those_of_the_checks_for_hr_and_the_chart_for_others(self):
        programme = self._programme("enrolling")
        for person, role in ((self.mia, "mentor"), (self.max, "mentor"), (self.ida, "mentee")):
            self._enrol(programme, person, role, "accepted")

        def level(user):
            facts = programme.with_user(user)._desk_balance()["facts"]
            return next(fact for fact in facts if fact["key"] == "level")

        self.assertEqual(level(self.coordinator)["label"], "Level in the organisation chart")
        both = self._user("both", "coordinator", "hr")
        programme.coordinator_ids += both
        self._job(self.mia, 5)
        self._job(self.max, 5)
        told = level(both)
        self.assertEqual(told["label"], "Level of seniority")
        self.assertEqual(told["groups"], [{"label": "Level 5", "mentor": 2, "mentee": 1}])
