"""Participants against colleagues like them, as published, and in words.

An *effect* is a dict: ``programme`` (category key, ``None`` for all of them together), ``role``,
``kind`` (see :data:`~.figure_words.OUTCOMES`), ``months``, ``verdict``
(:class:`~..figures.intervals.Verdict`), and where the numbers may be shown ``first`` and ``second``
(figure and people, of participants and of colleagues), ``interval`` (value, low, high),
``participants``, ``compared``, ``effective``; else ``None``.

An *objective* is a dict: ``programme``, ``name``, ``target``, ``unit``, ``reached``, ``light``,
``date`` (of its last review, ISO) and ``people``.
"""

from dataclasses import replace

from ..figures.comparison import Effect
from ..figures.history import too_few
from ..figures.intervals import Difference, Interval, Verdict
from ..figures.people import unreadable
from .figure_words import DISCREET, OUTCOME_MONTHS, OUTCOMES
from .outcome_result import Comparison
from .outcome_shown import shown_together
from .outcome_words import sentence

NUMBERS = ("participants", "compared", "effective")


def published_effect(comparison, programme, enough):
    """An effect as it is published.

    :param comparison: :class:`~.outcome_result.Comparison`
    :param enough: whether its numbers may be shown
    :return: dict, see the module
    """
    found = comparison.effect
    difference = found.difference
    interval = difference.interval
    return {
        "programme": programme,
        "role": comparison.role,
        "kind": comparison.kind,
        "months": comparison.months,
        "verdict": str(difference.verdict),
        "first": list(difference.first) if enough else None,
        "second": list(difference.second) if enough else None,
        "interval": [interval.value, interval.low, interval.high] if enough else None,
        **{name: getattr(found, name) if enough else None for name in NUMBERS},
    }


def effect_sentence(env, effect, k):
    """A published effect as a plain sentence in the reader's language."""
    interval = effect["interval"]
    difference = Difference(
        Verdict(effect["verdict"]),
        interval and Interval(*interval),
        tuple(effect["first"] or (0, 0)),
        tuple(effect["second"] or (0, 0)),
    )
    numbers = [effect[name] or 0 for name in NUMBERS]
    found = Effect(difference, *numbers, left_out=0)
    return sentence(
        env,
        Comparison(effect["kind"], effect["months"], found, 0, 0, asks_today=False),
        k,
        is_said=effect["first"] is not None,
    )


def effects(found, k, before=(), memories=(), secret=b""):
    """Effects of all programmes together and of each that is not discreet.

    :param found: :class:`~.figure_gathering.Gathered`
    :param before: effects that were published last
    :param memories: the second of what this returned for each earlier release, oldest first
    :param secret: key with which people's keys are made unreadable in the memory
    :return: list of effects, see the module; and the memory: ``[effect's key, compared, counted]``
        of each whose numbers are shown, with what became of whom
    """
    counted = found.study.env["mentoring.programme"].union(*found.key_of)
    parts = {None: found.study.within(counted)}
    for programme, key in found.key_of.items():
        if key != DISCREET:
            parts[key] = found.study.within(programme)
    compared = {
        (programme, role, kind): _kept(study.compare(kind, OUTCOME_MONTHS, role), secret)
        for programme, study in parts.items()
        for kind in OUTCOMES
        for role in ("mentee", "mentor")
        if study.programmes
    }
    had = {_what(effect): effect for effect in before}
    shown = renewed(compared, [_read(memory) for memory in memories], k)
    published, memory = dict(had), []
    for what, comparison in compared.items():
        if what in shown or not had.get(what, {}).get("first"):
            published[what] = published_effect(comparison, what[0], what in shown)
    last = {tuple(what): rest for what, *rest in (memories[-1] if memories else ())}
    for what in published:
        if what in shown:
            told = compared[what]
            memory.append([list(what), told.effect.compared, told.counted])
        elif what in last:
            memory.append([list(what), *last[what]])
    return list(published.values()), memory


