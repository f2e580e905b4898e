"""Published figures as the sheets of a workbook."""

from dataclasses import replace

from odoo import fields, release
from odoo.modules import Manifest

from ..workbook import Chart, Column, Point, Sheet
from .effect_sheets import effect_sheet, health_sheet, objective_sheet
from .figure_rows import all_figures, of_programmes
from .interval_columns import interval_columns, interval_values

SECTIONS = ("funnel", "sessions", "quality", "outcomes", "objectives")
# A chart of more bars than this is no longer read.
MOST_BARS = 12


def figure_sheets(env, published, programmes=None, sections=SECTIONS, made_of=()):
    """The sheets of a workbook, in order.

    :param env: of the reader, in whose language the workbook is
    :param published: :class:`.figure_door.Published`
    :param programmes: category keys to which it is confined; ``None``: all there is
    :param sections: of :data:`SECTIONS`
    :param made_of: (label, text) pairs that say what was chosen
    :return: list of :class:`~..workbook.Sheet`
    """
    lines = (
        env._(
            "Published on %(date)s. Nothing is said about fewer than %(k)s people, nor what "
            "would tell it: such a figure has no row.",
            date=published.date,
            k=published.k,
        ),
    )
    figures = all_figures(env, published, sections, programmes)
    names = section_names(env)
    sheets = [_summary(env, published, figures, lines)]
    for name, rows in figures.items():
        release_of = published.quality if name == "quality" else published.people
        axes = [axis.name for axis in release_of.dimensions]
        columns, cells, _place = _table(env, published, rows, axes)
        sheets.append(Sheet(names[name], names[name], columns, cells, lines))
        if name == "sessions":
            sheets.append(health_sheet(env, published, programmes, lines))
        if name == "outcomes":
            sheets.append(effect_sheet(env, published, programmes, lines))
    if "objectives" in sections:
        sheets.append(objective_sheet(env, published, programmes, lines))
    empty = env._("Nothing of it is published yet: too few people, or too early.")
    sheets = [
        sheet if sheet.rows else replace(sheet, lines=(*sheet.lines, empty)) for sheet in sheets
    ]
    return [*sheets, _definitions(env, published, figures), _how(env, published, made_of)]


def section_names(env):
    """What the sections are called: dict of name to words."""
    return {
        "funnel": env._("Participation"),
        "sessions": env._("Sessions"),
        "quality": env._("Quality"),
        "outcomes": env._("Outcomes"),
    }


def _summary(env, published, figures, lines):
    rows = of_programmes(figures)
    columns, cells, place = _table(env, published, rows, ["programme"])
    name = env._("Summary")
    charts = [
        Chart(
            title,
            env._(
                "Bars of the rows of this sheet with these names: %s. The thin line on a bar is "
                "the range in which the share lies.",
                ", ".join(rows[first + at].label for at in range(count)),
            ),
            name,
            first,
            place["figure"],
            place["share"],
            tuple(Point(each.label, each.share) for each in rows[first : first + count]),
            "rate",
            place["below"],
            place["above"],
        )
        for title, first, count in _runs_of_rates(env, rows)
    ]
    return Sheet(name, env._("What mentoring did"), columns, cells, lines, tuple(charts))


def _runs_of_rates(env, rows):
    """Rates that follow each other, of what comes first: the bars of a chart each.

    :return: list of (title, number of the first row, number of rows)
    """
    runs = []
    for at, each in enumerate(rows):
        if each.where != rows[0].where:
            break
        if each.kind == "rate" and runs and runs[-1][0] + runs[-1][1] == at:
            runs[-1][1] += 1
        elif each.kind == "rate":
            runs.append([at, 1])
    name = rows[0].group.get("programme", env._("All programmes")) if rows else ""
    return [(name, first, min(count, MOST_BARS)) for first, count in runs]


def _table(env, published, rows, axes):
    """Figures one a row: columns, cells, and the number of each column by name. A column in which
    nothing stands is left out."""
    columns = {
        **{name: Column(published.definitions[name][0]) for name in axes},
        "figure": Column(env._("Figure")),
        "n": Column(env._("People"), "count"),
        "yes": Column(env._("Number"), "count"),
        "share": Column(env._("Share"), "rate"),
        **dict(zip(("low", "high", "below", "above"), interval_columns(env), strict=True)),
        "sum": Column(env._("Sum"), "decimal"),
        "mean": Column(env._("Mean"), "decimal"),
        "mean_low": Column(env._("Mean from"), "decimal"),
        "mean_high": Column(env._("Mean to"), "decimal"),
    }
    everything = env._("All")
    cells = [
        {
            **{name: each.group.get(name, everything) for name in axes},
            "figure": each.label,
            "n": each.n,
            **_numbers(each),
        }
        for each in rows
    ]
    used = [
        name
        for name in columns
        if name in (*axes, "figure", "n") or any(name in cell for cell in cells)
    ]
    return (
        tuple(columns[name] for name in used),
        [tuple(cell.get(name) for name in used) for cell in cells],
        {name: at for at, name in enumerate(used)},
    )


def _numbers(figure):
    if figure.kind == "rate":
        between = interval_values(figure.share, figure.low, figure.high)
        names = ("yes", "share", "low", "high", "below", "above")
        return dict(zip(names, (figure.value, figure.share, *between), strict=True))
    if figure.kind == "mean":
        return {"mean": figure.value, "mean_low": figure.low, "mean_high": figure.high}
    return {"sum": figure.value} if figure.kind == "sum" else {}


def _definitions(env, published, figures):
    used = {"people"}
    for rows in figures.values():
        for each in rows:
            used |= {each.measure, *each.where}
    rows = [words for name, words in published.definitions.items() if name in used]
    rows += [
        (
            env._("From, to"),
            env._(
                "The range in which the figure lies, had chance dealt another hand: in 95 of 100 "
                "such ranges it does (of a rate after E. B. Wilson, 1927; of a mean after Student, "
                "1908). Reach down and reach up are how far it goes from the figure."
            ),
        ),
        (
            env._("All"),
            env._("Everybody, whatever their category. Who is in two programmes counts once."),
        ),
    ]
    columns = (Column(env._("Name")), Column(env._("What it counts"), "long"))
    return Sheet(env._("Definitions"), env._("Definitions"), columns, rows)


def _how(env, published, made_of):
    version = Manifest.for_addon("mentoring_evaluation")["version"]
    now = fields.Datetime.context_timestamp(env.user, fields.Datetime.now())
    rows = [
        (env._("Figures published on"), str(published.date)),
        (env._("Workbook made on"), now.strftime("%Y-%m-%d %H:%M %Z")),
        *made_of,
        (env._("Smallest group shown"), str(published.k)),
        (
            env._("Whose figures"),
            env._("Those of the departments that the reader manages.")
            if published.departments is not None
            else env._("Those of the whole company."),
        ),
        (
            env._("What is hidden"),
            env._(
                "Groups of fewer people than the smallest one, and as many other figures as are "
                "needed that nobody can work these out, from this publication or with earlier ones."
            ),
        ),
        (env._("Versions"), f"Odoo {release.version}, mentoring_evaluation {version}"),
        (env._("Hash of the figures (SHA-256)"), published.hash),
    ]
    columns = (Column(env._("What")), Column(env._("How"), "long"))
    name = env._("How it was made")
    return Sheet(name, name, columns, rows)
