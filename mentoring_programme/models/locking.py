"""One person at a time takes a step, as a plain function that no server action can call."""

import time

from odoo.exceptions import UserError
from odoo.tools import SQL

# What another request does to a row takes a moment: it is waited for before anybody is refused.
TRIES, PAUSE_SECONDS = 10, 0.05


def locked(records):
    """Let nobody else change these records before this transaction ends.

    What was read of them before is forgotten, so that the step judges what is there now. If
    another transaction changed them since this one began, PostgreSQL refuses the lock and Odoo
    tries the whole request again.

    :param records: a recordset; it may be empty
    :return: the same records
    :raises UserError: when somebody else is changing one of them at this moment, or it is gone
    """
    # sudo: any model - a row lock, nothing is read; who may take the step is the caller's to check
    rows = records.sudo()
    for _turn in range(TRIES):
        if rows.try_lock_for_update(allow_referencing=True) == rows:
            records.invalidate_recordset()
            return records
        if rows.exists() != rows:
            break
        time.sleep(PAUSE_SECONDS)
    raise UserError(
        records.env._(
            "Somebody else is changing this right now, or it is gone: reload the page and try "
            "again."
        )
    )


def claimed(records):
    """:func:`locked`, and whoever began before this transaction ends cannot lock them after it.

    For steps that are judged by what is counted elsewhere (places taken, requests open) and leave
    these rows as they are: a transaction that began before this one ended would lock them next
    and still count as it was. A row that was written anew makes PostgreSQL refuse that, and Odoo
    tries the request again.

    :param records: a recordset; it may be empty
    :return: the same records
    :raises UserError: as :func:`locked`
    """
    written_anew(locked(records))
    return records


def written_anew(records):
    """Write the rows of locked records as they are, see :func:`claimed`."""
    records.env.cr.execute(
        SQL(
            "UPDATE %s SET write_date = write_date WHERE id = ANY(%s)",
            SQL.identifier(records._table),
            list(records.ids),
        )
    )
