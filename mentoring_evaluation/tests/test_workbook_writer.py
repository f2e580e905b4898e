from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl

from odoo.tests import BaseCase, tagged

from ..workbook import Chart, Column, Point, Sheet, write, writer, writing
from ..workbook.writer import LONGEST_TEXT, tab_names

DANGEROUS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://example.com","look")',
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "{=1+1}",
    "https://example.com",
    "mailto:a@example.com",
    "12",
)


@tagged("post_install", "-at_install")
class TestWorkbookWriter(BaseCase):
    """What a workbook holds is what the sheets said, and nothing in it runs."""

    def _read(self, sheets, **options):
        target = BytesIO()
        write(target, sheets, **options)
        return openpyxl.load_workbook(target)

    def _sheet(self, columns, rows, **options):
        return Sheet("One", "One", tuple(Column(*column) for column in columns), rows, **options)

    def test_rows_are_as_high_as_what_they_say(self):
        """Not every program fits them to a text of several lines."""
        text = "Said at length. " * 20
        rows = [("a", text), ("b", "short"), ("c", None)]
        page = self._read([self._sheet([("Name",), ("What", "long")], rows)])["One"]
        heights = [page.row_dimensions[row].height for row in (4, 5, 6)]
        self.assertGreaterEqual(heights[0], 15 * len(text) / 70)
        self.assertLess(heights[1] or 15, 20)
        self.assertLess(heights[2] or 15, 20)

    def test_nothing_that_was_typed_is_a_formula_a_link_or_a_number(self):
        sheet = self._sheet(
            [(text, "text") for text in DANGEROUS],
            [DANGEROUS],
            lines=DANGEROUS,
        )
        book = self._read([Sheet(*("=1+1", "=1+1"), sheet.columns, sheet.rows, sheet.lines)])
        page = book.worksheets[0]
        self.assertEqual(page.title, "=1+1")
        cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
        self.assertEqual(len(cells), 1 + 3 * len(DANGEROUS))
        for cell in cells:
            self.assertEqual(cell.data_type, "s", cell.value)
            self.assertEqual(cell.number_format, "@", "Stays text when somebody edits it.")
            self.assertIsNone(cell.hyperlink)
        self.assertEqual([cell.value for cell in page[len(DANGEROUS) + 4]], list(DANGEROUS))

    def test_figures_are_numbers_and_days_are_dates(self):
        kinds = ("count", "decimal", "rate", "date", "datetime", "long")
        values = (1200, 2.5, 0.25, date(2026, 2, 1), datetime(2026, 2, 1, 12, 30), "a\nb")
        page = self._read([self._sheet([(kind, kind) for kind in kinds], [values])]).active
        cells = page[4]
        self.assertEqual([cell.data_type for cell in cells], ["n", "n", "n", "d", "d", "s"])
        self.assertEqual([cell.value for cell in cells[:3]], [1200, 2.5, 0.25])
        self.assertEqual(cells[3].value, datetime(2026, 2, 1))
        self.assertEqual(cells[4].value, datetime(2026, 2, 1, 12, 30))
        self.assertEqual(cells[2].number_format, "0.0%")

    def test_where_there_is_no_figure_the_cell_is_empty(self):
        page = self._read([self._sheet([("a", "count"), ("b", "text")], [(None, None)])]).active
        self.assertEqual([cell.value for cell in page[4]], [None, None])

    def test_the_header_stays_in_sight_and_is_printed_on_each_page(self):
        rows = [("x", at) for at in range(10)]
        sheet = self._sheet([("a", "text"), ("b", "count")], rows, lines=("said", "more"))
        page = self._read([sheet]).active
        self.assertEqual(page.freeze_panes, "B6")
        self.assertEqual(page.print_title_rows, "$5:$5")
        self.assertEqual(page.page_setup.fitToHeight, 0)
        self.assertEqual([cell.value for cell in page[5]], ["a", "b"])
        self.assertFalse(page.merged_cells.ranges)

    def test_a_chart_is_described_and_draws_the_cells_of_its_table(self):
        rows = [("Promoted", 0.3, 0.1, 0.12), ("Moved", None, None, None)]
        points = tuple(Point(row[0], row[1]) for row in rows)
        chart = Chart(
            "Outcomes", "Bars of =outcomes", "One", 0, 0, 1, points, "rate", below=2, above=3
        )
        columns = [("a", "text"), ("b", "rate"), ("c", "rate"), ("d", "rate")]
        target = BytesIO()
        write(target, [self._sheet(columns, rows, charts=(chart,))])
        book = openpyxl.load_workbook(target)
        drawn = book.active._charts[0]
        series = drawn.series[0]
        self.assertEqual(series.val.numRef.f, "One!$B$4:$B$5")
        self.assertEqual(series.cat.strRef.f, "One!$A$4:$A$5")
        self.assertEqual(series.errBars.plus.numRef.f, "One!$D$4:$D$5")
        self.assertEqual(series.errBars.minus.numRef.f, "One!$C$4:$C$5")
        self.assertIn(b'descr="Bars of =outcomes"', _part(target, "xl/drawings/drawing1.xml"))

    def test_names_of_tabs_are_allowed_and_different(self):
        names = tab_names(["a" * 40, "A" * 40, "x[1]:2*?/\\", "'", ""])
        self.assertEqual(len({name.lower() for name in names}), 5)
        for name in names:
            self.assertLessEqual(len(name), 31)
            self.assertFalse(set("[]:*?/\\") & set(name))
        book = self._read([self._sheet([("a",)], []), self._sheet([("a",)], [])])
        self.assertEqual(book.sheetnames, ["One", "One 2"])

    def test_what_is_too_long_for_a_cell_is_cut_where_it_can_be_seen(self):
        page = self._read([self._sheet([("a",)], [("x" * (LONGEST_TEXT + 5),)])]).active
        self.assertEqual(len(page["A4"].value), LONGEST_TEXT)
        self.assertTrue(page["A4"].value.endswith("…"))

    def test_signs_that_xml_cannot_hold_do_not_break_it(self):
        page = self._read([self._sheet([("a",)], [("a\x01<&>\x0b _x0041_ é 😀",)])]).active
        self.assertIn("<&>", page["A4"].value)
        self.assertIn("😀", page["A4"].value)

    def test_it_says_how_far_it_is(self):
        rows = (("x",) for _at in range(2500))
        steps = list(writing(BytesIO(), [self._sheet([("a",)], rows)]))
        self.assertEqual(steps, [1000, 2000, 2500, 2500])

    def test_rows_are_taken_one_at_a_time(self):
        """The writer is never more than a row ahead of what it has written."""
        taken = []

        def rows():
            for at in range(3000):
                taken.append(at)
                yield ("x",)

        steps = writing(BytesIO(), [self._sheet([("a",)], rows())])
        self.assertEqual(next(steps), 1000)
        self.assertEqual(len(taken), 1000)
        steps.close()

    def test_the_same_sheets_make_the_same_bytes(self):
        def made():
            target = BytesIO()
            write(target, [self._sheet([("a",), ("b", "count")], [("x", 1)])], {"title": "t"})
            return target.getvalue()

        self.assertEqual(made(), made())

    def test_more_rows_than_a_workbook_holds_are_refused_in_a_sentence(self):
        self.patch(writer, "MOST_ROWS", 5)
        with self.assertRaisesRegex(ValueError, "choose fewer"):
            write(BytesIO(), [self._sheet([("a",)], [("x",)] * 6)])

    def test_a_kind_that_there_is_not_is_refused(self):
        with self.assertRaises(ValueError):
            Column("a", "colour")


def _part(target, name):
    with ZipFile(target) as package:
        return package.read(name)
