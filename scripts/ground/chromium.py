"""The browser of the browser tests, which Odoo skips silently when it finds none."""

import shutil

from . import debian

# The names Odoo's test framework looks for.
NAMES = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")


def provide():
    """See that a browser is there, or install Debian's when this process may."""
    if not any(map(shutil.which, NAMES)):
        debian.need(["chromium", "fonts-dejavu-core"], "the browser tests need a browser")
