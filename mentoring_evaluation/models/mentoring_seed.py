from odoo import api, fields, models

from ..seeding import Plan
from .seed_company import SeedCompany

# Few enough to load within seconds, and enough that reports show something.
DEMO_EMPLOYEES, DEMO_YEARS, DEMO_SEED = 160, 4, 7


class MentoringSeed(models.AbstractModel):
    """Where the demo data call the seeding from. Nothing of it can be called from outside."""

    _name = "mentoring.seed"
    _description = "Seeded Company"

    @api.model
    def _load_demo(self):
        """People with a history, and programmes that are over, into the demo company."""
        plan = Plan(DEMO_EMPLOYEES, DEMO_YEARS, DEMO_SEED, fields.Date.today())
        SeedCompany(self.env, plan, self.env.ref("base.main_company")).load()
