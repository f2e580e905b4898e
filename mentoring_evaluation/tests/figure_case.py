import random
from datetime import date

from odoo.tests import TransactionCase, new_test_user

from ..models.figure_publishing import publish
from ..models.seed_company import SeedCompany
from ..seeding import Plan

TODAY = date(2026, 6, 15)


class FigureCase(TransactionCase):
    """A company with a history whose figures are published, and who looks at them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "no_reset_password": True})
        plan = Plan(employees=240, years=4, seed=3, today=TODAY)
        cls.company = SeedCompany(cls.env, plan).load("Figures Seeded")
        cls.programmes = cls.env["mentoring.programme"].search(
            [("company_id", "=", cls.company.id)], order="date_start"
        )
        cls._answer_surveys()
        cls.hr_officer = cls._user("hana", "hr.group_hr_user")
        cls.manager = cls._user("mara", "mentoring_programme.group_mentoring_manager")
        cls.head = cls._user("dora")
        cls.nobody = cls._user("nora")
        cls.departments = cls.env["hr.department"].search(
            [("company_id", "=", cls.company.id), ("parent_id", "=", False)], order="id"
        )
        cls.dora = cls.env["hr.employee"].create(
            {"name": "Dora", "user_id": cls.head.id, "company_id": cls.company.id}
        )
        cls.departments[0].manager_id = cls.dora
        cls.release = publish(cls.company.sudo(), TODAY)

    @classmethod
    def _user(cls, login, *groups):
        return new_test_user(
            cls.env,
            login=f"figures_{login}",
            groups=",".join(("base.group_user", *groups)),
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
            tz="UTC",
        )

    @classmethod
    def _answer_surveys(cls):
        """What everybody who was paired said at the end: quality, and whether they go on."""
        rng = random.Random(4)
        wave = cls.env.ref("mentoring_evaluation.wave_closing")
        rows = []
        for pairing in cls.env["mentoring.pairing"].search(
            [("programme_id", "in", cls.programmes.ids)], order="id"
        ):
            for role in ("mentor", "mentee"):
                base = {
                    "programme_id": pairing.programme_id.id,
                    "wave_id": wave.id,
                    "number": 0,
                    "role": role,
                    "key": f"{role} {pairing.id}",
                }
                rows += [
                    {**base, "code": "quality", "value": str(rng.choice((3, 4, 5)))},
                    {**base, "code": "would_continue", "value": rng.choice(("yes", "no"))},
                ]
        cls.env["mentoring.survey.answer"].create(rows)

    def _report(self, user):
        self.env.invalidate_all()
        return (
            self.env["mentoring.evaluation.report"]
            .with_user(user)
            .with_context(allowed_company_ids=self.company.ids)
        )
