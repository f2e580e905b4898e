from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..figures import Table
from . import figure_door
from .figure_publishing import publish
from .figure_query import checked_groups, count_of, sorted_groups, value_of, where_of
from .figure_words import (
    ASKED,
    DIMENSIONS,
    FUNNEL,
    OUTCOMES,
    SAID,
    SUMS,
    category_words,
    dimension_words,
    measure_words,
)

RATES = (*FUNNEL, *OUTCOMES, f"{SAID}would_continue")
MEANS = tuple(f"{SAID}{code}" for code, kind in ASKED.items() if kind == "mean")
MEASURES = ("people", *RATES, *MEANS, *SUMS)
MANAGER = "mentoring_programme.group_mentoring_manager"


class MentoringEvaluationReport(models.Model):
    """The published figures of the reader's company, as Odoo's pivot, graph and grouped list ask
    for them.

    There are no rows: whatever else reads this model finds nothing. Groups are answered out of the
    latest release, see :mod:`.figure_door`.
    """

    _name = "mentoring.evaluation.report"
    _description = "Figures of the Mentoring"
    _auto = False
    _order = "id"

    programme = fields.Selection(lambda self: self._categories("programme"), readonly=True)
    type = fields.Selection(lambda self: self._categories("type"), readonly=True)
    period = fields.Selection(
        lambda self: self._categories("period"), string="Began in", readonly=True
    )
    role = fields.Selection(lambda self: self._categories("role"), readonly=True)
    department = fields.Selection(lambda self: self._categories("department"), readonly=True)
    gender = fields.Selection(lambda self: self._categories("gender"), readonly=True)
    level = fields.Selection(lambda self: self._categories("level"), readonly=True)
    tenure = fields.Selection(lambda self: self._categories("tenure"), readonly=True)
    location = fields.Selection(
        lambda self: self._categories("location"), string="Work location", readonly=True
    )
    wave = fields.Selection(lambda self: self._categories("wave"), string="Asked", readonly=True)

    people = fields.Integer(readonly=True, aggregator="sum")
    matched = fields.Float(readonly=True, aggregator="avg")
    met = fields.Float(readonly=True, aggregator="avg")
    completed = fields.Float(readonly=True, aggregator="avg")
    sessions = fields.Float(string="Sessions attended", readonly=True, aggregator="sum")
    hours = fields.Float(string="Hours spent", readonly=True, aggregator="sum")
    promoted = fields.Float(readonly=True, aggregator="avg")
    moved = fields.Float(string="Moved internally", readonly=True, aggregator="avg")
    stayed = fields.Float(string="Still here", readonly=True, aggregator="avg")
    readier = fields.Float(string="Ready sooner", readonly=True, aggregator="avg")
    gained_skill = fields.Float(string="Gained a skill", readonly=True, aggregator="avg")
    said_quality = fields.Float(
        string="Quality of the relationship", readonly=True, aggregator="avg"
    )
    said_would_continue = fields.Float(string="Would continue", readonly=True, aggregator="avg")
    said_more_inclusive = fields.Float(string="More inclusive", readonly=True, aggregator="avg")
    said_more_confident = fields.Float(string="More confident", readonly=True, aggregator="avg")
    said_broader = fields.Float(string="Broader perspective", readonly=True, aggregator="avg")
    said_mindset = fields.Float(string="Mindset shift", readonly=True, aggregator="avg")
    said_perspective = fields.Float(
        string="Takes another's perspective", readonly=True, aggregator="avg"
    )
    said_belonging = fields.Float(string="Belonging", readonly=True, aggregator="avg")
    said_wellbeing = fields.Float(string="Well-being", readonly=True, aggregator="avg")
    said_culture = fields.Float(
        string="Culture in the organisation", readonly=True, aggregator="avg"
    )

    @property
    def _table_query(self):
        """No rows, of the right types."""
        columns = [
            # The type is Odoo's own word for the field's. pylint: disable-next=sql-injection
            SQL("NULL::%s AS %s", SQL(field.column_type[1]), SQL.identifier(name))
            for name, field in self._fields.items()
            if field.store and field.column_type
        ]
        return SQL("SELECT %s WHERE FALSE", SQL(", ").join(columns))

    # -- what can be chosen --------------------------------------------------------------

    def _published(self):
        """The reader's figures, or ``None``.

        :raises AccessError: for who may have none
        """
        return figure_door.latest(self.env, self.env.company)

    @api.model
    def _categories(self, dimension):
        """The categories of a dimension with their names; none for who may have no figures."""
        try:
            published = self._published()
        except AccessError:
            return []
        if not published:
            return []
        return [
            (key, category_words(self.env, dimension, key, label))
            for key, label in figure_door.axis_of(published, dimension).categories
        ]

    @api.model
    def figures_about(self):
        """What stands beside the figures: when they were published, and what each counts.

        :return: dict of ``date`` (``False`` where nothing is published), ``least`` (people),
            ``dimensions`` and ``measures`` (lists of name, label and definition), ``is_confined``
            (to the reader's departments) and ``may_publish``
        :raises AccessError: for who may have no figures
        """
        published = self._published()
        words = dimension_words(self.env) | measure_words(self.env)
        return {
            "date": published and published.date,
            "least": published.k if published else self._least(),
            "dimensions": [(name, *words[name]) for name in DIMENSIONS],
            "measures": [(name, *words[name]) for name in MEASURES],
            "is_confined": bool(published and published.departments is not None),
            "may_publish": self.env.user.has_group(MANAGER),
        }

    def _least(self):
        # sudo: res.company - the smallest group that is shown, which is no secret
        return self.env.company.sudo().mentoring_figures_threshold

    @api.model
    def action_publish(self):
        """Publish the figures of the reader's company as they stand today.

        :raises AccessError: for who does not manage the mentoring
        """
        if not self.env.user.has_group(MANAGER):
            raise AccessError(
                self.env._("A manager of the mentoring publishes the figures: ask one of them.")
            )
        # sudo: everything that figures are made of - for groups of k people or more alone
        publish(self.env.company.sudo())
        return True

    # -- groups --------------------------------------------------------------------------

    @api.model
    @api.readonly
    def formatted_read_group(
        self, domain, groupby=(), aggregates=(), having=(), offset=0, limit=None, order=None
    ):
        if having:
            raise UserError(self.env._("The figures cannot be filtered by what they are."))
        groups = self._groups(self._published(), domain, groupby, aggregates, order)
        figures = [aggregate for aggregate in aggregates if aggregate != "__count"]
        if groupby and figures:
            # A graph would draw what is not shown as 0.
            groups = [
                group for group in groups if any(group[name] is not False for name in figures)
            ]
        return groups[offset : offset + limit if limit else None]

    @api.model
    @api.readonly
    def formatted_read_grouping_sets(self, domain, grouping_sets, aggregates=(), *, order=None):
        published = self._published()
        return [
            self._groups(published, domain, groupby, aggregates, order) for groupby in grouping_sets
        ]

    @api.model
    @api.readonly
    def search_count(self, domain, limit=None):
        """Of how many people the figures are; 0 where that is not shown."""
        found = count_of(self._cells(self._published(), domain, ()).cell())
        return min(found, limit) if limit else found

    def _formatted_read_group_with_length(
        self, domain, groupby, aggregates, offset=0, limit=None, order=None
    ):
        groups = self.formatted_read_group(domain, groupby, aggregates, order=order)
        return groups[offset : offset + limit if limit else None], len(groups)

    def _groups(self, published, domain, groupby, aggregates, order):
        """Groups of the figures that are shown, as Odoo's views take them; without grouping one,
        that is empty where nothing is shown."""
        by = checked_groups(self, groupby)
        wanted = [(aggregate, self._measure(aggregate)) for aggregate in aggregates]
        table = self._cells(published, domain, by)
        groups = [
            {
                **dict(zip(by, key, strict=True)),
                **{aggregate: value_of(table.cell(*key), name) for aggregate, name in wanted},
                "__extra_domain": [(name, "=", value) for name, value in zip(by, key, strict=True)],
            }
            for key in (table.cells if by else [()])
        ]
        if by and wanted:
            # A chart draws what is not shown as 0: a group with nothing to show is none.
            names = [aggregate for aggregate, name in wanted if name != "__count"]
            groups = [
                group
                for group in groups
                if not names or any(group[name] is not False for name in names)
            ]
        places = {
            axis.name: {key: at for at, key in enumerate(axis.keys)} for axis in table.dimensions
        }
        return sorted_groups(groups, order, places)

    def _cells(self, published, domain, by):
        where = where_of(self, domain)
        if published is None or where is None:
            return Table((), {})
        return figure_door.cells(published, by, where)

    def _measure(self, aggregate):
        """The measure of an aggregate such as ``hours:sum``.

        :raises UserError: where the figures have no such
        """
        name, _colon, how = aggregate.partition(":")
        if aggregate == "__count":
            return aggregate
        if name not in MEASURES or how != self._fields[name].aggregator:
            raise UserError(
                self.env._(
                    "The figures are sums, shares and means as they were published: choose one of "
                    "the measures that are offered."
                )
            )
        return name
