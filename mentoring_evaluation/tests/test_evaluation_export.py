import json
from datetime import date
from io import BytesIO

import openpyxl

from odoo import fields, http
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, tagged

from ..models.figure_door import latest
from .published_case import DANGEROUS, PublishedCase


@tagged("post_install", "-at_install")
class TestEvaluationExport(PublishedCase, HttpCase):
    """What is published, taken along: the same figures, and for whom they are."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in (cls.hr_officer, cls.manager):
            user.password = user.login

    def _export(self, user=None, **values):
        exports = self.env["mentoring.evaluation.export"].with_user(user or self.hr_officer)
        with Form(exports.with_company(self.company)) as form:
            for name, value in values.items():
                setattr(form, name, value)
        return form.record

    def _choose(self, export, *programmes):
        keys = {str(programme.id) for programme in programmes}
        for line in export.line_ids:
            line.is_chosen = line.key in keys

    def _book(self, export):
        target = BytesIO()
        for _done in export._writing(target, export._record_people()):
            pass
        return openpyxl.load_workbook(target)

    def _post(self, export, kind="workbook", **data):
        address = f"/mentoring/evaluation/export/{export.id}/{kind}"
        return self.url_open(address, data={"csrf_token": http.Request.csrf_token(self), **data})

    # -- what is in it -----------------------------------------------------------------------

    def test_a_sheet_a_part_and_how_it_was_made(self):
        book = self._book(self._export())
        self.assertEqual(
            book.sheetnames,
            [
                "Summary",
                "Participation",
                "Sessions",
                "Health",
                "Outcomes",
                "Compared",
                "Quality",
                "Objectives",
                "Definitions",
                "How it was made",
            ],
        )
        how = {row[0].value: row[1].value for row in book["How it was made"].iter_rows(min_row=4)}
        self.assertEqual(how["Hash of the figures (SHA-256)"], self.release.hash)
        self.assertEqual(how["Figures published on"], "2026-06-01")
        self.assertEqual(how["Smallest group shown"], "5")
        self.assertEqual(how["Programmes"], "All of them")
        self.assertIn("19.0", how["Versions"])

    def test_only_the_parts_that_were_chosen(self):
        book = self._book(self._export(has_funnel=False, has_outcomes=False, has_objectives=False))
        self.assertEqual(
            book.sheetnames,
            ["Summary", "Sessions", "Health", "Quality", "Definitions", "How it was made"],
        )

    def test_every_figure_of_the_release_is_in_it_once_and_no_other(self):
        export = self._export()
        book = self._book(export)
        published = latest(export.env, self.company)
        for sheets, release in (
            (("Participation", "Sessions", "Outcomes"), published.people),
            (("Quality",), published.quality),
        ):
            found = {}
            for name in sheets:
                for row in table_rows(book[name]):
                    group = tuple(
                        row[published.definitions[axis.name][0]] for axis in release.dimensions
                    )
                    self.assertNotIn((group, row["Figure"]), found)
                    found[group, row["Figure"]] = row
            expected = {}
            for key, cell in release.cells.items():
                group = tuple(
                    "All" if part is None else dict(axis.categories)[part]
                    for axis, part in zip(release.dimensions, key, strict=True)
                )
                if release is published.people:
                    expected[group, "People"] = {"People": cell.n}
                for name, value in cell.values.items():
                    expected[group, published.definitions[name][0]] = _as_row(value)
            self.assertEqual(found.keys(), expected.keys())
            for key, value in expected.items():
                for column, number in value.items():
                    self.assertAlmostEqual(found[key][column], number, 9, f"{key} {column}")

    def test_comparison_and_objectives_as_published(self):
        book = self._book(self._export())
        compared = list(table_rows(book["Compared"]))
        self.assertEqual(len(compared), 2)
        self.assertEqual(compared[0]["People"], 60)
        self.assertAlmostEqual(compared[0]["Difference"], 0.2)
        self.assertAlmostEqual(compared[0]["Reach down"], 0.12)
        self.assertIn("18 of 60", compared[0]["What it says"])
        self.assertIsNone(compared[1]["People"])
        self.assertIn("not enough data", compared[1]["What it says"])
        objective = next(table_rows(book["Objectives"]))
        self.assertEqual((objective["Objective"], objective["Reached"]), ("-2+3", 18))
        self.assertIn("▲", objective["Standing"])
        self.assertEqual(objective["Reviewed on"].date(), date(2026, 5, 1))

    def test_names_that_look_like_formulas_are_text(self):
        book = self._book(self._export())
        cells = [cell for page in book for row in page.iter_rows() for cell in row]
        self.assertTrue(any(cell.value == DANGEROUS for cell in cells))
        self.assertTrue(any(cell.value == "-2+3" for cell in cells))
        self.assertFalse([cell for cell in cells if cell.data_type == "f" or cell.hyperlink])

    def test_charts_draw_figures_that_are_in_the_tables(self):
        book = self._book(self._export())
        charts = [(page, chart) for page in book for chart in page._charts]
        self.assertGreaterEqual(len(charts), 3)
        for _page, chart in charts:
            for series in chart.series:
                drawn = [point.v for point in series.val.numRef.numCache.pt]
                self.assertEqual(
                    [f"{float(value):.9f}" for value in drawn],
                    [f"{value:.9f}" for value in _cells(book, series.val.numRef.f)],
                )
                self.assertTrue(all(_cells(book, series.errBars.plus.numRef.f)))

    def test_of_the_programmes_chosen_and_of_no_total_that_is_about_others(self):
        export = self._export()
        self._choose(export, self.beta)
        book = self._book(export)
        for name in ("Summary", "Participation", "Sessions", "Outcomes", "Quality", "Compared"):
            self.assertEqual({row["Programme"] for row in table_rows(book[name])} - {"Beta"}, set())
        self.assertEqual(_how(book)["Programmes"], "Beta")

    def test_a_period_is_of_the_quarters_in_which_programmes_began(self):
        book = self._book(self._export(date_from="2025-09-30"))
        self.assertEqual(_how(book)["Programmes"], "Beta")
        self.assertEqual(_how(book)["Begun from"], "2025-09-30")
        with self.assertRaisesRegex(UserError, "at least one programme"):
            self._export(date_from="2025-10-01").action_workbook()

    def test_what_the_form_sends_back_opens_no_other_programme(self):
        export = self._export()
        self._choose(export, self.beta)
        export.line_ids.filtered("is_chosen").key = "999999"
        with self.assertRaises(UserError):
            export.action_workbook()

    def test_in_the_language_that_was_chosen(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        export = self._export(lang="fr_FR")
        self.assertEqual(export.lang, "fr_FR")
        self.assertIn("Summary", self._book(export).sheetnames, "No French is there yet.")

    def test_the_same_export_makes_the_same_figures(self):
        export = self._export()
        one, other = self._book(export), self._book(export)
        for name in one.sheetnames[:-1]:
            self.assertEqual(
                [[cell.value for cell in row] for row in one[name].iter_rows()],
                [[cell.value for cell in row] for row in other[name].iter_rows()],
            )

    def test_the_same_of_another_day_has_another_date_and_hash(self):
        export = self._export()
        self._publish(self.company, date(2026, 7, 1))
        self.assertEqual(_how(self._book(export))["Figures published on"], "2026-07-01")

    # -- for whom ----------------------------------------------------------------------------

    def test_for_hr_officers_and_managers_of_the_mentoring_and_nobody_else(self):
        for user in (self.hr_officer, self.manager):
            self.assertTrue(self._export(user).line_ids)
        for user in (self.coordinator, self.lead, self.mia.user_id):
            with self.assertRaises(AccessError):
                self._export(user)

    def test_who_lost_the_right_gets_nothing_from_a_dialog_left_open(self):
        export = self._export()
        self.hr_officer.group_ids -= self.env.ref("hr.group_hr_user")
        with self.assertRaises(AccessError):
            export.action_workbook()
        with self.assertRaises(AccessError):
            self._book(export)

    def test_a_department_manager_takes_along_their_department(self):
        self.sales.manager_id = self.mo
        book = self._book(self._export(self.mo.user_id))
        rows = list(table_rows(book["Participation"]))
        self.assertTrue(rows)
        self.assertEqual({row["Department"] for row in rows}, {"Sales", "All"})
        whole = [row for row in rows if row["Department"] == "All"]
        self.assertTrue(all(row["People"] <= 55 for row in whole))
        self.assertFalse(list(table_rows(book["Compared"])))

    def test_a_dialog_is_of_whoever_opened_it(self):
        export = self._export()
        with self.assertRaises(AccessError):
            export.with_user(self.manager).read(["reason"])
        with self.assertRaises(AccessError):
            export.line_ids.with_user(self.manager).read(["name"])
        self.authenticate("mara", "mara")
        self.assertEqual(self._post(export).status_code, 404)
        self.assertEqual(self._post(export, "page").status_code, 404)

    def test_without_figures_a_sentence(self):
        self.release.unlink()
        with self.assertRaisesRegex(UserError, "No figures are published yet"):
            self._export()

    # -- sent --------------------------------------------------------------------------------

    def test_it_is_sent_and_kept_nowhere(self):
        export = self._export()
        files = self.env["ir.attachment"].search_count([])
        self.authenticate("hana", "hana")
        response = self._post(export)
        self.assertEqual(response.status_code, 200)
        self.assertIn("attachment", response.headers["Content-Disposition"])
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        self.assertIn("Summary", openpyxl.load_workbook(BytesIO(response.content)).sheetnames)
        self.assertEqual(self.env["ir.attachment"].search_count([]), files)

    def test_it_says_how_far_it_is_before_it_sends(self):
        export = self._export()
        self.authenticate("hana", "hana")
        head, _newline, rest = self._post(export, steps="1").content.partition(b'"file"')
        self.assertTrue(json.loads(head.splitlines()[0])["rows"])
        book = rest.partition(b"\n")[2]
        self.assertIn("Summary", openpyxl.load_workbook(BytesIO(book)).sheetnames)

    def test_it_is_asked_for_by_post_with_a_token(self):
        export = self._export()
        self.authenticate("hana", "hana")
        address = f"/mentoring/evaluation/export/{export.id}/workbook"
        self.assertEqual(self.url_open(address).status_code, 405)
        self.assertEqual(self.url_open(address, data={"x": "y"}).status_code, 400)

    # -- people, by name ---------------------------------------------------------------------

    def _enrolled(self):
        mentee = self._enrol(self.alpha, self.mia, "mentee", "matched")
        mentor = self._enrol(self.alpha, self.ida, "mentor", "matched")
        secret = self._enrol(self.beta, self.ian, "mentee", "matched")
        pairing = self._pair(mentor, mentee)
        for days, state in ((1, "held"), (2, "held"), (3, "missed")):
            self.env["mentoring.session"].create(
                {
                    "pairing_id": pairing.id,
                    "start": fields.Datetime.subtract(fields.Datetime.now(), days=days),
                    "state": state,
                }
            )
        self.env.flush_all()
        return mentee, mentor, secret

    def test_a_list_has_names_roles_states_and_sessions_of_programmes_that_are_not_discreet(self):
        self._enrolled()
        self.env.cr.execute(
            "UPDATE mentoring_programme SET discreet = true WHERE id = %s", [self.beta.id]
        )
        self.env.invalidate_all()
        export = self._export(self.manager, has_people=True, reason="For the steering group")
        rows = list(table_rows(self._book(export)["People"]))
        self.assertEqual(
            [tuple(row.values()) for row in rows],
            [
                ("Mia", DANGEROUS, "Mentee", "Matched", 2),
                ("Ida", DANGEROUS, "Mentor", "Matched", 2),
            ],
        )

    def test_that_a_list_was_made_is_kept_with_its_reason(self):
        self._enrolled()
        export = self._export(self.manager, has_people=True, reason="For the steering group")
        self.assertEqual(export.action_workbook()["params"]["total"], 3)
        lists = self.env["mentoring.people.list"]
        self.assertFalse(lists.search([]), "Only when it is made.")
        self.authenticate("mara", "mara")
        self.assertIn("People", self._book_of(self._post(export)).sheetnames)
        made = lists.with_user(self.manager).search([])
        self.assertEqual(made.reason, "For the steering group")
        self.assertEqual(made.user_id, self.manager)
        self.assertEqual(made.people_count, 3)
        self.assertEqual(made.programme_ids, self.alpha | self.beta)
        for change in (
            lambda: made.write({"reason": "x"}),
            made.unlink,
            lambda: made.create({"reason": "x", "company_id": self.company.id}),
        ):
            with self.assertRaises(AccessError):
                change()
        for user in (self.coordinator, self.hr_officer, self.lead):
            with self.assertRaises(AccessError):
                made.with_user(user).read(["reason"])

    def test_a_form_that_changes_while_the_file_is_made_lists_nobody_without_a_note(self):
        self._enrolled()
        export = self._export(self.manager)
        noted = export._record_people()
        export.write({"has_people": True, "reason": "x"})
        target = BytesIO()
        list(export._writing(target, noted))
        self.assertNotIn("People", openpyxl.load_workbook(target).sheetnames)
        noted = export._record_people()
        self._choose(export, self.beta)
        export.reason = "Another reason"
        target = BytesIO()
        list(export._writing(target, noted))
        text = str([list(row) for row in openpyxl.load_workbook(target)["People"].values])
        self.assertIn("Made for: x", text)
        self.assertIn("Mia", text)

    def test_without_a_reason_there_is_no_list(self):
        export = self._export(self.manager, has_people=True, reason="x")
        export.reason = "  "
        with self.assertRaisesRegex(UserError, "what the list of people is for"):
            export.action_workbook()
        self.authenticate("mara", "mara")
        self.assertIn("what the list", self._post(export).json()["error"])

    def test_hr_officers_have_no_list_whatever_the_form_says(self):
        self._enrolled()
        export = self._export()
        self.assertFalse(export.may_list_people)
        export.write({"has_people": True, "reason": "x"})
        with self.assertRaises(AccessError):
            export.action_workbook()
        self.authenticate("hana", "hana")
        self.assertIn("mentoring managers", self._post(export).json()["error"])
        self.assertFalse(self.env["mentoring.people.list"].search([]))

    def _book_of(self, response):
        return openpyxl.load_workbook(BytesIO(response.content))


def table_rows(page):
    """The table of a sheet: dicts of header to value."""
    rows = list(page.iter_rows(values_only=True))
    top = next(at for at, row in enumerate(rows) if at and row[0] is None) + 1
    for row in rows[top + 1 :]:
        if row[0] is None:
            return
        yield dict(zip(rows[top], row, strict=True))


def _how(book):
    return {row["What"]: row["How"] for row in table_rows(book["How it was made"])}


def _cells(book, formula):
    name, place = formula.replace("$", "").rsplit("!", 1)
    found = book[name.strip("'")][place if ":" in place else f"{place}:{place}"]
    return [row[0].value for row in found]


def _as_row(value):
    if "of" in value:
        return {
            "People": value["of"],
            "Number": value["yes"],
            "Share": value["yes"] / value["of"],
        }
    column = "Mean" if "mean" in value else "Sum"
    return {"People": value["n"], column: value["mean" if "mean" in value else "sum"]}
