"""Notes that exactly the people named in them may read, as plain functions (see
:mod:`.key_ring`).

Who may read a note is sealed in with its text. The columns of its row find it, they open
nothing: whoever writes another name into them, past the ORM even, reads nothing by that.
"""

import json
import secrets

from odoo.exceptions import UserError

from ..sealing import CannotOpenError, TooLongError
from .key_ring import bound_to, server_ring
from .own_session import check_in_person

# Bytes that every note is padded to, whatever it says.
NOTE_SIZE = 16_384
# As browsers count: in UTF-16, where none takes more than three bytes of the note.
TEXT_LENGTH = 5_000


def new_reference():
    """What a note is called outside: an id would tell by its gaps how many others there are."""
    return secrets.token_urlsafe(16)


def checked_id(value):
    """``value`` where it could be the id of a record, else 0, which is nobody's."""
    is_id = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31
    return value if is_id else 0


def checked_reference(value):
    """``value`` where it could be a reference, else an empty one, which is nobody's."""
    return value if isinstance(value, str) and value.isascii() and value.isprintable() else ""


def checked_text(env, text):
    """What was written, without blank ends.

    :raises UserError: when it is no text, empty, or too long for a note
    """
    try:
        text = text.strip()
        length = len(text.encode("utf-16-le")) // 2
    except (AttributeError, UnicodeEncodeError) as error:
        raise UserError(env._("Write your text in letters, and try again.")) from error
    if not text:
        raise UserError(env._("There is nothing written yet: write something first."))
    if length > TEXT_LENGTH:
        raise UserError(_too_long(env))
    return text


def seal_note(note, said):
    """Put ``said`` into a row.

    :param note: one record of a model with ``_sealed_in``, in sudo
    :param dict said: with ``readers``, the ids of the users who may read it
    :raises UserError: when it does not fit
    """
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    try:
        note.sealed = server_ring().seal(text, _bound(note), size=note._sealed_in["size"])
    except TooLongError as error:
        raise UserError(_too_long(note.env)) from error


def open_notes(env, notes):
    """What those of ``notes`` say that the person who asks may read.

    :param notes: records in sudo, in any number
    :return: dict of record to dict as it was sealed, or to ``None`` where no key opens it
    :raises AccessError: for anybody but a person in their own session
    """
    check_in_person(env)
    ring = server_ring()
    opened = {}
    for note in notes:
        try:
            said = json.loads(ring.open(note.sealed, _bound(note)))
        except CannotOpenError:
            opened[note] = None
            continue
        if env.uid in said["readers"]:
            opened[note] = said
    return opened


def _bound(note):
    return bound_to(note.env, note._name, note.id)


def _too_long(env):
    return env._(
        "This is more than one note holds: keep it under %s characters, and write the rest in "
        "another.",
        TEXT_LENGTH,
    )
