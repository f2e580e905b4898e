from datetime import date

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.outcome_facts import careers, ladder
from ..outcomes import Place
from .outcome_case import START, OutcomeCase


@tagged("post_install", "-at_install")
class TestOutcomeHistory(OutcomeCase):
    """What HR enters comes out as what became of people, whichever way it was entered."""

    def test_promotion_by_a_new_version(self):
        ana = self._hired("Ana")
        self._new_version(ana, date(2024, 6, 1), job_id=self.senior.id)
        outcomes = self._outcomes(ana)
        self.assertEqual(
            {kind: outcomes[kind] for kind in ("promoted", "moved", "progressed", "levels")},
            {"promoted": True, "moved": False, "progressed": True, "levels": 10},
        )

    def test_promotion_by_a_change_in_place(self):
        ana = self._hired("Ana")
        with self._on(date(2024, 6, 1)):
            ana.job_id = self.senior
        self.assertTrue(self._outcomes(ana, 6)["promoted"])
        self.assertFalse(self._outcomes(ana, 6, start=date(2024, 6, 1))["promoted"])
        self.assertFalse(self._outcomes(ana, 4)["promoted"])

    def test_the_same_promotion_both_ways_is_the_same_history(self):
        ana, bo = self._hired("Ana"), self._hired("Bo")
        self._new_version(ana, date(2024, 6, 1), job_id=self.senior.id)
        with self._on(date(2024, 6, 1)):
            bo.job_id = self.senior
        found = careers(self.env, [ana.id, bo.id])
        self.assertEqual(found[ana.id].steps, found[bo.id].steps)

    def test_a_version_that_is_filled_in_after_it_was_made_changes_on_its_own_day(self):
        """The dialog copies the last version first; what is written into the copy on the same day
        is what it says from its date on."""
        ana = self._hired("Ana")
        version = self._new_version(ana, date(2024, 6, 1), entered=date(2024, 6, 20))
        with self._on(date(2024, 6, 20), "13:00"):
            ana.with_context(version_id=version.id).write({"job_id": self.senior.id})
        found = careers(self.env, ana.ids)[ana.id]
        self.assertEqual(found.steps[-1], (date(2024, 6, 1), found.place(date(2024, 7, 1))))
        self.assertEqual(found.place(date(2024, 6, 1)).job, self.senior.id)
        self.assertFalse(
            self.env["mentoring.place.before"]
            .search([])
            .filtered(lambda place: place.version_id.employee_id == ana)
        )

    def test_correcting_an_old_version_is_no_change_of_today(self):
        ana = self._hired("Ana")
        first = ana.version_id
        self._new_version(ana, date(2022, 1, 1), job_id=self.senior.id)
        with self._on(date(2024, 6, 1)):
            first.job_id = self.aside
        found = careers(self.env, ana.ids)[ana.id]
        self.assertEqual(
            [place.job for _day, place in found.steps], [self.aside.id, self.senior.id]
        )

    def test_a_planned_version_waits_for_its_day(self):
        ana = self._hired("Ana")
        self._new_version(ana, date(2024, 9, 1), entered=date(2024, 2, 1), job_id=self.senior.id)
        self.assertFalse(self._outcomes(ana, 6)["promoted"])
        self.assertTrue(self._outcomes(ana, 12)["promoted"])

    def test_several_changes_in_place_on_one_day_are_one(self):
        ana = self._hired("Ana")
        with self._on(date(2024, 6, 1)):
            ana.job_id = self.head
            self.env.flush_all()
            ana.job_id = self.aside
            self.env.flush_all()
            ana.department_id = self.shop
        found = careers(self.env, ana.ids)[ana.id]
        self.assertEqual(
            found.steps,
            [
                (date(2020, 1, 1), Place(self.junior.id, self.lab.id)),
                (date(2024, 6, 1), Place(self.aside.id, self.shop.id)),
            ],
        )
        outcomes = self._outcomes(ana)
        self.assertEqual((outcomes["promoted"], outcomes["moved"]), (False, True))

    def test_changes_in_place_of_many_at_once_take_a_constant_number_of_queries(self):
        people = self.env["hr.employee"].union(*[self._hired(f"P{n}") for n in range(20)])

        def queries(employees, job):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            versions = employees.version_id.with_context(tracking_disable=True)
            versions.write({"job_id": job.id})
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        with self._on(date(2024, 6, 1)):
            one = queries(people[:1], self.senior)
            self.assertLessEqual(queries(people[1:], self.senior), one + 2)
        self.assertEqual(
            self.env["mentoring.place.before"].search_count(
                [("version_id", "in", people.version_id.ids)]
            ),
            20,
        )

    def test_what_is_kept_is_kept_of_those_who_take_part_in_nothing_too(self):
        ana = self._hired("Ana")
        with self._on(date(2024, 6, 1)):
            ana.write({"job_id": self.senior.id, "work_phone": "1"})
        place = self.env["mentoring.place.before"].search([("version_id", "=", ana.version_id.id)])
        self.assertEqual(place.date, date(2024, 6, 1))
        self.assertEqual(place.job_id, self.junior)
        self.assertEqual(
            {name for name, field in place._fields.items() if field.store} - {"id"},
            {"version_id", "date", "job_id", "department_id", "work_location_id"},
        )

    def test_the_day_of_a_change_is_that_of_the_employees_own_place(self):
        east, west = self._hired("East"), self._hired("West")
        east.tz, west.tz = "Pacific/Auckland", "America/Los_Angeles"
        with self._on(date(2024, 6, 1), "05:00"):
            (east | west).version_id.write({"job_id": self.senior.id})
        with self._on(date(2024, 6, 1), "20:00"):
            (east | west).version_id.write({"job_id": self.head.id})
        found = careers(self.env, (east | west).ids)
        self.assertEqual([day.day for day, _place in found[east.id].steps], [1, 1, 2])
        self.assertEqual(
            [(day.month, day.day) for day, _place in found[west.id].steps],
            [(1, 1), (5, 31), (6, 1)],
        )

    def test_what_the_chatter_knows_is_copied_at_installation(self):
        ana = self._hired("Ana")
        self.cr.flush()
        with self._on(date(2024, 6, 1)):
            ana.job_id = self.senior
            self.cr.flush()
        with self._on(date(2025, 6, 1)):
            ana.write({"job_id": self.head.id, "department_id": self.shop.id})
            self.cr.flush()
        own = self.env["mentoring.place.before"].search([("version_id", "=", ana.version_id.id)])
        kept = careers(self.env, ana.ids)[ana.id].steps
        self.assertEqual(len(own), 2)
        own.unlink()
        self.assertEqual(len(careers(self.env, ana.ids)[ana.id].steps), 1)
        self.env["mentoring.place.before"]._copy_tracked()
        self.assertEqual(careers(self.env, ana.ids)[ana.id].steps, kept)

    def test_marks_of_hr_speak_where_levels_do_not(self):
        ana = self._hired("Ana", job_id=self.aside.id)
        odd = self.env["hr.job"].create({"name": "Odd", "company_id": self.company.id})
        self._new_version(ana, date(2024, 6, 1), job_id=odd.id)
        outcomes = self._outcomes(ana)
        self.assertEqual((outcomes["promoted"], outcomes["moved"]), (None, None))
        self.aside.mentoring_higher_job_ids = self.senior
        self.senior.mentoring_higher_job_ids = odd
        self.assertTrue(self._outcomes(ana)["promoted"])
        self.assertEqual(ladder(self.env).compare(odd.id, self.aside.id), -1)
        with mute_logger("odoo.sql_db"), self.assertRaises(ValidationError):
            odd.mentoring_higher_job_ids = self.aside

    # -- leaving and coming back -----------------------------------------------------------

    def test_leaving_counts_by_the_reason_as_hr_maps_it(self):
        reason = self.env["hr.departure.reason"].create({"name": "Own"})
        mapped = {
            "hr.departure_resigned": (False, True, False),
            "hr.departure_retired": (False, False, True),
        }
        for xmlid, expected in mapped.items():
            person = self._hired(xmlid)
            self._leave(person, date(2024, 8, 31), xmlid)
            outcomes = self._outcomes(person)
            kinds = ("stayed", "left_voluntarily", "left_otherwise")
            self.assertEqual(tuple(outcomes[kind] for kind in kinds), expected)
        person = self._hired("unmapped")
        self._leave(person, date(2024, 8, 31))
        person.departure_reason_id = reason
        outcomes = self._outcomes(person)
        self.assertEqual(outcomes["stayed"], False)
        self.assertIsNone(outcomes["left_voluntarily"])
        reason.mentoring_leaving = "voluntary"
        self.assertTrue(self._outcomes(person)["left_voluntarily"])

    def test_the_last_day_is_still_a_day_here(self):
        ana = self._hired("Ana")
        self._leave(ana, date(2024, 7, 10))
        self.assertTrue(self._outcomes(ana, 6)["stayed"])
        self._leave(bo := self._hired("Bo"), date(2024, 7, 9))
        self.assertFalse(self._outcomes(bo, 6)["stayed"])

    def test_somebody_who_came_back_had_left_for_a_while(self):
        ana = self._hired("Ana")
        self._leave(ana, date(2024, 3, 31))
        with self._on(date(2024, 12, 1)):
            ana.action_unarchive()
        self.assertFalse(ana.departure_date, "Odoo has forgotten it")
        half, year = self._outcomes(ana, 6), self._outcomes(ana, 12)
        self.assertEqual((half["stayed"], half["left_voluntarily"]), (False, True))
        self.assertEqual((year["stayed"], year["left_voluntarily"]), (True, False))
        found = careers(self.env, ana.ids)[ana.id]
        self.assertEqual(
            found.tenure(date(2025, 1, 1)), (date(2025, 1, 1) - date(2020, 1, 1)).days - 244
        )

    def test_archived_without_a_departure_is_away_from_that_day_on(self):
        ana = self._hired("Ana")
        with self._on(date(2024, 8, 1)):
            ana.active = False
        outcomes = self._outcomes(ana)
        self.assertEqual((outcomes["stayed"], outcomes["left_voluntarily"]), (False, None))
        self.assertTrue(self._outcomes(ana, 6)["stayed"])

    def test_archived_and_restored_on_one_day_is_a_slip(self):
        ana = self._hired("Ana")
        with self._on(date(2024, 8, 1)):
            ana.active = False
            ana.active = True
        self.assertTrue(careers(self.env, ana.ids)[ana.id].is_here(date(2024, 8, 1)))
        gaps = self.env["mentoring.employment.gap"].search([("employee_id", "=", ana.id)])
        self.assertFalse(gaps)

    def test_of_somebody_archived_before_anything_was_kept_nobody_knows_since_when(self):
        ana = self._hired("Ana")
        with self._on(date(2024, 8, 1)):
            ana.active = False
        self.env["mentoring.employment.gap"].search([("employee_id", "=", ana.id)]).unlink()
        self.assertEqual(set(self._outcomes(ana).values()), {None})

    def test_a_departure_that_was_called_off_is_none(self):
        ana = self._hired("Ana")
        with self._on(date(2024, 3, 1)):
            ana.write(
                {
                    "departure_date": date(2024, 6, 30),
                    "departure_reason_id": self.env.ref("hr.departure_resigned").id,
                }
            )
        self._new_version(ana, date(2024, 5, 1), department_id=self.shop.id)
        self.assertTrue(self._outcomes(ana)["stayed"])

    def test_somebody_rehired_by_a_new_version_was_away_in_between(self):
        ana = self._hired("Ana")
        self._leave(ana, date(2024, 3, 31))
        self._new_version(ana, date(2025, 2, 1))
        ana.active = True
        self.assertEqual(self._outcomes(ana, 12)["stayed"], False)
        self.assertEqual(self._outcomes(ana, 24)["stayed"], True)

    def test_before_their_first_day_nothing_is_known_of_anybody(self):
        late = self._hired("Late", date(2024, 3, 1))
        self.assertEqual(set(self._outcomes(late).values()), {None})

    # -- skills, readiness -----------------------------------------------------------------

    def _skill(self):
        kind = self.env["hr.skill.type"].create(
            {
                "name": "Crafts",
                "skill_ids": [(0, 0, {"name": "Welding"}), (0, 0, {"name": "Soldering"})],
                "skill_level_ids": [
                    (0, 0, {"name": "Some", "level_progress": 30}),
                    (0, 0, {"name": "Good", "level_progress": 80}),
                ],
            }
        )
        return kind.skill_ids, kind.skill_level_ids.sorted("level_progress")

    def _line(self, employee, skill, level, since, until=False):
        self.env["hr.employee.skill"].create(
            {
                "employee_id": employee.id,
                "skill_id": skill.id,
                "skill_level_id": level.id,
                "skill_type_id": skill.skill_type_id.id,
                "valid_from": since,
                "valid_to": until,
            }
        )

    def test_skills_gained_are_higher_than_ever_before(self):
        (welding, soldering), (some, good) = self._skill()
        ana, bo, cy = (self._hired(name) for name in ("Ana", "Bo", "Cy"))
        self._line(ana, welding, some, date(2022, 1, 1), date(2024, 5, 31))
        self._line(ana, welding, good, date(2024, 6, 1))
        self._line(ana, soldering, some, date(2024, 7, 1))
        self._line(bo, welding, good, date(2022, 1, 1), date(2023, 1, 1))
        self._line(bo, welding, good, date(2024, 6, 1))
        self._line(cy, welding, good, date(2024, 6, 1))
        self.assertEqual(self._outcomes(ana)["skills"], 2)
        self.assertEqual(self._outcomes(ana, 4)["skills"], 0)
        self.assertEqual(self._outcomes(bo)["gained_skill"], False)
        self.assertIsNone(self._outcomes(cy)["gained_skill"], "entered for the first time")

    def test_readiness_is_compared_before_and_after(self):
        def assessed(name, *lines):
            person = self._hired(name)
            self.env["mentoring.readiness"].create(
                [
                    {
                        "employee_id": person.id,
                        "company_id": self.company.id,
                        "date": day,
                        "readiness": readiness,
                    }
                    for day, readiness in lines
                ]
            )
            return self._outcomes(person)["readier"]

        earlier, later = date(2023, 12, 1), date(2024, 12, 1)
        self.assertTrue(assessed("A", (earlier, "later"), (later, "soon")))
        self.assertIs(assessed("B", (earlier, "soon"), (later, "later")), False)
        self.assertIsNone(assessed("C", (earlier, "now"), (later, "now")))
        self.assertIsNone(assessed("D", (later, "now")))
        self.assertIsNone(assessed("E", (earlier, "later"), (date(2025, 6, 1), "now")))
        self.assertTrue(assessed("F", (START, "later"), (date(2025, 1, 10), "now")))
