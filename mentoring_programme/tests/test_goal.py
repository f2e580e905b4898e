from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.mentoring_programme.models.held_pair_work import held_of_me

from .pair_work_case import PairWorkCase


@tagged("post_install", "-at_install")
class TestGoal(PairWorkCase):
    """Goals are the mentee's: they write, their mentor reads, and nobody else does either."""

    def _goal(self, pairing=None, **values):
        pairing = pairing or self.pairing
        goals = self._as(pairing.mentee_id.user_id, self.env["mentoring.goal"])
        return goals.create({"pairing_id": pairing.id, "name": "Lead a project", **values})

    def _step(self, goal, **values):
        steps = goal.env["mentoring.milestone"]
        return steps.create({"goal_id": goal.id, "name": "Ask for one", **values})

    def test_the_mentee_writes_and_the_mentor_reads(self):
        tag = self.env.ref("mentoring_programme.goal_tag_leadership")
        goal = self._goal(tag_ids=[Command.set(tag.ids)])
        self._step(goal, date="2026-09-01")
        goal.progress = 40
        for user, may_write in ((self.mentee, True), (self.mentor, False)):
            page = self._as(user, self.pairing)._page_goals()
            self.assertEqual(page["can_write"], may_write)
            [told] = page["goals"]
            self.assertEqual((told["name"], told["progress"]), ("Lead a project", 40))
            self.assertEqual(told["tags"], ["Leading others"])
            [step] = told["milestones"]
            self.assertEqual((step["date"], step["is_done"]), ("2026-09-01", False))

    def test_the_mentor_does_not_write_them(self):
        goal = self._goal()
        step = self._step(goal)
        theirs = self._as(self.mentor, goal)
        for attempt in (
            lambda: theirs.write({"name": "Mine"}),
            theirs.unlink,
            lambda: theirs.create({"pairing_id": self.pairing.id, "name": "Mine"}),
            lambda: self._step(theirs),
            lambda: step.with_env(theirs.env).write({"is_done": True}),
            step.with_env(theirs.env).unlink,
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_nobody_else_reads_or_writes_them(self):
        goal = self._goal()
        step = self._step(goal)
        for user in self.onlookers:
            with self.subTest(user=user.login):
                for record in (self._as(user, goal), self._as(user, step)):
                    self.assertFalse(record.search([("id", "in", record.ids)]))
                    for attempt in (
                        lambda record=record: record.read(["name"]),
                        lambda record=record: record.write({"name": "Mine"}),
                        record.unlink,
                    ):
                        with self.assertRaises(AccessError):
                            attempt()
                for model, values in (
                    ("mentoring.goal", {"pairing_id": self.pairing.id}),
                    ("mentoring.milestone", {"goal_id": goal.id}),
                ):
                    with self.assertRaises(AccessError):
                        self._as(user, self.env[model]).create({**values, "name": "Mine"})

    def test_what_is_anothers_is_answered_as_what_never_was(self):
        mine = self._as(self.mentee, self.env["mentoring.goal"])
        unknown = self.env["mentoring.pairing"].search([], order="id desc", limit=1).id + 99
        sentences = set()
        for number in (self.outside.id, unknown, None, "1", [1]):
            with self.assertRaises(AccessError) as refusal:
                mine.create({"pairing_id": number, "name": "Mine"})
            sentences.add(str(refusal.exception))
        self.assertEqual(len(sentences), 1)

    def test_a_mentee_does_not_move_a_goal_or_choose_what_follows(self):
        goal = self._goal()
        for values in (
            {"pairing_id": self.outside.id},
            {"company_id": self.env.company.id},
            {"closed_on": "2026-01-01"},
        ):
            with self.assertRaisesRegex(UserError, "cannot be chosen here"):
                goal.write(values)
        with self.assertRaisesRegex(UserError, "cannot be chosen here"):
            self._step(goal).write({"goal_id": goal.id})
        defaults = {"default_state": "reached"}
        goals = goal.browse().with_context(**defaults)
        self.assertEqual(
            goals.create({"pairing_id": self.pairing.id, "name": "Open"}).state, "open"
        )

    def test_the_day_it_was_reached_follows_from_its_state(self):
        goal = self._goal()
        goal.state = "let_go"
        self.assertTrue(goal.closed_on)
        goal.state = "open"
        self.assertFalse(goal.closed_on)

    def test_bad_values_are_refused_at_the_model(self):
        for values in ({"progress": 101}, {"progress": -1}, {"name": "  "}):
            with self.assertRaises(Exception) as refusal, self.cr.savepoint():
                self._goal(**values)
            self.assertIn(type(refusal.exception).__name__, ("CheckViolation", "ValidationError"))

    def test_once_over_they_are_read_and_only_deleted(self):
        goal = self._goal()
        step = self._step(goal)
        for state in ("completed", "ended"):
            self.pairing.state = state
            self.assertFalse(self._as(self.mentee, self.pairing)._page_goals()["can_write"])
            for attempt in (
                lambda: goal.write({"progress": 50}),
                lambda: step.write({"is_done": True}),
                self._goal,
                lambda: self._step(goal),
            ):
                with self.assertRaisesRegex(UserError, "is over"):
                    attempt()
            self.assertEqual(self._as(self.mentor, goal).name, "Lead a project")
        goal.unlink()
        self.assertFalse(step.exists())

    def test_a_mentor_from_outside_reads_those_of_their_mentee_alone(self):
        goal = self._goal(self.outside)
        self._goal()
        page = self._as(self.pola, self.outside)._page_goals()
        self.assertEqual([line["id"] for line in page["goals"]], goal.ids)
        self.assertEqual(self._as(self.pola, self.env["mentoring.goal"]).search([]), goal)

    def test_withdrawing_destroys_them_and_the_partner_leaving_does_not(self):
        goal = self._goal()
        step = self._step(goal)
        others = self._goal(self.outside)
        self._as(self.pola, self.outside.mentor_id).action_withdraw()
        self.assertTrue(others.exists())
        self._as(self.mentee, self.pairing.mentee_id).action_withdraw()
        self.assertFalse((goal | others).exists() - others)
        self.assertFalse(step.exists())

    def test_leaving_the_organisation_and_losing_the_log_in_destroy_them(self):
        outsider = self._user("piet", "portal")
        mentee = self._enrol(self.programme, outsider.partner_id, "mentee")
        pairing = self._pair(self._enrol(self.programme, self.ivy, "mentor"), mentee)
        goal, others = self._goal(), self._goal(pairing)
        self.mia.active = False
        self.env["mentoring.preference"]._cron_destroy_expired()
        self.assertFalse(goal.exists())
        self.assertTrue(others.exists())
        outsider.unlink()
        self.assertFalse(others.exists())

    def test_the_page_costs_the_same_with_many(self):
        def queries():
            pairing = self._as(self.mentor, self.pairing)
            before = self.env.cr.sql_log_count
            pairing._page_goals()
            return self.env.cr.sql_log_count - before

        self._step(self._goal())
        queries()
        few = queries()
        goals = self._as(self.mentee, self.env["mentoring.goal"]).create(
            [{"pairing_id": self.pairing.id, "name": f"Goal {n}"} for n in range(30)]
        )
        for goal in goals:
            self._step(goal)
        self.assertEqual(queries(), few)


@tagged("post_install", "-at_install")
class TestAction(PairWorkCase):
    """Either writes an action down, its owner ticks it, and it stays open until then."""

    def _action(self, user, owner, pairing=None, **values):
        actions = self._as(user, self.env["mentoring.action"])
        pairing = pairing or self.pairing
        return actions.create(
            {"pairing_id": pairing.id, "name": "Ask around", "owner": owner, **values}
        )

    def test_either_writes_for_either_and_the_owner_ticks(self):
        for author, owner, ticker, other in (
            (self.mentor, "mentee", self.mentee, self.mentor),
            (self.mentee, "mentor", self.mentor, self.mentee),
            (self.mentor, "mentor", self.mentor, self.mentee),
        ):
            action = self._action(author, owner)
            with self.assertRaises(AccessError):
                self._as(other, action).write({"is_done": True})
            self._as(ticker, action).write({"is_done": True})
            self.assertTrue(action.done_on)
            self._as(ticker, action).write({"is_done": False})
            self.assertFalse(action.done_on)

    def test_who_wrote_it_is_not_chosen_and_who_does_it_stays(self):
        action = self._action(self.mentor, "mentee")
        self.assertEqual(action.author, "mentor")
        with self.assertRaisesRegex(UserError, "stays as it was agreed"):
            self._as(self.mentor, action).write({"owner": "mentor", "is_done": True})
        for author in ("mentee", "mentor"):
            with self.assertRaisesRegex(UserError, "cannot be chosen here"):
                self._action(self.mentor, "mentee", author=author)
        with self.assertRaisesRegex(UserError, "Write the action down first"):
            self._action(self.mentor, "mentor", is_done=True)

    def test_its_words_are_changed_by_who_wrote_it_and_who_does_it(self):
        action = self._action(self.mentor, "mentee")
        for user in (self.mentor, self.mentee):
            self._as(user, action).write({"name": f"As {user.login} says"})
        own = self._action(self.mentor, "mentor")
        for attempt in (
            lambda: self._as(self.mentee, own).write({"name": "Mine"}),
            lambda: self._as(self.mentee, own).unlink(),
        ):
            with self.assertRaises(AccessError):
                attempt()
        self._as(self.mentee, action).unlink()

    def test_open_ones_are_carried_on_the_most_urgent_first(self):
        later = self._action(self.mentor, "mentor", date_due="2026-12-01")
        some_day = self._action(self.mentor, "mentee")
        soon = self._action(self.mentee, "mentee", date_due="2026-08-01")
        done = self._action(self.mentee, "mentee")
        done.is_done = True
        elsewhere = self._action(self.pola, "mentor", self.outside)
        mine = self._as(self.mentee, self.pairing)
        self.assertEqual(mine._open_actions().ids, [soon.id, later.id, some_day.id])
        both = self.pairing | self.outside
        self.assertEqual(both._open_actions(), soon | later | some_day | elsewhere)

    def test_the_page_says_what_is_whose(self):
        self._action(self.mentor, "mentee")
        for user, is_mine in ((self.mentor, False), (self.mentee, True)):
            page = self._as(user, self.pairing)._page_actions()
            [line] = page["actions"]
            self.assertEqual(line["is_mine"], is_mine)
            self.assertTrue(line["can_edit"] and line["can_delete"] and page["can_write"])

    def test_it_comes_from_a_session_of_the_same_pairing(self):
        sessions = self.env["mentoring.session"].create(
            [
                {"pairing_id": pairing.id, "start": "2026-01-05 10:00:00"}
                for pairing in (self.pairing, self.outside)
            ]
        )
        # One to come is nothing that was agreed in.
        coming = fields.Datetime.now() + timedelta(days=3)
        sessions[0].copy({"start": coming})
        action = self._action(self.mentee, "mentee", session_id=sessions[0].id)
        page = self._as(self.mentee, self.pairing)._page_actions()
        self.assertEqual(page["actions"][0]["session"], "2026-01-05 10:00:00")
        self.assertEqual([line["id"] for line in page["sessions"]], sessions[0].ids)
        for number in (sessions[1].id, sessions[1].id + 999):
            with self.assertRaises(AccessError):
                action.write({"session_id": number})
        with self.assertRaises(ValidationError):
            action.sudo().write({"session_id": sessions[1].id})

    def test_nobody_else_reads_or_writes_them(self):
        action = self._action(self.mentee, "mentee")
        for user in self.onlookers:
            theirs = self._as(user, action)
            self.assertFalse(theirs.search([("id", "=", action.id)]))
            for attempt in (
                lambda theirs=theirs: theirs.read(["name"]),
                lambda theirs=theirs: theirs.write({"is_done": True}),
                theirs.unlink,
                lambda user=user: self._action(user, "mentor"),
            ):
                with self.assertRaises(AccessError):
                    attempt()

    def test_once_over_nothing_is_added_or_ticked(self):
        action = self._action(self.mentee, "mentee")
        self.pairing.state = "completed"
        for attempt in (
            lambda: self._as(self.mentee, action).write({"is_done": True}),
            lambda: self._action(self.mentee, "mentee"),
        ):
            with self.assertRaisesRegex(UserError, "is over"):
                attempt()

    def test_a_mentor_from_outside_writes_and_ticks(self):
        action = self._action(self.pola, "mentor", self.outside)
        self._as(self.pola, action).write({"is_done": True})
        self.assertTrue(action.is_done)
        with self.assertRaises(AccessError):
            self._action(self.pola, "mentor")

    def test_what_is_held_on_me_is_mine(self):
        self._action(self.mentee, "mentor")
        self._action(self.mentor, "mentor", name="The mentor's own")
        held = held_of_me(self.env(user=self.mentee), self._as(self.mentee, self.pairing))
        self.assertEqual([line["name"] for line in held["actions"]], ["Ask around"])
