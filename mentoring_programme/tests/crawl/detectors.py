"""Look for what somebody said in heaps of bytes, in the forms in which it could lie there.

Texts are unique. What is said about preferences is numbers out of a questionnaire that
everybody may read: there the canary is a value with a twin that nobody ever says. A line, a
mail or an answer that has both shows the questionnaire; one that has the canary alone shows
what somebody said.
"""

import base64
import email
import email.policy
import re
import secrets
import urllib.parse

from .scenario import CANARY_VALUE, TWIN_VALUE

# What is in a box, as JSON or as Python prints it; scripts of the web client say "wishes" too.
BOX = re.compile(rb"""['"\\]wishes\\?['"]: ?\{\\?['"]\d""")
# Of the questionnaire each row has its own id alone, in these tables.
QUESTIONNAIRE = re.compile(rb"COPY public\.(mentoring_dimension_value|ir_model_data) ")


def forms(secret):
    """The byte strings of which one occurs wherever ``secret`` does, plain or encoded."""
    plain = secret.encode()
    found = {
        plain,
        secret.encode("utf-16-le"),
        plain.hex().encode(),
        urllib.parse.quote(secret, safe="").encode(),
    }
    for before in range(3):
        coded = base64.b64encode(b"x" * before + plain)
        # Without the ends, in which neighbours mix.
        found.add(coded[(0, 2, 3)[before] : len(coded) - 4])
    return found


def unique_texts():
    """A text that occurs nowhere else for each kind of note: see :func:`.speaking.write_notes`."""
    kinds = ("shared", "own", "concern", "note", "answer")
    return {kind: f"canary {secrets.token_hex(12)}" for kind in kinds}


class Canaries:
    """What to look for.

    :param texts: dict of where a unique text was put to the text
    """

    def __init__(self, **texts):
        self._forms = {place: forms(text) for place, text in texts.items()}
        value = str(CANARY_VALUE)
        self._value, self._twin = value.encode(), str(TWIN_VALUE).encode()
        self._forms["value"] = forms(value) - {self._value}

    def seen_in(self, data):
        """Names of the canaries that ``data`` (bytes) holds; a set."""
        seen = {place for place, known in self._forms.items() if any(f in data for f in known)}
        if BOX.search(data):
            seen.add("box")
        if self._value in data and self._twin not in data:
            seen.add("value")
        return seen

    def seen_in_lines(self, data):
        """The same for each line by itself, and the first line that shows each.

        :return: dict of canary to line
        """
        seen = {}
        for line in data.splitlines():
            for place in self.seen_in(line):
                seen.setdefault(place, line[:2000])
        return seen

    def seen_in_dump(self, dump):
        """The same for what ``pg_dump`` wrote."""
        parts = re.split(rb"(?m)^(?=COPY )", dump)
        seen = {}
        for part in parts:
            found = self.seen_in_lines(part)
            if QUESTIONNAIRE.match(part):
                found.pop("value", None)
            seen = {**found, **seen}
        return seen

    def seen_in_files(self, folder):
        """The same for the files below a folder, by name of the file."""
        seen = {}
        for path in sorted(folder.rglob("*")):
            found = self.seen_in(path.read_bytes()) if path.is_file() else ()
            if found:
                seen[path.name] = found
        return seen

    def seen_in_mails(self, mails):
        """The same for mails as they went over the wire, decoded and not."""
        seen = set()
        for mail in mails:
            seen |= self.seen_in(mail)
            message = email.message_from_bytes(mail, policy=email.policy.default)
            seen |= self.seen_in("\n".join(map(str, message.values())).encode())
            for part in message.walk():
                if not part.is_multipart():
                    seen |= self.seen_in(part.get_payload(decode=True) or b"")
        return seen

    def seen_in_answers(self, answers, readers=None):
        """The same for what a crawl was answered.

        :param answers: dict of log-in to dict of question to answer
        :param readers: dict of log-in to the canaries that are theirs to read
        :return: list of (log-in, question, canaries)
        """
        seen = []
        for login, answered in answers.items():
            for question, answer in answered.items():
                found = self.seen_in(answer) - (readers or {}).get(login, set())
                # A question about single rows of the questionnaire has one of the two.
                if "mentoring.dimension.value" in question:
                    found.discard("value")
                if found:
                    seen.append((login, question, sorted(found)))
        return seen
