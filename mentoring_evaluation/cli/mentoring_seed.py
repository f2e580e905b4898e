import sys
from datetime import date

import odoo.tools.config
from odoo import SUPERUSER_ID, api, fields
from odoo.cli import Command
from odoo.exceptions import UserError
from odoo.modules.registry import Registry


class Seed(Command):
    """Put a believable company that never was into a database, for demonstration and benches."""

    name = "mentoring_seed"

    def run(self, args):
        self.parser.add_argument("-c", "--config", required=True)
        self.parser.add_argument("-d", "--database", required=True)
        self.parser.add_argument("--employees", type=int, default=500)
        self.parser.add_argument("--years", type=int, default=5)
        self.parser.add_argument("--seed", type=int, default=1)
        self.parser.add_argument("--until", type=date.fromisoformat)
        self.parser.add_argument("--effect", type=float, default=0.0)
        self.parser.add_argument("--force", action="store_true")
        asked = self.parser.parse_args(args)
        odoo.tools.config.parse_config(["-c", asked.config], setup_logging=True)
        registry = Registry(asked.database)
        if "mentoring.seed" not in registry:
            sys.exit(f"The database {asked.database} has no addon mentoring_evaluation.")
        # Only now: the command is found before any addon is loaded.
        from odoo.addons.mentoring_evaluation.models.seed_company import (  # noqa: PLC0415
            SeedCompany,
        )
        from odoo.addons.mentoring_evaluation.models.seed_guard import (  # noqa: PLC0415
            real_data,
        )
        from odoo.addons.mentoring_evaluation.seeding import Plan  # noqa: PLC0415

        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            found = real_data(env)
            if found and not asked.force:
                sys.exit(
                    f"The database {asked.database} has {found}, which may be somebody's own: "
                    "name another one, or add --force."
                )
            until = asked.until or fields.Date.today()
            try:
                _say("Planning the company")
                plan = Plan(asked.employees, asked.years, asked.seed, until, asked.effect)
                company = SeedCompany(env, plan, progress=lambda text: _say(f"Loading {text}"))
                made = company.load(f"Seed {asked.seed} of {asked.employees}, {asked.years} years")
                company.answer()
            except (UserError, ValueError) as error:
                cr.rollback()
                sys.exit(str(error))
            pairings = sum(len(programme.pairings) for programme in plan.programmes)
            _say(
                f"Made “{made.name}”: {len(plan.people)} people, {len(plan.programmes)} "
                f"programmes, {pairings} pairings, {plan.planted} promotions planted"
            )


def _say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
