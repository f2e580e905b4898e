from datetime import timedelta
from io import BytesIO

import openpyxl
from lxml import html

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .published_case import PublishedCase
from .test_evaluation_export import table_rows

REPORT = "mentoring.evaluation.report"


@tagged("post_install", "-at_install")
class TestFiguresSame(PublishedCase, HttpCase):
    """The same figures, cell for cell, in pivot, JSON, workbook and on paper."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        user = cls.hr_officer
        cls.reader = cls.env(user=user).user.with_company(cls.company).env
        cls.reports = cls.reader[REPORT]
        cls.measures = [measure.name for measure in cls.people.measures + cls.quality.measures]

    def _tables(self):
        """Every combination of dimensions in which something is published."""
        return sorted(
            {
                tuple(
                    axis.name
                    for axis, part in zip(release.dimensions, key, strict=True)
                    if part is not None
                )
                for release in (self.people, self.quality)
                for key in release.cells
            }
        )

    def _by_pivot(self, by):
        how = {name: self.reports._fields[name].aggregator for name in ["people", *self.measures]}
        aggregates = [f"{name}:{each}" for name, each in how.items()]
        groups = self.reports.formatted_read_grouping_sets([], [list(by)], aggregates)[0]
        return {
            (tuple((name, group[name]) for name in by), name): group[f"{name}:{each}"]
            for group in groups
            for name, each in how.items()
            if group[f"{name}:{each}"] is not False
        }

    def _by_json(self, by):
        found = {}
        for row in self.reports.figures_by(by=list(by))["rows"]:
            group = tuple(row["group"].items())
            if row["people"]:
                found[group, "people"] = row["people"]
            for name, figure in row["figures"].items():
                found[group, name] = next(
                    figure[kind] for kind in ("share", "sum", "mean") if kind in figure
                )
        return found

    def _by_workbook(self):
        """All figures of the workbook, by group and measure."""
        export = self.reader["mentoring.evaluation.export"].create({})
        target = BytesIO()
        for _done in export._writing(target):
            pass
        book = openpyxl.load_workbook(target)
        about = self.reports.figures_about()
        names = {label: name for name, label, _words in about["measures"]}
        found = {}
        for sheet in ("Participation", "Sessions", "Outcomes", "Quality"):
            for row in table_rows(book[sheet]):
                group = []
                for release in (self.people, self.quality):
                    for axis in release.dimensions:
                        label = dict(about_label(about))[axis.name]
                        key = {text: key for key, text in axis.categories}.get(row.get(label))
                        if key and (axis.name, key) not in group:
                            group.append((axis.name, key))
                name = names[row["Figure"]]
                value = next(
                    (
                        row[column]
                        for column in ("Share", "Sum", "Mean")
                        if row.get(column) is not None
                    ),
                    row["People"],
                )
                found[tuple(group), name] = value
        return found

    def test_pivot_json_and_workbook(self):
        workbook = self._by_workbook()
        seen = {}
        for by in self._tables():
            pivot, json = self._by_pivot(by), self._by_json(by)
            self.assertEqual(pivot, json, by)
            seen |= json
        self.assertEqual(workbook.keys(), seen.keys())
        for key, value in seen.items():
            self.assertAlmostEqual(workbook[key], value, 9, key)
        self.assertGreater(len(seen), 50)

    def test_page_and_json(self):
        """What is read on paper is what the JSON says, in words."""
        page, _kind = self.reader["ir.actions.report"]._render_qweb_html(
            "mentoring_evaluation.figures_page", [], {}
        )
        told = {
            text.getprevious().getprevious().text
            if text.getprevious().tag == "rect"
            else text.getprevious().getprevious().getprevious().text: text.text
            for text in html.fromstring(page).xpath("//text[@class='o_figure']")
        }
        row = self.reports.figures_by()["rows"][0]
        words = self.reports.figures_by()["measures"]
        rates = {name: each for name, each in row["figures"].items() if "share" in each}
        self.assertGreater(len(rates), 3)
        for name, figure in rates.items():
            if name.startswith("said_"):
                continue
            label = words[name]["label"]
            self.assertIn(f"({figure['yes']} of {figure['people']})", told[label])
            self.assertTrue(told[label].startswith(f"{round(figure['share'] * 100)} %"))

    def test_what_is_not_shown_is_no_group_of_a_chart(self):
        """A chart asks for one measure, and would draw an empty one as 0."""
        groups = self.reports.formatted_read_group([], ["role"], ["promoted:avg", "__count"])
        self.assertFalse(groups)
        groups = self.reports.formatted_read_group(
            [], ["programme", "role"], ["promoted:avg", "__count"]
        )
        self.assertEqual([group["role"] for group in groups], ["mentee"])
        groups = self.reports.formatted_read_group([], ["programme", "role"], ["people:sum"])
        self.assertEqual([group["role"] for group in groups], ["mentor", "mentee"])

    # -- JSON for other programs -------------------------------------------------------------

    def _ask(self, user, method, **body):
        key = (
            self.env["res.users.apikeys"]
            .with_user(user)
            ._generate("rpc", "test", fields.Datetime.now() + timedelta(days=1))
        )
        self.env.flush_all()
        body.setdefault("context", {"allowed_company_ids": self.company.ids})
        return self.url_open(
            f"/json/2/{REPORT}/{method}",
            json=body,
            headers={"Authorization": f"Bearer {key}"},
        )

    def test_it_is_asked_for_with_an_api_key(self):
        answer = self._ask(self.hr_officer, "figures_by", by=["programme"])
        self.assertEqual(answer.status_code, 200, answer.text)
        said = answer.json()
        self.assertEqual(said, self.reports.figures_by(by=["programme"]))
        self.assertEqual(said["hash"], self.release.hash)
        self.assertEqual(said["least"], 5)
        self.assertEqual(
            {row["group"]["programme"]: row["people"] for row in said["rows"]},
            {str(self.alpha.id): 60, str(self.beta.id): 46},
        )
        answer = self._ask(self.hr_officer, "figures_compared").json()
        self.assertIn("18 of 60", answer["comparisons"][0]["sentence"])
        self.assertIsNone(answer["comparisons"][1]["first"])
        self.assertEqual(answer["objectives"][0]["light_label"][0], "▲")
        self.assertEqual(answer["health"][0]["programme_label"], "Beta")
        self.assertEqual(
            [(each["label"], each["people"]) for each in answer["health"][0]["states"]][:2],
            [("On track", 22), ("Needs a look", 9)],
        )
        url = f"/json/2/{REPORT}/figures_by"
        refused = self.url_open(url, json={"by": []}, headers={"Authorization": "Bearer nobody's"})
        self.assertEqual(refused.status_code, 401)

    def test_for_nobody_whom_the_door_does_not_let_in(self):
        for user in (self.coordinator, self.lead, self.mia.user_id):
            for method in ("figures_by", "figures_compared"):
                self.assertEqual(self._ask(user, method).status_code, 403)

    def test_a_department_manager_gets_their_department(self):
        self.sales.manager_id = self.mo
        said = self._ask(self.mo.user_id, "figures_by", by=["department"]).json()
        self.assertEqual(
            [row["group"] for row in said["rows"]], [{"department": str(self.sales.id)}]
        )
        self.assertFalse(self._ask(self.mo.user_id, "figures_compared").json()["comparisons"])

    def test_filters(self):
        mentees = self.reports.figures_by(by=["programme"], where={"role": "mentee"})
        self.assertEqual([row["people"] for row in mentees["rows"]], [30])
        both = self.reports.figures_by(where={"programme": [str(self.alpha.id), str(self.beta.id)]})
        self.assertEqual([row["people"] for row in both["rows"]], [106], "Each counts in both.")
        self.assertFalse(self.reports.figures_by(where={"gender": "female"})["rows"])
        self.assertFalse(self.reports.figures_by(where={"programme": ["999999"]})["rows"])

    def test_bad_questions_are_answered_with_a_sentence(self):
        for asked in (
            {"by": ["name"]},
            {"by": "programme"},
            {"by": ["role", "role"]},
            {"by": [["role"]]},
            {"by": {"role": 1}},
            {"where": ["role"]},
            {"where": {"name": "x"}},
            {"where": {"role": 1}},
            {"where": {"role": [["mentor"]]}},
        ):
            with self.assertRaisesRegex(UserError, "programme, role", msg=str(asked)):
                self.reports.figures_by(**asked)
        answer = self._ask(self.hr_officer, "figures_by", by=["name"])
        self.assertEqual(answer.status_code, 422)
        self.assertIn("programme, role", answer.json()["message"])

    def test_without_figures_a_sentence(self):
        self.release.unlink()
        with self.assertRaisesRegex(UserError, "published"):
            self.reports.figures_by()
        with self.assertRaises(AccessError):
            self.reports.with_user(self.coordinator).figures_by()


def about_label(about):
    return [(name, label) for name, label, _words in about["dimensions"]]
