from datetime import date, timedelta

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestShape(MentoringCase):
    """A programme takes its type's shape over and keeps what it changes to itself."""

    def test_takes_the_whole_shape_over(self):
        self.type.write({"session_count": 9, "session_minutes": 45, "mentor_capacity_max": 3})
        programme = self._programme()
        self.assertEqual(
            (programme.session_count, programme.session_minutes, programme.mentor_capacity_max),
            (9, 45, 3),
        )
        self.assertEqual(programme.criterion_ids.mapped("kind"), ["interests"])
        self.assertEqual(programme.requirement_ids.mapped("kind"), ["training", "briefing"])
        self.assertEqual(programme.objective_ids.name, "Promotions")
        self.assertEqual(programme.aim, self.type.aim)

    def test_what_a_programme_changes_stays_there(self):
        programme = self._programme()
        programme.aim = "Something else."
        programme.criterion_ids.weight = 99
        programme.requirement_ids[0].unlink()
        self.assertEqual(self.type.aim, "To learn from each other.")
        self.assertEqual(self.type.criterion_ids.weight, 10)
        self.assertEqual(len(self.type.requirement_ids), 2)

    def test_a_changed_type_leaves_its_programmes_alone(self):
        programme = self._programme()
        self.type.criterion_ids.weight = 99
        self.type.aim = "Something else."
        self.assertEqual(programme.criterion_ids.weight, 10)
        self.assertEqual(programme.aim, "To learn from each other.")

    def test_texts_come_over_in_every_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.type.with_context(lang="fr_FR").aim = "Apprendre."
        briefing = self.type.requirement_ids[1]
        briefing.with_context(lang="fr_FR").name = "Réunion"
        programme = self._programme()
        self.assertEqual(programme.with_context(lang="fr_FR").aim, "Apprendre.")
        self.assertEqual(programme.aim, "To learn from each other.")
        self.assertEqual(programme.requirement_ids[1].with_context(lang="fr_FR").name, "Réunion")

    def test_reviews_are_dated_from_the_start(self):
        programme = self._programme(date_start=date(2026, 1, 31), date_end=date(2026, 12, 31))
        self.assertEqual(programme.objective_ids.date_review, date(2026, 7, 31))

    def test_end_follows_from_the_types_duration(self):
        self.type.duration_months = 9
        programme = self.env["mentoring.programme"].create(
            {
                "name": "P",
                "type_id": self.type.id,
                "date_start": date(2026, 1, 1),
                "coordinator_ids": [fields.Command.set(self.coordinator.ids)],
            }
        )
        self.assertEqual(programme.date_end, date(2026, 10, 1))

    def test_next_cohort_moves_the_dates_on_and_takes_nobody_over(self):
        programme = self._programme(
            "running", date_start=date(2026, 1, 1), date_end=date(2026, 7, 1)
        )
        self._enrol(programme, self.ida, "mentor")
        programme.criterion_ids.weight = 42
        cohort = programme.copy()
        self.assertEqual(
            (cohort.date_start, cohort.date_end), (date(2026, 7, 1), date(2026, 12, 29))
        )
        self.assertEqual(cohort.state, "draft")
        self.assertFalse(cohort.enrolment_ids)
        self.assertEqual(cohort.criterion_ids.weight, 42)
        self.assertEqual(cohort.objective_ids.date_review, date(2027, 1, 1))

    def test_next_cohort_goes_without_what_this_one_went_without(self):
        programme = self._programme()
        programme.criterion_ids.unlink()
        self.assertFalse(programme.copy().criterion_ids)


