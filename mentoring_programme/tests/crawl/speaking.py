"""People say what they say, each in their own session, through the one door there is for it."""

from .scenario import DIMENSION


def say(company, programme, login, own=(), wanted=(), strength="important"):
    """Save one person's answers and wish on the scenario's question.

    :param own: names of the values they say of themselves
    :param wanted: names of the values they wish of a partner
    """
    enrolment_id = company.enrolments[programme, login]
    page = _ask(company, login, "preferences/open", enrolment_id=enrolment_id)
    dimension = next(each for each in page["dimensions"] if each["name"] == DIMENSION)
    values = {value["name"]: value["id"] for value in dimension["values"]}
    key = str(dimension["id"])
    told = {"answers": {}, "wishes": {}}
    if own:
        told["answers"][key] = [values[name] for name in own]
    if wanted:
        told["wishes"][key] = {
            "kind": "named",
            "strength": strength,
            "values": [values[name] for name in wanted],
        }
    _ask(
        company,
        login,
        "preferences/save",
        enrolment_id=enrolment_id,
        said=told,
        consent_version=page["consent_text"]["version"],
    )


def said(company, programme, login):
    """What somebody is shown of what they said: dict with ``answers`` and ``wishes``."""
    return _ask(
        company, login, "preferences/open", enrolment_id=company.enrolments[programme, login]
    )["said"]


# Whose notes they are to read.
READERS = {
    "ida": {"shared"},
    "mia": {"shared", "own"},
    "mel": {"concern", "answer"},
    "sage": {"concern", "note", "answer"},
}


def write_notes(company, texts):
    """A reflection that Ida shares with Mia, one that Mia keeps, and a concern that Mel raises, on
    which Sage notes something and answers.

    :param texts: dict of "shared", "own", "concern", "note" and "answer" to their texts
    """
    for login, kind in (("ida", "shared"), ("mia", "own")):
        note = {"text": texts[kind], "is_shared": kind == "shared"}
        _ask(company, login, "reflections/write", pairing_id=_pairing(company, login), **note)
    enrolment_id = company.enrolments["Running", "mel"]
    _ask(company, "mel", "concerns/raise", enrolment_id=enrolment_id, text=texts["concern"])
    reference = _ask(company, "sage", "concerns/list")[0]["reference"]
    _ask(company, "sage", "concerns/acknowledge", reference=reference)
    for kind in ("note", "answer"):
        note = {"text": texts[kind], "for_reporter": kind == "answer"}
        _ask(company, "sage", "concerns/follow_up", reference=reference, **note)


def reflections(company, login):
    """The texts that a log-in may read on their one active pairing."""
    answer = _ask(company, login, "reflections/list", pairing_id=_pairing(company, login))
    return [each["text"] for each in answer["reflections"]]


def heard_concerns(company, login):
    """The texts of the concerns that a safeguarding lead is handed."""
    found = _ask(company, login, "concerns/list")
    return [
        _ask(company, login, "concerns/open", reference=each["reference"])["text"] for each in found
    ]


def follow_ups(company, login):
    """What a log-in reads of what was done about concerns: as a lead, else as a reporter."""
    if login == "sage":
        found = _ask(company, login, "concerns/list")
        opened = [_ask(company, login, "concerns/open", reference=e["reference"]) for e in found]
        return [note["text"] for concern in opened for note in concern["notes"]]
    mine = _ask(company, login, "concerns/mine")["concerns"]
    return [answer["text"] for concern in mine for answer in concern["answers"]]


def _pairing(company, login):
    enrolment_id = company.enrolments["Running", login]
    rows = company.query(
        "SELECT id FROM mentoring_pairing WHERE state = 'active' AND %s IN (mentor_id, mentee_id)",
        enrolment_id,
    )
    return rows[0][0]


def _ask(company, login, path, **params):
    answer = company.client(login).rpc(f"/mentoring/{path}", **params)
    if "error" in answer:
        raise RuntimeError(f"{login}: {path}: {answer['error']['data']}")
    return answer["result"]
