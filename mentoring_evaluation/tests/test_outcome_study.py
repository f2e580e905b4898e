from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.eligible_then import eligible_then
from ..models.outcome_shown import sentences
from ..models.outcome_study import OutcomeStudy
from ..models.outcome_words import definitions, is_shown, kind_names, sentence
from ..models.seed_company import SeedCompany
from ..models.seed_guard import real_data
from ..outcomes import KINDS, Place
from ..seeding import Plan
from .outcome_case import START, TODAY, OutcomeCase


@tagged("post_install", "-at_install")
class TestOutcomeStudy(OutcomeCase):
    """What became of a programme's people, and of colleagues like them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.juniors = str([("job_id", "=", cls.junior.id)])

    def _begun(self, mentor, mentee, start=START, discreet=False, **values):
        make = self._discreet_programme if discreet else self._programme
        values = {"mentee_domain": self.juniors, **values}
        end = start + timedelta(days=200)
        programme = make("running", date_start=start, date_end=end, **values)
        pairing = self._pair(
            self._enrol(programme, mentor, "mentor"), self._enrol(programme, mentee, "mentee")
        )
        pairing.date_start = start
        return programme

    def test_rows_are_of_those_who_took_part(self):
        ana, bo = self._hired("Ana"), self._hired("Bo", job_id=self.head.id)
        programme = self._begun(bo, ana)
        self._enrol(programme, self._hired("Waiting"), "mentee")
        self._new_version(ana, date(2024, 6, 1), job_id=self.senior.id)
        rows = OutcomeStudy(self.company, programme, TODAY).rows()
        self.assertEqual(
            [(row.person, row.role) for row in rows],
            sorted([(str(bo.id), "mentor"), (str(ana.id), "mentee")], key=lambda row: int(row[0])),
        )
        mine = next(row for row in rows if row.role == "mentee")
        self.assertEqual(set(mine.outcomes), {"before", "6", "12", "24"})
        self.assertEqual(set(mine.values("12")), set(KINDS))
        self.assertTrue(mine.values("6")["promoted"])
        self.assertEqual(mine.programme, programme.id)
        self.assertEqual((mine.columns["level"], mine.columns["tenure"]), ("10", "3-6"))

    def test_somebody_from_outside_has_no_history_here(self):
        partner = self._user("porter", "portal").partner_id
        programme = self._begun(partner, self._hired("Ana"))
        rows = OutcomeStudy(self.company, programme, TODAY).rows()
        self.assertEqual([row.role for row in rows], ["mentee"])

    def test_discreet_programmes_have_no_outcomes_of_their_own(self):
        people = [self._hired(f"P{n}") for n in range(8)]
        named = self._begun(people[0], people[1])
        hush = [
            self._begun(*people[2:4], discreet=True),
            self._begun(*people[4:6], discreet=True),
        ]
        both = self.env["mentoring.programme"].union(named, *hush)
        for asked in (both, hush[0], hush[0] | hush[1]):
            rows = OutcomeStudy(self.company, asked, TODAY, k=3).rows()
            self.assertLessEqual({row.programme for row in rows}, {named.id})
        everything = OutcomeStudy(self.company, None, TODAY, k=3).rows()
        self.assertEqual(len(everything), 6)
        self.assertEqual({row.programme for row in everything}, {named.id, None})
        # With so few that the difference to the named ones would speak of them: left out.
        few = OutcomeStudy(self.company, None, TODAY, k=5).rows()
        self.assertEqual({row.programme for row in few}, {named.id})
        hush[1].date_start = TODAY + timedelta(days=1)
        one = OutcomeStudy(self.company, None, TODAY, k=2).rows()
        self.assertEqual({row.programme for row in one}, {named.id})

    def test_another_companys_programmes_are_refused(self):
        abroad = self.env["res.company"].create({"name": "Abroad"})
        foreign = self._programme("running", company_id=abroad.id)
        with self.assertRaises(UserError):
            OutcomeStudy(self.company, foreign, TODAY)

    # -- who is compared with ------------------------------------------------------------------

    def _keys(self, study, months=12, role="mentee"):
        return {employee for employee, _programme in study._colleagues(months, role)[0]}

    def test_a_colleague_promoted_since_was_eligible_then(self):
        ana, bo, cy = self._hired("Ana"), self._hired("Bo"), self._hired("Cy")
        programme = self._begun(self._hired("Old", job_id=self.head.id), ana)
        self._new_version(bo, date(2024, 6, 1), job_id=self.senior.id)
        with self._on(date(2024, 7, 1)):
            cy.job_id = self.senior
        late = self._hired("Late", job_id=self.senior.id)
        with self._on(date(2024, 7, 1)):
            late.job_id = self.junior
        study = OutcomeStudy(self.company, programme, TODAY)
        self.assertEqual(self._keys(study), {bo.id, cy.id})

    def test_leavers_are_colleagues_and_newcomers_are_not(self):
        programme = self._begun(self._hired("Old", job_id=self.head.id), self._hired("Ana"))
        gone = self._hired("Gone")
        self._leave(gone, date(2024, 9, 1))
        self._leave(self._hired("Before"), date(2023, 9, 1))
        self._hired("New", START + timedelta(days=1))
        self.assertEqual(self._keys(OutcomeStudy(self.company, programme, TODAY)), {gone.id})

    def test_whoever_mentored_or_was_mentored_until_the_windows_end_is_no_comparison(self):
        old, ana = self._hired("Old", job_id=self.head.id), self._hired("Ana")
        programme = self._begun(old, ana)
        within, after_it, hushed, free = (self._hired(n) for n in ("In", "Out", "Hush", "Free"))
        self._begun(old, within, date(2024, 12, 1))
        self._begun(old, after_it, date(2025, 3, 1))
        self._begun(hushed, within, date(2024, 11, 1), discreet=True)
        study = OutcomeStudy(self.company, programme, TODAY)
        self.assertEqual(self._keys(study), {after_it.id, free.id})
        self.assertEqual(self._keys(study, months=24), {free.id})

    def test_programmes_that_are_too_young_take_no_colleagues(self):
        """Theirs would be compared with nobody yet, and be missing for the others."""
        programme = self._begun(self._hired("Old", job_id=self.head.id), self._hired("Ana"))
        free = {self._hired(f"Free {number}").id for number in range(12)}
        young = [
            self._begun(
                self._hired(f"Head {month}", job_id=self.head.id), mentee, date(2026, month, 1)
            )
            for month, mentee in ((4, self._hired("Bo")), (5, self._hired("Cy")))
        ]
        study = OutcomeStudy(self.company, programme.union(*young), TODAY)
        self.assertLessEqual(free, self._keys(study))

    def test_conditions_are_asked_of_the_day_the_programme_began(self):
        ana, bo = self._hired("Ana"), self._hired("Bo")
        site = self.env["hr.work.location"].create(
            {"name": "Quay", "address_id": self.company.partner_id.id}
        )
        sub = self.env["hr.department"].create(
            {"name": "Bench", "company_id": self.company.id, "parent_id": self.lab.id}
        )
        places = {
            ana.id: Place(self.junior.id, sub.id, site.id),
            bo.id: Place(self.senior.id, None, None),
        }
        for domain, expected, asks_today in (
            ([("department_id", "child_of", self.lab.id)], {ana.id}, False),
            ([("department_id", "not in", sub.ids)], {bo.id}, False),
            ([("department_id", "=", False)], {bo.id}, False),
            ([("department_id", "!=", False)], {ana.id}, False),
            ([("department_id.name", "ilike", "benc")], {ana.id}, False),
            ([("department_id.parent_id", "=", self.lab.id)], {ana.id}, False),
            ([("job_id", "ilike", "Senior")], {bo.id}, False),
            ([("work_location_id", "in", [site.id, False])], {ana.id, bo.id}, False),
            (["|", ("job_id", "=", self.senior.id), ("name", "=", "Ana")], {ana.id, bo.id}, True),
            (["!", ("job_id", "=", self.senior.id)], {ana.id}, False),
            ([], {ana.id, bo.id}, False),
        ):
            programme = self._programme(mentee_domain=str(domain))
            self.assertEqual(
                eligible_then(programme.sudo(), "mentee", places), (expected, asks_today), domain
            )

    # -- a whole company -----------------------------------------------------------------------

    def test_a_planted_effect_is_found_through_the_records(self):
        plan = Plan(employees=400, years=4, seed=5, today=TODAY, effect=0.6)
        company = SeedCompany(self.env, plan).load("Seeded")
        study = OutcomeStudy(company, None, TODAY)
        by = ("level", "tenure", "earlier_promotion")
        found = study.compare("promoted", 12, by=by)
        interval = found.effect.difference.interval
        self.assertGreater(interval.low, 0)
        self.assertTrue(interval.low <= plan.planted / plan.mentees <= interval.high)
        self.assertFalse(found.asks_today)
        self.assertEqual(OutcomeStudy(company, None, TODAY).compare("promoted", 12, by=by), found)
        self._check_words(found)
        self._check_records(plan, company, study)
        self._check_queries(company)

    def _check_words(self, found):
        self.assertTrue(is_shown(found))
        said = sentence(self.env, found)
        self.assertRegex(said, r"^Promoted: \d+ of \d+, against \d+ of \d+ among")
        self.assertIn("more than chance", said)
        self.assertEqual(sentences(self.env, [found], 5), [said])
        self.assertEqual(len(found.counted), found.effect.participants)
        self.assertLess(found.counted.items(), found.known.items())
        hidden = sentence(self.env, found, k=500)
        self.assertNotRegex(hidden, r"\d")

    def _check_records(self, plan, company, study):
        """What Odoo says of people is what was planned."""
        employees = self.env["hr.employee"].with_context(active_test=False)
        employees = employees.search([("company_id", "=", company.id)], order="id")
        self.assertEqual(len(employees), len(plan.people))
        for employee, person in zip(employees, plan.people, strict=True):
            self.assertEqual(employee.name, person.name)
            self.assertEqual(employee.active, not person.left)
            steps = study.careers[employee.id].steps
            self.assertEqual(
                [(day, place.job) for day, place in steps],
                [(stand.day, self._job(company, stand)) for stand in person.stands],
            )
        # They can be worked with like any others.
        someone = employees.filtered("active")[0]
        someone.job_title = "Something else"
        someone.create_version({"date_version": TODAY + timedelta(days=9), "job_id": False})

    def _job(self, company, stand):
        if not hasattr(self, "_jobs"):
            jobs = self.env["hr.job"].search([("company_id", "=", company.id)], order="id")
            self._jobs = jobs.ids
        return self._jobs[stand.job - 1]

    def _check_queries(self, company):
        """As many for a company of hundreds as for one of a few."""

        def queries(company):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            OutcomeStudy(company, None, TODAY).rows()
            return self.env.cr.sql_log_count - before

        self._begun(self._hired("Old", job_id=self.head.id), self._hired("Ana"))
        self.assertLessEqual(queries(company), queries(self.company) + 3)

    def test_with_few_people_there_is_not_enough_data(self):
        programme = self._begun(self._hired("Old", job_id=self.head.id), self._hired("Ana"))
        self._hired("Bo")
        found = OutcomeStudy(self.company, programme, TODAY).compare("promoted", 12)
        self.assertEqual(found.effect.participants, 1)
        self.assertEqual(sentence(self.env, found), "Promoted: not enough data.")
        early = OutcomeStudy(self.company, programme, START + relativedelta(months=3))
        self.assertEqual(early.compare("promoted", 12).too_early, 1)

    def test_every_outcome_has_a_name_and_a_definition(self):
        self.assertEqual(set(kind_names(self.env)), set(KINDS))
        self.assertEqual(set(definitions(self.env)), set(KINDS))

    def test_real_data_is_noticed(self):
        self.env.cr.execute("UPDATE ir_module_module SET demo = FALSE")
        self.env.invalidate_all()
        self.assertIn("employees", real_data(self.env))
        self.env.cr.execute("UPDATE ir_module_module SET demo = TRUE WHERE name = 'base'")
        self.env.invalidate_all()
        self.assertEqual(real_data(self.env), "")
