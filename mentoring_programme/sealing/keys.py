import base64
import contextlib
import os
import tempfile
from pathlib import Path

from .box import KEY_BYTES, KeyRing


def load_keys(configured, path):
    """The keys of this server, newest first.

    :param str configured: keys in base64, separated by commas, from the server's
        configuration or environment; empty to use the file
    :param path: file with one key in base64 a line; made with a new key, readable by its
        owner alone, when there is none
    :return: list of bytes
    :raises ValueError: on a key that is not 32 bytes in base64
    """
    if configured:
        return [_decode(text) for text in configured.split(",") if text.strip()]
    path = Path(path)
    if not path.exists():
        _make(path)
    return [_decode(line) for line in path.read_text().splitlines() if line.strip()]


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
