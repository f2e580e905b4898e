"""A pytest plugin: Odoo's own ``test_lint`` over the repository's addons, and over them alone.

Odoo's checks look at every addon they find and take the rest of Odoo's house for granted. The
fixtures here show them our addons only, let OCA's two manifest keys pass, and count what Odoo's
own continuous integration counts as a failure: a warning in the log.
"""

import logging
import os
import sys
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def only_our_addons(request, monkeypatch):
    """Show the checks the addons named in the environment and no others."""
    # pytest-odoo has to configure Odoo first.
    from odoo.modules import Manifest  # noqa: PLC0415
    from odoo.tools import config  # noqa: PLC0415

    names = os.environ["LINTED_ADDONS"].split(",")
    manifests = [Manifest.for_addon(name) for name in names]
    monkeypatch.setattr(Manifest, "all_addon_manifests", staticmethod(lambda: list(manifests)))
    if hasattr(request.module, "get_modules"):
        monkeypatch.setattr(request.module, "get_modules", lambda: names)
    if hasattr(request.module, "MANIFEST_KEYS"):
        known = request.module.MANIFEST_KEYS | {"development_status", "maintainers"}
        monkeypatch.setattr(request.module, "MANIFEST_KEYS", known)
    if request.module.__name__.endswith("test_pylint"):
        # That check starts from Odoo's own package and adds the addons that lie elsewhere.
        monkeypatch.setattr(config, "root_path", manifests[0].path)
        # It hands sys.path to pylint, where the addon calendar would hide Python's calendar.
        packages = [path for path in sys.path if not Path(path, "test_lint").is_dir()]
        monkeypatch.setattr(sys, "path", packages)
    if hasattr(request.module, "TestESLint"):
        # It ends with stricter rules for the point of sale, which need packages we have not.
        check = request.module.TestESLint._test_eslint
        monkeypatch.setattr(
            request.module.TestESLint,
            "_test_eslint",
            lambda self, modules, rules: modules and check(self, modules, rules),
        )


@pytest.fixture(autouse=True)
def no_warning(request):
    """Fail a check that only logs what it finds."""
    found = []

    class Collect(logging.Handler):
        def emit(self, record):
            found.append(record.getMessage())

    logger = logging.getLogger(request.module.__name__)
    handler = Collect(logging.WARNING)
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    if found:
        pytest.fail("\n".join(found))