def renewed(compared, editions, k):
    """Choose the effects that are published as they are now; the others stay as they were.

    What was shown before is known for good. So whoever came into an effect since any edition, or
    left it, or became something else, is nobody or k and more, and so is the difference; and no
    new number may, less those of effects that stay, or of an earlier edition, tell of fewer.
    Where it would, the effect stays, and then all are asked again beside it.

    :param compared: effect's key to :class:`~.outcome_result.Comparison`
    :param editions: of each earlier release, oldest first, the same of what it showed
    :return: set of keys
    """
    # A release that shows what the one before did tells nothing more.
    editions = [each for at, each in enumerate(editions) if not at or each != editions[at - 1]]
    last = editions[-1] if editions else {}
    staying = {
        what
        for what, old in last.items()
        if what not in compared or compared[what].counted == old.counted
    }
    while True:
        asked = {
            what: each
            for what, each in compared.items()
            if what not in staying
            and all(_moved_enough(edition.get(what), each, k) for edition in editions)
        }
        shown = shown_together(
            list(asked.values()),
            k,
            # The people's report counts the same outcomes of the same window.
            tabled=(OUTCOME_MONTHS,),
            standing=[old for what, old in last.items() if what not in asked],
            earlier=[list(edition.values()) for edition in editions],
        )
        chosen = {what for what, is_shown in zip(asked, shown, strict=True) if is_shown}
        failed = {what for what in asked if what in last and what not in chosen}
        if not failed:
            return chosen
        staying |= failed


def _moved_enough(old, new, k):
    if old is None:
        return True
    for values in ((True, False), (True,), (False,)):
        was, now = (
            {who for who, value in each.counted.items() if bool(value) in values}
            for each in (old, new)
        )
        if too_few(was - now, now - was, k):
            return False
    return not 0 < abs(new.effect.compared - old.effect.compared) < k


def _kept(comparison, secret):
    """A comparison whose people cannot be told, the same people always as the same."""
    return replace(
        comparison,
        counted={_unnamed(who, secret): v for who, v in comparison.counted.items()},
        known={_unnamed(who, secret): v for who, v in comparison.known.items()},
    )


def _unnamed(participation, secret):
    employee, programme = participation
    return unreadable(f"{employee} in {programme}", secret)


def _read(memory):
    """What a release remembers of its effects: key to :class:`~.outcome_result.Comparison`."""
    found = {}
    for (programme, role, kind), number, counted in memory:
        was = Effect(None, len(counted), number, 0, left_out=0)
        found[programme, role, kind] = Comparison(
            kind, OUTCOME_MONTHS, was, 0, 0, asks_today=False, role=role, counted=counted
        )
    return found


def _what(effect):
    return effect["programme"], effect["role"], effect["kind"]


def objectives(found, k):
    """Objectives of the programmes that are not discreet, as they were last reviewed.

    What says how few of its people did something, or did not, is left out.

    :param found: :class:`~.figure_gathering.Gathered`
    :return: list of objectives, see the module
    """
    env = found.study.env
    named = [programme.id for programme, key in found.key_of.items() if key != DISCREET]
    lines = env["mentoring.objective"].search([("programme_id", "in", named)], order="id")
    return [
        {
            "programme": found.key_of[line.programme_id],
            "name": line.name,
            "target": line.target,
            "unit": line.target_unit,
            "reached": line.reached if _may_be_shown(line, k) else None,
            "light": line.light if _may_be_shown(line, k) else "none",
            "date": str(line.reviewed_on) if line.reviewed_on else None,
            "people": line.people_count if line.people_count >= k else None,
        }
        for line in lines
    ]


def _may_be_shown(line, k):
    if not line.reviewed_on:
        return False
    if line.target_unit == "count":
        return line.reached >= k
    if line.figure == "custom":
        return line.target_unit == "score"
    if line.target_unit == "percent":
        yes = line.reached * line.people_count / 100
        return k <= yes <= line.people_count - k
    return line.people_count >= k
