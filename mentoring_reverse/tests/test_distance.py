from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import ReverseCase


@tagged("post_install", "-at_install")
class TestDistance(ReverseCase):
    """Ida is on level 5, Ian on 4, Mia and Max on 2: three between Mia and Ida."""

    def _running(self, **values):
        today = fields.Date.today()
        return self._programme(
            "running", date_start=today - timedelta(days=30), allow_requests=True, **values
        )

    def _two(self, mentor=None, mentee=None, **values):
        programme = self._running(**values)
        return (
            self._enrol(programme, mentor or self.mia, "mentor"),
            self._enrol(programme, mentee or self.ida, "mentee"),
        )

    def _reasons(self, pairing):
        self._commit()
        reviews = self.env["mentoring.review"].search([("pairing_id", "=", pairing.id)])
        return {review.reason: review.state for review in reviews}

    def test_a_programme_asks_for_the_distance_of_its_type(self):
        self.assertEqual(self.type.level_distance, 2)
        self.type.level_distance = 3
        self.assertEqual(self._programme().level_distance, 3)
        self.assertEqual(self._programme(direction="peer").level_distance, 0)
        self.assertEqual(self._programme(direction="reciprocal").level_distance, 2)
        with self.assertRaisesRegex(ValidationError, "for programmes in which a junior"):
            self._programme(direction="peer", level_distance=1)
        form = Form(self.env["mentoring.programme"].with_user(self.coordinator))
        form.type_id = self.type
        self.assertEqual((form.direction, form.level_distance), ("reverse", 3))

    def test_by_hand(self):
        self._pair(*self._two(level_distance=3))
        with self.assertRaisesRegex(ValidationError, "further above the mentor"):
            self._pair(*self._two(level_distance=4))

    def test_the_dialog_refuses_before_anything_is_done(self):
        mentor, mentee = self._two(level_distance=4)
        pair = self.env["mentoring.pair"].with_user(self.coordinator)
        pair = pair.create({"mentor_id": mentor.id, "mentee_id": mentee.id})
        self.assertIn("further above the mentor", pair.refusal)

    def test_the_run_leaves_out_whoever_is_too_close(self):
        programme = self._running(level_distance=3)
        near = self._enrol(programme, self._employee("Near", parent_id=self.ian.id), "mentor")
        far = self._enrol(programme, self.mia, "mentor")
        self._enrol(programme, self.ida, "mentee")
        run = self.env["mentoring.match.run"].create({"programme_id": programme.id})
        self.assertEqual(run.proposal_ids.mentor_id, far)
        self.assertNotIn(near, run.proposal_ids.mentor_id)

    def test_a_leader_is_not_shown_whom_they_could_not_ask(self):
        mentor, mentee = self._two(level_distance=3)
        mentor.is_browsable = True
        self.assertEqual(mentee._askable_mentors()[mentee], mentor)
        self.ida.job_id.mentoring_level = 4
        self.assertFalse(mentee._askable_mentors()[mentee])

    def test_never_in_one_chain_however_far_apart(self):
        self.mo.parent_id = self.ian
        self._job(self.ian, 20)
        with self.assertRaisesRegex(ValidationError, "manages the other"):
            self._pair(*self._two(self.mia, self.ian, level_distance=0))
        with self.assertRaisesRegex(ValidationError, "manages the other"):
            self._pair(*self._two(self.ian, self.mia, level_distance=0))

    def test_whose_level_cannot_be_compared_is_not_paired(self):
        with self.assertRaisesRegex(ValidationError, "give their jobs levels"):
            self._pair(*self._two(self.mia, self.ivy, level_distance=1))
        self._pair(*self._two(self.mia, self.ivy, level_distance=0))

    def test_somebody_from_outside_has_no_level(self):
        guest = self._user("guest", "portal").partner_id
        with self.assertRaisesRegex(ValidationError, "further above the mentor"):
            self._pair(*self._two(guest, self.ida, level_distance=1))

    def test_a_job_with_another_level_is_followed(self):
        pairing = self._pair(*self._two(level_distance=3))
        self.assertEqual(self._reasons(pairing), {})
        self.ida.job_id.mentoring_level = 4
        self.assertEqual(self._reasons(pairing), {"distance": "open"})
        self.assertEqual(pairing.state, "active")
        # Mended again, and so nothing is left to decide.
        self.mo.job_id.mentoring_level = 2
        self.assertEqual(self._reasons(pairing), {})

    def test_another_job_is_followed(self):
        pairing = self._pair(*self._two())
        self._job(self.mia, 4)
        self.assertEqual(self._reasons(pairing), {"distance": "open"})

    def test_a_job_that_is_deleted_is_followed(self):
        pairing = self._pair(*self._two())
        self.ida.job_id.unlink()
        self.assertEqual(self._reasons(pairing), {"distance": "open"})

    def test_a_chart_that_changes_far_above_is_followed(self):
        pairing = self._pair(*self._two())
        head = self._employee("Head")
        self._job(head, 9)
        self.mo.job_id.mentoring_level = 0
        self.assertEqual(self._reasons(pairing), {"distance": "open"})
        self.mo.parent_id = self._employee("Between", parent_id=head.id)
        # Mo is on 7 and Mia on 6, above Ida.
        self.assertEqual(self._reasons(pairing), {"distance": "open"})
        self.mo.job_id.mentoring_level = 4
        self.assertEqual(self._reasons(pairing), {})

    def test_somebody_new_beneath_is_followed(self):
        self.mo.job_id.mentoring_level = 0
        self._job(self._employee("First", parent_id=self.mia.id), 1)
        pairing = self._pair(*self._two(level_distance=3))
        job = self.env["hr.job"].create({"name": "Expert", "mentoring_level": 2})
        self._employee("Second", parent_id=self.mia.id, job_id=job.id)
        self.assertEqual(self._reasons(pairing), {"distance": "open"})

    def test_a_version_counts_from_its_day(self):
        pairing = self._pair(*self._two())
        job = self.env["hr.job"].create({"name": "Expert", "mentoring_level": 5})
        today = fields.Date.today()
        later = {"date_version": today + timedelta(days=5), "job_id": job.id}
        self.mia.create_version(later)
        self.assertEqual(self._reasons(pairing), {})
        version = self.mia.version_ids.filtered(lambda each: each.job_id == job)
        version.date_version = today - timedelta(days=1)
        self.mia.version_ids.filtered(lambda v: v != version).date_version = today - timedelta(
            days=100
        )
        self.env["hr.employee"]._cron_update_current_version_id()
        self.assertEqual(self.mia.job_id, job)
        self.assertEqual(self._reasons(pairing), {"distance": "open"})

    def test_the_daily_job_finds_what_nobody_followed(self):
        pairing = self._pair(*self._two(level_distance=3))
        self._commit()
        self.env.cr.execute(
            "UPDATE hr_job SET mentoring_level = 4 WHERE id = %s", [self.ida.job_id.id]
        )
        self.env.invalidate_all()
        self.assertEqual(self._reasons(pairing), {})
        with self.enter_registry_test_mode():
            self.env.ref("mentoring_programme.cron_pairing_life").method_direct_trigger()
        self.assertEqual(self._reasons(pairing), {"distance": "open"})

    def test_terms_are_kept(self):
        programme = self._programme("enrolling")
        programme.level_distance = 3
        with self.assertRaisesRegex(UserError, "people joined on these terms"):
            programme.direction = "peer"
        programme._write_state("matching")
        with self.assertRaisesRegex(UserError, "people joined on these terms"):
            programme.level_distance = 1

    def test_the_level_of_a_job_is_for_hr_alone(self):
        job = self.ida.job_id
        self.assertEqual(job.with_user(self.hr_officer).mentoring_level, 5)
        with self.assertRaises(AccessError):
            job.with_user(self.coordinator).read(["mentoring_level"])

    def test_the_number_of_queries_does_not_grow(self):
        people = self.mia | self.ida
        crowd = self.env["hr.employee"].create(
            [{"name": f"N{at}", "company_id": self.company.id} for at in range(60)]
        )
        self.env.flush_all()
        for employees in (people, people | crowd):
            with self.assertQueryCount(1):
                employees._seniority()


