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
from .outcome_study import Comparison
from .outcome_words import is_shown, sentence

NUMBERS = ("participants", "compared", "effective")


def published_effect(comparison, programme, role, k):
    """An effect as it is published, without numbers where these may not be shown.

    :param comparison: :class:`~.outcome_study.Comparison`
    :return: dict, see the module
    """
    found = comparison.effect
    difference = found.difference
    enough = difference.verdict != Verdict.NOT_ENOUGH_DATA and is_shown(comparison, k)
    interval = difference.interval
    return {
        "programme": programme,
        "role": role,
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
        env, Comparison(effect["kind"], effect["months"], found, 0, 0, asks_today=False), k
    )
