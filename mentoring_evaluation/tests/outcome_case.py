from contextlib import contextmanager
from datetime import date, timedelta

from odoo.tests import freeze_time

from odoo.addons.mentoring_programme.tests.common import MentoringCase

from ..models.outcome_facts import careers, ladder
from ..outcomes import after, judge

# The day on which everything is looked at, and a programme's first day.
TODAY = date(2026, 6, 15)
START = date(2024, 1, 10)


class OutcomeCase(MentoringCase):
    """A company with jobs of three levels, in which days can be lived through."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        job = {"company_id": cls.company.id}
        cls.junior, cls.senior, cls.head, cls.aside = cls.env["hr.job"].create(
            [
                {**job, "name": "Junior", "mentoring_level": 10},
                {**job, "name": "Senior", "mentoring_level": 20},
                {**job, "name": "Head", "mentoring_level": 30},
                {**job, "name": "Aside", "mentoring_level": 10},
            ]
        )
        cls.lab, cls.shop = cls.env["hr.department"].create(
            [{"name": name, "company_id": cls.company.id} for name in ("Lab", "Shop")]
        )

    @classmethod
    def _hired(cls, name, day=date(2020, 1, 1), **values):
        """Somebody with a version from ``day``, entered then."""
        with freeze_time(f"{day} 12:00"):
            employee = cls.env["hr.employee"].create(
                {
                    "name": name,
                    "company_id": cls.company.id,
                    "job_id": cls.junior.id,
                    "department_id": cls.lab.id,
                    "tz": "UTC",
                    "date_version": day,
                    **values,
                }
            )
            cls.env.flush_all()
        # The transaction is younger than the day in it.
        version = employee.version_id
        cls.env.cr.execute(
            "UPDATE hr_version SET create_date = %s WHERE id = %s", (f"{day} 12:00", version.id)
        )
        version.invalidate_recordset(["create_date"])
        return employee

    @contextmanager
    def _on(self, day, hour="12:00"):
        with freeze_time(f"{day} {hour}"):
            yield
            self.env.flush_all()

    def _new_version(self, employee, day, entered=None, **values):
        """A dated version, entered on that day unless told otherwise."""
        entered = entered or day
        with self._on(entered):
            version = employee.create_version({"date_version": day, **values})
            self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_version SET create_date = %s WHERE id = %s", (f"{entered} 12:00", version.id)
        )
        version.invalidate_recordset(["create_date"])
        employee._compute_current_version_id()
        return version

    def _outcomes(self, employee, months=12, start=START, today=TODAY):
        found = careers(self.env, employee.ids)[employee.id]
        outcomes = judge(found, after(start, months), ladder(self.env), today)
        return {kind: outcome.value for kind, outcome in outcomes.items()}

    def _leave(self, employee, day, reason="hr.departure_resigned"):
        with self._on(day + timedelta(days=1)):
            wizard = self.env["hr.departure.wizard"].create(
                {
                    "employee_ids": [(6, 0, employee.ids)],
                    "departure_reason_id": self.env.ref(reason).id,
                    "departure_date": day,
                }
            )
            wizard.with_context(employee_termination=True).action_register_departure()
