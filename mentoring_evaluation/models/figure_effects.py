"""Participants against colleagues like them, as published, and in words.

An *effect* is a dict: ``programme`` (category key, ``None`` for all of them together), ``role``,
``kind`` (see :data:`~.figure_words.OUTCOMES`), ``months``, ``verdict``
(:class:`~..figures.intervals.Verdict`), and where the numbers may be shown ``first`` and ``second``
(figure and people, of participants and of colleagues), ``interval`` (value, low, high),
``participants``, ``compared``, ``effective``; else ``None``.

An *objective* is a dict: ``programme``, ``name``, ``target``, ``unit``, ``reached``, ``light``,
``date`` (of its last review, ISO) and ``people``.
"""

from ..figures.comparison import Effect
from ..figures.intervals import Difference, Interval, Verdict
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


def effects(found, k, before=()):
    """Effects of all programmes together and of each that is not discreet.

    Once shown, an effect stays as it is until k people or more were added to it, or taken away, and
    to those who did, and did not, what is counted.

    :param found: :class:`~.figure_gathering.Gathered`
    :param before: effects that were published last
    :return: list of effects, see the module
    """
    counted = found.study.env["mentoring.programme"].union(*found.key_of)
    parts = {None: found.study.within(counted)}
    for programme, key in found.key_of.items():
        if key != DISCREET:
            parts[key] = found.study.within(programme)
    compared = [
        (programme, study.compare(kind, OUTCOME_MONTHS, role))
        for programme, study in parts.items()
        for kind in OUTCOMES
        for role in ("mentee", "mentor")
        if study.programmes
    ]
    # The people's report counts the same outcomes of the same window.
    shown = shown_together([each for _key, each in compared], k, tabled=(OUTCOME_MONTHS,))
    had = {_what(effect): effect for effect in before}
    new = {}
    for (programme, comparison), enough in zip(compared, shown, strict=True):
        effect = published_effect(comparison, programme, enough)
        new[_what(effect)] = effect
    return [_settled(had.get(what), effect, k) for what, effect in {**had, **new}.items()]


def _what(effect):
    return effect["programme"], effect["role"], effect["kind"]


def _settled(had, new, k):
    if not had or not had["first"]:
        return new
    if not new["first"]:
        return had
    changes = [now - then for now, then in zip(_people(new), _people(had), strict=True)]
    return had if any(0 < abs(change) < k for change in changes) else new


def _people(effect):
    """Those who did what is counted, those who did not, and the colleagues compared."""
    share, people = effect["first"]
    return round(share * people), people - round(share * people), effect["compared"]


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
