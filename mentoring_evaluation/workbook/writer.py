"""Writes sheets with xlsxwriter, one row at a time."""

import re
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.utility import xl_range_formula

from .sheets import MOST_ROWS

STEP = 1000
LONGEST_TEXT = 32_767
# Signs in a line of a long text, and its height: not every program fits rows to their text.
LINE_SIGNS, LINE_HEIGHT = 62, 15
LONGEST_NAME = 31
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
WIDTHS = {"text": 30, "long": 70, "date": 12, "datetime": 18}
# A cell of the format "@" stays text when it is edited, too.
FORMATS = {
    "text": {"num_format": "@"},
    "long": {"num_format": "@", "text_wrap": True},
    "count": {"num_format": "#,##0"},
    "decimal": {"num_format": "#,##0.0"},
    "rate": {"num_format": "0.0%"},
    "date": {"num_format": "yyyy-mm-dd", "align": "left"},
    "datetime": {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
}
CHART_HEIGHT = 14
BAR = "#4A5A75"
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write(target, sheets, properties=None):
    """Write a workbook.

    :param target: path, or a file open for writing bytes
    :param sheets: :class:`~.sheets.Sheet` s, in order
    :param properties: of the file: ``title``, ``subject``, ``comments``, ``created`` (datetime)
    :return: number of rows written
    :raises ValueError: when a sheet has more rows than a workbook can hold
    """
    done = 0
    for done in writing(target, sheets, properties):  # noqa: B007 - the last one counts
        pass
    return done


def writing(target, sheets, properties=None):
    """Write a workbook as :func:`write` does, in steps.

    :return: generator of the number of rows written so far, every thousand rows and at the end. The
        workbook is there when it has ended
    """
    book = xlsxwriter.Workbook(target, OPTIONS)
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC), **(properties or {})})
    formats = {kind: book.add_format({"valign": "top", **how}) for kind, how in FORMATS.items()}
    formats["title"] = book.add_format({"bold": True, "font_size": 14, "num_format": "@"})
    formats["line"] = book.add_format({"num_format": "@"})
    formats["header"] = book.add_format(
        {
            "bold": True,
            "text_wrap": True,
            "bottom": 2,
            "bg_color": "#E8EAEE",
            "valign": "top",
            "num_format": "@",
        }
    )
    names = tab_names([sheet.name for sheet in sheets])
    tops = {sheet.name: _top(sheet) for sheet in sheets}
    tabs = dict(zip((sheet.name for sheet in sheets), names, strict=True))
    done = 0
    pages = [book.add_worksheet(name) for name in names]
    try:
        for sheet, page in zip(sheets, pages, strict=True):
            _head(page, sheet, formats)
            bottom = tops[sheet.name]
            for bottom in _rows(page, sheet, formats):
                yield done + bottom - tops[sheet.name]
            done += bottom - tops[sheet.name]
            for number, chart in enumerate(sheet.charts):
                _chart(book, page, bottom + 2 + number * CHART_HEIGHT, chart, tabs, tops)
    finally:
        # Also when nobody waits for it any more: xlsxwriter has files open.
        book.close()
    yield done


def tab_names(names):
    """Return a name a tab can have for each name: allowed signs, 31 at most, all different.

    >>> tab_names(["How/why?", "how why", "'"])
    ['How why', 'how why 2', 'Sheet']
    """
    taken, found = set(), []
    for name in names:
        plain = " ".join(NOT_IN_A_NAME.sub(" ", name).split()).strip("'")[:LONGEST_NAME].strip(" '")
        plain = base = plain or "Sheet"
        number = 2
        while plain.lower() in taken:
            end = f" {number}"
            plain, number = base[: LONGEST_NAME - len(end)] + end, number + 1
        taken.add(plain.lower())
        found.append(plain)
    return found


def _top(sheet):
    """The row of the first figure: after the title, the lines, one empty row and the header."""
    return len(sheet.lines) + 3


