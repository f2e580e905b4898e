"""The server's key ring, as plain functions.

Functions of this module and not methods of a model: what is reachable from an environment can
be called by a server action, whose author is an administrator, and must never open a box.
"""

import os
from pathlib import Path

from odoo.tools import config

from ..sealing import KeyRing, load_keys


def server_ring():
    """The keys of this server: from the environment, its configuration, or the file beside
    Odoo's data that is made when there is none.

    :return: :class:`~..sealing.KeyRing`
    """
    configured = os.environ.get("MENTORING_PREFERENCE_KEYS") or config.get(
        "mentoring_preference_keys"
    )
    path = Path(config["data_dir"]) / "mentoring" / "preference.keys"
    return KeyRing(load_keys(configured, path))


def bound_to(env, *parts):
    """What a box is bound to: this database, and what it belongs to in it.

    :param parts: what names the owner of the box, for instance a model and an id
    """
    # sudo: ir.config_parameter - the database's identity, which is no secret
    uuid = env["ir.config_parameter"].sudo().get_param("database.uuid")
    return ":".join([uuid, *map(str, parts)])
