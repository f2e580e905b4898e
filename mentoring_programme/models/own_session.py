"""Whether the person themself is asking, as a plain function (see :mod:`.key_ring`)."""

from odoo.http import request


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
