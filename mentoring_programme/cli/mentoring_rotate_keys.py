import sys
import time
from collections import deque
from functools import partial

import psycopg2

import odoo.tools.config
from odoo import SUPERUSER_ID, api
from odoo.cli import Command
from odoo.modules.db import is_initialized
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.sql_db import db_connect

# Sealed text that one transaction reads and writes: at 5.5 kB a person some 180.
BATCH_BYTES = 1_000_000
WAIT_SECONDS = 0.2


class RotateKeys(Command):
    """Seal every confidential box of a database with the first of the server's keys.

    Put the new key before the old ones first (see the addon's CONFIGURE.md), restart the
    servers, then run this. It may be stopped at any time and run again: what is done stays
    done. When it reports no box lost, the old keys can go.
    """

    name = "mentoring_rotate_keys"

    def run(self, args):
        odoo.tools.config.parser.prog = self.prog
        odoo.tools.config.parse_config(args, setup_logging=True)
        names = odoo.tools.config["db_name"]
        if len(names) != 1:
            sys.exit("Name one database: -d DATABASE.")
        registry = _registry(names[0])
        # Only now: the command is found before any addon is loaded.
        from odoo.addons.mentoring_programme.models import key_ring, rotation  # noqa: PLC0415

        try:
            key_ring.server_ring()
        except (OSError, ValueError) as error:
            sys.exit(f"{error} No box was touched: mend the key and run this again.")
        with registry.cursor() as cr:
            models = rotation.sealed_models(api.Environment(cr, SUPERUSER_ID, {}))
        try:
            lost = sum(_rotate(registry, rotation, model) for model in models)
        except KeyboardInterrupt:
            sys.exit("\nStopped. What is done stays done: run this again to go on.")
        if lost:
            sys.exit(
                f"{lost} boxes open with none of the keys given. If their key still exists, add "
                "it and run this again; if it is lost, these people will be asked again."
            )


def _registry(name):
    try:
        with db_connect(name).cursor() as cr:
            is_odoo = is_initialized(cr)
        # A registry would add its own tables to any database.
        registry = Registry(name) if is_odoo else {}
    except psycopg2.Error as error:
        sys.exit(f"The database {name} cannot be used: {str(error).strip()}")
    if "mentoring.preference" not in registry:
        sys.exit(f"The database {name} has no addon mentoring_programme.")
    return registry


def _rotate(registry, rotation, model):
    """Renew the boxes of one model, batch by batch; return how many no key opens."""
    with registry.cursor() as cr:
        waiting = deque(rotation.box_sizes(api.Environment(cr, SUPERUSER_ID, {})[model]))
    total = len(waiting)
    renewed = lost = 0
    _say(f"{model}: 0 of {total} boxes")
    while waiting:
        sizes = dict(_take_batch(waiting))
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            batch = env[model].browse(sizes)
            sealed, unopened, busy = retrying(partial(_renew, rotation, batch), env)
        renewed, lost = renewed + sealed, lost + unopened
        # At the end, so that whoever saves just now has the time to.
        waiting.extend((number, sizes[number]) for number in busy)
        if len(busy) == len(sizes):
            time.sleep(WAIT_SECONDS)
        done = total - len(waiting)
        _say(f"\r{model}: {done} of {total} boxes, {renewed} sealed anew, {lost} lost")
    _say("\n")
    return lost


def _take_batch(waiting):
    """Take ids with their sizes off the queue, as many as one transaction may hold."""
    taken = 0
    while waiting and (not taken or taken + waiting[0][1] <= BATCH_BYTES):
        taken += waiting[0][1]
        yield waiting.popleft()


def _renew(rotation, records):
    """Seal those of the records anew that nobody else is writing just now.

    :return: (number sealed anew, number that no key opens, ids of those left for later)
    """
    free = records.try_lock_for_update()
    renewed, lost = rotation.renew_boxes(free)
    return renewed, lost, (records - free).exists().ids


def _say(words):
    sys.stdout.write(words)
    sys.stdout.flush()
