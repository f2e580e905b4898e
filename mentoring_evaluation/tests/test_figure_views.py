from odoo import Command
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tests import tagged

from ..models import figure_door
from ..models.figure_words import DIMENSIONS, PEOPLE_MEASURES, measure_words
from ..models.mentoring_evaluation_report import MEASURES
from .figure_case import FigureCase

FIGURES = ["people:sum", "matched:avg", "sessions:sum", "said_quality:avg", "__count"]


@tagged("post_install", "-at_install")
class TestFigureViews(FigureCase):
    """Pivot, graph and grouped list show what was published, and no call shows more."""

    def test_the_pivot_shows_the_release_cell_for_cell(self):
        report = self._report(self.hr_officer)
        release = figure_door.latest(report.env, self.company).people
        sets = [[], ["programme"], ["role"], ["programme", "role"], ["department", "gender"]]
        found = report.formatted_read_grouping_sets([], sets, FIGURES)
        for by, groups in zip(sets, found, strict=True):
            cells = release.table(*by).cells
            shown = {tuple(group[name] for name in by): group for group in groups}
            self.assertEqual(set(shown), {key for key in cells if None not in key})
            for key, group in shown.items():
                self.assertEqual(group["people:sum"], cells[key].n)
                self.assertEqual(group["__count"], cells[key].n)
                sessions = cells[key].values.get("sessions")
                self.assertEqual(group["sessions:sum"], sessions["sum"] if sessions else False)
                where = [(name, "=", value) for name, value in zip(by, key, strict=True)]
                self.assertEqual(group["__extra_domain"], where)
                self.assertEqual(report.search_count(where), cells[key].n)
                alone = report.formatted_read_group(where, [], FIGURES)[0]
                self.assertEqual(
                    [alone[name] for name in FIGURES], [group[name] for name in FIGURES]
                )

    def test_a_list_shows_the_same_groups_and_nobody_in_them(self):
        report = self._report(self.hr_officer)
        groups = report.formatted_read_group([], ["programme"], FIGURES)
        found = report.web_read_group(
            [], ["programme", "role"], FIGURES, limit=2, order="programme desc"
        )
        self.assertEqual(found["length"], len(groups))
        self.assertEqual(
            [group["programme"] for group in found["groups"]],
            [group["programme"] for group in groups][::-1][:2],
        )
        opened = report.web_read_group(
            [], ["programme"], FIGURES, auto_unfold=True, unfold_read_specification={"people": {}}
        )
        self.assertTrue(opened["groups"])
        self.assertFalse([each for group in opened["groups"] for each in group["__records"]])

    def test_what_is_not_published_is_not_to_be_had_by_any_call(self):
        report = self._report(self.hr_officer)
        every = list(report._fields)
        self.assertFalse(report.search([]))
        self.assertEqual(report.search_read([]), [])
        self.assertEqual(report.web_search_read([], {"people": {}})["records"], [])
        self.assertEqual(report.name_search(""), [])
        self.assertEqual(report.web_name_search("", {"display_name": {}}), [])
        self.assertEqual(report.browse([1, 2]).read(["people"]), [])
        with self.assertRaises(MissingError):
            report.browse(1).people  # noqa: B018
        self.assertFalse(report.browse(1).exists())
        # Odoo's own grouping finds no rows; nor do the calls that rest on it.
        self.assertEqual(report._read_group([], ["role"], ["__count"]), [])
        self.assertEqual(report.read_group([], ["people"], ["role"]), [])
        colours = {"field": "role", "colors": {"mentor": "success", "mentee": "danger"}}
        self.assertEqual(dict(report.read_progress_bar([], "programme", colours)), {})
        for name in DIMENSIONS:
            panel = report.search_panel_select_multi_range(name, enable_counters=True)
            shown = report.formatted_read_group([], [name], ["__count"])
            self.assertEqual(
                {each["id"]: each["__count"] for each in panel["values"] if each["__count"]},
                {each[name]: each["__count"] for each in shown},
            )
        self.hr_officer.group_ids += self.env.ref("base.group_allow_export")
        self.assertEqual(report.search([]).export_data(every)["datas"], [])
        self.assertEqual(report.with_context(active_test=False).search([]).mapped("people"), [])

    def test_what_is_not_shown_is_no_bar_of_0(self):
        report = self._report(self.hr_officer)
        release = figure_door.latest(report.env, self.company).people
        cells = release.table("programme").cells
        fewer = 0
        for name in PEOPLE_MEASURES:
            shown = {key[0] for key, cell in cells.items() if key[0] and name in cell.values}
            measure = f"{name}:{report._fields[name].aggregator}"
            bars = report.formatted_read_group([], ["programme"], ["__count", measure])
            self.assertEqual({bar["programme"] for bar in bars}, shown, name)
            fewer += len(shown) < len(self.programmes)
        self.assertTrue(fewer)

    def test_what_cannot_be_answered_is_refused_with_a_sentence(self):
        report = self._report(self.hr_officer)
        programme = str(self.programmes[0].id)
        for domain in (
            [("programme", "!=", programme)],
            [("people", ">", 5)],
            ["|", ("programme", "=", programme), ("role", "=", "mentor")],
            ["!", ("role", "=", "mentor")],
            [("id", "=", 1)],
        ):
            with self.assertRaisesRegex(UserError, "filter"):
                report.formatted_read_group(domain, ["role"], FIGURES)
            with self.assertRaisesRegex(UserError, "filter"):
                report.search_count(domain)
        for groupby in (["id"], ["people"], ["programme", "create_uid"], ["role.id"]):
            with self.assertRaisesRegex(UserError, "grouped"):
                report.formatted_read_group([], groupby, FIGURES)
        for aggregate in ("people:array_agg", "people:max", "id:array_agg", "matched:sum", "x"):
            with self.assertRaisesRegex(UserError, "choose"):
                report.formatted_read_group([], ["role"], [aggregate])
        with self.assertRaises(UserError):
            report.formatted_read_group([], ["role"], FIGURES, [("people:sum", ">", 5)])

    def test_filters_of_several_are_sums_of_what_is_shown(self):
        report = self._report(self.hr_officer)
        keys = [str(each.id) for each in self.programmes[:2]]
        whole = report.search_count([("programme", "in", keys)])
        parts = [report.search_count([("programme", "=", key)]) for key in keys]
        self.assertEqual(whole, sum(parts))
        either = ["|", ("programme", "=", keys[0]), ("programme", "=", keys[1])]
        self.assertEqual(report.search_count(either), whole)
        self.assertEqual(report.search_count([("programme", "in", [])]), 0)
        self.assertEqual(report.search_count([("programme", "=", "0")]), 0)
        # These are not crossed, so that nothing is known of their combinations.
        self.assertEqual(
            report.formatted_read_group([("programme", "=", keys[0])], ["department"], FIGURES), []
        )

    def test_groups_come_in_the_order_that_is_asked_for(self):
        report = self._report(self.hr_officer)
        for order in ("people:sum desc", "__count DESC"):
            numbers = [
                group["people:sum"]
                for group in report.formatted_read_group([], ["department"], FIGURES, order=order)
            ]
            self.assertEqual(numbers, sorted(numbers, reverse=True))
        first = report.formatted_read_group([], ["tenure"], FIGURES, limit=1)
        self.assertEqual(len(first), 1)
        second = report.formatted_read_group([], ["tenure"], FIGURES, offset=1, limit=1)
        self.assertNotEqual(first, second)

    def test_only_who_may_have_figures_is_told_what_there_is_to_choose(self):
        names = list(DIMENSIONS)
        mine = self._report(self.hr_officer).fields_get(names, ["selection"])
        self.assertIn(
            (str(self.programmes[0].id), self.programmes[0].name), mine["programme"]["selection"]
        )
        self.assertIn(("mentor", "Mentor"), mine["role"]["selection"])
        theirs = self._report(self.nobody).fields_get(names, ["selection"])
        self.assertFalse([name for name in names if theirs[name]["selection"]])
        head = self._report(self.head).fields_get(["department"], ["selection"])
        self.assertEqual(
            head["department"]["selection"],
            [(str(self.departments[0].id), self.departments[0].name)],
        )

    def test_who_may_have_no_figures_is_refused(self):
        report = self._report(self.nobody)
        for call in (
            lambda: report.formatted_read_group([], ["role"], FIGURES),
            lambda: report.formatted_read_grouping_sets([], [["role"]], FIGURES),
            lambda: report.web_read_group([], ["role"], FIGURES),
            lambda: report.search_count([]),
            report.figures_about,
        ):
            with self.assertRaises(AccessError):
                call()

    def test_nobody_writes_figures(self):
        for user in (self.hr_officer, self.manager, self.env.ref("base.user_admin")):
            report = self.env["mentoring.evaluation.report"].with_user(user)
            for operation in ("write", "create", "unlink"):
                self.assertFalse(report.has_access(operation))

    def test_without_the_door_everybody_would_be_let_in(self):
        """The access right lets every employee in as far as the door, which is what keeps them
        out: a group on it, or a role, is what opens it."""
        report = self._report(self.nobody)
        with self.assertRaises(AccessError):
            report.search_count([])
        for group in figure_door.EVERYTHING:
            self.nobody.group_ids += self.env.ref(group)
            self.assertTrue(self._report(self.nobody).search_count([]))
            self.nobody.group_ids -= self.env.ref(group)
        self.departments[1].manager_id = self.env["hr.employee"].create(
            {"name": "Nora", "user_id": self.nobody.id, "company_id": self.company.id}
        )
        self.assertTrue(self._report(self.nobody).search_count([]))

    def test_the_menu_is_there_for_whoever_may_have_figures(self):
        menu = self.env.ref("mentoring_evaluation.menu_mentoring_figures")
        for user, is_there in (
            (self.hr_officer, True),
            (self.manager, True),
            (self.head, True),
            (self.nobody, False),
        ):
            menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            self.assertEqual(menu.id in menus, is_there, user.login)

    def test_managers_of_the_mentoring_publish(self):
        for user in (self.hr_officer, self.head, self.nobody):
            with self.assertRaises(AccessError):
                self._report(user).action_publish()
        releases = self.env["mentoring.evaluation.release"]
        before = releases.search_count([])
        self._report(self.manager).action_publish()
        self.assertEqual(releases.search_count([]), before + 1)
        self.assertTrue(self._report(self.manager).figures_about()["may_publish"])

    def test_every_figure_and_dimension_says_what_it_is(self):
        about = self._report(self.hr_officer).figures_about()
        self.assertEqual([each[0] for each in about["measures"]], list(MEASURES))
        self.assertEqual([each[0] for each in about["dimensions"]], list(DIMENSIONS))
        for _name, label, sentence in about["measures"] + about["dimensions"]:
            self.assertTrue(label)
            self.assertTrue(sentence.endswith("."), sentence)
        self.assertEqual(set(MEASURES), set(measure_words(self.env)))
        report = self._report(self.hr_officer)
        strings = report.fields_get([*MEASURES, *DIMENSIONS], ["string"])
        labels = {name: label for name, label, _ in about["measures"] + about["dimensions"]}
        for name, field in strings.items():
            self.assertTrue(labels[name].startswith(field["string"]), name)

    def test_another_company_has_its_own_figures(self):
        other = self.env["res.company"].create({"name": "Figures Abroad"})
        self.hr_officer.company_ids = [Command.link(other.id)]
        report = self._report(self.hr_officer).with_context(allowed_company_ids=other.ids)
        self.assertEqual(report.search_count([]), 0)
        self.assertEqual(report.formatted_read_group([], ["role"], FIGURES), [])
        self.assertFalse(report.figures_about()["date"])
