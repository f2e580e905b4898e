"""What a release remembers, sealed: everybody's facts under keys that nobody can read, as plain
functions (see :mod:`.survey_pool`, which says why). Records given to these functions are in sudo.
"""

import base64
import json
import zlib

from odoo.exceptions import UserError

from odoo.addons.mentoring_programme.models.key_ring import bound_to, server_ring
from odoo.addons.mentoring_programme.sealing import CannotOpenError

LEAST_BYTES = 4096


def seal(release, memory):
    """Put what the next release needs into a row of ``mentoring.evaluation.release``.

    :param memory: of what JSON can hold
    """
    packed = base64.b64encode(zlib.compress(json.dumps(memory, sort_keys=True).encode()))
    size = LEAST_BYTES
    while size < len(packed) + 16:
        size *= 2
    release.memory = server_ring().seal(packed.decode(), _bound(release), size=size)


def memories(releases):
    """What releases remember, in the order of the records.

    :raises UserError: where a key is lost: without what was published before, nobody can tell
        whether new figures would give somebody away
    """
    return [_opened(release) for release in releases]


def _opened(release):
    try:
        packed = server_ring().open(release.memory or "", _bound(release))
    except CannotOpenError as error:
        raise UserError(
            release.env._(
                "What was published before cannot be opened: the server's key is another one. "
                "Put the key file back; until then the figures stay as they are."
            )
        ) from error
    return json.loads(zlib.decompress(base64.b64decode(packed)))


def _bound(release):
    return bound_to(release.env, release._name, release.id)
