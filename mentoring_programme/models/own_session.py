"""Whether the person themself is asking, as plain functions (see :mod:`.key_ring`)."""

import sys

from odoo.exceptions import AccessError
from odoo.http import request

# Where people open what is kept in confidence. Code that an administrator hangs on anything
# else a person does, which runs in that person's session too, is not there.
PLACES = ("/mentoring/", "/my/mentoring")

EVALUATORS = ("odoo.tools.safe_eval", "odoo.addons.base.models.ir_qweb")


def is_own_session(env, user):
    """Whether ``env`` serves a request that ``user`` sends in their own web session.

    Code that runs in somebody's name is not that person: neither ``sudo()`` and
    ``with_user()`` nor a server action, a scheduled job or an API key.
    """
    return bool(
        request
        and user
        and not env.su
        and env.uid == user.id == request.env.uid == request.session.uid
    )


def check_in_person(env):
    """Refuse everything but a person's own web session on the pages made for this.

    :raises AccessError: for code that runs in somebody's name, whoever wrote it
    """
    in_person = is_own_session(env, env.user) and not _is_called_by_stored_code()
    if not in_person or not request.httprequest.path.startswith(PLACES):
        raise AccessError(env._("Only the person themself can open what is kept in confidence."))


def _is_called_by_stored_code():
    """Whether code that is kept in the database asks: a server action, a rule, a page.

    Such code can get hold of the request and pretend to be anybody in it. What it is compiled
    to belongs to no module, or runs inside one that evaluates it.
    """
    frame = sys._getframe()
    while frame:
        name = frame.f_globals.get("__name__")
        if name not in sys.modules or name in EVALUATORS:
            return True
        frame = frame.f_back
    return False
