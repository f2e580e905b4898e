"""Sealed boxes: text that can be kept in a database without being readable there.

Plain Python, no Odoo. A box is one token of authenticated encryption (AES-GCM: McGrew and
Viega, 2004; NIST SP 800-38D, 2007) over text padded to a fixed length, bound to the context
it was sealed in, so that a box copied to another row does not open there.

>>> ring = KeyRing([KeyRing.new_key()])
>>> token = ring.seal("quiet", context="db:7")
>>> ring.open(token, context="db:7")
'quiet'
>>> len(token) == len(ring.seal("", context="db:7"))
True
>>> ring.open(token, context="db:8")
Traceback (most recent call last):
    ...
odoo.addons.mentoring_programme.sealing.box.CannotOpenError: No key opens this box.
"""

from .box import CannotOpenError, KeyRing, TooLongError
from .keys import load_keys

__all__ = ["CannotOpenError", "KeyRing", "TooLongError", "load_keys"]
