from contextlib import contextmanager
from unittest.mock import Mock, patch

from odoo.tests import tagged

from .common import MentoringCase

MODELS = "odoo.addons.mentoring_programme.models"
PATH = "/mentoring/test"


@tagged("post_install", "-at_install")
class InPersonCase(MentoringCase):
    """People who ask in their own web session, and requests that only look like it."""

    @contextmanager
    def _request(self, user, session_user=None, path=PATH):
        """A request that runs as ``user``, in the session of ``session_user`` (of ``user``,
        unless told otherwise); the environment that serves it."""
        self.env.flush_all()
        self.env.invalidate_all()
        env = self.env(user=user.id, su=False)
        request = Mock(env=env)
        request.session.uid = (user if session_user is None else session_user).id
        request.httprequest.path = path
        with (
            patch(f"{MODELS}.own_session.request", request),
        ):
            yield env

    def _as(self, user, function, *args, **kwargs):
        """What ``function`` answers ``user`` in their own session."""
        with self._request(user) as env:
            return function(env, *args, **kwargs)
