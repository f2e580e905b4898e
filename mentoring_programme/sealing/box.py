import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
TEXT_BYTES = 4096
LENGTH_BYTES = 4


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

    def seal(self, text, context, size=TEXT_BYTES):
        """Seal ``text`` for ``context``; every token of one size has the same length.

        :param str text: in UTF-8 at most 4 bytes fewer than the size
        :param str context: what the box belongs to; needed again to open it
        :param int size: bytes that the text is padded to; choose it by what anybody may know
        :return: str, URL-safe base64
        :raises TooLongError: when the text does not fit
        """
        data = text.encode()
        if len(data) > size - LENGTH_BYTES:
            raise TooLongError(f"This box holds {size - LENGTH_BYTES} bytes.")
        padded = len(data).to_bytes(LENGTH_BYTES, "big") + data
        return self._encrypt(padded.ljust(size, b"\0"), context)

    def open(self, token, context):
        """The text of a box.

        :raises CannotOpenError: when no key opens it in this context
        """
        _key, padded = self._decrypt(token, context)
        length = int.from_bytes(padded[:LENGTH_BYTES], "big")
        return padded[LENGTH_BYTES : LENGTH_BYTES + length].decode()

    def renew(self, token, context, always=False):
        """The same box sealed anew with the first key; what is in it is not looked at.

        :param always: also when the first key sealed it already
        :return: str of the same length, or ``None`` when there is nothing to renew
        :raises CannotOpenError: when no key opens it in this context
        """
        key, padded = self._decrypt(token, context)
        return self._encrypt(padded, context) if key or always else None

    def _encrypt(self, padded, context):
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._ciphers[0].encrypt(nonce, padded, context.encode())
        return base64.urlsafe_b64encode(nonce + sealed).decode()

    def _decrypt(self, token, context):
        """The number of the key that opens the box, and the padded text."""
        for number, cipher in enumerate(self._ciphers):
            try:
                raw = base64.urlsafe_b64decode(token)
                padded = cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context.encode())
            except (InvalidTag, ValueError):  # not with this key, or not a box at all
                continue
            return number, padded
        raise CannotOpenError("No key opens this box.")
