"""The virtual environment: pinned packages, made anew whenever a pin changes."""

import importlib.util
import json
import shutil
import subprocess
import sys

from . import HOME, REPOSITORY, Trouble, debian, fingerprint
from .steps import Step, follow

FOLDER = HOME / "venv"
PYTHON = FOLDER / "bin" / "python"
PINS = REPOSITORY / "requirements"
STAMP = FOLDER / "pins.json"


def identity():
    """Return what the environment depends on: the pins, the Python, the place it stands in."""
    pins = [part for path in sorted(PINS.glob("*.txt")) for part in (path.name, path.read_bytes())]
    return fingerprint(FOLDER, sys.version, sys.base_prefix, *pins)


def provide(unused):
    """Make the virtual environment, unless one with today's pins is there.

    :param unused: whether no other script uses the one that is there.
    """
    if STAMP.exists():
        if json.loads(STAMP.read_text())["identity"] == identity():
            return
        if not unused:
            raise Trouble(
                "the pins of requirements/ have changed while other scripts of this checkout run:"
                " start again when they have ended."
            )
    if importlib.util.find_spec("ensurepip") is None:
        debian.need(["python3-venv"], "Python's venv module is missing")
    shutil.rmtree(FOLDER, ignore_errors=True)
    step = Step("Making the Python environment")
    follow(
        [sys.executable, "-m", "venv", FOLDER],
        "venv.log",
        trouble="python3 -m venv failed: install it (as root: apt install python3-venv)",
    )
    files = [path for path in sorted(PINS.glob("*.txt")) if path.name != "constraints.txt"]
    expected = len((PINS / "constraints.txt").read_text().split("\n"))
    requested = [word for path in files for word in ("-r", path)]
    seen = set()

    def each_line(line):
        if line.startswith("Collecting "):
            seen.add(line.split()[1])
            step.at(f"{len(seen)} of about {expected} packages found")
        elif line.startswith("Installing collected packages"):
            step.shown = 0
            step.at(f"installing {line.count(',') + 1} packages")

    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", "-c", PINS / "constraints.txt", *requested]
    follow(command, "pip.log", each_line, "pip could not install requirements/*.txt")
    STAMP.write_text(json.dumps({"identity": identity()}))
    step.done()


def module(name, *words, **options):
    """Run ``python -m name words…`` in the environment; return its exit code."""
    return subprocess.run([PYTHON, "-m", name, *map(str, words)], check=False, **options).returncode


def package_folder(name):
    """Return the folder of an installed package of the environment."""
    found = sorted(FOLDER.glob(f"lib/python3*/site-packages/{name}"))
    if not found:
        raise Trouble(f"{FOLDER} is not whole: remove it and start again.")
    return found[0]
