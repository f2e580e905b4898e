"""Sealing boxes anew, as plain functions (see :mod:`.key_ring`).

A model with sealed boxes says so by ``_sealed_in``: the ``column`` of the token, and the field
that it is ``bound`` to (a many2one or the id).
"""

from odoo.tools import SQL

from ..sealing import CannotOpenError
from .key_ring import bound_to, server_ring


def sealed_models(env):
    """Names of the models that have sealed boxes, in alphabetical order."""
    return sorted(name for name in env.registry if getattr(env[name], "_sealed_in", None))


def box_sizes(model):
    """How much there is to seal anew.

    :param model: with ``_sealed_in``, in sudo
    :return: list of (id, bytes of its token) of all records with a box, by id
    """
    column = SQL.identifier(model._sealed_in["column"])
    return model.env.execute_query(
        SQL(
            "SELECT id, octet_length(%s) FROM %s WHERE %s IS NOT NULL ORDER BY id",
            column,
            SQL.identifier(model._table),
            column,
        )
    )


def renew_boxes(records, always=False):
    """Seal the boxes of these records with the first key; what is in them is not looked at.

    :param records: of a model with ``_sealed_in``, in sudo
    :param always: also those that the first key sealed already
    :return: (number of boxes sealed anew, number of boxes that no key opens)
    """
    ring = server_ring()
    column, bound = records._sealed_in["column"], records._sealed_in["bound"]
    renewed = lost = 0
    records.fetch([column] if bound == "id" else [column, bound])
    for record in records.filtered(column):
        owner = record.id if bound == "id" else record[bound].id
        try:
            token = ring.renew(record[column], bound_to(record.env, record._name, owner), always)
        except CannotOpenError:
            lost += 1
            continue
        if token:
            record[column] = token
            renewed += 1
    return renewed, lost
