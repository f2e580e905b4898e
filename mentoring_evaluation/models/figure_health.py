"""How the pairings of programmes that are running do, as published: plain functions.

Each programme is a report by itself, of the people whom the people's report of the same day counts
as matched, or where it does not show how many these are, of all whom it counts in the programme. So
of how many people the figures are is the same number in both, and nothing follows from their
difference. Where it would not be the same, since one of them holds back a change that the other
shows, there are none. Health changes from one week to the next; within the people's report it would
hold back everything else.
"""

from ..figures import Dimension, Report, Row
from ..figures.people import unreadable
from .figure_gathering import person_of
from .figure_words import DISCREET

# What is told apart; all else is not judged: too early, at rest, over, or without a partner.
JUDGED = ("on_track", "look", "risk")
OTHER = "other"
STATES = Dimension("health", tuple((key, key) for key in (*JUDGED, OTHER)))
# Of the two pairings that somebody has at once, the one that needs more.
WORST = ("risk", "look", "on_track")
RUNNING = "running"


def published_health(found, people, k, history, secret):
    """Publish how many people's pairings do how.

    :param found: :class:`~.figure_gathering.Gathered`
    :param people: :class:`~..figures.Release` of the people's report of today
    :param history: what this returned second with each release before, oldest first
    :param secret: as for the people's report
    :return: dict of programme's category key to dict of ``people`` and ``states`` (state to
        people), and what is to be remembered: dict of the same keys to the memory of their report
    """
    shown, memory = {}, {}
    running = {
        key: programme
        for programme, key in found.key_of.items()
        if programme.state == RUNNING and key != DISCREET
    }
    judged = _judged(found.study.env, running, secret)
    for key in running:
        counted = people.cell(programme=key)
        if not counted:
            continue
        matched = counted.values.get("matched")
        rows = [
            Row(person, {STATES.name: judged[key].get(person, OTHER)})
            for person in _counted(people.memory["rows"], key, is_matched=bool(matched))
        ]
        before = [each[key] for each in history if key in each]
        release = Report((STATES,), k=k).publish(rows, before, secret)
        total = release.cell()
        if not total or total.n != (matched["yes"] if matched else counted.n):
            continue
        memory[key] = release.memory
        shown[key] = {
            "people": total.n,
            "states": {
                state: cell.n
                for state in STATES.keys
                if (cell := release.cell(**{STATES.name: state}))
            },
        }
    return shown, memory


def _counted(rows, key, is_matched):
    """Whom the people's report counts in a programme.

    :param is_matched: only those whom it counts as matched
    """
    return [
        person
        for person, own in rows.items()
        if any(
            facts["programme"] == key and (values.get("matched") or not is_matched)
            for facts, values in own
        )
    ]


def _judged(env, running, secret):
    """How each person's pairings do, of those that are judged.

    :param running: category key to ``mentoring.programme``
    :return: dict of category key to dict of person, as the people's report knows them, to state
    """
    pairings = env["mentoring.pairing"].search(
        [
            ("programme_id", "in", [programme.id for programme in running.values()]),
            ("state", "=", "active"),
        ]
    )
    found = {key: {} for key in running}
    key_of = {programme: key for key, programme in running.items()}
    health = pairings._health()
    for state in reversed(WORST):
        for pairing, (code, _reasons) in health.items():
            if code == state:
                for enrolment in (pairing.mentor_id, pairing.mentee_id):
                    person = unreadable(person_of(enrolment), secret)
                    found[key_of[pairing.programme_id]][person] = code
    return found
