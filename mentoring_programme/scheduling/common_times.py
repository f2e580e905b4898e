"""A few moments that suit two people, out of what their calendars say."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo

# Outside of these hours, by the clock on each person's own wall, nobody is asked to meet.
DAY_BEGINS = time(7)
DAY_ENDS = time(21)
GRID = timedelta(minutes=30)


@dataclass(frozen=True)
class Diary:
    """When one person could meet.

    :param zone: their time zone, as :mod:`pytz` gives it
    :param open: intervals in which they could, as (start, stop) of aware datetimes, in any
        order, that may touch or overlap; a shift across midnight may be one or two of them
    :param busy: intervals in which they cannot, in the same form
    """

    zone: tzinfo
    open: tuple = field(default=())
    busy: tuple = field(default=())


def common_times(diaries, start, stop, length, count=3):
    """Moments at which a meeting could begin that suits everybody.

    The same question has the same answer: nothing is drawn by lot, and nothing is weighed but
    the diaries. The answers lie on different days, two days apart where that is possible, and
    at different times of day: those who cannot on mornings find something as well.

    >>> import pytz
    >>> brussels = pytz.timezone("Europe/Brussels")
    >>> nine, five = (brussels.localize(datetime(2026, 3, 2, hour)) for hour in (9, 17))
    >>> ten = brussels.localize(datetime(2026, 3, 2, 10))
    >>> one, other = Diary(brussels, ((nine, five),)), Diary(brussels, ((ten, five),))
    >>> begin = datetime(2026, 3, 1, tzinfo=UTC)
    >>> moments = common_times([one, other], begin, begin + timedelta(7), timedelta(hours=1))
    >>> [moment.isoformat() for moment in moments]
    ['2026-03-02T09:00:00+00:00']

    :param diaries: list of :class:`Diary`, at least one; days and half hours are counted by the
        clock of the first
    :param datetime start: aware; nothing begins before it
    :param datetime stop: aware; nothing ends after it
    :param timedelta length: how long the meeting is
    :param int count: how many moments at most
    :return: list of datetimes in UTC, earliest first; empty when nothing suits
    """
    common = [(start.astimezone(UTC), stop.astimezone(UTC))]
    for diary in diaries:
        awake = _days(diary.zone, start, stop)
        common = _both(common, _both(_joined(diary.open), awake))
        common = _without(common, _joined(diary.busy))
    by_day = {}
    for moment in _moments(common, length, diaries[0].zone):
        by_day.setdefault(moment.astimezone(diaries[0].zone).date(), []).append(moment)
    return _spread(by_day, diaries[0].zone, count)


def _spread(by_day, zone, count):
    """One moment a day, as unlike each other as the days allow."""
    days, clocks = [], []
    for gap in (2, 1):
        for day in sorted(by_day):
            if len(days) < count and all(abs((day - other).days) >= gap for other in days):
                days.append(day)
    chosen = []
    for day in sorted(days):
        moments = by_day[day]
        # Full hours are easier to remember.
        full = [m for m in moments if m.astimezone(zone).minute == 0] or moments
        best = max(full, key=lambda m: (_apart(_clock(m, zone), clocks), -m.timestamp()))
        clocks.append(_clock(best, zone))
        chosen.append(best)
    return chosen


def _clock(moment, zone):
    """Minutes since midnight on the wall."""
    local = moment.astimezone(zone)
    return local.hour * 60 + local.minute


def _apart(clock, clocks):
    """How far a time of day lies from all those chosen, in minutes; 0 for the first choice."""
    return min((abs(clock - other) for other in clocks), default=0)


def _moments(intervals, length, zone):
    """Starts on the half hours of ``zone`` that leave room for ``length``."""
    step = int(GRID.total_seconds() // 60)
    for begin, end in intervals:
        local = begin.astimezone(zone)
        late = timedelta(minutes=local.minute % step, seconds=local.second)
        late += timedelta(microseconds=local.microsecond)
        moment = begin - late + GRID if late else begin
        while moment + length <= end:
            yield moment
            moment += GRID


def _days(zone, start, stop):
    """From morning to evening by the clock of ``zone``, for every day that matters."""
    day = start.astimezone(zone).date() - timedelta(days=1)
    last = stop.astimezone(zone).date()
    days = []
    while day <= last:
        # Localised one by one: the clocks may change in between.
        ends = [zone.localize(datetime.combine(day, clock)) for clock in (DAY_BEGINS, DAY_ENDS)]
        days.append((ends[0].astimezone(UTC), ends[1].astimezone(UTC)))
        day += timedelta(days=1)
    return days


def _joined(intervals):
    """The same time in UTC as few sorted intervals that neither touch nor overlap."""
    joined = []
    utc = ((start.astimezone(UTC), stop.astimezone(UTC)) for start, stop in intervals)
    for start, stop in sorted(utc):
        if stop <= start:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined


def _both(ones, others):
    """The time that is in both of two sorted lists."""
    both = []
    for start, stop in ones:
        for begin, end in others:
            if max(start, begin) < min(stop, end):
                both.append((max(start, begin), min(stop, end)))
    return both


def _without(ones, others):
    """The time of ``ones`` that is not in ``others``."""
    for begin, end in others:
        left = []
        for start, stop in ones:
            if end <= start or stop <= begin:
                left.append((start, stop))
                continue
            if start < begin:
                left.append((start, begin))
            if end < stop:
                left.append((end, stop))
        ones = left
    return ones
