from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestDesk(MentoringCase):
    """What the coordinator's desk says of a programme, and to whom it says nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls._programme("matching")

    def _as(self, user, model):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env(user=user.id, su=False)[model]

    def _desk(self, programme=None, user=None):
        desk = self._as(user or self.coordinator, "mentoring.desk")
        return desk.get_desk((programme or self.programme).id)

    def _section(self, name, programme=None):
        return self._desk(programme)["sections"][name]

    def _stages(self, role):
        return {line["stage"]: line[role]["count"] for line in self._section("funnel")}

    def _steps(self, programme=None):
        return [step["key"] for step in self._desk(programme)["next"]]

    # -- who may -------------------------------------------------------------------------

    def test_it_is_refused_to_everybody_but_the_programmes_coordinators(self):
        self._enrol(self.programme, self.mia, "mentee")
        stranger = self._user("stranger", "portal")
        hush = self._paired_programme(self.ian, self.max, discreet=True).programme_id
        gone = self.env["mentoring.programme"].search([], order="id desc", limit=1).id + 1000
        admin = self._user("adam")
        admin.group_ids += self.env.ref("base.group_system")
        for user, closed in (
            (self.mia.user_id, self.programme.id),
            (self.max.user_id, hush.id),
            (self.hr_officer, self.programme.id),
            (self.other_coordinator, self.programme.id),
            (self.other_coordinator, hush.id),
            (self.manager, hush.id),
            (self.lead, self.programme.id),
            (admin, self.programme.id),
            (admin, hush.id),
            (stranger, self.programme.id),
        ):
            told = set()
            for programme_id in (closed, gone, "1", [closed], None, True):
                for method, *rest in (
                    ("get_desk",),
                    ("get_people", "stage.ready.mentee"),
                    ("open_list", "stage.ready.mentee"),
                ):
                    if (
                        method == "get_desk"
                        and not programme_id
                        and user
                        in (
                            self.other_coordinator,
                            self.manager,
                        )
                    ):
                        # Without a programme they get their own desk.
                        continue
                    desk = self._as(user, "mentoring.desk")
                    with self.assertRaises(AccessError) as caught:
                        getattr(desk, method)(programme_id, *rest)
                    told.add(str(caught.exception))
            self.assertEqual(len(told), 1, "The refusal is the same for what does not exist.")

    def test_somebody_who_lost_the_group_is_no_longer_answered(self):
        self.coordinator.group_ids -= self.env.ref(
            "mentoring_programme.group_mentoring_coordinator"
        )
        with self.assertRaises(AccessError):
            self._desk()

    def test_a_manager_has_the_desk_of_every_programme_that_is_not_discreet(self):
        self.assertEqual(self._desk(user=self.manager)["programme"]["id"], self.programme.id)

    def test_the_switcher_holds_the_coordinators_own_programmes(self):
        second = self._programme("running", name="Second")
        closed = self._programme("closed", name="Closed")
        self._programme("running", coordinator_ids=self.other_coordinator.ids)
        offered = [each["id"] for each in self._desk(second)["programmes"]]
        self.assertEqual(set(offered), {self.programme.id, second.id, closed.id})
        self.assertEqual(offered[-1], closed.id)

    def test_without_a_programme_it_says_so(self):
        desk = self._as(self.other_coordinator, "mentoring.desk").get_desk()
        self.assertEqual(desk, {"programmes": [], "programme": None, "next": [], "sections": {}})

    # -- the funnel ----------------------------------------------------------------------

    def _people_at_every_stage(self):
        states = ("invited", "applied", "accepted", "ready", "completed", "declined", "withdrawn")
        for role in ("mentor", "mentee"):
            for state in states:
                self._enrol(self.programme, self._employee(f"{role}{state}"), role, state)
        for name, state in (("asked", "proposed"), ("busy", "active")):
            self._pair(
                self._enrol(self.programme, self._employee(f"{name}mentor"), "mentor"),
                self._enrol(self.programme, self._employee(f"{name}mentee"), "mentee"),
                state,
            )

    def test_everybody_is_counted_once_where_they_stand(self):
        self._people_at_every_stage()
        for role in ("mentor", "mentee"):
            stages = self._stages(role)
            self.assertGreater(stages.pop("eligible"), 10)
            self.assertEqual(
                stages,
                {
                    "invited": 1,
                    "enrolled": 2,
                    "ready": 1,
                    "matched": 1,
                    "active": 1,
                    "completed": 1,
                },
            )

    def test_a_person_who_begins_or_ends_moves_on(self):
        pairing = self._pair(
            self._enrol(self.programme, self.ida, "mentor"),
            self._enrol(self.programme, self.mia, "mentee"),
            "proposed",
        )
        self.assertEqual(
            (self._stages("mentee")["matched"], self._stages("mentee")["active"]), (1, 0)
        )
        self.programme.with_user(self.coordinator).action_start()
        for person in (self.ida, self.mia):
            pairing.with_user(person.user_id).action_agree()
        self.assertEqual(
            (self._stages("mentee")["matched"], self._stages("mentee")["active"]), (0, 1)
        )
        pairing.with_user(self.mia.user_id).action_end()
        self.assertEqual(
            (self._stages("mentee")["ready"], self._stages("mentee")["active"]), (1, 0)
        )

    def test_every_number_opens_the_list_that_it_counts(self):
        self._people_at_every_stage()
        self.programme.mentor_domain = "[('name', 'ilike', 'mentor')]"
        opened = 0
        for line in self._section("funnel") + self._section("readiness"):
            for role in ("mentor", "mentee"):
                cell = line[role]
                if not cell["figure"]:
                    continue
                desk = self._as(self.coordinator, "mentoring.desk")
                action = desk.open_list(self.programme.id, cell["figure"])
                records = self._as(self.coordinator, action["res_model"]).search(action["domain"])
                self.assertEqual(len(records), cell["count"], cell["figure"])
                if cell["count"] and action["res_model"] == "mentoring.enrolment":
                    self.assertEqual(set(records.mapped("role")), {role})
                opened += bool(cell["count"])
        self.assertGreaterEqual(opened, 14)

    def test_a_figure_that_is_not_there_is_refused(self):
        lacking = self.type.requirement_ids[0].id
        for figure in (
            "",
            "stage",
            "stage.gone.mentor",
            "lacking.x",
            f"lacking.{lacking}",
            7,
            None,
        ):
            desk = self._as(self.coordinator, "mentoring.desk")
            for method in (desk.open_list, desk.get_people):
                with self.assertRaisesRegex(UserError, "reload the page"):
                    method(self.programme.id, figure)

    def test_a_programme_by_invitation_without_a_rule_counts_nobody_eligible(self):
        self.programme.enrolment_policy = "invited"
        self.programme.mentee_domain = "[('name', '=', 'Mia')]"
        self.assertIsNone(self._stages("mentor")["eligible"])
        self.assertEqual(self._stages("mentee")["eligible"], 1)

    # -- readiness -----------------------------------------------------------------------

    def _training(self):
        return next(row for row in self._section("readiness") if row["name"] == "Training")

    def test_who_lacks_what_is_named(self):
        self._enrol(self.programme, self.ida, "mentor", "accepted")
        self._enrol(self.programme, self.ian, "mentor", "applied")
        self._enrol(self.programme, self.mia, "mentee", "accepted")
        training, briefing = self._section("readiness")
        self.assertEqual(training["name"], "Training")
        self.assertEqual(training["mentor"]["count"], 1)
        self.assertIsNone(training["mentee"]["count"], "Nothing is asked of mentees here.")
        self.assertEqual(training["names"], ["Ida"])
        self.assertEqual((training["remind"], briefing["remind"]), (0, 2))
        self.assertEqual((briefing["mentor"]["count"], briefing["mentee"]["count"]), (1, 1))

    def test_many_names_are_counted_beyond_the_first(self):
        for n in range(7):
            self._enrol(self.programme, self._employee(f"Mentor{n}"), "mentor", "accepted")
        training = self._training()
        self.assertEqual((len(training["names"]), training["more"]), (5, 2))
        people = self._as(self.coordinator, "mentoring.desk").get_people(
            self.programme.id, f"lacking.{training['id']}"
        )
        self.assertEqual(len(people["names"]), 7)
        self.assertEqual(len(people["ids"]), 7)

    def test_confirming_one_requirement_confirms_that_one(self):
        self.programme.requirement_ids.confirmation = "coordinator"
        mentor = self._enrol(self.programme, self.ida, "mentor", "accepted")
        training = self._training()
        mentor.with_user(self.coordinator).with_context(
            requirement_id=training["id"]
        ).action_confirm_requirement()
        self.assertEqual(mentor.missing_requirement_ids.mapped("name"), ["Briefing"])
        self.assertFalse(self._training()["total"])

    def test_nobody_confirms_what_they_may_not(self):
        mentor = self._enrol(self.programme, self.ida, "mentor", "accepted")
        training, briefing = self.programme.requirement_ids
        for user, requirement, error in (
            (self.ida.user_id, training, AccessError),
            (self.other_coordinator, training, AccessError),
            (self.coordinator, briefing, UserError),
            (self.coordinator, self.type.requirement_ids[0], UserError),
        ):
            with self.assertRaises(error):
                mentor.with_user(user).with_context(
                    requirement_id=requirement.id
                ).action_confirm_requirement()
        self.assertEqual(len(mentor.missing_requirement_ids), 2)

    # -- what waits ----------------------------------------------------------------------

    def test_what_waits_is_said_and_is_gone_when_it_is_done(self):
        programme = self._programme("enrolling")
        self.assertEqual(self._steps(programme), ["nobody"])
        mentor = self._enrol(programme, self.ida, "mentor", "applied")
        self.assertEqual(self._steps(programme), ["applied"])
        mentor.with_user(self.coordinator).action_accept_application()
        self.assertEqual(self._steps(programme), [])
        briefing = programme.requirement_ids.filtered(lambda r: r.name == "Briefing")
        mentor.with_user(self.ida.user_id).with_context(
            requirement_id=briefing.id
        ).action_acknowledge()
        self.assertEqual(self._steps(programme), ["confirm"])
        mentor.with_user(self.coordinator).action_confirm_requirements()
        self.assertEqual(self._steps(programme), [])

    def test_a_mentee_who_has_no_partner_while_the_others_begin_is_said(self):
        programme = self._programme("running")
        self.assertNotIn("waiting", self._steps(programme))
        self._enrol(programme, self.mia, "mentee")
        self.assertIn("waiting", self._steps(programme))

    def test_the_programmes_own_next_step_is_said(self):
        today = fields.Date.today()
        late = {"date_start": today - timedelta(days=90), "date_end": today - timedelta(days=1)}
        for state, values, step in (
            ("draft", {}, "draft"),
            ("enrolling", {"date_enrolment_end": today - timedelta(days=1)}, "enrolment_over"),
            ("matching", {}, "match"),
            ("running", late, "over"),
            ("closed", late, None),
        ):
            programme = self._programme(state, **values)
            self.assertEqual(self._steps(programme)[:1], [step] if step else [], state)

    def test_a_run_in_review_waits(self):
        self._enrol(self.programme, self.ida, "mentor")
        self._enrol(self.programme, self.mia, "mentee")
        run = self._as(self.coordinator, "mentoring.match.run")
        run.create({"programme_id": self.programme.id})
        self.assertIn("review", self._steps())

    # -- objectives ----------------------------------------------------------------------

    def test_an_objective_is_due_until_somebody_looked(self):
        objective = self.programme.objective_ids.with_user(self.coordinator)
        self.assertEqual(self._section("objectives")[0]["standing"], "coming")
        objective.date_review = fields.Date.today()
        self.assertEqual(self._section("objectives")[0]["standing"], "due")
        self.assertIn(f"objective_{objective.id}", self._steps())
        objective.write({"reached": 7, "reviewed_on": fields.Date.today()})
        [told] = self._section("objectives")
        self.assertEqual((told["standing"], told["reached"]), ("below", 7))
        objective.reached = 10
        self.assertEqual(self._section("objectives")[0]["standing"], "reached")
        self.assertNotIn(f"objective_{objective.id}", self._steps())

    def test_the_next_cohort_begins_with_nothing_reached(self):
        self.programme.objective_ids.write({"reached": 7, "reviewed_on": fields.Date.today()})
        copied = self.programme.copy().objective_ids
        self.assertEqual((copied.reached, copied.reviewed_on), (0, False))
