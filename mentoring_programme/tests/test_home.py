from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestHome(MentoringCase):
    """What "My mentoring" tells each person, and what it costs."""

    def _home(self, employee):
        self.env.invalidate_all()
        return self.env["mentoring.home"].with_user(employee.user_id).get_my_mentoring()

    def _kinds(self, employee):
        return [asked["kind"] for asked in self._home(employee)["asked"]]

    # -- what is asked -------------------------------------------------------------------

    def test_nothing_is_asked_of_somebody_who_is_not_enrolled(self):
        self._paired_programme()
        home = self._home(self.ivy)
        self.assertTrue(home["has_employee"])
        for name in ("asked", "pairings", "past_pairings", "enrolments", "past_enrolments"):
            self.assertEqual(home[name], [], name)
        self.assertEqual(home["contacts"], [])

    def test_an_invitation_waits_for_an_answer_and_asks_nothing_else(self):
        programme = self._programme("enrolling")
        invited = self._enrol(programme, self.mia, "mentee", "invited")
        home = self._home(self.mia)
        (asked,) = home["asked"]
        self.assertEqual(home["enrolments"], [])
        self.assertEqual((asked["kind"], asked["enrolment"]["id"]), ("invitation", invited.id))
        invited.with_user(self.mia.user_id).action_accept_invitation()
        self.assertEqual(self._kinds(self.mia), ["requirement"])

    def test_requirements_are_to_be_read_or_to_be_confirmed_by_the_coordinator(self):
        programme = self._programme("enrolling")
        mentor = self._enrol(programme, self.ida, "mentor", "accepted")
        home = self._home(self.ida)
        asked = {line["kind"]: line["requirement"]["name"] for line in home["asked"]}
        self.assertEqual(asked, {"requirement": "Briefing", "confirmation": "Training"})
        self.assertEqual(len(home["enrolments"][0]["missing"]), 2)
        mentor._fulfil(mentor.missing_requirement_ids)
        self.assertEqual(self._kinds(self.ida), [])
        self.assertEqual(self._home(self.ida)["enrolments"][0]["state"], "ready")

    def test_a_proposed_pairing_is_asked_until_answered(self):
        pairing = self._paired_programme(state="proposed")
        home = self._home(self.mia)
        (asked,) = home["asked"]
        self.assertEqual(asked["pairing"]["id"], pairing.id)
        self.assertEqual(asked["pairing"]["partner"]["name"], "Ida")
        self.assertEqual(asked["pairing"]["my_role"], "mentee")
        self.assertEqual(home["pairings"], [])
        pairing.with_user(self.mia.user_id).action_agree()
        home = self._home(self.mia)
        self.assertEqual(home["asked"], [])
        self.assertEqual([line["state"] for line in home["pairings"]], ["proposed"])
        self.assertEqual(self._kinds(self.ida), ["pairing"])

    def test_a_session_that_is_over_asks_whether_it_took_place(self):
        pairing = self._paired_programme()
        now = fields.Datetime.now()
        past, coming = self.env["mentoring.session"].create(
            [
                {"pairing_id": pairing.id, "start": now - timedelta(days=2)},
                {"pairing_id": pairing.id, "start": now + timedelta(days=2)},
            ]
        )
        home = self._home(self.mia)
        self.assertEqual([asked["session_id"] for asked in home["asked"]], [past.id])
        self.assertEqual(
            home["pairings"][0]["next_session"],
            fields.Datetime.to_string(coming.start),
        )
        past.with_user(self.mia.user_id).action_held()
        home = self._home(self.mia)
        self.assertEqual(home["asked"], [])
        self.assertEqual(home["pairings"][0]["held_count"], 1)

    # -- pairings and enrolments ---------------------------------------------------------

    def test_each_of_a_pairing_sees_the_other(self):
        self._paired_programme()
        self.ida.job_title = "Head of Laboratory"
        (mias,) = self._home(self.mia)["pairings"]
        (idas,) = self._home(self.ida)["pairings"]
        self.assertEqual(mias["partner"]["name"], "Ida")
        self.assertEqual(mias["partner"]["job_title"], "Head of Laboratory")
        self.assertEqual(mias["partner"]["user_id"], self.ida.user_id.id)
        self.assertEqual(mias["partner"]["image"], ["hr.employee.public", self.ida.id])
        self.assertEqual(mias["session_count"], self.type.session_count)
        self.assertEqual((mias["my_role"], idas["my_role"]), ("mentee", "mentor"))
        self.assertEqual(idas["partner"]["name"], "Mia")

    def test_a_partner_from_outside_is_written_to_by_mail(self):
        outside = self.env["res.partner"].create({"name": "Olu", "email": "olu@example.org"})
        self._paired_programme(mentor=outside)
        (line,) = self._home(self.mia)["pairings"]
        self.assertEqual(line["partner"]["name"], "Olu")
        self.assertEqual(line["partner"]["email"], "olu@example.org")
        self.assertFalse(line["partner"]["user_id"])

    def test_a_partner_who_left_is_still_named_and_not_written_to(self):
        self._paired_programme().date_start = fields.Date.today()
        self.ida.with_context(no_wizard=True).action_archive()
        (line,) = self._home(self.mia)["past_pairings"]
        self.assertEqual(line["partner"]["name"], "Ida")
        self.assertFalse(line["partner"]["user_id"])
        self.assertFalse(line["partner"]["email"])

    def test_a_partner_who_went_to_another_company_does_not_break_the_page(self):
        pairing = self._paired_programme()
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        self.ida.user_id.write(
            {"company_ids": [fields.Command.link(elsewhere.id)], "company_id": elsewhere.id}
        )
        self.ida.company_id = elsewhere
        (line,) = self._home(self.mia)["pairings"]
        self.assertEqual(line["id"], pairing.id)
        self.assertFalse(line["partner"]["name"])

    def test_an_ended_pairing_is_past_and_a_declined_one_is_gone(self):
        pairing = self._paired_programme()
        pairing.date_start = fields.Date.today()
        pairing.with_user(self.ida.user_id).action_end()
        home = self._home(self.mia)
        self.assertEqual(home["pairings"], [])
        self.assertEqual([line["id"] for line in home["past_pairings"]], [pairing.id])
        proposed = self._paired_programme(mentor=self.ian, state="proposed")
        proposed.with_user(self.ian.user_id).action_decline()
        home = self._home(self.mia)
        self.assertEqual([line["id"] for line in home["past_pairings"]], [pairing.id])

    def test_who_withdrew_may_come_back_while_people_are_taken(self):
        programme = self._programme("enrolling")
        enrolment = self._enrol(programme, self.mia, "mentee")
        enrolment.with_user(self.mia.user_id).action_withdraw()
        (line,) = self._home(self.mia)["enrolments"]
        self.assertTrue(line["can_rejoin"])
        self.assertEqual((line["state"], line["missing"]), ("withdrawn", []))
        programme._write_state("running")
        home = self._home(self.mia)
        self.assertEqual(home["enrolments"], [])
        self.assertEqual([line["id"] for line in home["past_enrolments"]], [enrolment.id])

    def test_own_programmes_name_whom_to_turn_to(self):
        self._paired_programme()
        (contact, deputy) = self._home(self.mia)["contacts"]
        self.assertEqual((deputy["name"], deputy["programmes"]), ("Dell", ["Test programme"]))
        self.assertEqual((contact["name"], contact["email"]), ("Sage", "sage@example.com"))
        self.assertEqual(contact["programmes"], ["Test programme"])
        (line,) = self._home(self.mia)["enrolments"]
        self.assertEqual(line["coordinators"], "Cora")

    def test_whoever_listens_in_several_programmes_is_named_once(self):
        self._paired_programme()
        other = self._programme(
            "enrolling",
            name="Another",
            safeguarding_lead_id=self.deputy.id,
            safeguarding_deputy_id=self.lead.id,
        )
        self._enrol(other, self.mia, "mentee")
        told = {each["name"]: each["programmes"] for each in self._home(self.mia)["contacts"]}
        self.assertEqual(
            {name: sorted(programmes) for name, programmes in told.items()},
            {name: ["Another", "Test programme"] for name in ("Sage", "Dell")},
        )
        self.assertEqual(len(self._home(self.mia)["contacts"]), 2)
        self.deputy.active = False
        self.assertEqual([each["name"] for each in self._home(self.mia)["contacts"]], ["Sage"])

    # -- programmes to join --------------------------------------------------------------

    def _joinable(self, employee):
        return {line["id"]: line["roles"] for line in self._home(employee)["programmes"]}

    def test_programmes_to_join_are_announced_open_and_for_me(self):
        today = fields.Date.today()
        for_all = self._programme("enrolling")
        for_one = self._programme(
            "enrolling", mentor_domain=repr([("id", "=", self.ida.id)]), mentee_domain="[]"
        )
        until_today = self._programme("enrolling", date_enrolment_end=today)
        self._programme("enrolling", date_enrolment_end=today - timedelta(days=1))
        self._programme("enrolling", enrolment_policy="invited")
        self._programme("draft")
        self._programme("matching")
        self._discreet_programme("enrolling")
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        self._programme("enrolling", company_id=elsewhere.id)
        both = ["mentor", "mentee"]
        self.assertEqual(
            self._joinable(self.ida), {for_all.id: both, for_one.id: both, until_today.id: both}
        )
        self.assertEqual(
            self._joinable(self.mia),
            {for_all.id: both, for_one.id: ["mentee"], until_today.id: both},
        )

    def test_what_can_be_joined_is_what_the_programme_says(self):
        programmes = self._programme(
            "enrolling", mentor_domain=repr([("parent_id", "=", False)])
        ) | self._programme("enrolling", mentee_domain=repr([("id", "child_of", self.mo.id)]))
        for employee in (self.mo, self.mia, self.ivy):
            expected = {
                (programme.id, role)
                for programme in programmes
                for role in ("mentor", "mentee")
                if programme._is_eligible(employee, role)
            }
            found = self._joinable(employee).items()
            self.assertEqual({(key, role) for key, roles in found for role in roles}, expected)

    def test_a_role_one_has_is_not_offered_again(self):
        programme = self._programme("enrolling")
        self._enrol(programme, self.mia, "mentee", "applied")
        self.assertEqual(self._joinable(self.mia), {programme.id: ["mentor"]})

    def test_without_an_employee_record_nothing_can_be_joined(self):
        self._programme("enrolling")
        home = self.env["mentoring.home"].with_user(self.hr_officer).get_my_mentoring()
        self.assertFalse(home["has_employee"])
        self.assertEqual(home["programmes"], [])

    # -- nobody else's -------------------------------------------------------------------

    def test_nobody_sees_what_is_another_persons(self):
        """However much they may read elsewhere, this page is about themselves alone."""
        self._paired_programme()
        self._paired_programme(mentor=self.ian, state="proposed")
        roles = (self.coordinator, self.manager, self.lead, self.hr_officer, self.mo.user_id)
        for user in roles:
            self.env.invalidate_all()
            home = self.env["mentoring.home"].with_user(user).get_my_mentoring()
            for name, lines in home.items():
                if name == "requests":
                    lines = [line for part in lines.values() for line in part]  # noqa: PLW2901
                if name not in ("is_internal", "has_employee"):
                    self.assertEqual(lines, [], f"{user.login} sees {name}")

    def test_a_discreet_pairing_shows_to_its_two_people_alone(self):
        pairing = self._paired_programme(discreet=True)
        for employee in (self.ida, self.mia):
            (line,) = self._home(employee)["pairings"]
            self.assertEqual((line["id"], line["discreet"]), (pairing.id, True))
        self.assertEqual(self._home(self.mo)["pairings"], [])


