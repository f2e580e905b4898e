from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .pair_case import PairCase


@tagged("post_install", "-at_install")
class TestStart(PairCase):
    """How two people begin when the junior one leads."""

    def test_the_first_session_is_held_with_ground_rules_and_a_goal(self):
        session = self._session(-1)
        with self.assertRaisesRegex(UserError, "ground rules"):
            self._of(self.mentor, session).action_held()
        self._acknowledge()
        with self.assertRaisesRegex(UserError, "a goal that you share"):
            self._of(self.leader, session).action_held()
        self._goal()
        self._of(self.mentor, session).action_held()
        self.assertEqual(session.state, "held")

    def test_what_is_missing_is_said_before_it_is_refused(self):
        def lacks(user):
            return self._of(user)._page_sessions()["begin_lacks"]

        self._session(-1)
        self.assertEqual(lacks(self.mentor), ["reverse_start", "goals"])
        self._acknowledge()
        self.assertEqual(lacks(self.leader), ["goals"])
        self._goal()
        self.assertEqual(lacks(self.mentor), [])

    def test_nothing_is_missing_once_they_have_met(self):
        self._session(-9, "held")
        self.assertEqual(self._of(self.mentor)._page_sessions()["begin_lacks"], [])

    def test_later_sessions_ask_for_neither_again(self):
        self._session(-9, "held")
        session = self._session(-1)
        self._of(self.mentor, session).action_held()
        self.assertEqual(session.state, "held")

    def test_both_at_once_do_not_pass_for_a_later_one(self):
        sessions = self._session(-9) | self._session(-1)
        with self.assertRaises(UserError):
            self._of(self.mentor, sessions).action_held()

    def test_nothing_of_it_is_asked_in_other_programmes(self):
        self.type.direction = "peer"
        pairing = self._paired_programme(self.ivy, self.max)
        session = self.env["mentoring.session"].create(
            {"pairing_id": pairing.id, "start": fields.Datetime.now(), "duration": 1}
        )
        self._of(self.ivy.user_id, session).action_held()
        self.assertEqual(session.state, "held")
        self.assertNotIn("reverse_start", self._of(self.ivy.user_id, pairing)._page_sections())

    def test_only_the_leader_acknowledges_and_both_read_it(self):
        version = self.env["mentoring.ground.rules"]._current(reciprocal=False).version
        for user in (self.mentor, *self.onlookers):
            with self.assertRaises(AccessError):
                self._of(user).action_acknowledge_ground_rules(version)
        self._acknowledge()
        self._acknowledge()
        line = self._rows("mentoring.ground.rules.acknowledgement")
        self.assertEqual(len(line), 1)
        for user in (self.mentor, self.leader):
            told = self._of(user)._page_reverse_start()
            self.assertEqual(told["acknowledged"]["version"], version)
            self.assertTrue(told["acknowledged"]["date"])
        for user in self.onlookers:
            self.assertFalse(self._of(user, line)._filtered_access("read"), user.login)

    def test_the_text_that_was_acknowledged_stays_with_the_pairing(self):
        rules = self.env["mentoring.ground.rules"]
        self._acknowledge()
        newer = self._of(self.manager, rules).create({"text": "<p>Be on time.</p>"})
        self.assertEqual(newer.version, 2)
        told = self._of(self.leader)._page_reverse_start()
        self.assertEqual(told["acknowledged"]["version"], 1)
        self.assertIn("not to advise", told["acknowledged"]["text"])
        self.assertFalse(told["rules"])

    def test_another_text_than_the_one_shown_is_not_acknowledged(self):
        self._of(self.manager, self.env["mentoring.ground.rules"]).create({"text": "<p>New.</p>"})
        with self.assertRaisesRegex(UserError, "have changed"):
            self._of(self.leader).action_acknowledge_ground_rules(1)

    def test_where_both_learn_another_text_is_asked(self):
        told = self._of(self.leader)._page_reverse_start()
        self.assertIn("not to advise", told["rules"]["text"])
        # Once people have joined, nobody may change it.
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mentoring_programme SET direction = 'reciprocal' WHERE id = %s",
            [self.programme.id],
        )
        self.env.invalidate_all()
        told = self._of(self.leader)._page_reverse_start()
        self.assertIn("mentor each other", told["rules"]["text"])
        self.assertNotIn("not to advise", told["rules"]["text"])
        home = self.env["mentoring.home"].with_user(self.leader).get_my_mentoring()
        self.assertIn("mentor each other", home["pairings"][0]["role_words"])
        own = self.env["mentoring.ground.rules"]._current(reciprocal=True)
        self._of(self.leader).action_acknowledge_ground_rules(own.version)
        line = self.env["mentoring.ground.rules.acknowledgement"].search(
            [("pairing_id", "=", self.pairing.id)]
        )
        self.assertEqual(line.rules_id, own)

    def test_a_text_is_never_changed(self):
        rules = self.env.ref("mentoring_reverse.ground_rules_1")
        with self.assertRaises(UserError):
            self._of(self.manager, rules).sudo(False).write({"text": "<p>Other.</p>"})
        with self.assertRaises(UserError):
            rules.unlink()

    def test_it_is_asked_of_the_leader_alone(self):
        self.assertIn("reverse_rules", self._asked(self.leader))
        self.assertNotIn("reverse_rules", self._asked(self.mentor))
        self._acknowledge()
        self.assertNotIn("reverse_rules", self._asked(self.leader))

    # -- the goal ------------------------------------------------------------------------

    def test_the_goal_is_both_peoples(self):
        goal = self._goal(self.mentor)
        self._of(self.leader, goal).name = "Hear more"
        self._of(self.mentor, goal).progress = 10
        step = self._of(self.mentor, self.env["mentoring.milestone"])
        step = step.create({"goal_id": goal.id, "name": "Ask first"})
        self._of(self.leader, step).is_done = True
        for user in (self.mentor, self.leader):
            told = self._of(user)._page_goals()
            self.assertTrue(told["is_mine"] and told["is_shared"] and told["can_write"])
        self._of(self.mentor, goal).unlink()

    def test_in_other_programmes_it_stays_the_mentees(self):
        self.type.direction = "peer"
        pairing = self._paired_programme(self.ivy, self.max)
        line = {"pairing_id": pairing.id, "name": "Mine"}
        with self.assertRaises(AccessError):
            self._of(self.ivy.user_id, self.env["mentoring.goal"]).create(line)
        goal = self._of(self.max.user_id, self.env["mentoring.goal"]).create(line)
        with self.assertRaises(AccessError):
            self._of(self.ivy.user_id, goal).name = "Yours"
        self.assertFalse(self._of(self.ivy.user_id, pairing)._page_goals()["can_write"])

    def test_it_goes_with_whoever_of_the_two_withdraws(self):
        self._goal()
        self._of(self.mentor, self.pairing.mentor_id).action_withdraw()
        self.assertFalse(self._rows("mentoring.goal"))

    # -- the place and the agenda --------------------------------------------------------

    def _work_at(self, kind="office"):
        address = self.env["res.partner"].create(
            {"name": "House", "street": "3 Mill Lane", "city": "Ghent"}
        )
        self.mia.work_location_id = self.env["hr.work.location"].create(
            {
                "name": "Second floor",
                "location_type": kind,
                "address_id": address.id,
                "company_id": self.company.id,
            }
        )

    def _planned_place(self, **where):
        start = fields.Datetime.add(fields.Datetime.now(), days=3)
        self._of(self.leader).action_plan_session(start, **where)
        session = self.env["mentoring.session"].search([("pairing_id", "=", self.pairing.id)])
        place = session.event_id.location
        self._of(self.leader, session).action_cancel()
        session.unlink()
        return place

    def test_they_meet_where_the_mentor_works(self):
        self.assertFalse(self._planned_place())
        self._work_at()
        place = self._planned_place()
        for words in ("Second floor", "3 Mill Lane", "Ghent"):
            self.assertIn(words, place)
        self.assertEqual(self._of(self.leader)._page_sessions()["usual_place"], place)
        self.assertEqual(self._planned_place(location="Canteen"), "Canteen")
        self.assertFalse(self._planned_place(location=""))
        self.assertFalse(self._planned_place(video=True))

    def test_nobody_is_sent_to_the_mentors_home(self):
        self._work_at("home")
        self.assertFalse(self._planned_place())

    def test_the_first_session_begins_with_getting_to_know_each_other(self):
        first, second = self._session(1), self._session(8)
        agendas = self._of(self.leader, first | second)._agendas()
        self.assertEqual(
            agendas[first], self.env.ref("mentoring_reverse.agenda_reverse_leaders_first")
        )
        self.assertFalse(agendas[second])
        self.assertTrue(self._of(self.leader)._page_sessions()["agendas"])
