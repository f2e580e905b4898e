"""Published figures as rows, one a figure: what the workbook, the page on paper and the JSON all
render, so that they are the same. Nothing is decided here: what is not in the release has no row.
"""

from dataclasses import dataclass
from itertools import chain

from ..figures import mean, rate
from .figure_words import FUNNEL, OUTCOMES, SUMS, category_words

# In the order in which they are displayed.
SECTIONS = {"funnel": ("people", *FUNNEL), "sessions": tuple(SUMS), "outcomes": tuple(OUTCOMES)}


@dataclass(frozen=True)
class Figure:
    """One figure of one group.

    :param where: dimension to category key, of what the group is confined to
    :param group: dimension to what that category is called
    :param measure: stable name
    :param label: what it is called
    :param kind: ``people``, ``rate``, ``sum`` or ``mean``
    :param n: people it is about
    :param value: people, people who did, a sum or a mean
    :param share: of a rate, from 0 to 1
    :param low: lower end of its interval (95 %), or ``None``
    :param high: upper end, or ``None``
    """

    where: dict
    group: dict
    measure: str
    label: str
    kind: str
    n: int
    value: float
    share: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def shown(self):
        """What a bar displays: the share of a rate, of anything else the value."""
        return self.share if self.kind == "rate" else self.value


def figure_rows(env, published, release, measures, programmes=None):
    """The figures of a release, those of large groups first.

    :param env: of the reader, in whose language things are called
    :param published: :class:`.figure_door.Published`
    :param release: one of its two
    :param measures: names, of which those that the release has are given, in this order; ``people``
        is how many a group has
    :param programmes: category keys to which it is confined; then nothing is said over all
        programmes together, since that would be about others, too
    :return: list of :class:`Figure`
    """
    found = []
    place = [axis.name for axis in release.dimensions]
    order = [{key: at for at, key in enumerate(axis.keys)} for axis in release.dimensions]
    labels = [dict(axis.categories) for axis in release.dimensions]

    def rank(key):
        used = [at for at, part in enumerate(key) if part is not None]
        return len(used), used, [order[at][key[at]] for at in used]

    for key in sorted(release.cells, key=rank):
        where = {name: part for name, part in zip(place, key, strict=True) if part is not None}
        if programmes is not None and where.get("programme") not in programmes:
            continue
        group = {
            name: category_words(env, name, part, labels[place.index(name)][part])
            for name, part in where.items()
        }
        found += cell_figures(published, release.cells[key], measures, where, group)
    return found


def cell_figures(published, cell, measures, where, group):
    """The figures of one cell, see :func:`figure_rows`."""
    found = []
    for name in measures:
        label = published.definitions.get(name, (name, ""))[0]
        about = {"where": where, "group": group, "measure": name, "label": label}
        value = cell.values.get(name)
        if name == "people":
            found.append(Figure(**about, kind="people", n=cell.n, value=cell.n))
        elif value is not None:
            found.append(_figure(about, value))
    return found


def said_measures(published):
    """Names of what people were asked, in the order of the release."""
    return tuple(measure.name for measure in published.quality.measures)


def all_figures(env, published, sections, programmes=None):
    """Figures by section, ``quality`` among them: dict of name to list of :class:`Figure`."""
    found = {
        name: figure_rows(env, published, published.people, SECTIONS[name], programmes)
        for name in SECTIONS
        if name in sections
    }
    if "quality" in sections:
        asked = said_measures(published)
        found["quality"] = figure_rows(env, published, published.quality, asked, programmes)
    return found


def of_programmes(figures):
    """Those about programmes as a whole, and about all of them, by programme."""
    rows = [each for each in chain(*figures.values()) if set(each.where) <= {"programme"}]
    order = {each.where.get("programme"): None for each in rows}
    return [each for key in order for each in rows if each.where.get("programme") == key]


def _figure(about, value):
    if "of" in value:
        between = rate(value["yes"], value["of"])
        return Figure(
            **about,
            kind="rate",
            n=value["of"],
            value=value["yes"],
            share=between.value,
            low=between.low,
            high=between.high,
        )
    if "mean" in value:
        sure = value["n"] > 1 and value["sd"] is not None
        between = mean(value["mean"], value["sd"], value["n"]) if sure else None
        return Figure(
            **about,
            kind="mean",
            n=value["n"],
            value=value["mean"],
            low=between and between.low,
            high=between and between.high,
        )
    return Figure(**about, kind="sum", n=value["n"], value=value["sum"])
