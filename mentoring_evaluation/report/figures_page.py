from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import formatLang

from ..figures import Verdict
from ..models.effect_sheets import chosen_of, light_names, programme_name, role_name
from ..models.figure_door import latest
from ..models.figure_effects import effect_sentence
from ..models.figure_rows import SECTIONS, figure_rows, said_measures
from .bars import Bar, drawn

# Of what people said the page has the headline; the rest is in the workbook.
HEADLINE = "said_quality"
MOST_SENTENCES = 6
MOST_OBJECTIVES = 4


class FiguresPage(models.AbstractModel):
    """What a programme did, or all of them together, on one page.

    Odoo renders a report for whoever asks, with whatever they pass: everything here comes through
    the door of the figures, which asks who they are.
    """

    _name = "report.mentoring_evaluation.figures_page"
    _description = "Figures on One Page"

    @api.model
    def _get_report_values(self, docids, data=None):  # noqa: ARG002 - Odoo passes it
        """
        :param data: dict with ``company`` (id) and ``programme`` (category key; nothing: all)
        :raises AccessError: for who may have no figures
        :raises UserError: where there is nothing to show
        """
        # sudo: turned off - a report may be rendered in sudo
        env = self.sudo(False).env
        data = data or {}
        company = env.company
        if data.get("company") in env.companies.ids:
            company = env["res.company"].browse(data["company"])
        published = latest(env, company)
        key = data.get("programme") or None
        if published is None or (key is not None and key not in published.programmes):
            raise UserError(env._("There are no figures of it: open the export anew, and choose."))
        return {"page": _page(env, published, company, key)}


def _page(env, published, company, key):
    """What is on the page, as plain values."""
    keys = None if key is None else [key]
    base = {} if key is None else {"programme": key}

    def figures(release, measures, *more):
        """Of the programme, or of its groups by one further dimension."""
        wanted = set(base) | set(more)
        found = figure_rows(env, published, release, measures, keys)
        return [each for each in found if set(each.where) == wanted]

    people, quality = published.people, published.quality
    asked = [HEADLINE] if HEADLINE in said_measures(published) else []
    charts = [
        _chart(env, env._("Participation"), figures(people, SECTIONS["funnel"][1:]), most=1),
        _chart(
            env,
            env._("Balance: people by role"),
            figures(people, ("people",), "role"),
            by="role",
        ),
        _chart(
            env,
            env._("Quality of the relationship, over time (1 to 5)"),
            figures(quality, asked, "wave"),
            by="wave",
            most=5,
        ),
        _chart(
            env,
            env._("Outcomes within twelve months"),
            figures(people, SECTIONS["outcomes"]),
            most=1,
        ),
    ]
    effects = chosen_of(published.effects, keys)
    if key is None:
        effects = [each for each in effects if each["programme"] is None]
    # Those that say something first: there is room for a few.
    effects.sort(key=lambda each: each["verdict"] == Verdict.NOT_ENOUGH_DATA)
    lights = light_names(env)
    return {
        "title": env._("What mentoring did"),
        "programme": env._("All programmes")
        if key is None
        else programme_name(env, published, key),
        "company": company.name,
        "date": published.date,
        "k": published.k,
        "hash": published.hash,
        "lines": [
            (each.label, figure_text(env, each))
            for each in figures(people, ("people", *SECTIONS["sessions"]))
        ],
        "charts": [chart for chart in charts if chart],
        "effects": [
            (role_name(env, each["role"]), effect_sentence(env, each, published.k))
            for each in effects[:MOST_SENTENCES]
        ],
        "objectives": [
            (each["name"], lights[each["light"]])
            for each in chosen_of(published.objectives, keys)[:MOST_OBJECTIVES]
        ]
        if key is not None
        else [],
    }


def _chart(env, title, figures, by=None, most=None):
    """Bars of these figures, or ``None`` where there are none."""
    bars = [
        Bar(
            each.group[by] if by else each.label,
            figure_text(env, each),
            each.shown,
            each.low,
            each.high,
        )
        for each in figures
    ]
    return drawn(title, bars, most) if bars else None


def figure_text(env, figure):
    """A figure in words, with the people it is about."""
    if figure.kind == "people":
        return formatLang(env, figure.n, digits=0)
    if figure.kind == "rate":
        return env._(
            "%(share)s %% (%(yes)s of %(people)s)",
            share=formatLang(env, figure.share * 100, digits=0),
            yes=figure.value,
            people=figure.n,
        )
    return env._(
        "%(value)s (%(people)s people)",
        value=formatLang(env, figure.value, digits=1),
        people=figure.n,
    )
