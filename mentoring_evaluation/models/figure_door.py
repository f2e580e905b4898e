"""The door to published figures, as plain functions: no client can call them.

Figures are published by a job (:mod:`.mentoring_evaluation_release`), and then only read. What is
not in the latest release of a company is not to be had: neither a filter nor a group-by reaches a
person. Everything that shows figures (pivot, JSON, PDF, dashboard, workbook) reads them here.
"""

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from odoo.exceptions import AccessError

from ..figures import Dimension, Release, Table
from .figure_sums import summed
from .figure_words import (
    OF_PROGRAMME,
    PEOPLE_DIMENSIONS,
    QUALITY_DIMENSIONS,
    dimension_words,
    measure_words,
)

EVERYTHING = ("hr.group_hr_user", "mentoring_programme.group_mentoring_manager")


@dataclass(frozen=True)
class Programme:
    """What is known of a programme in the figures, as it was called when they were published.

    :param type: key and label of its type
    :param period: key and label of the quarter in which it began
    """

    name: str
    type: tuple[str, str]
    period: tuple[str, str]


@dataclass(frozen=True)
class Published:
    """The latest figures of a company, as far as the reader may have them.

    :param date: the day on which they were published
    :param k: the smallest group that is shown
    :param hash: SHA-256 of all figures of the company, the same for every reader
    :param people: :class:`~..figures.Release` by programme, role, department, gender, level, tenure
        and location
    :param quality: :class:`~..figures.Release` by programme, role and wave. The ``n`` of a measure
        is how many answered it, that of a cell the largest of them
    :param effects: participants against colleagues like them, and
    :param objectives: what became of programmes' objectives; lists of dict, see
        :mod:`.figure_effects`
    :param health: category key of ``programme`` to ``people`` and ``states`` (state to people), see
        :mod:`.figure_health`
    :param programmes: category key of ``programme`` to :class:`Programme`
    :param definitions: name of a dimension or measure to (label, definition), in the reader's
        language
    :param departments: keys of the departments that the reader is confined to; ``None``: all
    """

    date: object
    k: int
    hash: str
    people: Release
    quality: Release
    effects: list
    objectives: list
    health: dict
    programmes: dict
    definitions: dict
    departments: tuple | None = None


def latest(env, company):
    """The latest published figures of a company.

    Officers of HR and managers of the mentoring have all of them; who manages a department has
    those of their departments.

    :param env: of the reader
    :param company: ``res.company``, one
    :return: :class:`Published`, or ``None`` where nothing is published yet
    :raises AccessError: for everybody else, and for a company that is not the reader's
    """
    departments = readable_departments(env, company)
    release = _newest(env, company)
    if not release:
        return None
    content, people, quality = _read(release.figures)
    published = Published(
        date=release.date,
        k=release.threshold,
        hash=release.hash,
        people=people,
        quality=quality,
        effects=content["effects"],
        objectives=content["objectives"],
        health=content["health"],
        programmes={
            key: Programme(each["name"], tuple(each["type"]), tuple(each["period"]))
            for key, each in content["programmes"].items()
        },
        definitions=_definitions(env, content["asked"]),
    )
    published = _without(published, _discreet_since(env, published))
    return published if departments is None else _confined(published, departments)


def of_programme(programme):
    """The figures of one programme over all who take part in it, for what its coordinators hold
    them against. Whoever asks has seen to it that they coordinate it.

    :param programme: ``mentoring.programme``, one
    :return: :class:`~..figures.Cell`, or ``None`` where nothing is published of it
    """
    release = _newest(programme.env, programme.company_id)
    if not release:
        return None
    _content, people, _quality = _read(release.figures)
    key = str(programme.id)
    is_known = any(axis.name == "programme" and key in axis.keys for axis in people.dimensions)
    return people.cell(programme=key) if is_known else None


def _newest(env, company):
    # sudo: mentoring.evaluation.release - rows nobody has a right on; what the reader may have of
    # them is asked by who calls this
    releases = env["mentoring.evaluation.release"].sudo()
    return releases.search([("company_id", "=", company.id)], limit=1)


@lru_cache(maxsize=8)
def _read(figures):
    """What a release holds, with its two tables read back; nobody changes it."""
    content = json.loads(figures)
    return content, Release.from_dict(content["people"]), Release.from_dict(content["quality"])


def _definitions(env, asked):
    """Names and sentences, also of questions that the company wrote itself."""
    own = {
        name: (title, env._("What people answered to this question."))
        for name, title in asked.items()
    }
    return dimension_words(env) | own | measure_words(env)


def readable_departments(env, company):
    """The departments whose figures the reader may have.

    :return: ids of ``hr.department``; ``None`` for all of them
    :raises AccessError: for who may have none
    """
    if company in env.user.company_ids and company in env.companies:
        if any(env.user.has_group(group) for group in EVERYTHING):
            return None
        # sudo: hr.department - which the reader manages, ids only
        departments = env["hr.department"].sudo()
        managed = departments.search(
            [("manager_id.user_id", "=", env.uid), ("company_id", "in", (company.id, False))]
        )
        if managed:
            return departments.search([("id", "child_of", managed.ids)]).ids
    raise AccessError(
        env._(
            "The figures of the mentoring are for HR officers, managers of the mentoring, and "
            "who manages a department: ask one of them."
        )
    )


