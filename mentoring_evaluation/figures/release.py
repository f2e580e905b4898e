"""A release: what a report showed at one time, and how renderers ask for it."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property

from .people import ANSWERED, NO, YES
from .questions import Dimension, Measure
from .table import Cell, Table

ANSWERS = {"rate": {"no": NO, "yes": YES}, "mean": {"answered": ANSWERED}}
ANSWERS["sum"] = ANSWERS["mean"]


@dataclass(frozen=True)
class Release:
    """The figures of a report that may be shown, and nothing else but :attr:`memory`.

    :param cells: key to :class:`~.table.Cell`, as in a :class:`~.table.Table` of all dimensions
    :param memory: what :meth:`~.report.Report.publish` needs next time, of what JSON can hold. It
        has everybody's facts in it: it is to be kept sealed, and never leaves the server. ``None``
        in a release that was read back
    """

    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    k: int
    cells: dict
    memory: dict | None = field(default=None, repr=False, compare=False)

    def table(self, *names, where=None):
        """Return a table.

        :param names: dimensions by which it groups, rows before columns
        :param where: dimension to category key, to which it is filtered
        :return: :class:`~.table.Table`; a cell that may not be shown is not in it
        :raises ValueError: when there is no such dimension or category, or one is named twice
        """
        where = dict(where or {})
        place = {dimension.name: at for at, dimension in enumerate(self.dimensions)}
        used = [*names, *where]
        if len(set(used)) < len(used) or not place.keys() >= set(used):
            raise ValueError("Group and filter by different dimensions of this report.")
        fixed = {place[name]: key for name, key in where.items()}
        for axis, key in fixed.items():
            if key not in self.dimensions[axis].keys:
                raise ValueError(f"{self.dimensions[axis].name} has no category {key!r}.")
        grouped = [place[name] for name in names]
        table = Table(tuple(self.dimensions[axis] for axis in grouped), {})
        for key in table.all_keys():
            chosen = fixed | dict(zip(grouped, key, strict=True))
            cell = self.cells.get(tuple(chosen.get(at) for at in range(len(self.dimensions))))
            if cell is not None:
                table.cells[key] = cell
        return table

    def cell(self, **where):
        """Return the :class:`~.table.Cell` of one group, or ``None``."""
        return self.table(where=where).total

    @cached_property
    def hash(self):
        """SHA-256 of the figures, the same wherever and whenever they are the same."""
        text = json.dumps(self._figures(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def to_dict(self):
        """Return the release as what JSON can hold, without :attr:`memory`."""
        return {**self._figures(), "hash": self.hash}

    def _figures(self):
        return {
            "k": self.k,
            "dimensions": [
                {"name": axis.name, "categories": [list(pair) for pair in axis.categories]}
                for axis in self.dimensions
            ],
            "measures": [{"name": axis.name, "kind": axis.kind} for axis in self.measures],
            "cells": [
                {"key": list(key), "n": cell.n, "values": cell.values}
                for key, cell in sorted(
                    self.cells.items(), key=lambda item: [(x is not None, x or "") for x in item[0]]
                )
            ],
        }

    @classmethod
    def from_dict(cls, content):
        """Read a release back.

        :raises ValueError: when the figures are not those of its hash
        """
        release = cls(
            tuple(
                Dimension(axis["name"], tuple(tuple(pair) for pair in axis["categories"]))
                for axis in content["dimensions"]
            ),
            tuple(Measure(axis["name"], axis["kind"]) for axis in content["measures"]),
            content["k"],
            {tuple(cell["key"]): Cell(cell["n"], cell["values"]) for cell in content["cells"]},
        )
        if release.hash != content["hash"]:
            raise ValueError("These figures were changed after they had been published.")
        return release


def group_text(report, group):
    """Return a group as text, ``dimension=category&measure=answer``."""
    words = []
    for axis, code in group:
        if axis < len(report.dimensions):
            dimension = report.dimensions[axis]
            words.append(f"{dimension.name}={dimension.keys[code]}")
        else:
            measure = report.measures[axis - len(report.dimensions)]
            names = {answer: name for name, answer in ANSWERS[measure.kind].items()}
            words.append(f"{measure.name}={names[code]}")
    return "&".join(words)


def text_group(report, text):
    """Return the group of a text.

    :raises ValueError: when it speaks of a category that the report no longer has
    """
    place = {dimension.name: at for at, dimension in enumerate(report.dimensions)}
    measured = {measure.name: at for at, measure in enumerate(report.measures)}
    group = []
    for word in text.split("&") if text else ():
        name, key = word.split("=")
        if name in place:
            group.append((place[name], report.dimensions[place[name]].keys.index(key)))
        else:
            at = measured[name]
            group.append((len(place) + at, ANSWERS[report.measures[at].kind][key]))
    return tuple(group)
