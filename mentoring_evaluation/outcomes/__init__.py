"""What became of people, out of dated facts: plain Python, no Odoo import.

:mod:`.facts` is what is known of a person, :mod:`.career` reads it as a way through jobs and
departments, :mod:`.judging` says what happened in a window, or that it cannot be said,
:mod:`.alike` what people are compared by.

>>> from datetime import date
>>> analyst, lead = Place(job=1, department=7), Place(job=2, department=7)
>>> history = History(
...     versions=(Version(1, date(2022, 1, 1), analyst), Version(2, date(2024, 5, 1), lead))
... )
>>> ladder = Ladder({1: 10, 2: 20})
>>> outcomes = judge(history, after(date(2024, 1, 1), 6), ladder, today=date(2025, 1, 1))
>>> outcomes["promoted"], outcomes["stayed"]
(Outcome(state='known', value=True), Outcome(state='known', value=True))
>>> judge(history, after(date(2024, 1, 1), 24), ladder, today=date(2025, 1, 1))["promoted"]
Outcome(state='too_early', value=None)
"""

from .alike import LONGEST_TENURE, MONTHS_EARLIER, NOT_SET, TENURE, alike_by, columns
from .career import Career, Ladder
from .facts import Assessment, Edit, Gap, History, Place, Skill, Version
from .judging import KINDS, KNOWN, RATES, TOO_EARLY, UNKNOWN, Outcome, Window, after, before, judge
