"""Everything a script needs, provided in the right order."""

import fcntl
import shutil
from contextlib import contextmanager

from . import HOME, TEMPORARY, odoo, postgres, python
from .databases import Databases
from .steps import alone


@contextmanager
def ready():
    """Provide Odoo, its Python and PostgreSQL; give the :class:`Databases` of this script.

    Who uses them holds a shared lock, and what a script starts inherits it. So nothing is
    replaced under a running script, and the last one that leaves stops PostgreSQL.
    """
    with open(HOME / "users", "a") as users:
        with alone():
            # What a killed run left: the lock says that nobody works there.
            shutil.rmtree(TEMPORARY, ignore_errors=True)
            unused = _is_last(users)
            where = odoo.provide(unused)
            python.provide(unused)
            # Waits for a script that is just stopping PostgreSQL.
            fcntl.flock(users, fcntl.LOCK_SH)
            environment = postgres.start()
        try:
            yield Databases(where, environment, (users.fileno(),))
        finally:
            if _is_last(users):
                postgres.stop()


def _is_last(users):
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