@tagged("post_install", "-at_install")
class TestDepartmentsApart(ReverseCase):
    """“Different departments” is marked as “Must fit”."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.type.criterion_ids = [
            fields.Command.create({"kind": "department_different", "weight": 10, "required": True})
        ]
        cls.here, cls.there = cls.env["hr.department"].create(
            [{"name": name, "company_id": cls.company.id} for name in ("Here", "There")]
        )
        cls.mia.department_id = cls.here
        cls.ida.department_id = cls.there

    def _reasons(self, pairing):
        self._commit()
        reviews = self.env["mentoring.review"].search([("pairing_id", "=", pairing.id)])
        return {review.reason: review.state for review in reviews}

    def test_it_holds_by_hand(self):
        self._reverse_pairing()
        self.ida.department_id = self.here
        with self.assertRaisesRegex(ValidationError, "same department"):
            self._reverse_pairing()

    def test_the_dialog_refuses(self):
        pairing = self._reverse_pairing()
        mentor = self._enrol(pairing.programme_id, self.max, "mentor")
        self.max.department_id = self.there
        mentee = self._enrol(pairing.programme_id, self.ian, "mentee")
        self.ian.department_id = self.there
        pair = self.env["mentoring.pair"].with_user(self.coordinator)
        pair = pair.create({"mentor_id": mentor.id, "mentee_id": mentee.id})
        self.assertIn("same department", pair.refusal)

    def test_somebody_without_a_department_is_not_known_to_be_apart(self):
        self.ida.department_id = False
        with self.assertRaisesRegex(ValidationError, "same department"):
            self._reverse_pairing()

    def test_a_move_is_followed(self):
        pairing = self._reverse_pairing()
        self.ida.department_id = self.here
        self.assertEqual(self._reasons(pairing), {"department": "open"})
        self.mia.version_id.department_id = self.there
        self.assertEqual(self._reasons(pairing), {})

    def test_a_pairing_with_several_questions_is_one_to_decide_on(self):
        pairing = self._reverse_pairing()
        self.ida.department_id = self.here
        self.mia.parent_id = self.ida
        self.assertGreater(len(self._reasons(pairing)), 1)
        desk = self.env["mentoring.desk"].with_user(self.coordinator)
        told = desk.get_desk(pairing.programme_id.id)
        self.assertEqual({line["pairing"] for line in told["sections"]["reviews"]}, {pairing.id})
        texts = [step["text"] for step in told["next"]]
        self.assertIn("Pairings to decide on, see below: 1", texts)

    def test_without_must_fit_it_counts_and_does_not_exclude(self):
        self.type.criterion_ids.filtered("required").required = False
        self.ida.department_id = self.here
        self._reverse_pairing()

    def test_in_other_directions_the_coordinator_decides_by_hand(self):
        self.type.direction = "peer"
        self.ida.department_id = self.here
        self._reverse_pairing()
