from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import MentoringCase


@tagged("post_install", "-at_install")
class WaitingCase(MentoringCase):
    """Ida has one place in a running programme, which Mia has; Max and Una wait."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls._programme("running")
        cls.mentor = cls._enrol(cls.programme, cls.ida, "mentor")
        cls.matched = cls._enrol(cls.programme, cls.mia, "mentee")
        cls.pairing = cls._pair(cls.mentor, cls.matched)
        cls.pairing.date_start = fields.Date.today()
        cls.waiting = cls._enrol(cls.programme, cls.max, "mentee")
        cls.una = cls._employee("Una")
        cls.also_waiting = cls._enrol(cls.programme, cls.una, "mentee")
        cls.env.flush_all()

    def _next(self, state="enrolling"):
        following = self.programme.with_user(self.coordinator).copy().sudo()
        following.state = state
        return following

    def _enrolled(self, programme):
        return self.env["mentoring.enrolment"].search([("programme_id", "=", programme.id)])


@tagged("post_install", "-at_install")
class TestWaitingList(WaitingCase):
    def test_who_is_ready_and_unmatched_in_a_running_programme_waits(self):
        self.assertEqual(
            self._enrolled(self.programme).filtered("is_waiting"), self.waiting | self.also_waiting
        )
        self.assertEqual(self.programme.with_user(self.coordinator).waiting_count, 2)

    def test_before_the_programme_starts_nobody_waits_in_vain(self):
        self.programme.state = "matching"
        self.assertFalse(self._enrolled(self.programme).filtered("is_waiting"))

    def test_the_coordinators_list_says_how_long(self):
        action = self.programme.with_user(self.coordinator).action_view_waiting()
        enrolments = self.env["mentoring.enrolment"].with_user(self.coordinator)
        self.assertEqual(
            enrolments.search(action["domain"]).sudo(), self.also_waiting | self.waiting
        )
        with freeze_time(fields.Datetime.now() + timedelta(days=12)):
            self.env.invalidate_all()
            self.assertEqual(self.waiting.waiting_days, 12)

    def test_the_days_begin_anew_when_a_partner_is_lost(self):
        with freeze_time(fields.Datetime.now() + timedelta(days=12)):
            self.pairing.with_user(self.mia.user_id).action_end()
            self.assertEqual(self.matched.ready_since, fields.Date.today())
            self.assertEqual(self.matched.waiting_days, 0)

    def test_somebody_matched_does_not_wait(self):
        self.mentor.capacity = 2
        self._pair(self.mentor, self.waiting)
        self.assertFalse(self.waiting.is_waiting)
        self.assertFalse(self.waiting.ready_since)

    def test_the_person_is_told_on_their_page(self):
        home = self.env["mentoring.home"].with_user(self.max.user_id).get_my_mentoring()
        [line] = home["enrolments"]
        self.assertTrue(line["is_waiting"])
        home = self.env["mentoring.home"].with_user(self.mia.user_id).get_my_mentoring()
        self.assertFalse(home["enrolments"][0]["is_waiting"])

    def test_other_people_do_not_see_the_list(self):
        for user in (self.mo.user_id, self.ida.user_id, self.other_coordinator, self.hr_officer):
            mine = self.env["mentoring.enrolment"].with_user(user)
            self.assertFalse(mine.search([("id", "=", self.waiting.id)]))


@tagged("post_install", "-at_install")
class TestNextCohort(WaitingCase):
    def test_a_duplicate_follows_its_original(self):
        self.assertEqual(self._next().previous_programme_id, self.programme)
        action = self.programme.with_user(self.coordinator).action_next_cohort()
        following = self.env["mentoring.programme"].browse(action["res_id"])
        self.assertEqual(
            (following.previous_programme_id, following.state), (self.programme, "draft")
        )

    def test_the_waiting_list_is_invited_and_nobody_else(self):
        following = self._next()
        following.with_user(self.coordinator).action_invite_waiting_list()
        invited = self._enrolled(following)
        self.assertEqual(invited.employee_id, self.max | self.una)
        self.assertEqual(set(invited.mapped("state")), {"invited"})
        mails = self.env["mail.mail"].search(
            [("recipient_ids", "in", self.waiting.contact_id.ids)], order="id desc"
        )
        self.assertEqual(mails[0].subject, "An invitation for you")

    def test_whose_pairing_ended_early_is_invited_too_mentor_and_mentee(self):
        self.pairing.with_user(self.mia.user_id).action_end()
        following = self._next()
        following.with_user(self.coordinator).action_invite_waiting_list()
        by_role = self._enrolled(following).grouped("role")
        self.assertEqual(by_role["mentee"].employee_id, self.mia | self.max | self.una)
        self.assertEqual(by_role["mentor"].employee_id, self.ida)

    def test_nobody_is_invited_twice_however_they_answered(self):
        following = self._next().with_user(self.coordinator)
        following.action_invite_waiting_list()
        self._enrolled(following).filtered(lambda e: e.employee_id == self.max).with_user(
            self.max.user_id
        ).action_decline_invitation()
        with self.assertRaisesRegex(UserError, "Nobody is left to invite"):
            following.action_invite_waiting_list()
        later = self._enrol(self.programme, self._employee("Lea"), "mentee")
        following.action_invite_waiting_list()
        self.assertEqual(len(self._enrolled(following)), 3)
        self.assertIn(later.employee_id, self._enrolled(following).employee_id)

    def test_who_withdrew_or_left_the_company_is_not_invited(self):
        self.waiting.with_user(self.max.user_id).action_withdraw()
        self.una.active = False
        following = self._next().with_user(self.coordinator)
        with self.assertRaisesRegex(UserError, "Nobody is left"):
            following.action_invite_waiting_list()

    def test_people_from_outside_are_invited_too(self):
        porter = self._user("porter", "portal").partner_id
        self._enrol(self.programme, porter, "mentor")
        following = self._next()
        following.with_user(self.coordinator).action_invite_waiting_list()
        self.assertIn(porter, self._enrolled(following).partner_id)

    def test_it_is_pressed_by_a_coordinator_once_enrolment_is_open(self):
        following = self._next("draft")
        with self.assertRaisesRegex(UserError, "Open enrolment first"):
            following.with_user(self.coordinator).action_invite_waiting_list()
        following.state = "enrolling"
        for user in (self.other_coordinator, self.mia.user_id):
            with self.assertRaises(AccessError):
                following.with_user(user).action_invite_waiting_list()

    def test_a_coordinator_of_the_new_one_alone_does_not_reach_the_people_of_the_old(self):
        following = self._next()
        following.coordinator_ids = self.other_coordinator
        with self.assertRaisesRegex(AccessError, "earlier cohort"):
            following.with_user(self.other_coordinator).action_invite_waiting_list()

    def test_nobody_links_a_cohort_that_they_do_not_coordinate(self):
        mine = self._programme("enrolling", coordinator_ids=self.other_coordinator.ids)
        for previous in (self.programme, self._discreet_programme("running")):
            with self.assertRaisesRegex(AccessError, "earlier cohort"):
                mine.with_user(self.other_coordinator).previous_programme_id = previous
            values = {"name": "Mine", "type_id": self.type.id, "company_id": self.company.id}
            with self.assertRaisesRegex(AccessError, "earlier cohort"):
                mine.with_user(self.other_coordinator).create(
                    {**values, "previous_programme_id": previous.id}
                )

    def test_people_of_a_discreet_cohort_stay_in_discreet_ones(self):
        hush = self._discreet_programme("running")
        self._enrol(hush, self.ian, "mentee")
        following = hush.with_user(self.coordinator).copy()
        self.assertEqual(following.sudo().previous_programme_id, hush)
        following.write({"discreet": False, "enrolment_policy": "open"})
        self.assertFalse(following.sudo().previous_programme_id)
        with self.assertRaises(ValidationError):
            following.sudo().previous_programme_id = hush

    def test_inviting_two_hundred_costs_as_few_searches_as_inviting_two(self):
        counts = []
        for more in (0, 60):
            people = self.env["hr.employee"].create(
                [{"name": f"Q{n}", "company_id": self.company.id} for n in range(more)]
            )
            self.env["mentoring.enrolment"].create(
                [
                    {
                        "programme_id": self.programme.id,
                        "employee_id": person.id,
                        "role": "mentee",
                        "state": "ready",
                    }
                    for person in people
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            following = self.programme.sudo()
            before = self.env.cr.sql_log_count
            self.assertEqual(len(following._left_over()), 2 + more)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])


@tagged("post_install", "-at_install")
class TestPriority(WaitingCase):
    def test_who_waited_comes_first_in_the_next_cohort(self):
        following = self._next()
        following.with_user(self.coordinator).action_invite_waiting_list()
        self.assertEqual(self._enrolled(following).mapped("priority"), [1, 1])

    def test_also_who_applies_without_waiting_for_the_invitation(self):
        following = self._next()
        enrolments = self.env["mentoring.enrolment"].with_user(self.max.user_id)
        mine = enrolments.create({"programme_id": following.id, "role": "mentee"})
        self.assertEqual(mine.priority, 1)
        other = self.env["mentoring.enrolment"].with_user(self.mia.user_id)
        self.assertEqual(other.create({"programme_id": following.id, "role": "mentee"}).priority, 0)

    def test_it_grows_with_every_cohort(self):
        second = self._next("running")
        again = self._enrol(second, self.max, "mentee")
        third = second.with_user(self.coordinator).copy().sudo()
        self.assertEqual(again.priority, 1)
        self.assertEqual(self._enrol(third, self.max, "mentee").priority, 2)

    def test_who_loses_a_partner_comes_first_in_the_re_match(self):
        self.pairing.with_user(self.ida.user_id).action_end()
        self.assertEqual((self.matched.priority, self.mentor.priority), (1, 0))

    def test_who_ended_it_does_not_show_in_it(self):
        other = self._pair(self._enrol(self.programme, self.ian, "mentor"), self.waiting)
        self.pairing.with_user(self.mia.user_id).action_end()
        other.with_user(self.ian.user_id).action_end()
        self.env.flush_all()
        watched = ["priority", "state", "ready_since", "write_uid"]
        first, second = (
            {name: line[name] for name in watched}
            for line in (self.matched | self.waiting).with_user(self.coordinator).read(watched)
        )
        self.assertEqual(first, second)

    def test_a_proposal_that_came_to_nothing_gives_none(self):
        self.mentor.capacity = 2
        pairing = self._pair(self.mentor, self.waiting, "proposed")
        pairing.with_user(self.max.user_id).action_decline()
        self.assertEqual(self.waiting.priority, 0)

    def test_who_withdraws_waits_for_nobody(self):
        self.pairing.with_user(self.ida.user_id).action_end()
        self.matched.with_user(self.mia.user_id).action_withdraw()
        self.assertEqual(self.matched.priority, 0)

    def test_nobody_writes_it_from_outside(self):
        for user in (self.max.user_id, self.coordinator, self.manager):
            with self.assertRaises(AccessError):
                self.waiting.with_user(user).write({"priority": 5})
        following = self._next()
        mine = self.env["mentoring.enrolment"].with_user(self.ian.user_id)
        mine = mine.create({"programme_id": following.id, "role": "mentee", "priority": 5})
        self.assertEqual(mine.priority, 0)
        mine = self.env["mentoring.enrolment"].with_user(self.ivy.user_id)
        mine = mine.with_context(default_priority=5)
        self.assertEqual(mine.create({"programme_id": following.id, "role": "mentee"}).priority, 0)

    def test_the_run_seats_them_first_and_says_so(self):
        """Una fits the only mentor by the topic; Max waited once more and is seated."""
        following = self._next("matching")
        topic = self.env["mentoring.topic"].search([], limit=1)
        self._enrol(following, self.ian, "mentor", interest_ids=[(6, 0, topic.ids)])
        waited = self._enrol(following, self.max, "mentee")
        fresh = self._enrol(following, self.ivy, "mentee", interest_ids=[(6, 0, topic.ids)])
        run = self.env["mentoring.match.run"].with_user(self.coordinator)
        run = run.create({"programme_id": following.id})
        self.assertEqual(run.proposal_ids.mentee_id.sudo(), waited)
        self.assertTrue(run.proposal_ids.comes_first)
        self.assertIn("came first", run.priority_note)
        self.assertEqual(run.unmatched_ids.enrolment_id.sudo(), fresh)
        waited.priority = 0
        plain = run.create({"programme_id": following.id})
        self.assertEqual(plain.proposal_ids.mentee_id.sudo(), fresh)
        self.assertFalse(plain.priority_note)
