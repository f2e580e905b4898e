import sys

import odoo.tools.config
from odoo import SUPERUSER_ID, api
from odoo.cli import Command
from odoo.modules.registry import Registry

BATCH = 200


class RotateKeys(Command):
    """Seal every confidential box of a database with the first of the server's keys.

    Put the new key before the old ones first (see the addon's CONFIGURE.md), restart the
    servers, then run this. It may be stopped at any time and run again: what is done stays
    done. When it reports no box left and none lost, the old keys can go.
    """

    name = "mentoring_rotate_keys"

    def run(self, args):
        odoo.tools.config.parser.prog = self.prog
        odoo.tools.config.parse_config(args, setup_logging=True)
        names = odoo.tools.config["db_name"]
        if len(names) != 1:
            sys.exit("Name one database: -d DATABASE.")
        registry = Registry(names[0])
        if "mentoring.preference" not in registry:
            sys.exit(f"The database {names[0]} has no addon mentoring_programme.")
        # Only now: the command is found before any addon is loaded.
        from odoo.addons.mentoring_programme.models import rotation  # noqa: PLC0415

        with registry.cursor() as cr:
            models = rotation.sealed_models(api.Environment(cr, SUPERUSER_ID, {}))
        lost = sum(_rotate(registry, rotation, model) for model in models)
        if lost:
            sys.exit(
                f"{lost} boxes open with none of the keys given. If their key still exists, add "
                "it and run this again; if it is lost, these people will be asked again."
            )


def _rotate(registry, rotation, model):
    """Renew the boxes of one model, batch by batch; return how many no key opens."""
    with registry.cursor() as cr:
        # Of everybody, also the archived.
        records = api.Environment(cr, SUPERUSER_ID, {"active_test": False})[model]
        ids = records.search([], order="id").ids
    done = renewed = lost = 0
    for start in range(0, len(ids), BATCH):
        with registry.cursor() as cr:
            records = api.Environment(cr, SUPERUSER_ID, {})[model].browse(
                ids[start : start + BATCH]
            )
            records = records.exists()
            # Wait for owners who save just now; they save with the first key anyway.
            records.lock_for_update()
            counts = rotation.renew_boxes(records)
        done += len(ids[start : start + BATCH])
        renewed, lost = renewed + counts[0], lost + counts[1]
        _say(f"\r{model}: {done} of {len(ids)} boxes, {renewed} sealed anew, {lost} lost")
    _say(f"\r{model}: {len(ids)} boxes, {renewed} sealed anew, {lost} lost\n")
    return lost


def _say(words):
    sys.stdout.write(words)
    sys.stdout.flush()