@tagged("post_install", "-at_install")
class TestHomeCost(MentoringCase):
    """The same number of queries with 5 and with 500 pairings in the database."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mentees = cls.env["hr.employee"].create(
            [{"name": f"Mentee {n}", "company_id": cls.company.id} for n in range(19)]
        )

    def _pair_with_ida(self, programme_count, mentees):
        """Ida mentors each of ``mentees`` in that many programmes; one session of each was."""
        Enrolment = self.env["mentoring.enrolment"]
        pairs = []
        for _n in range(programme_count):
            programme = self._programme("running", mentor_capacity_max=20)
            mentor = self._enrol(programme, self.ida, "mentor", capacity=20)
            learners = Enrolment.create(
                [
                    {
                        "programme_id": programme.id,
                        "employee_id": mentee.id,
                        "role": "mentee",
                        "state": "ready",
                    }
                    for mentee in mentees
                ]
            )
            pairs += [{"mentor_id": mentor.id, "mentee_id": learner.id} for learner in learners]
        pairings = self.env["mentoring.pairing"].create(pairs)
        pairings.write({"state": "active", "date_start": fields.Date.today()})
        past = fields.Datetime.now() - timedelta(days=1)
        self.env["mentoring.session"].create(
            [{"pairing_id": pairing.id, "start": past, "state": "held"} for pairing in pairings]
        )

    def _open(self, employee):
        self.env.invalidate_all()
        home = self.env["mentoring.home"].with_user(employee.user_id)
        before = self.env.cr.sql_log_count
        content = home.get_my_mentoring()
        return content, self.env.cr.sql_log_count - before

    def test_as_many_queries_with_500_pairings_as_with_5(self):
        self._programme("enrolling")
        self._pair_with_ida(1, self.mia | self.mentees[:4])
        cost = {}
        for employee in (self.ida, self.mia):
            self._open(employee)
            _content, cost[employee] = self._open(employee)
        self._pair_with_ida(25, self.mentees + self.max)
        for employee, pairing_count in ((self.ida, 505), (self.mia, 1)):
            self._open(employee)
            content, queries = self._open(employee)
            self.assertEqual(len(content["pairings"]), pairing_count)
            self.assertEqual(content["pairings"][0]["held_count"], 1)
            self.assertEqual(queries, cost[employee])
            self.env.invalidate_all()
            home = self.env["mentoring.home"].with_user(employee.user_id)
            with self.assertQueryCount(cost[employee]):
                home.get_my_mentoring()
