from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .circle_case import CircleCase


@tagged("post_install", "-at_install")
class TestCircle(CircleCase):
    def test_by_hand_one_pairing_for_each_mentee(self):
        circle = self._build([self.ida_mentor], self.mentees[:3])
        pairings = circle.sudo().pairing_ids
        self.assertEqual(len(pairings), 3)
        self.assertEqual(set(pairings.mapped("state")), {"proposed"})
        self.assertNotIn("Ida", circle.name)

    def test_with_two_mentors_a_mentee_takes_one_place(self):
        circle = self._build([self.ida_mentor, self.ian_mentor], self.mentees[:3])
        self.assertEqual(len(circle.sudo().pairing_ids), 6)
        self.assertEqual(self.ida_mentor.free_capacity, 3)
        self.assertEqual(self.ian_mentor.free_capacity, 3)
        self.assertEqual(self.mentees[0].free_capacity, 0)

    def test_a_second_mentor_and_another_mentee_join_later(self):
        circle = self._circle(count=2)
        self._build([self.ian_mentor], [], circle)
        self.assertEqual(len(circle.sudo().pairing_ids), 4)
        self._build([], [self.mentees[2]], circle)
        pairings = circle.sudo().pairing_ids
        self.assertEqual(len(pairings), 6)
        self.assertEqual(len(pairings.mentee_id), 3)
        with self.assertRaisesRegex(UserError, "in this circle already"):
            self._build([], [self.mentees[2]], circle)

    def test_no_third_mentor_and_no_more_mentees_than_fit(self):
        third = self._enrol(self.programme, self.ivy, "mentor", capacity=6)
        with self.assertRaisesRegex(UserError, "one mentor or two"):
            self._build([self.ida_mentor, self.ian_mentor, third], self.mentees[:2])
        circle = self._circle(count=4)
        fifth = self._enrol(self.programme, self._employee("Uwe"), "mentee")
        with self.assertRaisesRegex(UserError, "at most"):
            self._build([], [fifth], circle)

    def test_a_mentor_has_one_place_a_mentee(self):
        self.ida_mentor.capacity = 2
        with self.assertRaisesRegex(ValidationError, "no free place"):
            self._build([self.ida_mentor], self.mentees[:3])

    def test_hard_rules_hold_in_a_circle_too(self):
        boss = self._enrol(self.programme, self.mo, "mentor", capacity=6)
        with self.assertRaisesRegex(ValidationError, "manages the other"):
            self._build([boss], self.mentees[:2])

    def test_each_answers_for_themself_and_leaves_alone(self):
        circle = self._build([self.ida_mentor], self.mentees[:3])
        first, second, third = circle.sudo().pairing_ids.sorted("mentee_id")
        first.with_user(first.mentee_id.user_id).action_decline()
        self.assertEqual(first.state, "ended")
        self._agree(second | third)
        self.assertEqual((second.state, third.state), ("active", "active"))

    def test_under_its_minimum_the_coordinator_is_asked_and_nothing_happens_by_itself(self):
        circle = self._circle(count=2)
        told = circle.with_user(self.coordinator)
        self.assertFalse(told.look)
        self._pairing(circle, self.mentees[0]).with_user(self.mia.user_id).action_end()
        self.env.invalidate_all()
        self.assertIn("1 mentees are left", told.look)
        self.assertEqual(self._pairing(circle, self.mentees[1]).state, "active")

    def test_a_member_is_taken_out_with_both_mentors(self):
        circle = self._circle([self.ida_mentor, self.ian_mentor])
        pairing = self._pairing(circle, self.mentees[0])
        for user in (self.ida.user_id, self.other_coordinator):
            with self.assertRaises(AccessError):
                pairing.with_user(user).action_leave_circle()
        pairing.with_user(self.coordinator).action_leave_circle()
        live = circle.sudo()._live_pairings()
        self.assertEqual(len(live), 4)
        self.assertNotIn(self.mentees[0], live.mentee_id)

    def test_only_in_programmes_of_circles_and_by_their_coordinators(self):
        builder = self.env["mentoring.circle.build"]
        values = {
            "programme_id": self.programme.id,
            "mentor_ids": [fields.Command.set(self.ida_mentor.ids)],
            "mentee_ids": [fields.Command.set(self.mentees[0].ids)],
        }
        with self.assertRaises(AccessError):
            builder.with_user(self.other_coordinator).create(values).action_build()
        self.programme.is_circle = False
        with self.assertRaisesRegex(UserError, "no circles"):
            builder.with_user(self.coordinator).create(values).action_build()

    def test_an_empty_dialog_is_answered_with_a_sentence(self):
        builder = self.env["mentoring.circle.build"].with_user(self.coordinator)
        with self.assertRaisesRegex(UserError, "Choose the programme first"):
            Form(builder).save().action_build()

    def test_the_dialog_says_when_it_would_be_too_small(self):
        context = {"default_programme_id": self.programme.id}
        with Form(
            self.env["mentoring.circle.build"].with_user(self.coordinator).with_context(**context)
        ) as form:
            form.mentor_ids.add(self.ida_mentor)
            form.mentee_ids.add(self.mentees[0])
            self.assertIn("With 1 mentees", form.note)
            form.mentee_ids.add(self.mentees[1])
            self.assertFalse(form.note)

    def test_sizes_are_sensible(self):
        for values in (
            {"circle_size_min": 1},
            {"circle_size_max": 13},
            {"circle_size_min": 5, "circle_size_max": 4},
        ):
            with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"), self.cr.savepoint():
                self.programme.write(values)
                self.env.flush_all()
        with self.assertRaisesRegex(ValidationError, "raise"):
            self.programme.mentor_capacity_max = 1

    def test_of_a_circle_only_its_name_is_written(self):
        circle = self._circle()
        circle.with_user(self.coordinator).name = "Tuesday circle"
        with self.assertRaises(UserError):
            circle.with_user(self.coordinator).programme_id = self._programme()
        with self.assertRaises(AccessError):
            circle.with_user(self.ida.user_id).name = "Mine"
        with self.assertRaises(AccessError):
            self.env["mentoring.circle"].with_user(self.coordinator).create(
                {"programme_id": self.programme.id}
            )


