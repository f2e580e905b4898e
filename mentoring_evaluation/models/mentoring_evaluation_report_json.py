from odoo import api, models
from odoo.exceptions import UserError

from . import figure_door
from .effect_sheets import light_names, programme_name, role_name
from .figure_effects import effect_sentence
from .figure_rows import cell_figures
from .figure_words import category_words, health_words


class MentoringEvaluationReport(models.Model):
    """The published figures for other programs, by Odoo's external API (``/json/2``).

    How to ask, and what comes, is in ``docs/figures-export.md``.
    """

    _inherit = "mentoring.evaluation.report"

    @api.model
    @api.readonly
    def figures_by(self, by=(), where=None):
        """One table of the published figures.

        :param by: list of names of dimensions by which it groups; none: the figures of everybody
        :param where: dict of dimension to a category key, or a list of them, to which it is
            filtered
        :return: dict of ``published_on``, ``least`` (people a group has at least), ``hash``,
            ``dimensions``, ``measures`` and ``rows``; a group of which nothing is shown has no row
        :raises AccessError: for who may have no figures
        :raises UserError: when there is no such dimension
        """
        published = self._published_or_sentence()
        by, where = self._checked_names(by), self._checked_where(where)
        try:
            table = figure_door.cells(published, by, where)
        except ValueError as error:
            raise self._no_such() from error
        kinds = {
            measure.name: measure.kind
            for measure in (*published.people.measures, *published.quality.measures)
        }
        return {
            **self._published_when(published),
            "by": by,
            "where": where,
            "dimensions": {
                axis.name: {
                    **_words(published, axis.name),
                    "categories": [
                        {"key": key, "label": category_words(self.env, axis.name, key, label)}
                        for key, label in axis.categories
                    ],
                }
                for axis in table.dimensions
            },
            "measures": {
                name: {"kind": kind, **_words(published, name)} for name, kind in kinds.items()
            },
            "rows": [
                {
                    "group": dict(zip(by, key, strict=True)),
                    "people": cell.n or None,
                    "figures": {
                        each.measure: _numbers(each)
                        for each in cell_figures(published, cell, kinds, {}, {})
                    },
                }
                for key, cell in table.cells.items()
            ],
        }

    @api.model
    @api.readonly
    def figures_compared(self):
        """Participants against colleagues like them, what became of objectives, and how pairings
        do.

        :return: dict of ``published_on``, ``least``, ``hash``, ``comparisons``, ``objectives`` and
            ``health``
        :raises AccessError: for who may have no figures
        """
        published = self._published_or_sentence()
        lights = light_names(self.env)
        return {
            **self._published_when(published),
            "comparisons": [
                {
                    **effect,
                    "programme_label": programme_name(self.env, published, effect["programme"]),
                    "role_label": role_name(self.env, effect["role"]),
                    "sentence": effect_sentence(self.env, effect, published.k),
                }
                for effect in published.effects
            ],
            "objectives": [
                {
                    **objective,
                    "programme_label": programme_name(self.env, published, objective["programme"]),
                    "light_label": lights[objective["light"]],
                }
                for objective in published.objectives
            ],
            "health": [
                {
                    "programme": key,
                    "programme_label": programme_name(self.env, published, key),
                    "people": health["people"],
                    "states": [
                        {"state": state, "label": words, "people": health["states"][state]}
                        for state, words in health_words(self.env).items()
                        if state in health["states"]
                    ],
                }
                for key, health in published.health.items()
            ],
        }

    def _published_or_sentence(self):
        published = self._published()
        if published is None:
            raise UserError(self.env._("No figures are published yet. Ask again in a month."))
        return published

    def _published_when(self, published):
        return {
            "company": self.env.company.name,
            "published_on": str(published.date),
            "least": published.k,
            "hash": published.hash,
        }

    def _checked_names(self, by):
        if not isinstance(by, list | tuple) or not all(isinstance(name, str) for name in by):
            raise self._no_such()
        return list(by)

    def _checked_where(self, where):
        if not isinstance(where or {}, dict):
            raise self._no_such()
        found = {}
        for name, wanted in (where or {}).items():
            keys = [wanted] if isinstance(wanted, str) else wanted
            if not isinstance(keys, list | tuple) or not all(isinstance(key, str) for key in keys):
                raise self._no_such()
            found[name] = list(keys)
        return found

    def _no_such(self):
        return UserError(
            self.env._(
                "Give “by” as a list of different dimensions and “where” as an object of a "
                "dimension and its category keys. There are: %s.",
                ", ".join(name for name, _label, _words in self.figures_about()["dimensions"]),
            )
        )


def _words(published, name):
    label, definition = published.definitions.get(name, (name, ""))
    return {"label": label, "definition": definition}


def _numbers(figure):
    """A figure as what JSON can hold; no interval where there is none."""
    between = {} if figure.low is None else {"low": figure.low, "high": figure.high}
    if figure.kind == "rate":
        return {"people": figure.n, "yes": figure.value, "share": figure.share, **between}
    return {"people": figure.n, figure.kind: figure.value, **between}