def _head(page, sheet, formats):
    top = _top(sheet)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, WIDTHS.get(column.kind, 14))
    page.freeze_panes(top, 1)
    page.set_landscape()
    # Charts are not cut by the end of a page.
    page.fit_to_pages(1, 1 if sheet.charts else 0)
    page.repeat_rows(top - 1)
    page.set_footer("&L&A&R&P / &N")
    page.write_string(0, 0, _fitting(sheet.title), formats["title"])
    for number, line in enumerate(sheet.lines, 1):
        page.write_string(number, 0, _fitting(line), formats["line"])
    for number, column in enumerate(sheet.columns):
        page.write_string(top - 1, number, _fitting(column.label), formats["header"])


def _rows(page, sheet, formats):
    """Write the table; give the row after the last one written, now and then and at the end."""
    top = at = _top(sheet)
    writers = {
        "text": page.write_string,
        "long": page.write_string,
        "date": page.write_datetime,
        "datetime": page.write_datetime,
    }
    plan = [
        (
            number,
            writers.get(column.kind, page.write_number),
            formats[column.kind],
            column.kind in ("text", "long"),
        )
        for number, column in enumerate(sheet.columns)
    ]
    longs = [number for number, column in enumerate(sheet.columns) if column.kind == "long"]
    blank = page.write_blank
    for at, row in enumerate(sheet.rows, top + 1):
        if at - top > MOST_ROWS:
            raise ValueError(
                f"“{sheet.title}” has more than {MOST_ROWS:,} rows, which is more than a workbook "
                "can hold: choose fewer."
            )
        if longs:
            length = max(len(row[number] or "") for number in longs)
            # Excel displays no higher row than 409.
            page.set_row(at - 1, min(LINE_HEIGHT * -(-length // LINE_SIGNS), 405) or None)
        for (number, put, how, is_text), value in zip(plan, row, strict=True):
            if value is None:
                blank(at - 1, number, None, how)
            elif is_text and len(value) > LONGEST_TEXT:
                put(at - 1, number, _fitting(value), how)
            else:
                put(at - 1, number, value, how)
        if not (at - top) % STEP:
            yield at
    yield at


def _chart(book, page, row, chart, tabs, tops):
    first = tops[chart.source] + chart.first
    last = first + len(chart.points) - 1
    tab = tabs[chart.source]
    bars = book.add_chart({"type": "bar"})
    series = {
        "name": chart.title,
        "categories": [tab, first, chart.label, last, chart.label],
        "values": [tab, first, chart.value, last, chart.value],
        # What a reader that does not calculate displays: xlsxwriter has forgotten the rows.
        "categories_data": [_fitting(point.label) for point in chart.points],
        "values_data": ["" if point.value is None else point.value for point in chart.points],
        "fill": {"color": BAR},
        "data_labels": {"value": True, "num_format": FORMATS[chart.kind]["num_format"]},
        "gap": 60,
    }
    if chart.below is not None:
        reach = {
            name: "=" + xl_range_formula(tab, first, column, last, column)
            for name, column in (("minus_values", chart.below), ("plus_values", chart.above))
        }
        series["y_error_bars"] = {"type": "custom", **reach}
        # At its end the label would lie on the interval.
        series["data_labels"] |= {"position": "inside_base", "font": {"color": "#FFFFFF"}}
    bars.add_series(series)
    bars.set_title({"name": chart.title, "overlay": False, "name_font": {"size": 12}})
    bars.set_legend({"none": True})
    bars.set_y_axis({"reverse": True, "label_position": "low"})
    bars.set_x_axis(
        {
            "num_format": FORMATS[chart.kind]["num_format"],
            "major_gridlines": {"visible": True, "line": {"color": "#D0D4DB"}},
        }
    )
    bars.set_size({"width": 720, "height": (CHART_HEIGHT - 1) * 20})
    page.insert_chart(row, 0, bars, {"description": chart.description})


def _fitting(text):
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
