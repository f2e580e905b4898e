"""Tables as a workbook that can be sent on: plain Python over xlsxwriter; it knows no Odoo.

What it takes
    :class:`Sheet`: a title, lines of text, :class:`Column` s with a kind, rows, :class:`Chart` s.

What it promises
    *Text stays text.* Nothing that somebody typed is ever a formula, a link or a number, neither
    when the workbook is opened nor when a cell is edited and left again.

    *Types.* Counts, shares and days are numbers and dates with a format, so that they can be
    calculated with. Where there is no figure the cell is empty, which a chart leaves out.

    *Readable by all.* One header row that stays in sight and comes again on each printed page, no
    merged cells, a described chart, and nothing that is said by a colour alone.

    *The same bytes for the same sheets.*

What it costs
    Rows are taken from an iterator and written one at a time, so that memory does not grow with
    their number; time is about that of xlsxwriter itself (``scripts/bench``).

    >>> from io import BytesIO
    >>> sheet = Sheet("Teams", "Teams", (Column("Team"), Column("People", "count")), [("=A", 12)])
    >>> write(BytesIO(), [sheet])
    1
"""

from .sheets import MOST_ROWS, Chart, Column, Point, Sheet
from .writer import write, writing

__all__ = ["MOST_ROWS", "Chart", "Column", "Point", "Sheet", "write", "writing"]
