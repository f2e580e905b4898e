"""How a pairing is doing, judged by dates alone: a plain function, without Odoo.

The formula is published in ``docs/health.md``; whoever changes one changes the other.

>>> from datetime import date
>>> ida_and_mia = Dates(began=date(2030, 1, 1), rhythm=30, last_held=date(2030, 1, 10))
>>> health(ida_and_mia, date(2030, 2, 1))
('on_track', ())
>>> health(ida_and_mia, date(2030, 3, 1))
('look', (('not_met', 50), ('nothing_planned', 0)))
"""

from dataclasses import dataclass
from datetime import date

# Days in which nothing is expected of a pairing that has just begun, or gone on after a pause.
GRACE_DAYS = 14
# Days after which an agreement that one of the two has not signed is a reason to ask.
UNSIGNED_DAYS = 14
# Days after which a pause that has no end in sight is a reason to ask.
RESTING_DAYS = 42
# How many rhythms may pass without a meeting until somebody has a look, and until it is late.
LOOK_RHYTHMS = 1.5
RISK_RHYTHMS = 3
# How many sessions in a row may be missed until the same.
LOOK_MISSED = 2
RISK_MISSED = 3


@dataclass(frozen=True)
class Dates:
    """What is known of one pairing.

    :param began: the day on which it became active, or went on after its last pause
    :param rhythm: days between two sessions, as the programme plans them
    :param last_held: the day of the last session held, if any
    :param next_planned: the day of the next session planned, if any
    :param missed: sessions missed in a row, since the last one held
    :param unsigned: whether an agreement is asked for that not both have signed
    :param paused: whether it rests
    :param resting_since: since when it rests without a day on which it goes on, if it does
    """

    began: date
    rhythm: int
    last_held: date | None = None
    next_planned: date | None = None
    missed: int = 0
    unsigned: bool = False
    paused: bool = False
    resting_since: date | None = None

    def waited(self, today):
        """Days without a meeting: since the last one, or since the two began or went on."""
        return (today - max(filter(None, (self.began, self.last_held)))).days

    def rested(self, today):
        """Days of rest without a day on which it goes on; 0 where it has one, or does not rest."""
        return (today - self.resting_since).days if self.resting_since else 0


def health(dates, today):
    """Judge a pairing.

    :param dates: a :class:`Dates`
    :param today: a ``date``
    :return: pair of ``paused``, ``early``, ``on_track``, ``look`` or ``risk``, and its reasons:
        pairs (code, number) with ``not_met`` (days), ``nothing_planned`` (0), ``missed``
        (sessions), ``unsigned`` (days) and ``resting`` (days)
    """
    if dates.paused:
        rested = dates.rested(today)
        return ("look", (("resting", rested),)) if rested > RESTING_DAYS else ("paused", ())
    waited = dates.waited(today)
    met_since = dates.last_held and dates.last_held >= dates.began
    if not met_since and waited <= max(GRACE_DAYS, dates.rhythm) and dates.missed < LOOK_MISSED:
        return "early", ()
    reasons = []
    # A first meeting is due within one rhythm.
    late = waited > (LOOK_RHYTHMS if met_since else 1) * dates.rhythm
    very_late = waited > RISK_RHYTHMS * dates.rhythm
    if very_late or (late and not dates.next_planned):
        reasons.append(("not_met", waited))
    if late and not dates.next_planned:
        reasons.append(("nothing_planned", 0))
    if dates.missed >= LOOK_MISSED:
        reasons.append(("missed", dates.missed))
    since_start = (today - dates.began).days
    if dates.unsigned and since_start > UNSIGNED_DAYS:
        reasons.append(("unsigned", since_start))
    if (very_late and not dates.next_planned) or dates.missed >= RISK_MISSED:
        return "risk", tuple(reasons)
    return ("look" if reasons else "on_track"), tuple(reasons)
