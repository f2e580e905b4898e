"""Everything a script needs, provided in the right order."""

import shutil
from contextlib import contextmanager

from . import TEMPORARY, odoo, postgres, python
from .databases import Databases
from .steps import alone


@contextmanager
def ready():
    """Provide Odoo, its Python and PostgreSQL; give the :class:`Databases` of this script."""
    with alone():
        # What a killed run left: the lock says that nobody works there.
        shutil.rmtree(TEMPORARY, ignore_errors=True)
        where = odoo.provide()
        python.provide()
    with postgres.running(alone) as (environment, descriptors):
        yield Databases(where, environment, descriptors)
