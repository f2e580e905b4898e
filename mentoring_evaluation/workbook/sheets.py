"""What a workbook is made of."""

from collections.abc import Iterable
from dataclasses import dataclass

KINDS = ("text", "long", "count", "decimal", "rate", "date", "datetime")

# Excel's, with room for the title and the lines above the table.
MOST_ROWS = 1_048_576 - 50


@dataclass(frozen=True)
class Column:
    """One column of a table.

    :param label: header
    :param kind: ``text``, ``long`` (text of several lines), ``count`` (whole number), ``decimal``,
        ``rate`` (a share from 0 to 1, displayed in percent), ``date`` or ``datetime`` (without time
        zone)
    :raises ValueError: when the kind is another
    """

    label: str
    kind: str = "text"

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"The kind of column {self.label} must be one of {', '.join(KINDS)}.")


@dataclass(frozen=True)
class Point:
    """A bar of a chart.

    :param value: ``None`` where there is nothing to show
    """

    label: str
    value: float | None


@dataclass(frozen=True)
class Chart:
    """Bars beside each other, of rows that follow each other in a table.

    :param description: what somebody is told who does not see it; the figures are in the table
    :param source: name of the :class:`Sheet` in whose table the figures stand
    :param first: number of its first row in that table, from 0
    :param label: number of the column with the labels
    :param value: number of the column with the values
    :param points: :class:`Point` of each row, the same figures as in the table
    :param below: number of the column with how far the interval of a value reaches below it
    :param above: the same above it
    :param kind: as of a :class:`Column`, for the axis
    """

    title: str
    description: str
    source: str
    first: int
    label: int
    value: int
    points: tuple[Point, ...]
    kind: str = "count"
    below: int | None = None
    above: int | None = None


@dataclass(frozen=True)
class Sheet:
    """One sheet: a title, lines, a table.

    :param name: what its tab says; signs that a tab cannot hold are left out of it, and what is too
        long is cut
    :param lines: said between the title and the table
    :param rows: iterable of tuples, one value a column; ``None`` leaves a cell empty
    :param charts: displayed below the table
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple]
    lines: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
