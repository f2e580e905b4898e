"""A real Odoo 19: Debian's package unpacked into the checkout, or the one ODOO_HOME points at."""

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from . import HOME, TEMPORARY, Trouble, debian, fingerprint

PREFIX = HOME / "odoo"
SITE_IN_PREFIX = Path("usr/lib/python3/dist-packages")

SUITES = ("sid", "bookworm")
PACKAGES = (
    "odoo-19/sid",
    # Debian takes out what it has elsewhere and links there; the web client needs the targets.
    "libjs-jquery/sid",
    "libjs-jquery-form/sid",
    "libjs-underscore/sid",
    "fonts-montserrat/sid",
    "fonts-roboto-unhinted/sid",
    "fonts-ocr-b/sid",
    "fonts-glyphicons-halflings/sid",
    # The links name files as they are called in bookworm.
    "fonts-font-awesome/bookworm",
    "fonts-inconsolata/bookworm",
)
SEGMENTATION = Path("odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js")
SEGMENTATION_TEXT = """\
// Blurs the background of a video call. Debian leaves the file out and has no package for it;
// while it is missing, every page logs an error and every browser test fails on that error.
"""


@dataclass(frozen=True)
class Odoo:
    """Where an Odoo 19 is.

    ``site`` goes on PYTHONPATH, ``addons`` are the folders of its modules beside those in the
    package itself, and ``identity`` changes when it is another Odoo.
    """

    site: Path
    addons: tuple
    identity: str


def provide(unused):
    """Return the Odoo to use, after fetching it when it is not there yet.

    :param unused: whether no other script uses the one that is there.
    """
    if os.environ.get("ODOO_HOME"):
        return _from_home(Path(os.environ["ODOO_HOME"]).expanduser())
    recipe = fingerprint(*SUITES, *PACKAGES, SEGMENTATION_TEXT)
    stamp = PREFIX / "recipe.json"
    if not (stamp.exists() and json.loads(stamp.read_text())["recipe"] == recipe):
        if PREFIX.exists() and not unused:
            raise Trouble(
                "another Odoo has to be fetched while other scripts of this checkout run: start"
                " again when they have ended."
            )
        _fetch(recipe)
    package = PREFIX / SITE_IN_PREFIX / "odoo"
    return Odoo(package.parent, (package / "addons",), fingerprint(stamp.read_bytes()))


def _from_home(home):
    """Return the Odoo that stands in a folder of the user's: a source tree or a site folder."""
    release = home / "odoo" / "release.py"
    if not release.exists():
        raise Trouble(
            f"ODOO_HOME={home} holds no Odoo: point it at the folder that has odoo-bin, or at the"
            " site-packages folder that has odoo/ (or unset it to have Odoo fetched)."
        )
    text = release.read_text()
    version = re.search(r"^version_info\s*=\s*\(\s*'?([^,']+)'?,\s*(\d+)", text, re.M)
    if not version or version[1] != "19":
        found = f"Odoo {version[1]}.{version[2]}" if version else "an Odoo of unknown version"
        raise Trouble(f"ODOO_HOME={home} is {found}: point it at an Odoo 19.0.")
    package = release.parent.resolve()
    folders = tuple(
        folder
        for folder in (package.parent / "addons", package / "addons")
        if (folder / "web").is_dir()
    )
    if not folders:
        raise Trouble(f"ODOO_HOME={home} has no addons/web: point it at a whole Odoo 19.0.")
    # A site folder holds other packages too, which must not come before those of our environment.
    site = HOME / "site"
    site.mkdir(exist_ok=True)
    link = site / "odoo"
    if not (link.is_symlink() and link.resolve() == package):
        link.unlink(missing_ok=True)
        link.symlink_to(package)
    return Odoo(site, folders, fingerprint(package, text))


def _fetch(recipe):
    """Download and unpack Debian's Odoo under another name, check it, then put it in place."""
    archives = HOME / "download"
    files = debian.download(PACKAGES, SUITES, archives)
    unpacked = TEMPORARY / "odoo"
    shutil.rmtree(unpacked, ignore_errors=True)
    unpacked.mkdir(parents=True)
    debian.unpack(files, unpacked)
    site = unpacked / SITE_IN_PREFIX
    segmentation = site / SEGMENTATION
    if not segmentation.exists():
        segmentation.parent.mkdir(parents=True, exist_ok=True)
        segmentation.write_text(SEGMENTATION_TEXT)
    _relink(unpacked)
    dangling = [path for path in _links(site) if not path.exists()]
    if dangling:
        raise Trouble(
            f"Debian's Odoo links to {len(dangling)} files that its packages no longer hold, first"
            f" {dangling[0].relative_to(site)}: set ODOO_HOME to an Odoo 19 that is there already."
        )
    about = {"recipe": recipe, "archives": sorted(path.name for path in files)}
    (unpacked / "recipe.json").write_text(json.dumps(about))
    shutil.rmtree(PREFIX, ignore_errors=True)
    unpacked.rename(PREFIX)
    shutil.rmtree(archives)


def _links(folder):
    for root, folders, files in os.walk(folder):
        for name in folders + files:
            path = Path(root, name)
            if path.is_symlink():
                yield path


def _relink(prefix):
    """Make absolute links point into the prefix: Debian means them from the machine's root."""
    for path in _links(prefix):
        target = os.readlink(path)
        if os.path.isabs(target):
            path.unlink()
            path.symlink_to(os.path.relpath(prefix / target.lstrip("/"), path.parent))
