import re
from datetime import date, timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.effect_sheets import programme_name
from ..models.figure_door import latest
from ..models.figure_sheets import SECTIONS, figure_sheets
from ..models.figure_words import category_words
from ..models.people_rows import people_columns, people_domain, people_rows, programmes_listed
from ..workbook import Sheet, writing

PAGE = "mentoring_evaluation.figures_page"


class MentoringEvaluationExport(models.TransientModel):
    """The published figures to take along: as a workbook, or as a page on paper.

    Nothing that it makes is kept on the server: it is written while it is sent.
    """

    _name = "mentoring.evaluation.export"
    _inherit = ["mentoring.unseen"]
    _description = "Export of Mentoring Figures"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, readonly=True
    )
    published_on = fields.Date(readonly=True)
    line_ids = fields.One2many(
        "mentoring.evaluation.export.programme", "export_id", string="Programmes"
    )
    date_from = fields.Date(string="Begun from")
    date_to = fields.Date(string="Begun until")
    has_funnel = fields.Boolean(string="Participation", default=True)
    has_sessions = fields.Boolean(string="Sessions and hours", default=True)
    has_quality = fields.Boolean(string="Quality", default=True)
    has_outcomes = fields.Boolean(string="Outcomes, with comparison", default=True)
    has_objectives = fields.Boolean(string="Objectives", default=True)
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        required=True,
        default=lambda self: self.env.lang or "en_US",
    )
    has_people = fields.Boolean(
        string="A list of the people, by name",
        help="Names, roles, states and number of sessions, of programmes that are not discreet. "
        "No survey and no outcome. That you had it made, and what for, is kept.",
    )
    reason = fields.Char(string="What the list is for")
    may_list_people = fields.Boolean(compute="_compute_may_list_people")

    @api.depends_context("uid")
    def _compute_may_list_people(self):
        self.may_list_people = self.env.user.has_group(
            "mentoring_programme.group_mentoring_manager"
        )

    def _compute_display_name(self):
        for export in self:
            export.display_name = self.env._("Export of figures")

    @api.model
    def default_get(self, fields):
        """With the programmes of the latest figures, all of them chosen."""
        found = super().default_get(fields)
        if not {"published_on", "line_ids"} & set(fields):
            return found
        published = latest(self.env, self.env.company)
        if published is None:
            raise UserError(
                self.env._(
                    "No figures are published yet. They are, once a month, when enough people "
                    "take part; a mentoring manager can publish them now in the settings."
                )
            )
        if "published_on" in fields:
            found["published_on"] = published.date
        if "line_ids" in fields:
            found["line_ids"] = [
                Command.create(
                    {
                        "key": key,
                        "name": programme_name(self.env, published, key),
                        "period": category_words(self.env, "period", *programme.period),
                        "is_chosen": True,
                    }
                )
                for key, programme in published.programmes.items()
            ]
        return found

    def action_workbook(self):
        """Have it written and sent."""
        self._check_choice()
        return self._download("workbook")

    def action_page(self):
        """The page on paper: of one programme, or of all together."""
        self._check_choice()
        if not self._chosen_keys() or len(self._chosen_keys()) == 1:
            return self._download("page")
        raise UserError(
            self.env._("The page is about one programme or about all: choose one, or all of them.")
        )

    # -- what is made ------------------------------------------------------------------------

    def _published(self):
        published = latest(self.env, self.company_id)
        if published is None:
            raise UserError(self.env._("No figures are published any more: open this anew."))
        return published

    def _chosen_keys(self):
        """Category keys of the programmes chosen; ``None`` where it is all of them.

        What the form sends back is only compared with what is published.
        """
        programmes = self._published().programmes
        chosen = {line.key for line in self.line_ids if line.is_chosen}
        keys = [key for key in programmes if key in chosen and self._begun_in_time(programmes[key])]
        return None if len(keys) == len(programmes) else keys

    def _begun_in_time(self, programme):
        """Whether the quarter in which a programme began touches the days that were chosen."""
        if not (self.date_from or self.date_to):
            return True
        quarter = _quarter(programme.period[0])
        if not quarter:
            return False
        first, last = quarter
        return (not self.date_from or last >= self.date_from) and (
            not self.date_to or first <= self.date_to
        )

    def _check_choice(self):
        self.ensure_one()
        self.check_access("read")
        keys = self._chosen_keys()
        if keys is not None and not keys:
            raise UserError(self.env._("Choose at least one programme that began in these days."))
        if not self._sections() and not self.has_people:
            raise UserError(self.env._("Choose at least one part."))
        if self.has_people:
            self.env["mentoring.people.list"]._check_may_list(self.company_id)
            if not (self.reason or "").strip():
                raise UserError(self.env._("Write down what the list of people is for."))

    def _sections(self):
        return tuple(name for name in SECTIONS if self[f"has_{name}"])

    def _download(self, kind):
        return {
            "type": "ir.actions.client",
            "tag": "mentoring_evaluation.download",
            "params": {
                "url": f"/mentoring/evaluation/export/{self.id}/{kind}",
                "total": self._rows_ahead() if kind == "workbook" else 0,
            },
        }

    def _people_programmes(self):
        """Programmes whose people are listed: chosen ones among those that may be."""
        listed = programmes_listed(self.env, self.company_id)
        keys = self._chosen_keys()
        return listed if keys is None else listed.filtered(lambda each: str(each.id) in keys)

    def _rows_ahead(self):
        if not self.has_people:
            return 0
        domain = people_domain(self._people_programmes())
        return self.env["mentoring.enrolment"].search_count(domain)

    def _record_people(self):
        """Note the list of people before it is made.

        :return: what was noted, empty where there is no list
        """
        lists = self.env["mentoring.people.list"]
        if not self.has_people:
            return lists
        return lists._record(
            self.company_id, self._people_programmes(), self.reason, self._rows_ahead()
        ).sudo(False)

    def _writing(self, target, noted=None):
        """Write the workbook, see :func:`~..workbook.writing`.

        :param noted: what :meth:`_record_people` returned. The people listed are those of it,
            whatever the form says by now: nobody is listed without a note
        """
        export = self.with_context(lang=self.lang)
        env = export.env
        published = export._published()
        sheets = figure_sheets(
            env, published, export._chosen_keys(), export._sections(), export._made_of()
        )
        if noted:
            programmes = noted.with_env(env).programme_ids
            name = env._("People")
            said = env._("In confidence. Made for: %s", noted.reason)
            columns, rows = people_columns(env), people_rows(env, programmes)
            sheets.append(Sheet(name, env._("People, by name"), columns, rows, (said,)))
        title = env._("Mentoring: figures of %s", published.date)
        yield from writing(target, sheets, {"title": title, "author": self.company_id.name or ""})

    def _file_name(self):
        """Without an ending, and without a programme's name."""
        return f"mentoring-{self._published().date}"

    def _page(self):
        """The page on paper.

        :return: its content, and ``pdf`` or ``html`` where the server makes no PDF
        """
        self._check_choice()
        export = self.with_context(lang=self.lang)
        chosen = {"company": self.company_id.id, "programme": export._page_key()}
        reports = export.env["ir.actions.report"]
        if reports.get_wkhtmltopdf_state() in ("ok", "upgrade", "workers"):
            return reports._render_qweb_pdf(PAGE, [], chosen)[0], "pdf"
        return reports._render_qweb_html(PAGE, [], chosen)[0], "html"

    def _page_key(self):
        """The programme that the page is about; ``None``: all of them, where there are several."""
        keys = self._chosen_keys() or list(self._published().programmes)
        return keys[0] if len(keys) == 1 else None

    def _made_of(self):
        """What was chosen, as (label, text) pairs."""
        keys = self._chosen_keys()
        published = self._published()
        names = (
            self.env._("All of them")
            if keys is None
            else ", ".join(programme_name(self.env, published, key) for key in keys)
        )
        labels = self._fields
        found = [
            (self.env._("Company"), self.company_id.name or ""),
            (self.env._("Programmes"), names),
            (
                self.env._("Parts"),
                ", ".join(
                    labels[f"has_{name}"]._description_string(self.env) for name in self._sections()
                ),
            ),
        ]
        found += [
            (labels[name]._description_string(self.env), str(self[name]))
            for name in ("date_from", "date_to")
            if self[name]
        ]
        return found


class MentoringEvaluationExportProgramme(models.TransientModel):
    """A programme of the published figures, to be chosen or not."""

    _name = "mentoring.evaluation.export.programme"
    _inherit = ["mentoring.unseen"]
    _description = "Programme in an Export"
    _order = "id"

    export_id = fields.Many2one(
        "mentoring.evaluation.export", required=True, ondelete="cascade", index=True
    )
    key = fields.Char(required=True)
    name = fields.Char(required=True)
    period = fields.Char(string="Began in")
    is_chosen = fields.Boolean(string="In it", default=True)


def _quarter(key):
    """First and last day of a quarter, ``2026-1``; ``None`` of anything else."""
    found = re.fullmatch(r"(\d{4})-([1-4])", key or "")
    if not found:
        return None
    year, month = int(found[1]), int(found[2]) * 3 - 2
    after = date(year + month // 10, (month + 2) % 12 + 1, 1)
    return date(year, month, 1), after - timedelta(days=1)