def _discreet_since(env, published):
    """Keys of the programmes that were called by their names, and have become discreet since."""
    ids = [int(key) for key in published.programmes if key.isdigit()]
    # sudo: mentoring.programme - which of them are discreet, ids only
    programmes = env["mentoring.programme"].sudo().with_context(active_test=False)
    return {
        str(found) for found in programmes.search([("id", "in", ids), ("discreet", "=", True)]).ids
    }


def _without(published, programmes):
    """The figures without those of some programmes, and without their names."""
    if not programmes:
        return published

    def rest(release):
        at = [axis.name for axis in release.dimensions].index("programme")
        axis = release.dimensions[at]
        named = Dimension(axis.name, tuple(p for p in axis.categories if p[0] not in programmes))
        return replace(
            release,
            dimensions=(*release.dimensions[:at], named, *release.dimensions[at + 1 :]),
            cells={key: cell for key, cell in release.cells.items() if key[at] not in programmes},
        )

    return replace(
        published,
        people=rest(published.people),
        quality=rest(published.quality),
        effects=[each for each in published.effects if each["programme"] not in programmes],
        objectives=[each for each in published.objectives if each["programme"] not in programmes],
        **{
            name: {key: each for key, each in listed.items() if key not in programmes}
            for name, listed in (("health", published.health), ("programmes", published.programmes))
        },
    )


def _confined(published, departments):
    """The figures of some departments alone, which together are all there is."""
    people = published.people
    at = [axis.name for axis in people.dimensions].index("department")
    axis = people.dimensions[at]
    keys = {str(department) for department in departments}
    own = Dimension(axis.name, tuple(pair for pair in axis.categories if pair[0] in keys))
    found = {key: cell for key, cell in people.cells.items() if key[at] in own.keys}
    for rest in {(key[:at], key[at + 1 :]) for key in found}:
        cell = summed(found.get((*rest[0], key, *rest[1])) for key in own.keys)
        if cell:
            found[*rest[0], None, *rest[1]] = cell
    dimensions = (*people.dimensions[:at], own, *people.dimensions[at + 1 :])
    return replace(
        published,
        people=replace(people, dimensions=dimensions, cells=found),
        quality=replace(published.quality, cells={}),
        effects=[],
        objectives=[],
        health={},
        departments=own.keys,
    )


def cells(published, by=(), where=None):
    """Figures of groups, of people and of what they said, by any dimensions.

    ``type`` and ``period`` are sums over their programmes, as is a filter on several categories:
    shown where each of them is.

    :param by: names of dimensions, of :data:`.figure_words.DIMENSIONS`
    :param where: dimension to the category keys to which it is filtered
    :return: :class:`~..figures.Table` by these dimensions, without margins. A cell of what was said
        alone has an ``n`` of 0: of how many people is in its measures
    :raises ValueError: when there is no such dimension, or one is named twice
    """
    by, where = tuple(by), dict(where or {})
    if len(set(by)) < len(by):
        raise ValueError("Group by different dimensions.")
    axes = tuple(axis_of(published, name) for name in by)
    for name in where:
        axis_of(published, name)
    table = Table(axes, {})
    people = _tabulated(published, published.people, axes, where)
    said = _tabulated(published, published.quality, axes, where)
    for key in table.all_keys(margins=False):
        one, other = people.get(key), said.get(key)
        if one and other:
            one = replace(one, values=one.values | other.values)
        if one or other:
            table.cells[key] = one or replace(other, n=0)
    return table


def axis_of(published, name):
    """A dimension by its name, with the categories that occur in these figures.

    :raises ValueError: when there is none
    """
    if name in OF_PROGRAMME:
        pairs = {getattr(each, name) for each in published.programmes.values()}
        return Dimension(name, tuple(sorted(pairs, key=lambda pair: (pair[1], pair[0]))))
    pairs = {}
    for release in (published.people, published.quality):
        for axis in release.dimensions:
            for key, label in axis.categories if axis.name == name else ():
                pairs.setdefault(key, label)
    if not pairs and name not in (*PEOPLE_DIMENSIONS, *QUALITY_DIMENSIONS):
        raise ValueError(f"There is no dimension {name}.")
    return Dimension(name, tuple(pairs.items()))


def _tabulated(published, release, axes, where):
    """Cells of one release by these dimensions: key to cell."""
    names = [axis.name for axis in release.dimensions]
    used = {
        "programme" if name in OF_PROGRAMME else name
        for name in (*where, *(axis.name for axis in axes))
    }
    # Of most combinations of dimensions there is no table: do not look for its cells.
    kind = tuple(name in used for name in names)
    tables = {tuple(part is not None for part in key) for key in release.cells}
    if not used <= set(names) or kind not in tables:
        return {}
    found = {}
    for key in product(*(axis.keys for axis in axes)):
        chosen = [(axis.name, {value}) for axis, value in zip(axes, key, strict=True)]
        wanted = _wanted(published, release, [*chosen, *where.items()])
        parts = [wanted.get(name, (None,)) for name in names]
        cell = summed(release.cells.get(part) for part in product(*parts))
        if cell:
            found[key] = cell
    return found


def _wanted(published, release, conditions):
    """The categories that meet all conditions: dimension to keys, in their order."""
    wanted = {axis.name: set(axis.keys) for axis in release.dimensions}
    used = set()
    for name, keys in conditions:
        meets = set(keys)
        if name in OF_PROGRAMME:
            meets = {
                programme
                for programme, each in published.programmes.items()
                if getattr(each, name)[0] in meets
            }
        of = "programme" if name in OF_PROGRAMME else name
        wanted[of] &= meets
        used.add(of)
    return {name: sorted(wanted[name]) for name in used}
