"""Whether the person themself is asking, as plain functions (see :mod:`.key_ring`)."""

import sys

from odoo.http import request

# What runs code that is kept in the database: server and automated actions, record rules,
# expressions in pages.
EVALUATORS = {"odoo.tools.safe_eval", "odoo.addons.base.models.ir_qweb"}


def is_own_session(env, user):
    """Whether ``env`` serves a request that ``user`` sends in their own web session.

    Code that runs in somebody's name is not that person: neither ``sudo()`` and
    ``with_user()`` nor a server action, a scheduled job or an API key, and no code that an
    administrator left in the database to run when the person comes by.
    """
    return bool(
        request
        and user
        and not env.su
        and env.uid == user.id == request.env.uid == request.session.uid
        and not _asked_by_the_database()
    )


def _asked_by_the_database():
    frame = sys._getframe()
    while frame and frame.f_globals.get("__name__") not in EVALUATORS:
        frame = frame.f_back
    return frame is not None
