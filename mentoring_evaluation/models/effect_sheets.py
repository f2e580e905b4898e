"""Participants against colleagues like them, and objectives, as sheets of a workbook."""

from datetime import date

from ..workbook import Chart, Column, Point, Sheet
from .figure_effects import effect_sentence
from .figure_words import category_words, health_words
from .interval_columns import interval_columns, interval_values


def chosen_of(items, programmes):
    """Those of these effects or objectives that are about the programmes that were chosen.

    :param programmes: category keys; ``None``: everything, also what is about all together
    """
    return [each for each in items if programmes is None or each["programme"] in programmes]


def programme_name(env, published, key):
    """What a programme is called in the figures; ``None``: all of them together."""
    if key is None:
        return env._("All")
    return category_words(env, "programme", key, published.programmes[key].name)


def role_name(env, role):
    return category_words(env, "role", role, role)


def effect_sheet(env, published, programmes, lines):
    """Effects with their intervals, and what each says."""
    rows = [
        (effect, _effect_row(env, published, effect))
        for effect in chosen_of(published.effects, programmes)
    ]
    columns = (
        Column(published.definitions["programme"][0]),
        Column(published.definitions["role"][0]),
        Column(env._("Figure")),
        Column(env._("Months"), "count"),
        Column(env._("People"), "count"),
        Column(env._("Share"), "rate"),
        Column(env._("Colleagues compared"), "count"),
        Column(env._("Share of them"), "rate"),
        Column(env._("Colleagues in effect"), "decimal"),
        Column(env._("Difference"), "rate"),
        *interval_columns(env),
        Column(env._("What it says"), "long"),
    )
    name = env._("Compared")
    said = env._(
        "With colleagues who could have taken part and did not, alike in level, tenure, "
        "department, location and earlier promotion. A difference is no proof of a cause."
    )
    charts = ()
    first, bars = _bars(rows)
    if bars:
        charts = (
            Chart(
                env._("Difference to colleagues like them"),
                env._(
                    "Bars of the column Difference of this sheet. The thin line on a bar is the "
                    "range in which the difference lies; where it reaches 0, it may be chance."
                ),
                name,
                first,
                2,
                9,
                bars,
                "rate",
                12,
                13,
            ),
        )
    title = env._("Participants and colleagues like them")
    return Sheet(name, title, columns, [row for _effect, row in rows], (*lines, said), charts)


def _effect_row(env, published, effect):
    first, second = effect["first"] or (None, None), effect["second"] or (None, None)
    value, low, high = effect["interval"] or (None, None, None)
    return (
        programme_name(env, published, effect["programme"]),
        role_name(env, effect["role"]),
        published.definitions[effect["kind"]][0],
        effect["months"],
        first[1],
        first[0],
        second[1],
        second[0],
        effect["effective"],
        value,
        *interval_values(value, low, high),
        effect_sentence(env, effect, published.k),
    )


def _bars(rows):
    """The first rows that follow each other and have an interval.

    :return: number of the first, and a tuple of :class:`~..workbook.Point`
    """
    shown = [at for at, (effect, _row) in enumerate(rows) if effect["interval"]]
    if not shown:
        return 0, ()
    first = last = shown[0]
    while last + 1 in shown and rows[last + 1][0]["programme"] == rows[first][0]["programme"]:
        last += 1
    return first, tuple(
        Point(row[2], effect["interval"][0]) for effect, row in rows[first : last + 1]
    )


def objective_sheet(env, published, programmes, lines):
    """Objectives with what was reached."""
    lights = light_names(env)
    units = dict(env["mentoring.objective"]._fields["target_unit"]._description_selection(env))
    columns = (
        Column(published.definitions["programme"][0]),
        Column(env._("Objective")),
        Column(env._("Target"), "decimal"),
        Column(env._("Unit")),
        Column(env._("Reached"), "decimal"),
        Column(env._("Standing")),
        Column(env._("Reviewed on"), "date"),
        Column(env._("About people"), "count"),
    )
    rows = [
        (
            programme_name(env, published, each["programme"]),
            each["name"],
            each["target"],
            units.get(each["unit"], each["unit"] or ""),
            each["reached"],
            lights[each["light"]],
            date.fromisoformat(each["date"]) if each["date"] else None,
            each["people"] or None,
        )
        for each in chosen_of(published.objectives, programmes)
    ]
    return Sheet(env._("Objectives"), env._("Objectives"), columns, rows, lines)


def health_sheet(env, published, programmes, lines):
    """How the pairings of programmes that are running do."""
    words = health_words(env)
    columns = (
        Column(published.definitions["programme"][0]),
        Column(env._("People"), "count"),
        *(Column(label, "count") for label in words.values()),
    )
    rows = [
        (
            programme_name(env, published, key),
            each["people"],
            *(each["states"].get(state) for state in words),
        )
        for key, each in published.health.items()
        if programmes is None or key in programmes
    ]
    said = env._("People by how their pairing does, judged by the dates of its sessions alone.")
    title = env._("How the pairings do")
    return Sheet(env._("Health"), title, columns, rows, (*lines, said))


def light_names(env):
    """How an objective stands, in a shape and words: dict of key to text."""
    return dict(env["mentoring.objective"]._fields["light"]._description_selection(env))
