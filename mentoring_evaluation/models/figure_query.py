"""What Odoo's views ask, in the terms of :mod:`.figure_door`; plain functions."""

from odoo.exceptions import UserError
from odoo.fields import Domain

from .figure_words import DIMENSIONS


def where_of(model, domain):
    """The categories that a domain asks for.

    :param model: an empty recordset of ``mentoring.evaluation.report``
    :return: dict of dimension to keys; ``None`` for a domain that nothing meets
    :raises UserError: for anything but "one of these categories, and one of those"
    """
    domain = Domain(domain).optimize(model)
    if domain.is_false():
        return None
    if domain.is_true():
        return {}
    refusal = UserError(
        model.env._(
            "The figures are filtered by choosing what to look at: a programme, a "
            "department, and so on, or several of them. Take the other filter out."
        )
    )
    where = {}
    parts = list(domain.iter_conditions())
    if Domain.AND(parts).optimize(model) != domain:
        # There is an "or" or a "not" in it.
        raise refusal
    for part in parts:
        is_known = part.field_expr in DIMENSIONS
        if is_known and part.operator == "not in" and set(part.value) == {False}:
            # Everybody has a category: of whom nothing is entered, "not set".
            continue
        if not is_known or part.operator != "in":
            raise refusal
        keys = set(part.value)
        where[part.field_expr] = where.get(part.field_expr, keys) & keys
    return where


def checked_groups(model, names):
    """Names of dimensions.

    :raises UserError: for anything else
    """
    names = list(dict.fromkeys(names))
    if not set(names) <= set(DIMENSIONS):
        raise UserError(
            model.env._(
                "The figures are grouped by programme, type, role, department and what else is "
                "offered under Group By, and by nothing else."
            )
        )
    return names


def value_of(cell, aggregate):
    """The figure of a cell that a view asks for; ``False`` where it is not shown.

    :param cell: :class:`~..figures.Cell` or ``None``
    :param aggregate: ``__count`` or the name of a measure
    """
    if aggregate == "__count":
        return count_of(cell)
    if cell is None:
        return False
    if aggregate == "people":
        return cell.n or False
    found = cell.values.get(aggregate)
    if found is None:
        return False
    if "of" in found:
        return found["yes"] / found["of"]
    return found["sum" if "sum" in found else "mean"]


def count_of(cell):
    """How many people a cell is about: those counted, or else those who answered."""
    if cell is None:
        return 0
    return cell.n or max(value.get("of") or value["n"] for value in cell.values.values())


def sorted_groups(groups, order, places):
    """Groups in the order that a view asks for; what is not shown comes last.

    :param groups: list of dict
    :param order: as for ``search``, or ``None`` for the order in which categories are displayed
    :param places: dimension to {category key: place}
    """
    for term in reversed((order or "").split(",")):
        name, _space, way = term.strip().partition(" ")
        if name in places:
            groups.sort(key=lambda group: places[name][group[name]], reverse=_is_down(way))
        elif groups and name in groups[0]:
            missing = [group for group in groups if group[name] is False]
            known = [group for group in groups if group[name] is not False]
            known.sort(key=lambda group: group[name], reverse=_is_down(way))
            groups[:] = known + missing
    return groups


def _is_down(way):
    return way.strip().lower().startswith("desc")
