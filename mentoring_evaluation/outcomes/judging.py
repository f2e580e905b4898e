"""What happened to somebody in a window of time, and when that cannot be said.

An outcome is *known* once its window is over and the facts suffice; before its end it is *too
early*, also for what has happened already: counting the promoted and not yet those who may still
be would make every young programme look good. It is *unknown* where the person was not here when
the window began, or HR's records do not say.
"""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from .career import Career
from .facts import READY_NOW

KNOWN, TOO_EARLY, UNKNOWN = "known", "too_early", "unknown"
# Each person a yes or a no.
RATES = (
    "promoted",
    "moved",
    "progressed",
    "stayed",
    "left_voluntarily",
    "left_otherwise",
    "readier",
    "gained_skill",
)
# Each person a number.
NUMBERS = ("levels", "skills")
KINDS = (*RATES, *NUMBERS)
LEAVING = {"stayed", "left_voluntarily", "left_otherwise"}


@dataclass(frozen=True)
class Window:
    """Days after ``start``, up to and with ``end``.

    :param is_before: it ends where the programme starts; who left in it cannot have taken part, so
        it has no retention
    """

    start: date
    end: date
    is_before: bool = False


@dataclass(frozen=True)
class Outcome:
    """What is known of one thing in one window.

    :param state: ``known``, ``too_early`` or ``unknown``
    :param value: a truth value, of ``levels`` and ``skills`` a number; ``None`` unless known
    """

    state: str
    value: bool | int | None = None


def after(start, months):
    """The window of so many months after a programme's start.

    >>> after(date(2024, 8, 31), 6).end
    datetime.date(2025, 2, 28)
    """
    return Window(start, start + relativedelta(months=months))


def before(start, months):
    """The window of so many months that ends on the day of a programme's start."""
    return Window(start - relativedelta(months=months), start, is_before=True)


def judge(history, window, ladder, today):
    """Say what happened to one person in one window.

    :param history: :class:`~.facts.History`, or :class:`~.career.Career` made of one
    :param window: :class:`Window`
    :param ladder: :class:`~.career.Ladder`
    :param today: the day up to which the facts are known, itself not over yet
    :return: dict of each of :data:`KINDS` to :class:`Outcome`:

        - ``promoted``: took up a job higher than the one they held when the window began
        - ``moved``: took up another job, or a job in another department, and was not promoted
        - ``progressed``: took up another job or department, and not a lower job
        - ``levels``: levels of seniority gained, from the first day to the last
        - ``stayed``: was here on the last day
        - ``left_voluntarily``, ``left_otherwise``: was not, by the reason that HR entered
        - ``readier``: HR's later assessment says sooner than the earlier; of those who were ready
          already it is not known, since they can only stay what they were
        - ``gained_skill``, ``skills``: whether, and in how many skills, they have a higher level
          than ever before
    """
    career = history if isinstance(history, Career) else Career(history)
    if today <= window.end and not window.is_before:
        return dict.fromkeys(KINDS, Outcome(TOO_EARLY))
    if not career.is_here(window.start):
        return dict.fromkeys(KINDS, Outcome(UNKNOWN))
    values = {
        **_steps(career, window, ladder),
        **_leaving(career, window),
        **_growth(career.history, window),
    }
    return {
        kind: Outcome(UNKNOWN if values[kind] is None else KNOWN, values[kind]) for kind in KINDS
    }


def _steps(career, window, ladder):
    """Promotion, move, progress and levels: whatever HR's ladder cannot say is ``None``."""
    first = career.place(window.start)
    places = career.places(window)
    ranks = [ladder.compare(first.job, place.job) for place in places]
    elsewhere = [place.job != first.job or place.department != first.department for place in places]
    # A job filled in where none was entered, and the other way round, is no change of job.
    if any(None in (first.job, place.job) and first.job != place.job for place in places):
        return dict.fromkeys(("promoted", "moved", "progressed", "levels"))
    promoted = True if 1 in ranks else None if None in ranks else False
    sideways = any(e and rank == 0 for e, rank in zip(elsewhere, ranks, strict=True))
    # Another job of which nobody knows whether it is lower.
    unsure = None if None in ranks else False
    last = ladder.level(places[-1].job if places else first.job)
    base = ladder.level(first.job)
    is_here = career.is_here(window.end)
    return {
        "promoted": promoted,
        "moved": None if promoted is None else not promoted and any(elsewhere),
        "progressed": True if promoted or sideways else unsure,
        "levels": last - base if is_here and None not in (last, base) else None,
    }


def _leaving(career, window):
    is_here = None if window.is_before else career.is_here(window.end)
    if is_here is None or is_here:
        return {
            "stayed": is_here,
            "left_voluntarily": None if is_here is None else False,
            "left_otherwise": None if is_here is None else False,
        }
    kind = career.gap(window.end).kind
    return {
        "stayed": False,
        "left_voluntarily": None if kind is None else kind == "voluntary",
        "left_otherwise": None if kind is None else kind == "other",
    }


def _growth(history, window):
    earlier = [each for each in history.assessments if each.on <= window.start]
    later = [each for each in history.assessments if window.start < each.on <= window.end]
    readier = None
    if earlier and later:
        first, last = (max(those, key=lambda each: each.on).rank for those in (earlier, later))
        readier = None if first >= READY_NOW else last > first
    skills = _skills_gained(history.skills, window)
    return {
        "readier": readier,
        "skills": skills,
        "gained_skill": None if skills is None else skills > 0,
    }


def _skills_gained(skills, window):
    """In how many skills the level is higher than ever until the window began; ``None`` of
    somebody of whom nothing was entered until then: all would seem new."""
    base = {}
    for line in skills:
        if line.since <= window.start:
            base[line.skill] = max(line.level, base.get(line.skill, -1))
    if not base:
        return None
    return len(
        {
            line.skill
            for line in skills
            if line.since <= window.end
            and (line.until is None or line.until >= window.end)
            and line.level > base.get(line.skill, -1)
        }
    )