@tagged("post_install", "-at_install")
class TestCircleRun(CircleCase):
    def _run(self):
        run = self.env["mentoring.match.run"].with_user(self.coordinator)
        return run.create({"programme_id": self.programme.id})

    def test_a_mentors_proposals_become_one_circle(self):
        self.programme.state = "matching"
        self.ian_mentor.with_user(self.ian.user_id).action_withdraw()
        self._run().action_publish()
        pairings = self.env["mentoring.pairing"].search([("programme_id", "=", self.programme.id)])
        self.assertEqual(len(pairings), 4)
        self.assertEqual(len(pairings.sudo().circle_id), 1)

    def test_no_circle_is_proposed_larger_than_it_may_be(self):
        for name in ("Uwe", "Ute"):
            self._enrol(self.programme, self._employee(name), "mentee")
        by_mentor = self._run().proposal_ids.grouped("mentor_id")
        self.assertEqual(len(by_mentor), 2)
        self.assertLessEqual(max(len(each) for each in by_mentor.values()), 4)

    def test_too_small_is_said_at_the_review(self):
        for mentee in self.mentees[1:]:
            mentee.with_user(mentee.user_id).action_withdraw()
        run = self._run()
        self.assertIn("would have a circle of 1, and it takes 2", run.circle_note)
        run.action_publish()
        circle = self.env["mentoring.circle"].search([("programme_id", "=", self.programme.id)])
        self.assertIn("1 mentees are left", circle.with_user(self.coordinator).look)

    def test_a_later_run_joins_the_circles_there_are_with_both_mentors(self):
        circle = self._circle([self.ida_mentor, self.ian_mentor])
        run = self._run()
        self.assertEqual(run.proposal_ids.mentee_id.sudo(), self.mentees[3])
        run.action_publish()
        pairings = circle.sudo()._live_pairings()
        self.assertEqual((len(pairings), len(pairings.mentee_id)), (8, 4))

    def test_two_paired_by_hand_are_in_a_circle_too(self):
        circle = self._circle(count=2)
        pairing = self.env["mentoring.pairing"].with_user(self.coordinator)
        pairing = pairing.create({"mentor_id": self.ida_mentor.id, "mentee_id": self.mentees[2].id})
        self.assertEqual(pairing.sudo().circle_id, circle)

    def test_nobody_gives_a_pairing_a_circle_from_outside(self):
        circle = self._circle(count=2)
        open_programme = self._programme("running")
        mentor = self._enrol(open_programme, self.ida, "mentor")
        mentee = self._enrol(open_programme, self.mia, "mentee")
        pairing = self.env["mentoring.pairing"].with_user(self.coordinator)
        pairing = pairing.create(
            {"mentor_id": mentor.id, "mentee_id": mentee.id, "circle_id": circle.id}
        )
        self.assertFalse(pairing.sudo().circle_id)

    def test_a_request_leads_into_the_mentors_circle(self):
        self.programme.allow_requests = True
        self.ida_mentor.is_browsable = True
        circle = self._circle(count=2)
        mentee = self.mentees[2]
        requests = self.env["mentoring.request"].with_user(mentee.user_id)
        request = requests.browse(requests.action_ask(mentee.id, self.ida_mentor.id, ""))
        request.with_user(self.ida.user_id).action_accept()
        self.assertEqual(self._pairing(circle, mentee).state, "active")


