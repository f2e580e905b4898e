"""A believable company that never was, for demonstration, benches and tests: plain Python, no Odoo
import. The same size, years, seed and last day make the same company.

>>> from datetime import date
>>> plan = Plan(employees=40, years=3, seed=1, today=date(2026, 6, 30))
>>> len([person for person in plan.people if not person.left])
40
>>> plan.people == Plan(employees=40, years=3, seed=1, today=date(2026, 6, 30)).people
True
"""

from .people import BRANCHES, LOCATIONS, RUNGS, SKILLS, Planned, Stand
from .plan import Plan
from .programmes import PlannedPairing, PlannedProgramme
