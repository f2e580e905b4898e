"""A company's mentoring programmes over the years."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

# A programme takes one in so many, but some at least.
ONE_IN, LEAST = 16, 8
LENGTH = 300
# Mentees stand on the first rungs, mentors above.
MENTEE_RUNGS = (0, 1, 2)
MENTOR_RUNGS = (3, 4, 5)
ENDED_EARLY = 0.1
# Share of the pairings that never meet, and of the mentees who find no mentor.
NEVER_MET, WAITING = 0.12, 0.3
HELD, MISSED = 0.84, 0.06


@dataclass
class PlannedPairing:
    """Two people's months together.

    :param mentor: number of a person
    :param mentee: number of a person
    :param state: ``completed``, ``ended`` or ``active``
    :param sessions: ``(start, hours, state)``, the start in UTC
    """

    mentor: int
    mentee: int
    state: str
    start: date
    end: date
    sessions: list = field(default_factory=list)


@dataclass
class PlannedProgramme:
    """One programme.

    :param waiting: numbers of people who were enrolled as mentees and found no mentor
    """

    name: str
    start: date
    end: date
    state: str
    pairings: list = field(default_factory=list)
    waiting: list = field(default_factory=list)


def programmes(rng, people, start, today, one_in=ONE_IN):
    """One programme a year, from the second year on.

    Who takes part depends on what is known of people's work, and on nothing else: so a comparison
    with people who are alike in that finds no difference where there is none.

    :param one_in: a programme has a pairing for each so many people
    :return: list of :class:`PlannedProgramme`
    """
    found, busy = [], {}
    for year in range(start.year + 1, today.year + 1):
        day = date(year, 2, 15)
        if day - timedelta(days=365) < start or day >= today:
            continue
        end = day + timedelta(days=LENGTH)
        programme = PlannedProgramme(
            f"Growing {year}", day, end, "closed" if end < today else "running"
        )
        _fill(rng, programme, people, busy, today, one_in)
        if programme.pairings:
            found.append(programme)
    return found


def _fill(rng, programme, people, busy, today, one_in):
    here = [(person, person.stand(programme.start)) for person in people]
    here = [(person, stand) for person, stand in here if stand and person.number not in busy]
    size = max(LEAST, len(here) // one_in)
    mentees = _drawn(rng, here, MENTEE_RUNGS, size + max(2, round(size * WAITING)))
    mentors = _drawn(rng, here, MENTOR_RUNGS, size)
    for mentor, mentee in zip(mentors, mentees, strict=False):
        busy[mentor.number] = busy[mentee.number] = True
        programme.pairings.append(_pairing(rng, programme, mentor, mentee, today))
    waiting = mentees[len(programme.pairings) :]
    programme.waiting = [person.number for person in waiting]


def _drawn(rng, here, rungs, size):
    """So many people, the more likely the higher they stand and the longer they are there."""
    keyed = [
        (rng.random() ** (1 / (1 + stand.rung + 0.5 * stand.location)), person.number, person)
        for person, stand in here
        if stand.rung in rungs
    ]
    return [person for _key, _number, person in sorted(keyed, reverse=True)[:size]]


def _pairing(rng, programme, mentor, mentee, today):
    begun = programme.start + timedelta(days=rng.randrange(7, 28))
    ends = [programme.end, *(person.left[0] for person in (mentor, mentee) if person.left)]
    end = max(min(ends), begun)
    state = "active" if programme.state == "running" else "completed"
    if end < min(programme.end, today):
        state = "ended"
    elif rng.random() < ENDED_EARLY:
        end = begun + timedelta(days=rng.randrange(40, 200))
        if end < today:
            state = "ended"
    pairing = PlannedPairing(mentor.number, mentee.number, state, begun, end)
    day = begun + timedelta(days=rng.randrange(3, 14))
    while day < min(end, today):
        chance = rng.random()
        kept = "held" if chance < HELD else "missed" if chance < HELD + MISSED else "cancelled"
        start = datetime.combine(day, time(rng.randrange(8, 16)))
        pairing.sessions.append((start, rng.choice((0.75, 1.0, 1.5)), kept))
        day += timedelta(days=rng.randrange(21, 42))
    if pairing.state == "active" and mentor.number % 5:
        pairing.sessions.append((datetime.combine(day, time(10)), 1.0, "planned"))
    # Drawn apart, so that who meets changes nothing of what becomes of anybody.
    if Random(f"{mentor.number} {mentee.number}").random() < NEVER_MET:  # noqa: S311
        pairing.state = "ended"
        pairing.sessions = [(start, hours, "cancelled") for start, hours, _kept in pairing.sessions]
    return pairing
