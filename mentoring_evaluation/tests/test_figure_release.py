import json
from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..figures import Cell
from ..models import figure_door, figure_memory
from ..models.figure_gathering import gathered
from ..models.figure_publishing import publish
from ..models.figure_sums import summed
from .figure_case import TODAY, FigureCase


@tagged("post_install", "-at_install")
class TestFigureRelease(FigureCase):
    """Figures are published, and then only read."""

    def _latest(self, user):
        env = self._report(user).env
        return figure_door.latest(env, env.company)

    def test_what_is_published_is_what_was_counted(self):
        published = self._latest(self.hr_officer)
        found = gathered(self.company.sudo(), 5, today=TODAY)
        people = {row.person for row in found.rows}
        self.assertEqual(published.people.cell().n, len(people))
        self.assertEqual(published.date, TODAY)
        self.assertEqual(published.k, 5)
        self.assertTrue(published.people.table("programme", "role").cells)
        self.assertTrue(published.people.table("department").cells)
        for cell in published.people.cells.values():
            self.assertGreaterEqual(cell.n, 5)
        programme = self.programmes[0]
        self.assertEqual(published.programmes[str(programme.id)].name, programme.name)
        said = published.quality.cell(programme=str(programme.id)).values["said_quality"]
        answers = self.env["mentoring.survey.answer"].search(
            [("programme_id", "=", programme.id), ("code", "=", "quality")]
        )
        self.assertEqual(said["n"], len(answers))
        self.assertAlmostEqual(
            said["mean"], sum(int(each.value) for each in answers) / len(answers)
        )

    def test_sessions_and_hours_are_those_held(self):
        programme = self.programmes[0]
        mine = self._latest(self.hr_officer).people.cell(programme=str(programme.id), role="mentee")
        held = self.env["mentoring.session"].search(
            [("programme_id", "=", programme.id), ("state", "=", "held")]
        )
        self.assertEqual(mine.values["sessions"]["sum"], len(held))
        self.assertAlmostEqual(mine.values["hours"]["sum"], sum(held.mapped("duration")))

    def test_the_steps_of_the_funnel_are_asked_of_those_of_the_step_before(self):
        found = gathered(self.company.sudo(), 5, today=TODAY)
        self.assertLessEqual({True, False}, {row.values.get("matched") for row in found.rows})
        for row in found.rows:
            # Nobody is matched and not asked: the difference would count who was matched lately.
            self.assertEqual(row.values.get("matched") is True, "met" in row.values)
            if row.values.get("matched") is False:
                self.assertEqual(row.values["sessions"], 0)
            if not row.values.get("met"):
                self.assertNotIn("completed", row.values)

    def test_whether_somebody_was_matched_is_asked_no_sooner_than_whether_they_met(self):
        programme = self.programmes[-1]
        for days, asked in ((10, False), (60, True)):
            day = programme.date_start + timedelta(days=days)
            rows = gathered(self.company.sudo(), 5, today=day).rows
            own = [row for row in rows if row.categories["programme"] == str(programme.id)]
            self.assertTrue(own)
            self.assertEqual(any("matched" in row.values for row in own), asked)

    def test_a_meeting_of_a_circle_is_one_session_of_its_mentor(self):
        session = self.env["mentoring.session"].search(
            [("programme_id", "=", self.programmes[0].id), ("state", "=", "held")], limit=1
        )
        mentor = session.pairing_id.mentor_id
        before = self._sessions_of(mentor)
        free = self.env["mentoring.enrolment"].search(
            [
                ("programme_id", "=", session.programme_id.id),
                ("role", "=", "mentee"),
                ("id", "!=", session.pairing_id.mentee_id.id),
            ],
            limit=1,
        )
        self.env.cr.execute(
            "INSERT INTO mentoring_pairing (mentor_id, mentee_id, programme_id, company_id, state, "
            "date_start) SELECT mentor_id, %s, programme_id, company_id, state, date_start "
            "FROM mentoring_pairing WHERE id = %s RETURNING id",
            [free.id, session.pairing_id.id],
        )
        self.env.cr.execute(
            "INSERT INTO mentoring_session (pairing_id, programme_id, company_id, start, stop, "
            "duration, state) SELECT %s, programme_id, company_id, start, stop, duration, state "
            "FROM mentoring_session WHERE id = %s",
            [self.env.cr.fetchone()[0], session.id],
        )
        self.env.invalidate_all()
        self.assertEqual(self._sessions_of(mentor), before)

    def _sessions_of(self, enrolment):
        person = f"employee {enrolment.employee_id.id}"
        rows = gathered(self.company.sudo(), 5, today=TODAY).rows
        return [
            row.values["sessions"]
            for row in rows
            if row.person == person and row.categories["role"] == enrolment.role
        ]

    def test_gathering_takes_the_same_queries_for_any_number_of_people(self):
        company = self.company.sudo()
        self.env.invalidate_all()
        with self.assertQueryCount(60):
            gathered(company, 5, today=TODAY)

    def test_comparing_further_outcomes_takes_no_further_query(self):
        study = gathered(self.company.sudo(), 5, today=TODAY).study
        study.compare("promoted", 12)
        before = self.env.cr.sql_log_count
        found = [study.compare(kind, 12) for kind in ("moved", "stayed", "readier")]
        self.assertEqual(self.env.cr.sql_log_count, before)
        self.assertTrue(all(each.effect.participants for each in found[:2]))

    def test_the_next_release_counts_nobody_who_comes_alone(self):
        before = self._latest(self.hr_officer)
        programme = self.programmes[-1]
        employee = self.env["hr.employee"].create(
            {"name": "Late", "company_id": self.company.id, "department_id": self.departments[0].id}
        )
        self.env["mentoring.enrolment"].create(
            {
                "programme_id": programme.id,
                "role": "mentee",
                "state": "ready",
                "employee_id": employee.id,
            }
        )
        release = publish(self.company.sudo(), TODAY + timedelta(days=1))
        after = self._latest(self.hr_officer)
        self.assertEqual(after.date, release.date)
        self.assertEqual(after.people.cell().n, before.people.cell().n)
        self.assertEqual(
            after.people.table("programme").cells, before.people.table("programme").cells
        )

    def test_a_release_after_everybody_changed_is_made_and_counts_nobody_few(self):
        before = self._latest(self.hr_officer)
        self.env.cr.execute(
            "UPDATE mentoring_session SET duration = duration + 0.25 WHERE company_id = %s",
            [self.company.id],
        )
        self.env.invalidate_all()
        publish(self.company.sudo(), TODAY + timedelta(days=1))
        after = self._latest(self.hr_officer)
        self.assertEqual(after.people.cell().n, before.people.cell().n)
        self.assertTrue(all(cell.n >= 5 for cell in after.people.cells.values()))

    def test_what_the_next_release_needs_is_sealed(self):
        memory = figure_memory.memories(self.release)[0]
        self.assertTrue(memory["people"]["rows"])
        self.assertNotIn(memory["secret"], self.release.memory)
        person = next(iter(memory["people"]["rows"]))
        self.assertNotIn(person, self.release.memory + self.release.figures)
        self.release.memory = self.release.memory[:-8] + "AAAAAAA="
        with self.assertRaisesRegex(UserError, "key"):
            publish(self.company.sudo(), TODAY)

    def test_figures_that_somebody_changed_are_not_shown(self):
        figures = json.loads(self.release.figures)
        figures["people"]["cells"][0]["n"] += 1
        self.release.figures = json.dumps(figures)
        with self.assertRaisesRegex(ValueError, "changed"):
            self._latest(self.hr_officer)

    def test_the_smallest_group_is_fixed_once_figures_were_published(self):
        with self.assertRaises(ValidationError):
            self.company.mentoring_figures_threshold = 4
        other = self.env["res.company"].create({"name": "Nothing published"})
        other.mentoring_figures_threshold = 7
        with self.assertRaises(ValidationError):
            other.mentoring_figures_threshold = 2

    def test_a_programme_that_promised_more_is_left_out(self):
        programme = self.programmes[0]
        self.env.cr.execute(
            "UPDATE mentoring_programme SET evaluation_threshold = 9 WHERE id = %s", [programme.id]
        )
        self.env.invalidate_all()
        found = gathered(self.company.sudo(), 5, today=TODAY)
        self.assertNotIn(programme, found.key_of)

    def test_discreet_programmes_are_counted_together_and_two_at_a_time(self):
        company = self.company.sudo()
        self._make_discreet(self.programmes[0])
        found = gathered(company, 5, today=TODAY)
        self.assertNotIn(self.programmes[0], found.key_of)
        self._make_discreet(self.programmes[1])
        found = gathered(company, 5, today=TODAY)
        self.assertEqual(found.pooled, tuple(sorted(self.programmes[:2].ids)))
        self.assertEqual({found.key_of[each] for each in self.programmes[:2]}, {"discreet"})
        self._make_discreet(self.programmes[2])
        self.assertEqual(gathered(company, 5, found.pooled, TODAY).pooled, found.pooled)

    def _make_discreet(self, programme):
        self.env.cr.execute(
            "UPDATE mentoring_programme SET discreet = true WHERE id = %s", [programme.id]
        )
        self.env.invalidate_all()

    # -- who may have them ---------------------------------------------------------------

    def test_who_manages_a_department_has_its_figures_alone(self):
        all_of_it, mine = self._latest(self.manager), self._latest(self.head)
        department = str(self.departments[0].id)
        self.assertEqual(mine.departments, (department,))
        self.assertTrue(mine.people.cells)
        self.assertEqual(mine.people.cell(), all_of_it.people.cell(department=department))
        at = [axis.name for axis in mine.people.dimensions].index("department")
        self.assertEqual({key[at] for key in mine.people.cells}, {None, department})
        for key, cell in mine.people.cells.items():
            real = (*key[:at], department, *key[at + 1 :])
            self.assertEqual(cell, all_of_it.people.cells[real])
        self.assertFalse(mine.quality.cells or mine.effects or mine.objectives)

    def test_who_manages_two_departments_has_their_sum(self):
        self.departments[1].manager_id = self.dora
        all_of_it, mine = self._latest(self.manager), self._latest(self.head)
        parts = [all_of_it.people.cell(department=str(each.id)) for each in self.departments[:2]]
        self.assertEqual(mine.people.cell(), summed(parts))

    def test_others_have_none(self):
        abroad = self.env["res.company"].create({"name": "Figures Abroad"})
        with self.assertRaises(AccessError):
            self._latest(self.nobody)
        with self.assertRaises(AccessError):
            figure_door.latest(self._report(self.hr_officer).env, abroad)

    def test_a_company_without_programmes_has_no_release(self):
        other = self.env["res.company"].create({"name": "Nothing published"})
        self.hr_officer.company_ids += other
        env = self._report(self.hr_officer).with_context(allowed_company_ids=other.ids).env
        self.assertIsNone(figure_door.latest(env, other))

    def test_releases_are_closed_to_everybody(self):
        for user in (self.hr_officer, self.manager, self.head, self.env.ref("base.user_admin")):
            release = self.release.with_user(user)
            for call in (
                lambda release=release: release.read(["figures"]),
                lambda release=release: release.search([]),
                lambda release=release: release.search_count([]),
                lambda release=release: release.write({}),
                lambda release=release: release.create({}),
                lambda release=release: release.unlink(),
            ):
                with self.assertRaises(AccessError):
                    call()

    # -- sums ----------------------------------------------------------------------------

    def test_a_sum_is_shown_where_all_its_parts_are(self):
        one = Cell(5, {"a": {"yes": 5, "of": 10}, "b": {"n": 5, "sum": 2.5}})
        other = Cell(7, {"a": {"yes": 6, "of": 12}})
        self.assertEqual(summed([one, other]), Cell(12, {"a": {"yes": 11, "of": 22}}))
        self.assertIsNone(summed([one, None]))
        self.assertIsNone(summed([]))
        mean = summed(
            [
                Cell(5, {"m": {"n": 3, "mean": 2.0, "sd": 1.0}}),
                Cell(5, {"m": {"n": 2, "mean": 4.5, "sd": 0.5**0.5}}),
            ]
        ).values["m"]
        # Of 1, 2, 3 and 4, 5.
        self.assertEqual((mean["n"], mean["mean"]), (5, 3.0))
        self.assertAlmostEqual(mean["sd"], 2.5**0.5)

    def test_types_and_periods_are_sums_over_programmes(self):
        published = self._latest(self.hr_officer)
        parts = [published.people.cell(programme=str(each.id)) for each in self.programmes]
        kinds = figure_door.cells(published, ["type"]).cells
        self.assertEqual([cell.n for cell in kinds.values()], [sum(cell.n for cell in parts)])
        periods = figure_door.cells(published, ["period"]).cells
        self.assertEqual(len(periods), len(self.programmes))
        some = figure_door.cells(
            published, ["role"], {"programme": [str(each.id) for each in self.programmes[:2]]}
        )
        for (role,), cell in some.cells.items():
            parts = [
                published.people.cell(programme=str(each.id), role=role)
                for each in self.programmes[:2]
            ]
            self.assertEqual(cell.n, sum(part.n for part in parts))
        self.assertTrue(some.cells)
