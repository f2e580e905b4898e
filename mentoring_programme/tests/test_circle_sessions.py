from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .circle_case import CircleCase


@tagged("post_install", "-at_install")
class TestCircleSessions(CircleCase):
    def test_one_event_for_all_and_a_session_for_each_pairing(self):
        circle = self._circle([self.ida_mentor, self.ian_mentor])
        session = self._session(self._pairing(circle, self.mentees[0]), self.mia.user_id)
        together = self._together(session)
        self.assertEqual(together.pairing_id, circle.sudo().pairing_ids)
        people = (self.ida_mentor | self.ian_mentor).union(*self.mentees[:3])
        self.assertEqual(session.event_id.partner_ids, people.contact_id)

    def test_who_has_not_answered_is_not_invited_and_joins_by_a_yes(self):
        circle = self._circle(count=2)
        self._build([], [self.mentees[2]], circle)
        session = self._session(self._pairing(circle, self.mentees[0]), self.ida.user_id)
        una = self.mentees[2].contact_id
        self.assertEqual(len(self._together(session)), 2)
        self.assertNotIn(una, session.event_id.partner_ids)
        self._agree(self._pairing(circle, self.mentees[2]))
        self.assertEqual(len(self._together(session)), 3)
        self.assertIn(una, session.event_id.partner_ids)

    def test_moving_moves_all(self):
        circle = self._circle()
        session = self._session(self._pairing(circle, self.mentees[0]), self.ida.user_id)
        together = self._together(session)
        later = session.start + timedelta(days=1)
        session.with_user(self.ida.user_id).start = later
        self.assertEqual(set(together.mapped("start")), {later})
        self.assertEqual(session.event_id.start, later)
        session.event_id.write({"start": later, "stop": later + timedelta(hours=2)})
        self.assertEqual(set(together.mapped("duration")), {2})

    def test_a_time_at_which_another_member_meets_is_refused_and_not_suggested(self):
        circle = self._circle()
        mia, max_ = (self._pairing(circle, mentee) for mentee in self.mentees[:2])
        alone = self._programme("running", name="Alone")
        other = self._pair(
            self._enrol(alone, self.ivy, "mentor"), self._enrol(alone, self.max, "mentee")
        )
        asked = mia.with_user(self.mia.user_id)
        free = asked.action_suggest_times()["times"]
        self.env["mentoring.session"].create({"pairing_id": other.id, "start": free[0]})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertNotIn(free[0], asked.action_suggest_times()["times"])
        with self.assertRaisesRegex(UserError, "all of you in the circle"), self.cr.savepoint():
            asked.action_plan_session(free[0])
        asked.action_plan_session(free[1])
        session = max_.session_ids
        self.assertEqual(fields.Datetime.to_string(session.start), free[1])
        # Nor is it moved there, by whoever of the circle.
        mine = mia.session_ids.with_user(self.mia.user_id)
        with self.assertRaisesRegex(UserError, "all of you in the circle"), self.cr.savepoint():
            mine.action_move(free[0])

    def test_held_and_missed_hold_for_all(self):
        circle = self._circle()
        circle._live_pairings().date_start = fields.Date.today() - timedelta(days=30)
        session = self._session(self._pairing(circle, self.mentees[0]), self.mia.user_id, -1)
        together = self._together(session)
        for step, state in (("action_held", "held"), ("action_missed", "missed")):
            getattr(session.with_user(self.mia.user_id), step)()
            self.assertEqual(set(together.mapped("state")), {state})

    def test_cancelling_cancels_for_all(self):
        circle = self._circle()
        session = self._session(self._pairing(circle, self.mentees[0]), self.ida.user_id)
        together, event = self._together(session), session.event_id
        session.with_user(self.ida.user_id).action_cancel()
        self.assertEqual(set(together.mapped("state")), {"cancelled"})
        self.assertFalse(event.exists())

    def test_when_one_leaves_the_meeting_stays_for_the_others(self):
        circle = self._circle()
        session = self._session(self._pairing(circle, self.mentees[1]), self.ida.user_id)
        event, leaving = session.event_id, self._pairing(circle, self.mentees[0])
        leaving.with_user(self.mia.user_id).action_end()
        self.assertTrue(event.exists())
        self.assertNotIn(self.mentees[0].contact_id, event.partner_ids)
        self.assertIn(self.ida_mentor.contact_id, event.partner_ids)
        self.assertEqual(set(self._together(session).mapped("state")), {"planned"})
        self.assertEqual(leaving.session_ids.mapped("state"), ["cancelled"])

    def test_when_all_leave_it_is_gone(self):
        circle = self._circle()
        event = self._session(self._pairing(circle, self.mentees[1]), self.ida.user_id).event_id
        self.ida_mentor.with_user(self.ida.user_id).action_withdraw()
        self.assertFalse(event.exists())

    def test_a_pair_outside_a_circle_meets_alone(self):
        pairing = self._paired_programme(self.ivy, self._employee("Uwe"))
        session = self._session(pairing, self.ivy.user_id)
        self.assertEqual(len(self._together(session)), 1)
        self.assertEqual(len(session.event_id.partner_ids), 2)

    def test_a_session_of_another_pair_is_not_readable_for_a_member(self):
        circle = self._circle()
        session = self._session(self._pairing(circle, self.mentees[0]), self.ida.user_id)
        mine = self.env["mentoring.session"].with_user(self.max.user_id)
        self.assertEqual(mine.search([]).sudo().pairing_id, self._pairing(circle, self.mentees[1]))
        with self.assertRaises(AccessError):
            mine.browse(session.id).read(["start"])
