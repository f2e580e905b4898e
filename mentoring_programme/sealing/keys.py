import base64
import contextlib
import os
import tempfile
from pathlib import Path

from .box import KEY_BYTES, KeyRing


def load_keys(path, make=False):
    """The keys of this server, newest first.

    :param path: file with one key in base64 a line
    :param make: whether to make it with a new key, readable by its owner alone, when there is
        none
    :return: list of bytes
    :raises ValueError: when there is no such file, or a line is not 32 bytes in base64
    """
    path = Path(path)
    if make and not path.exists():
        _make(path)
    try:
        lines = path.read_text().splitlines()
    except (OSError, UnicodeDecodeError):
        # from None, and without what was named: it may be a key that was put there by mistake.
        raise ValueError(
            "The keys of what people say in confidence stand in a file, one a line: name a file "
            "that the server can read."
        ) from None
    return [_decode(line) for line in lines if line.strip()]


def _make(path):
    """Write a new key where there is none; never over one that another process just made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)  # readable by its owner alone
    try:
        with os.fdopen(handle, "w") as file:
            file.write(base64.b64encode(KeyRing.new_key()).decode() + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        os.unlink(draft)


def _decode(text):
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except ValueError as error:
        raise ValueError("A preference key is written in base64.") from error
    if len(key) != KEY_BYTES:
        raise ValueError(f"A preference key has {KEY_BYTES} bytes, in base64.")
    return key
