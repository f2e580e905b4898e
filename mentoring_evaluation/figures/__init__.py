"""What a figure may show: counts, rates and means of people, in which nobody small can be found.

Plain Python; it knows no Odoo.

What it takes
    :class:`Row`: what is known of people, each with a key; a person may have many. A
    :class:`Report`: the :class:`Dimension` by which it groups and filters, what it measures
    (:class:`Measure`), which of the dimensions are crossed, and ``k``, the smallest group to show.

What it promises
    *Nobody small is shown or can be worked out.* For every group of 1 to k-1 people with up to
    ``depth`` conditions, two companies in whole people were found that would have published the
    same, today and in every earlier version, and differ in that group by k people or more. The same
    of those who answered yes, or no, to one measure, and there also where nobody did. No group is
    shown that this was not proven for; the proof is of the figures of all tables together, with
    those of one measure at a time.

    *Large groups are shown as they are*: nothing is rounded and no noise is added.

    *The same figures for the same rows*, in whatever order they come.

How to use it
    >>> from odoo.addons.mentoring_evaluation.figures import Dimension, Report, Row
    >>> team = Dimension("team", (("a", "Assembly"), ("b", "Board"), ("c", "Canteen")))
    >>> report = Report((team,))
    >>> teams = "a" * 20 + "b" * 9 + "c" * 3
    >>> release = report.publish(Row(f"{at}", {"team": key}) for at, key in enumerate(teams))
    >>> {key: cell.n for key, cell in release.table("team").cells.items()}
    {('a',): 20, (None,): 32}

    The canteen is too small, and the board would have told how small. ``release.to_dict()`` is what
    others may have; ``release.memory`` is kept sealed, and handed in as history the next time.

What it costs
    Tables that share dimensions are decided together: three or four dimensions of up to four
    categories take hundredths of a second to seconds; the time grows with the combinations of all
    their categories (up to :data:`~.hiding.MOST_UNKNOWNS`; beyond, a simpler way hides more) and
    with the groups to show. Tables that share none are decided one by one (:mod:`.panel`), so that
    their costs add up instead.

Sources are named where they are used: :mod:`.doubt`, :mod:`.exchange`, :mod:`.audit`,
:mod:`.values`, :mod:`.panel`, :mod:`.history`, :mod:`.intervals`, :mod:`.comparison`.
"""

from .comparison import (
    COLUMNS,
    Colleague,
    Effect,
    Matched,
    effect,
    match_exactly,
    match_nearest,
)
from .intervals import Difference, Interval, Verdict, mean, mean_difference, rate, rate_difference
from .questions import Dimension, Measure, Row
from .release import Release
from .report import Report
from .table import Cell, Table, tabulate

__all__ = [
    "COLUMNS",
    "Cell",
    "Colleague",
    "Difference",
    "Dimension",
    "Effect",
    "Interval",
    "Matched",
    "Measure",
    "Release",
    "Report",
    "Row",
    "Table",
    "Verdict",
    "effect",
    "match_exactly",
    "match_nearest",
    "mean",
    "mean_difference",
    "rate",
    "rate_difference",
    "tabulate",
]