@tagged("post_install", "-at_install")
class TestConditions(MentoringCase):
    """Enrolment opens when all five conditions are met, and each says how to mend it."""

    def _assert_missing(self, programme, condition, word):
        self.assertFalse(programme[f"condition_{condition}"])
        self.assertEqual(programme.conditions_met, 4)
        with self.assertRaisesRegex(UserError, word):
            programme.action_open_enrolment()
        self.assertEqual(programme.state, "draft")
        action = programme.with_context(condition=condition).action_mend_condition()
        self.assertEqual((action["res_id"], action["target"]), (programme.id, "new"))

    def test_all_met(self):
        programme = self._programme()
        self.assertEqual(programme.conditions_met, 5)
        programme.action_open_enrolment()
        self.assertEqual(programme.state, "enrolling")

    def test_mentors_trained(self):
        programme = self._programme()
        programme.requirement_ids.filtered(lambda r: r.kind == "training").role = "mentee"
        self._assert_missing(programme, "training", "training for mentors")

    def test_everybody_briefed(self):
        programme = self._programme()
        programme.requirement_ids.filtered(lambda r: r.kind == "briefing").role = "mentor"
        self._assert_missing(programme, "briefing", "briefing")

    def test_criteria_set(self):
        programme = self._programme()
        programme.criterion_ids.unlink()
        self._assert_missing(programme, "criteria", "criterion")

    def test_no_criteria_needed_where_people_are_paired_by_hand(self):
        programme = self._programme(matching_mode="manual")
        programme.criterion_ids.unlink()
        self.assertEqual(programme.conditions_met, 5)

    def test_purpose_and_measurables(self):
        programme = self._programme()
        programme.objective_ids.unlink()
        self._assert_missing(programme, "purpose", "objective")

    def test_boundaries_are_more_than_an_empty_paragraph(self):
        programme = self._programme(boundaries="<p><br></p>")
        self._assert_missing(programme, "boundaries", "boundaries")

    def test_safeguarding_lead_named(self):
        programme = self._programme(safeguarding_lead_id=False)
        self._assert_missing(programme, "boundaries", "safeguarding lead")

    def test_safeguarding_deputy_named(self):
        programme = self._programme(safeguarding_deputy_id=False)
        self._assert_missing(programme, "boundaries", "deputy")

    def test_lead_and_deputy_are_two_people_who_may_hear_and_do_not_coordinate(self):
        with self.assertRaisesRegex(ValidationError, "two different people"):
            self._programme(safeguarding_deputy_id=self.lead.id)
        with self.assertRaisesRegex(ValidationError, "Ida cannot be the safeguarding deputy yet"):
            self._programme(safeguarding_deputy_id=self.ida.user_id.id)
        self.coordinator.group_ids += self.env.ref(
            "mentoring_programme.group_mentoring_safeguarding"
        )
        with self.assertRaisesRegex(ValidationError, "does not coordinate"):
            self._programme(safeguarding_deputy_id=self.coordinator.id)

    def test_a_lead_who_coordinates_is_refused(self):
        self.coordinator.group_ids += self.env.ref(
            "mentoring_programme.group_mentoring_safeguarding"
        )
        with self.assertRaisesRegex(ValidationError, "does not coordinate"):
            self._programme(safeguarding_lead_id=self.coordinator.id)

    def test_a_coordinator_without_the_access_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "Ida cannot coordinate yet"):
            self._programme(coordinator_ids=[fields.Command.set(self.ida.user_id.ids)])


