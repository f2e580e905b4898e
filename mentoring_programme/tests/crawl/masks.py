"""What differs between two servers by chance; everything else has to be the same.

Each pattern stands for something that no two processes share, and hides nothing about what
somebody said: a moment, for instance, is masked only if it lies after the copies were made, so
that a row written in one database and not in the other still differs.
"""

import re
from datetime import datetime

MOMENT = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?")
# The same as a page writes it.
ON_PAGES = re.compile(rb"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d [AP]M")
BY_CHANCE = (
    # A token against forged requests, made of the session and the hour.
    (re.compile(rb"[0-9a-f]{40}o\d{10}"), b"<csrf>"),
    # Where an object of Python lies, in the text of an error.
    (re.compile(rb"0x[0-9a-f]{6,16}"), b"<address>"),
    # The identity of a message, and of a channel of the chat.
    (re.compile(rb"<\d+\.\d+\.\d+-openerp[^>]*>"), b"<message id>"),
    (re.compile(rb'("uuid": )"\w{10}"'), rb'\1"<uuid>"'),
    (re.compile(rb'(/chat/\d+/)\w{10}"'), rb'\1<uuid>"'),
    # What a note is called outside, made up for each.
    (re.compile(rb'("reference": )"[\w-]{22}"'), rb'\1"<reference>"'),
    # The token that Odoo makes up for an attendee not saved yet.
    (re.compile(rb'("access_token": )"[0-9a-f]{32}"'), rb'\1"<token>"'),
)


class Masks:
    """The masks for the answers of one server.

    :param server: whose name and port occur in answers
    :param since: the moment the copies were made, as Odoo writes it
    """

    def __init__(self, server, since):
        self._words = (
            (server.name.encode(), b"<database>"),
            (b"127.0.0.1:%d" % server.port, b"<server>"),
        )
        self._since = since.encode()

    def __call__(self, answer):
        """The answer without what is by chance."""
        for word, mask in self._words:
            answer = answer.replace(word, mask)
        for pattern, mask in BY_CHANCE:
            answer = pattern.sub(mask, answer)
        answer = ON_PAGES.sub(self._moment_on_page, answer)
        return MOMENT.sub(self._moment, answer)

    def _moment(self, match):
        moment = match[0].replace(b"T", b" ")
        return b"<since>" if moment[:19] >= self._since else match[0]

    def _moment_on_page(self, match):
        words = match[0].decode() + " +0000"
        moment = datetime.strptime(words, "%m/%d/%Y %I:%M:%S %p %z")
        return b"<since>" if str(moment).encode() >= self._since else match[0]
