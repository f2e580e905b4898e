from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.mentoring_programme.models.mentoring_nudge_due import Due

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestDeskRunning(MentoringCase):
    """What the desk says of a programme that runs: pairings, reviews, circles, who waits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._paired_programme()
        cls.programme = cls.pairing.programme_id
        cls.programme.write({"session_interval": 1, "session_interval_unit": "week"})
        cls.pairing.date_start = fields.Date.today() - timedelta(days=100)

    def _desk(self, programme=None):
        self.env.flush_all()
        self.env.invalidate_all()
        desk = self.env["mentoring.desk"].with_user(self.coordinator)
        return desk.get_desk((programme or self.programme).id)

    def _section(self, name, programme=None):
        return self._desk(programme)["sections"].get(name)

    def _steps(self, programme=None):
        return [step["key"] for step in self._desk(programme)["next"]]

    def _open(self, figure):
        desk = self.env["mentoring.desk"].with_user(self.coordinator)
        action = desk.open_list(self.programme.id, figure)
        return self.env[action["res_model"]].with_user(self.coordinator).search(action["domain"])

    def _meet(self, days, state="held"):
        start = fields.Datetime.now() + timedelta(days=days)
        return self.env["mentoring.session"].create(
            {"pairing_id": self.pairing.id, "start": start, "duration": 1, "state": state}
        )

    # -- health --------------------------------------------------------------------------

    def test_a_pairing_that_does_not_meet_needs_a_look_with_the_reason_in_words(self):
        health = self._section("health")
        [line] = health["look"]
        self.assertEqual((line["id"], line["code"]), (self.pairing.id, "risk"))
        self.assertEqual(line["names"], "Ida and Mia")
        self.assertIn("No meeting for 100 days.", line["reasons"])
        self.assertEqual([(c["code"], c["count"]) for c in health["counts"]], [("risk", 1)])
        self.assertEqual(self._open("health.risk"), self.pairing)
        self.assertIn("risk", self._steps())

    def test_a_pairing_that_meets_needs_none(self):
        self._meet(-2)
        health = self._section("health")
        self.assertEqual(health["look"], [])
        self.assertEqual([each["code"] for each in health["counts"]], ["on_track"])
        self.assertNotIn("risk", self._steps())

    def test_without_a_pairing_that_began_there_is_no_section(self):
        self.pairing.with_user(self.mia.user_id).action_end()
        self.assertIsNone(self._section("health"))

    def test_managers_see_how_many_need_a_look(self):
        def late(user):
            self.env.flush_all()
            self.env.invalidate_all()
            return self.programme.with_user(user).late_count

        self.assertEqual(late(self.manager), 1)
        self.assertEqual(late(self.mia.user_id), 0)
        self._meet(-2)
        self.assertEqual(late(self.manager), 0)

    def test_writing_to_the_two_of_a_pairing(self):
        self._enrol(self.programme, self.ivy, "mentee", "accepted")
        merges = self.env["mentoring.mail.merge"].with_user(self.coordinator)
        values = {"programme_id": self.programme.id}
        merge = merges.create({**values, "pairing_id": self.pairing.id})
        names = merge.recipient_ids.sudo().employee_id.mapped("name")
        self.assertEqual(set(names), {"Ida", "Mia"})
        hush = self._paired_programme(self.ian, self.max, discreet=True)
        hush.programme_id.coordinator_ids = self.other_coordinator
        told = set()
        for pairing_id in (hush.id, hush.id + 1000):
            with self.assertRaises(AccessError) as caught:
                merges.create({**values, "pairing_id": pairing_id})
            told.add(str(caught.exception))
        self.assertEqual(len(told), 1)

    # -- reviews -------------------------------------------------------------------------

    def test_a_pair_that_came_into_one_chain_waits_for_a_decision(self):
        self.assertIsNone(self._section("reviews"))
        self.mia.parent_id = self.ida
        self.env.flush_all()
        self.pairing._review()
        [review] = self._section("reviews")
        self.assertEqual(review["names"], "Ida and Mia")
        self.assertIn("manages", review["reason"])
        self.assertIn("reviews", self._steps())
        found = self.env["mentoring.review"].browse(review["id"])
        found.with_user(self.coordinator).action_keep()
        self.assertIsNone(self._section("reviews"))

    # -- the waiting list ----------------------------------------------------------------

    def test_who_waits_is_counted_and_the_next_cohort_can_invite_them(self):
        self.assertIsNone(self._section("waiting"))
        waiting = self._enrol(self.programme, self.ivy, "mentee")
        waiting.ready_since = fields.Date.today() - timedelta(days=12)
        told = self._section("waiting")
        self.assertEqual((told["mentee"]["count"], told["longest"]), (1, 12))
        self.assertEqual(self._open(told["mentee"]["figure"]), waiting)
        following = self.programme.with_user(self.coordinator).copy()
        following.sudo()._write_state("enrolling")
        self.assertIn("before", self._steps(following))
        following.action_invite_waiting_list()
        self.assertNotIn("before", self._steps(following))

    # -- circles -------------------------------------------------------------------------

    def test_a_circle_that_is_too_small_is_shown(self):
        self.assertIsNone(self._section("circles"))
        circle = self.env["mentoring.circle"].create(
            {"programme_id": self.programme.id, "name": "Circle of nobody"}
        )
        [told] = self._section("circles")
        self.assertEqual((told["id"], told["name"]), (circle.id, "Circle of nobody"))
        self.assertIn("Nobody is left", told["look"])

    # -- nudges --------------------------------------------------------------------------

    def test_nudges_are_counted_where_they_are_about(self):
        enrolment = self._enrol(self._programme("enrolling"), self.mo, "mentee", "invited")
        contact = self.mo.user_id.partner_id
        nudges = self.env["mentoring.nudge"]
        [mo] = nudges._people([(contact.id, enrolment.ids, fields.Date.today(), "UTC")])
        due = [Due(enrolment, "invitation", "answer", 1), Due(enrolment, "requirement", "todo", 1)]
        nudges._send([(mo, due)])
        log = self.env["mentoring.mail.log"].search(
            [("programme_id", "=", enrolment.programme_id.id)]
        )
        self.assertEqual([(line.kind, line.count) for line in log], [("nudge", 1)])
