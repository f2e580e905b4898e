"""What every script of this checkout stands on: a real Odoo 19, its Python, its PostgreSQL.

All of it is kept in ``.odoo/`` of the checkout and nowhere else. Each part is made once, under
another name or with its stamp written last, so that a run which is killed half-way leaves
nothing that a later run would take for whole.
"""

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(
        "Python 3.11 or newer is needed: install it (apt install python3) and put it first on PATH."
    )

REPOSITORY = Path(__file__).resolve().parents[2]
HOME = REPOSITORY / ".odoo"
TEMPORARY = HOME / "tmp"
LOGS = HOME / "log"


class Trouble(Exception):
    """Something the reader can mend; its text is one sentence that says how."""


def fingerprint(*parts):
    """Return a short hexadecimal digest of the given strings or bytes, their borders included."""
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()[:16]


def script(main):
    """Run ``main(words)`` as a script: trouble becomes one line on stderr and exit code 1."""
    name = f"scripts/{Path(sys.argv[0]).name}"
    try:
        _make_home()
        code = main(sys.argv[1:])
    except Trouble as trouble:
        print(f"{name}: {trouble}", file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        print(f"{name}: interrupted", file=sys.stderr)
        code = 130
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain about it once more at exit.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 141
    sys.exit(code)


def _make_home():
    for folder in (HOME, LOGS):
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise Trouble(
                f"cannot write to {folder} ({error.strerror}): make it writable."
            ) from error
    if HOME.stat().st_uid != os.geteuid():
        raise Trouble(
            f"{HOME} belongs to another user: run this as that user, or remove the folder first."
        )