@tagged("post_install", "-at_install")
class TestCircleAccess(CircleCase):
    def test_members_who_said_yes_know_each_other_and_nobody_else_does(self):
        circle = self._circle(count=2)
        pairing = self._pairing(circle, self.mentees[0])
        page = pairing.with_user(self.mia.user_id)._page_circle()
        self.assertEqual(
            [(member["name"], member["role"], member["is_me"]) for member in page["members"]],
            [("Ida", "mentor", False), ("Max", "mentee", False), ("Mia", "mentee", True)],
        )
        circles = self.env["mentoring.circle"]
        for user in (self.mia, self.max, self.ida):
            self.assertEqual(circles.with_user(user.user_id).search([]).sudo(), circle)
        for user in (self.mo.user_id, self.ian.user_id, self.hr_officer, self.lead):
            self.assertFalse(circles.with_user(user).search([]))

    def test_who_has_not_answered_learns_no_names_and_is_not_named(self):
        circle = self._circle(count=2)
        self._build([], [self.mentees[2]], circle)
        asked = self._pairing(circle, self.mentees[2])
        page = asked.with_user(asked.mentee_id.user_id)._page_circle()
        self.assertEqual((page["members"], page["mentee_count"]), ([], 0))
        page = self._pairing(circle, self.mentees[0]).with_user(self.mia.user_id)._page_circle()
        self.assertNotIn("Una", [member["name"] for member in page["members"]])

    def test_who_left_no_longer_reads_it_and_is_no_longer_named(self):
        circle = self._circle()
        self._pairing(circle, self.mentees[0]).with_user(self.mia.user_id).action_end()
        circles = self.env["mentoring.circle"].with_user(self.mia.user_id)
        self.assertFalse(circles.search([]))
        page = self._pairing(circle, self.mentees[1]).with_user(self.max.user_id)._page_circle()
        self.assertNotIn("Mia", [member["name"] for member in page["members"]])

    def test_a_pair_without_a_circle_has_no_such_page(self):
        pairing = self._paired_programme()
        self.assertEqual(pairing.with_user(self.mia.user_id)._page_circle(), {})

    def test_nobody_reads_or_filters_by_the_link_of_a_pairing(self):
        circle = self._circle()
        for user in (
            self.mia.user_id,
            self.mo.user_id,
            self.hr_officer,
            self.coordinator,
            self.manager,
        ):
            pairings = self.env["mentoring.pairing"].with_user(user)
            with self.assertRaises(AccessError):
                pairings.search([("circle_id", "=", circle.id)])
            with self.assertRaises(AccessError):
                pairings.search([("circle_id.name", "!=", False)])
            with self.assertRaises(AccessError):
                pairings.formatted_read_group([], ["circle_id"], ["__count"])
            with self.assertRaises(AccessError):
                pairings.search([]).read(["circle_id"])

    def test_members_do_not_read_what_is_for_coordinators(self):
        circle = self._circle()
        for user in (self.mia.user_id, self.ida.user_id):
            mine = circle.with_user(user)
            self.assertTrue(mine.name)
            for name in ("member_pairing_ids", "mentor_names", "mentee_count", "look"):
                with self.assertRaises(AccessError):
                    mine.read([name])
        self.ida.user_id.group_ids += self.env.ref(
            "mentoring_programme.group_mentoring_coordinator"
        )
        mine = circle.with_user(self.ida.user_id)
        self.assertFalse(mine.member_pairing_ids or mine.mentor_names or mine.look)

    def test_a_member_from_outside(self):
        porter = self._user("porter", "portal")
        mentor = self._enrol(self.programme, porter.partner_id, "mentor", capacity=4)
        circle = self._build([mentor], self.mentees[:2])
        self._agree(circle.sudo().pairing_ids)
        self.assertEqual(self.env["mentoring.circle"].with_user(porter).search([]).sudo(), circle)
        page = self._pairing(circle, self.mentees[0], mentor).with_user(porter)._page_circle()
        self.assertEqual([m["name"] for m in page["members"]], ["Porter", "Max", "Mia"])
