"""When people are asked, as plain functions that know no Odoo.

>>> from datetime import date
>>> life = Life(date(2026, 1, 1), date(2026, 12, 31), enrolled=date(2025, 12, 1),
...             matched=date(2026, 1, 11), is_matched=True, is_meeting=True)
>>> opening("pulse", life, date(2026, 4, 15), offset=30, repeat=60)
(1, datetime.date(2026, 4, 11))
>>> opening("closing", life, date(2026, 4, 15)) is None
True
"""

from datetime import date, timedelta
from typing import NamedTuple

# Nobody is asked how it goes when they are about to be asked how it was.
QUIET_DAYS_BEFORE_END = 30


class Life(NamedTuple):
    """One person's time in one programme.

    :param start: first day of the programme
    :param end: its last day, or the earlier one on which it was closed
    :param enrolled: the day on which the person enrolled
    :param matched: the first day of their first pairing, or ``None``
    :param is_waiting: ready for a partner, in a programme that has begun
    :param is_matched: with a partner, proposed or more, in such a programme
    :param is_meeting: with a pairing that is active today
    :param is_through: they completed the programme
    """

    start: date
    end: date
    enrolled: date
    matched: date | None = None
    is_waiting: bool = False
    is_matched: bool = False
    is_meeting: bool = False
    is_through: bool = False


def opening(kind, life, today, offset=0, repeat=0):
    """The last time that a wave opened for a person, until ``today``.

    :param kind: ``baseline``, ``pulse``, ``midpoint``, ``closing`` or ``after``
    :param offset: days after the pairing began (``pulse``) or after the end (``after``)
    :param repeat: days between one pulse and the next, 0 for a single one
    :return: (number of the round from 0, day), or ``None`` while it has not opened
    """
    number, day = WAYS[kind](life, today, offset, repeat) or (0, None)
    return (number, day) if day and day <= today else None


def _baseline(life, _today, _offset, _repeat):
    if life.is_waiting or life.is_matched:
        return 0, max(life.start, life.enrolled)
    return None


def _pulse(life, today, offset, repeat):
    if not life.matched or not life.is_meeting:
        return None
    first = life.matched + timedelta(days=offset)
    number = max(0, (today - first).days // repeat) if repeat else 0
    day = first + timedelta(days=number * repeat)
    return (number, day) if day <= life.end - timedelta(days=QUIET_DAYS_BEFORE_END) else None


def _midpoint(life, _today, _offset, _repeat):
    day = life.start + (life.end - life.start) // 2
    if life.is_meeting and life.matched and life.matched <= day:
        return 0, day
    return None


def _closing(life, _today, _offset, _repeat):
    if life.matched and (life.is_meeting or life.is_through):
        return 0, life.end
    return None


def _after(life, _today, offset, _repeat):
    return (0, life.end + timedelta(days=offset)) if life.is_through and life.matched else None


WAYS = {
    "baseline": _baseline,
    "pulse": _pulse,
    "midpoint": _midpoint,
    "closing": _closing,
    "after": _after,
}
