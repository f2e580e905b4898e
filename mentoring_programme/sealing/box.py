import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
TEXT_BYTES = 4096
LENGTH_BYTES = 2


class CannotOpenError(Exception):
    """No key on the ring opens the box: lost key, other context, or a changed token."""


class TooLongError(ValueError):
    """The text does not fit into a box."""


class KeyRing:
    """Keys of 32 bytes: the first seals, all are tried to open.

    :param keys: list of bytes
    :raises ValueError: without a key, or with one of another length
    """

    def __init__(self, keys):
        if not keys:
            raise ValueError("Give the key ring at least one key.")
        if any(len(key) != KEY_BYTES for key in keys):
            raise ValueError(f"Every key has {KEY_BYTES} bytes.")
        self._ciphers = [AESGCM(key) for key in keys]

    @staticmethod
    def new_key():
        """A random key of 32 bytes."""
        return AESGCM.generate_key(KEY_BYTES * 8)

    def seal(self, text, context):
        """Seal ``text`` for ``context``; every token has the same length.

        :param str text: at most 4,094 bytes in UTF-8
        :param str context: what the box belongs to; needed again to open it
        :return: str, URL-safe base64
        :raises TooLongError: when the text does not fit
        """
        data = text.encode()
        if len(data) > TEXT_BYTES - LENGTH_BYTES:
            raise TooLongError(f"A box holds {TEXT_BYTES - LENGTH_BYTES} bytes.")
        padded = len(data).to_bytes(LENGTH_BYTES, "big") + data
        padded = padded.ljust(TEXT_BYTES, b"\0")
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._ciphers[0].encrypt(nonce, padded, context.encode())
        return base64.urlsafe_b64encode(nonce + sealed).decode()

    def open(self, token, context):
        """The text of a box.

        :raises CannotOpenError: when no key opens it in this context
        """
        for cipher in self._ciphers:
            try:
                raw = base64.urlsafe_b64decode(token)
                padded = cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context.encode())
            except (InvalidTag, ValueError):  # not with this key, or not a box at all
                continue
            length = int.from_bytes(padded[:LENGTH_BYTES], "big")
            return padded[LENGTH_BYTES : LENGTH_BYTES + length].decode()
        raise CannotOpenError("No key opens this box.")