@tagged("post_install", "-at_install")
class TestEligibility(MentoringCase):
    """Who may join is a filter on what every colleague can read, with a live count."""

    def test_counts_follow_the_filter(self):
        programme = self._programme(mentee_domain=f"[('parent_id', '=', {self.mo.id})]")
        self.assertEqual(programme.mentee_eligible_count, 2)
        self.assertEqual(programme.mentor_eligible_count, 6)
        self.max.active = False
        programme.invalidate_recordset()
        self.assertEqual(programme.mentee_eligible_count, 1)

    def test_colleagues_of_other_companies_do_not_count(self):
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        self.env["hr.employee"].create({"name": "Eve", "company_id": elsewhere.id})
        self.assertEqual(self._programme().mentor_eligible_count, 6)

    def test_only_the_eligible_may_apply(self):
        programme = self._programme(
            "enrolling", mentee_domain=f"[('parent_id', '=', {self.mo.id})]"
        )
        enrolments = self.env["mentoring.enrolment"]
        values = {"programme_id": programme.id, "role": "mentee"}
        enrolments.with_user(self.mia.user_id).create(values)
        with self.assertRaisesRegex(UserError, "meant for other colleagues"):
            enrolments.with_user(self.ivy.user_id).create(values)

    def test_a_filter_on_private_data_is_refused(self):
        for domain in (
            "[('employee_id.birthday', '>', '1990-01-01')]",
            "[('user_id.login', '=', 'x')]",
            "[('birthday_public_display_string', '!=', False)]",
            "[('employee_id', 'any', [('birthday', '>', '1990-01-01')])]",
            "[('department_id.manager_id.birthday', '!=', False)]",
        ):
            with self.subTest(domain), self.assertRaises(ValidationError):
                self._programme(mentee_domain=domain)

    def test_a_filter_that_cannot_be_read_is_refused(self):
        for domain in ("[('name', '=']", "[('nothing_of_the_kind', '=', 1)]", "import os", "[1]"):
            with self.subTest(domain), self.assertRaises(ValidationError):
                self._programme(mentee_domain=domain)


@tagged("post_install", "-at_install")
class TestStates(MentoringCase):
    def test_closing_completes_what_is_alive_and_clears_the_calendar(self):
        pairing = self._paired_programme()
        session = self.env["mentoring.session"].create(
            {"pairing_id": pairing.id, "start": fields.Datetime.now() + timedelta(days=3)}
        )
        event = session.event_id
        pairing.programme_id.with_user(self.coordinator).action_close()
        self.assertEqual(pairing.programme_id.state, "closed")
        self.assertEqual((pairing.state, session.state), ("completed", "cancelled"))
        self.assertEqual(pairing.mentor_id.state, "completed")
        self.assertFalse(event.exists())

    def test_closing_ends_what_was_never_agreed(self):
        pairing = self._paired_programme(state="proposed")
        pairing.programme_id.with_user(self.coordinator).action_close()
        self.assertEqual(pairing.state, "ended")

    def test_cancelling_ends_the_pairings(self):
        pairing = self._paired_programme()
        pairing.programme_id.with_user(self.coordinator).action_cancel()
        self.assertEqual((pairing.programme_id.state, pairing.state), ("cancelled", "ended"))

    def test_a_step_from_the_wrong_state_is_refused(self):
        programme = self._programme("closed").with_user(self.coordinator)
        for action in ("action_open_enrolment", "action_close_enrolment", "action_cancel"):
            with self.subTest(action), self.assertRaisesRegex(UserError, "Closed"):
                getattr(programme, action)()

    def test_it_starts_with_a_pairing_only(self):
        programme = self._programme("matching").with_user(self.coordinator)
        with self.assertRaisesRegex(UserError, "no pairing yet"):
            programme.action_start()

    def test_back_to_draft_until_somebody_is_enrolled(self):
        programme = self._programme("enrolling")
        programme.with_user(self.coordinator).action_reset_to_draft()
        self.assertEqual(programme.state, "draft")
        programme.action_open_enrolment()
        self._enrol(programme, self.ida, "mentor", "applied")
        with self.assertRaisesRegex(UserError, "People are enrolled"):
            programme.with_user(self.coordinator).action_reset_to_draft()

    def test_counts_and_progress(self):
        pairing = self._paired_programme()
        self.env["mentoring.session"].create(
            {
                "pairing_id": pairing.id,
                "start": fields.Datetime.now() - timedelta(days=3),
                "state": "held",
            }
        )
        programme = pairing.programme_id.with_user(self.coordinator)
        self.assertEqual((programme.mentor_count, programme.mentee_count), (1, 1))
        self.assertEqual((programme.pairing_count, programme.session_held_count), (1, 1))
        self.assertEqual(programme.progress, round(100 / programme.session_count))
