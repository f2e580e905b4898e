"""What people see of the concerns that they raised, and about what they can raise one, as plain
functions (see :mod:`.key_ring`). :mod:`.concern_door` is the way in."""

from .concern_readers import (
    others_to_turn_to,
    pairings_of,
    readers_of,
    refusal_of,
    sides_of,
)
from .sealed_note import open_notes

# In these, contact can be paused, or is, and must not be resumed.
PAUSABLE_STATES = ("active", "paused")


def raised(env):
    """What the person who asks has raised, see :func:`.concern_door.my_concerns`."""
    concerns = all_concerns(env).search([("reporter_id", "=", env.uid)], order="id desc")
    opened = open_notes(env, concerns)
    answers = _answers(env, concerns)
    return [
        {
            "reference": concern.reference,
            "state": concern.state,
            "handler": concern.handler_id.name,
            "is_heard": bool(concern._hearers()),
            **_whom_now(env, concern, said),
            "lost": said is None,
            "readers": said["heard_by"] if said else [],
            "paused": bool(said and said["hold"]),
            "rested": bool(said and said.get("rested")),
            "answers": answers.get(concern, []),
            **part_of(said, "date", "programme", "partner", "urgency", "text"),
        }
        for concern, said in opened.items()
    ]


def _answers(env, concerns):
    """What leads have written for the person who asks, oldest first.

    :return: dict of concern to list of dict of ``date``, ``by`` and ``text``
    """
    # sudo: mentoring.concern.note - opened for those alone who stand in them
    notes = env["mentoring.concern.note"].sudo()
    notes = notes.search([("concern_id", "in", concerns.ids)], order="id")
    answers = {}
    for note, said in open_notes(env, notes).items():
        if said:
            answers.setdefault(note.concern_id, []).append(part_of(said, "date", "by", "text"))
    return answers


def _whom_now(env, concern, said):
    """To whom a concern can be handed on that nobody reads any more; where there is nobody, and
    once both reminders of one that nobody has acknowledged are out, whom else to turn to."""
    hearers = next_hearers(env, concern, said)
    told = {"hand_on": [{"id": user.id, "name": user.name} for user in hearers], "turn_to": False}
    unheard = concern.state == "new" and not concern.remind_second_on
    if concern.state != "closed" and not hearers and (unheard or not concern._hearers()):
        told["turn_to"] = others_to_turn_to(_enrolment_of(env, concern, said))
    return told


def next_hearers(env, concern, said):
    """Who hears concerns there now, of a concern that nobody reads any more."""
    enrolment = _enrolment_of(env, concern, said)
    if concern.state == "closed" or concern._hearers() or not (said and enrolment):
        return env["res.users"]
    hearers, _left_out = readers_of(enrolment)
    return hearers


def _enrolment_of(env, concern, said):
    """Of the asker's enrolments in the programme the one from which they raised it."""
    there = own_enrolments(env).filtered(lambda e: e.programme_id == concern.programme_id)
    return (there.filtered(lambda e: said and e.role == said["role"]) or there)[:1]


def subjects(enrolments):
    """About what they can raise a concern, see :func:`.concern_door.my_concerns`."""
    lines = []
    for enrolment in enrolments:
        programme = enrolment.programme_id
        hearers, left_out = readers_of(enrolment)
        subject = {
            "enrolment_id": enrolment.id,
            "programme": programme.name,
            "readers": [{"id": user.id, "name": user.name} for user in hearers],
            "left_out": left_out.mapped("name"),
            "refusal": refusal_of(enrolment, hearers, left_out),
        }
        for pairing in pairings_of(enrolment):
            partner = (sides_of(pairing) - enrolment)._person_name() or False
            can_pause = pairing.state in PAUSABLE_STATES
            rests = pairing.state == "paused"
            about = {"pairing_id": pairing.id, "partner": partner, "can_pause": can_pause}
            lines.append({**subject, **about, "rests": rests})
        about = {"pairing_id": False, "partner": False, "can_pause": False, "rests": False}
        lines.append({**subject, **about})
    return lines


def own_enrolments(env):
    """In sudo; also those that are over: what was wrong may be said afterwards."""
    return (
        env["mentoring.enrolment"]
        # sudo: mentoring.enrolment - the asker's own, with names that they know
        .sudo()
        .search([("user_id", "=", env.uid), ("programme_id.state", "!=", "draft")])
    )


def all_concerns(env):
    """In sudo, to search those of the person who asks."""
    # sudo: mentoring.concern - nobody has any right on it; each search names whose it is
    return env["mentoring.concern"].sudo()


def part_of(said, *names):
    """These parts of what was opened, False where no key opened it."""
    return {name: said[name] if said else False for name in names}
