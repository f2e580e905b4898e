from odoo import api, fields, models
from odoo.exceptions import UserError

from ..seeding import Plan
from .figure_publishing import publish
from .seed_company import SeedCompany

# Enough that reports and comparisons show something, and few enough to load within half a minute.
DEMO_EMPLOYEES, DEMO_YEARS, DEMO_SEED = 640, 4, 7
# Mentoring does something for the people of the demo company.
DEMO_EFFECT = 0.35
DEMO_ONE_IN = 26


class MentoringSeed(models.AbstractModel):
    """Where the demo data call the seeding from. Nothing of it can be called from outside."""

    _name = "mentoring.seed"
    _description = "Seeded Company"

    @api.model
    def _load_demo(self):
        """People with a history, and programmes that are over, into the demo company; their
        figures published, and their objectives held against them."""
        today = fields.Date.today()
        plan = Plan(DEMO_EMPLOYEES, DEMO_YEARS, DEMO_SEED, today, DEMO_EFFECT, DEMO_ONE_IN)
        company = SeedCompany(self.env, plan, self.env.ref("base.main_company"))
        company.load()
        # Somebody who sees the figures of the department that they manage.
        head = self.env.ref("mentoring_programme.user_keith").employee_id
        self.env["hr.department"].browse(company.tops[0]).manager_id = head
        company.answer()
        publish(company.company)
        for programme in company.programmes:
            self._measure(programme.objective_ids, min(programme.date_end, today))
        # Once more, with what became of the objectives.
        publish(company.company)

    @api.model
    def _measure(self, objectives, day):
        """Hold objectives against what can be measured of them."""
        for objective in objectives:
            try:
                measured = objective._measured()
            except UserError:
                # Too few people, or too early.
                continue
            objective._note(measured, day)
