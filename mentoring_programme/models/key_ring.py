"""The server's key ring, as plain functions.

Functions of this module and not methods of a model: what is reachable from an environment can
be called by a server action, whose author is an administrator, and must never open a box.
"""

import os
from pathlib import Path

from odoo.tools import config

from ..sealing import KeyRing, load_keys


def server_ring():
    """The keys of this server, from the file that the environment or the server's configuration
    names, or from the one beside Odoo's data, which is made when there is none.

    Always a file, read anew each time: templates that people may write reach the environment
    and the configuration through the attributes of any object, and files not.

    :return: :class:`~..sealing.KeyRing`
    :raises ValueError: when there is no such file, or something else than keys in it
    """
    named = os.environ.get("MENTORING_PREFERENCE_KEYS") or config.get("mentoring_preference_keys")
    if named:
        return KeyRing(load_keys(named))
    made = Path(config["data_dir"]) / "mentoring" / "preference.keys"
    return KeyRing(load_keys(made, make=True))


def bound_to(env, *parts):
    """What a box is bound to: this database, and what it belongs to in it.

    :param parts: what names the owner of the box, for instance a model and an id
    """
    # sudo: ir.config_parameter - the database's identity, which is no secret
    uuid = env["ir.config_parameter"].sudo().get_param("database.uuid")
    return ":".join([uuid, *map(str, parts)])
