"""What became of those who took part, against colleagues like them who did not.

Nobody knows what would have become of participants without the programme. Colleagues who met its
conditions, resemble them in what is known of their work, and did not take part, are the closest
there is. What is not known (how ambitious somebody is, say) may differ all the same: a difference
is no proof of a cause.

*Coarsened exact matching* (S. Iacus, G. King, G. Porro, 2012): people are sorted into strata that
are alike in every column; strata without participants, or without others, are left out. Each
participant weighs 1; the others of a stratum weigh together as much as its participants, so that
the effect is that on those who took part. *Nearest*, for small companies: for each participant the
``k`` others that differ in the fewest columns, with replacement (D. Rubin, 1973; A. Abadie and
G. Imbens, 2006); ties are all taken, so that no order decides.

Columns are a closed list, and none of it is about who somebody is.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt

from scipy.special import stdtrit

from .intervals import CONFIDENCE, Difference, Interval, Verdict, compared

COLUMNS = ("level", "tenure", "department", "location", "earlier_promotion")
# With fewer people on either side nothing is said.
LEAST = 20


@dataclass(frozen=True)
class Colleague:
    """Somebody who met the conditions of a programme.

    :param key: stable key of the person
    :param took_part: whether they took part
    :param outcome: what became of them: a truth value or a number; ``None`` when not known
    :param columns: of :data:`COLUMNS` to a category (coarsened: tenure in bands, not in days)
    """

    key: str
    took_part: bool
    outcome: float | bool | None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Matched:
    """Participants and their comparison group.

    :param weights: key to weight; a participant's is 1, others' add up to the same number
    :param left_out: keys of participants for whom there is nobody to compare with
    """

    weights: dict
    left_out: tuple


@dataclass(frozen=True)
class Effect:
    """What became of participants, less what became of the comparison group.

    :param difference: :class:`~.intervals.Difference`. ``first`` is ``(figure, people)`` of the
        participants compared, ``second`` that of the comparison group, weighted
    :param participants: people who took part and are compared
    :param compared: people in the comparison group
    :param effective: how many people of equal weight tell as much as the comparison group (L. Kish,
        1965)
    :param left_out: participants for whom there was nobody to compare with
    """

    difference: Difference
    participants: int
    compared: int
    effective: float
    left_out: int


def match_exactly(colleagues, columns=COLUMNS):
    """Match by strata.

    :param colleagues: iterable of :class:`Colleague`, in any order
    :param columns: which of :data:`COLUMNS`
    :return: :class:`Matched`
    :raises ValueError: when a column is none of :data:`COLUMNS`, somebody lacks one, or two
        colleagues have the same key
    """
    strata = defaultdict(lambda: ([], []))
    for person in _checked(colleagues, columns):
        strata[_values(person, columns)][person.took_part].append(person.key)
    weights, left_out = {}, []
    for others, participants in strata.values():
        if others:
            weights |= dict.fromkeys(participants, 1.0)
            weights |= dict.fromkeys(others, len(participants) / len(others))
        else:
            left_out += participants
    weights = {key: weight for key, weight in sorted(weights.items()) if weight}
    return Matched(weights, tuple(sorted(left_out)))


def match_nearest(colleagues, columns=COLUMNS, nearest=3):
    """Match each participant with the nearest others.

    :param nearest: how many; more when further ones are as near as the last
    :return: :class:`Matched`
    :raises ValueError: as :func:`match_exactly`, and when ``nearest`` is below 1
    """
    if nearest < 1:
        raise ValueError("Each participant needs at least one colleague to be compared with.")
    people = _checked(colleagues, columns)
    others = [(person.key, _values(person, columns)) for person in people if not person.took_part]
    participants = [person for person in people if person.took_part]
    if not others:
        return Matched({}, tuple(person.key for person in participants))
    weights = Counter()
    for person in participants:
        own = _values(person, columns)
        distances = [sum(a != b for a, b in zip(own, v, strict=True)) for _key, v in others]
        furthest = sorted(distances)[min(nearest, len(others)) - 1]
        chosen = [
            key
            for (key, _v), distance in zip(others, distances, strict=True)
            if distance <= furthest
        ]
        weights[person.key] = 1.0
        for key in chosen:
            weights[key] += 1 / len(chosen)
    return Matched(dict(sorted(weights.items())), ())


def effect(colleagues, columns=COLUMNS, nearest=None, least=LEAST, confidence=CONFIDENCE):
    """Compare participants with colleagues like them.

    The interval is that of a difference of weighted means whose variances may differ, with as much
    freedom as F. Satterthwaite, 1946, gives it, a group's people being as many as they weigh. Of
    rates each variance is taken from two more successes and two more failures (A. Agresti and
    B. Caffo, 2000, in each group one and one): otherwise a rate of 0 would seem certain.

    :param nearest: ``None``: by strata, see :func:`match_exactly`; or :func:`match_nearest`
    :param least: with fewer participants or fewer in effect to compare with: not enough data
    :return: :class:`Effect`; the same for the same people in any order
    :raises ValueError: see the two matchings
    """
    known = [person for person in colleagues if person.outcome is not None]
    if nearest is None:
        matched = match_exactly(known, columns)
    else:
        matched = match_nearest(known, columns, nearest)
    sides = [], []
    for person in sorted(known, key=lambda person: person.key):
        if person.key in matched.weights:
            weight = matched.weights[person.key]
            sides[person.took_part].append((weight, float(person.outcome)))
    others, participants = sides
    is_rate = all(isinstance(person.outcome, bool) for person in known)
    one, other = _summed(participants, is_rate), _summed(others, is_rate)
    shown = (one[0], len(participants)), (other[0], len(others))
    if min(one[2], other[2]) < max(least, 2):
        difference = Difference(Verdict.NOT_ENOUGH_DATA, None, *shown)
    else:
        difference = _difference(one, other, shown, confidence)
    return Effect(difference, len(participants), len(others), other[2], len(matched.left_out))


def _difference(one, other, shown, confidence):
    value = one[0] - other[0]
    parts = one[1] / one[2], other[1] / other[2]
    if not sum(parts):
        return Difference(Verdict.NOT_ENOUGH_DATA, None, *shown)
    freedom = sum(parts) ** 2 / (parts[0] ** 2 / (one[2] - 1) + parts[1] ** 2 / (other[2] - 1))
    reach = float(stdtrit(freedom, (1 + confidence) / 2)) * sqrt(sum(parts))
    return compared(Interval(value, value - reach, value + reach), *shown)


def _summed(weighted, is_rate):
    """Return mean, variance of one person and number of people in effect."""
    weight = sum(w for w, _outcome in weighted)
    if not weight:
        return None, 0.0, 0.0
    average = sum(w * outcome for w, outcome in weighted) / weight
    effective = weight**2 / sum(w * w for w, _outcome in weighted)
    if is_rate:
        share = (average * effective + 1) / (effective + 2)
        return average, share * (1 - share), effective
    if effective <= 1:
        return average, 0.0, effective
    spread = sum(w * (outcome - average) ** 2 for w, outcome in weighted) / weight
    return average, spread * effective / (effective - 1), effective


def _checked(colleagues, columns):
    unknown = set(columns) - set(COLUMNS)
    if unknown or not columns:
        raise ValueError(f"People can be compared by {', '.join(COLUMNS)}, and by nothing else.")
    people = sorted(colleagues, key=lambda person: person.key)
    if len({person.key for person in people}) < len(people):
        raise ValueError("Somebody is among the colleagues twice.")
    for person in people:
        missing = set(columns) - set(person.columns)
        if missing:
            raise ValueError(f"Of {person.key} the {sorted(missing)[0]} is missing.")
    return people


def _values(person, columns):
    return tuple(person.columns[column] for column in columns)
