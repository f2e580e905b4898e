from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import formatLang

from ..figures import Verdict
from ..figures.comparison import LEAST
from ..models.effect_sheets import chosen_of, light_names, programme_name, role_name
from ..models.figure_door import latest
from ..models.figure_effects import effect_sentence
from ..models.figure_rows import SECTIONS, figure_rows, said_measures
from ..models.figure_words import health_words
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
        _health_chart(env, published, key),
        _chart(
            env,
            env._("Quality of the relationship, over time (1 to 5)"),
            figures(quality, asked, "wave"),
            by="wave",
            most=5,
            least=1,
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
        "effects": _sentences(env, effects, published.k),
        "objectives": [
            (each["name"], lights[each["light"]], _reached(env, each))
            for each in chosen_of(published.objectives, keys)[:MOST_OBJECTIVES]
        ]
        if key is not None
        else [],
    }


def _reached(env, objective):
    """What was reached of what was wanted, or nothing where that is not shown."""
    if objective["reached"] is None:
        return ""
    is_score = objective["unit"] == "score"
    reached, target = (
        formatLang(env, objective[name], digits=1 if is_score else 0)
        for name in ("reached", "target")
    )
    if objective["unit"] == "percent":
        return env._("%(reached)s %% (target %(target)s %%)", reached=reached, target=target)
    return env._("%(reached)s (target %(target)s)", reached=reached, target=target)


def _sentences(env, effects, k):
    """Those that say something, as far as there is room; one sentence where none does."""
    said = [each for each in effects if each["verdict"] != Verdict.NOT_ENOUGH_DATA]
    # What has numbers first.
    said.sort(key=lambda each: not each["first"])
    found = [
        env._(
            "%(role)s: %(sentence)s",
            role=role_name(env, each["role"]),
            sentence=effect_sentence(env, each, k),
        )
        for each in said[:MOST_SENTENCES]
    ]
    if effects and not found:
        found = [
            env._(
                "There is not enough data yet. It takes a year from the programme's first day, "
                "and %s people or more on either side.",
                LEAST,
            )
        ]
    return found


def _health_chart(env, published, key):
    """How the pairings of a programme do, or ``None`` where that is not shown."""
    health = published.health.get(key)
    if not health or not health["states"]:
        return None
    bars = [
        Bar(words, env._("%s people", formatLang(env, people, digits=0)), people)
        for state, words in health_words(env).items()
        if (people := health["states"].get(state))
    ]
    return drawn(
        env._("Health: how the pairings of these %s people do", health["people"]),
        bars,
        most=health["people"],
    )


def _chart(env, title, figures, by=None, most=None, least=0):
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
    return drawn(title, bars, most, least) if bars else None


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
        value=formatLang(env, figure.value, digits=0 if figure.value % 1 == 0 else 1),
        people=figure.n,
    )
