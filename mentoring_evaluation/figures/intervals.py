"""How sure a figure is: intervals of rates, means and differences, and what they say."""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from scipy.special import ndtri, stdtrit

CONFIDENCE = 0.95


class Verdict(StrEnum):
    """What a difference says. Whoever renders it finds the words."""

    HIGHER = "higher"
    LOWER = "lower"
    MAY_BE_CHANCE = "may_be_chance"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True)
class Interval:
    """A figure and the range in which it lies.

    :param value: the estimate; of rates a share between 0 and 1, of a difference of rates between
        -1 and 1
    :param low: lower end
    :param high: upper end
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Difference:
    """One group's figure less another's.

    :param verdict: :class:`Verdict`; without enough data there is no interval
    :param interval: :class:`Interval` of the difference, or ``None``
    :param first: ``(yes, of)`` of rates, ``(mean, n)`` of means
    :param second: the same of the group compared with
    """

    verdict: Verdict
    interval: Interval | None
    first: tuple
    second: tuple


def rate(yes, of, confidence=CONFIDENCE):
    """Return the interval of a rate: E. B. Wilson, 1927, without continuity correction.

    The example of R. Newcombe, 1998 (*Two-sided confidence intervals for the single proportion*),
    81 of 263:

    >>> interval = rate(81, 263)
    >>> f"{interval.value:.4f} {interval.low:.4f} {interval.high:.4f}"
    '0.3080 0.2553 0.3662'

    :param yes: people who answered yes
    :param of: people asked, 1 or more
    :return: :class:`Interval`
    :raises ValueError: when the numbers are no rate
    """
    _check_rate(yes, of)
    z = _z(confidence)
    share = yes / of
    middle = 2 * yes + z * z
    reach = z * sqrt(z * z + 4 * yes * (1 - share))
    below = 2 * (of + z * z)
    low = 0.0 if yes == 0 else (middle - reach) / below
    high = 1.0 if yes == of else (middle + reach) / below
    return Interval(share, low, high)


def rate_difference(first, second, least=1, confidence=CONFIDENCE):
    """Return the difference of two rates of different people: R. Newcombe, 1998, method 10.

    His example (*Interval estimation for the difference between independent proportions*), 56 of
    70 less 48 of 80:

    >>> difference = rate_difference((56, 70), (48, 80))
    >>> interval = difference.interval
    >>> f"{interval.value:.4f} {interval.low:.4f} {interval.high:.4f} {difference.verdict}"
    '0.2000 0.0524 0.3339 higher'

    :param first: ``(yes, of)``
    :param second: ``(yes, of)`` of the group compared with
    :param least: with fewer people than this in either group there is not enough data
    :return: :class:`Difference`
    :raises ValueError: when the numbers are no rates
    """
    for yes, of in (first, second):
        if of:
            _check_rate(yes, of)
    if min(first[1], second[1]) < max(least, 1):
        return Difference(Verdict.NOT_ENOUGH_DATA, None, first, second)
    one, other = rate(*first, confidence), rate(*second, confidence)
    value = one.value - other.value
    low = value - sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    high = value + sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return compared(Interval(value, low, high), first, second)


def mean(average, sd, n, confidence=CONFIDENCE):
    """Return the interval of a mean: Student, 1908.

    :param sd: standard deviation with n - 1
    :param n: people, 2 or more
    :return: :class:`Interval`
    :raises ValueError: with fewer than two people, or a standard deviation below 0
    """
    if n < 2 or sd < 0:
        raise ValueError("The interval of a mean needs two people or more.")
    reach = float(stdtrit(n - 1, (1 + confidence) / 2)) * sd / sqrt(n)
    return Interval(average, average - reach, average + reach)


def mean_difference(first, second, least=2, confidence=CONFIDENCE):
    """Return the difference of two means of different people: B. L. Welch, 1947.

    :param first: ``(mean, sd, n)``
    :param second: the same of the group compared with
    :param least: with fewer people than this in either group there is not enough data
    :return: :class:`Difference`
    """
    (one, one_sd, one_n), (other, other_sd, other_n) = first, second
    shown = (one, one_n), (other, other_n)
    if min(one_n, other_n) < max(least, 2):
        return Difference(Verdict.NOT_ENOUGH_DATA, None, *shown)
    parts = one_sd**2 / one_n, other_sd**2 / other_n
    error = sqrt(sum(parts))
    value = one - other
    if not error:
        return Difference(Verdict.NOT_ENOUGH_DATA, None, *shown)
    freedom = sum(parts) ** 2 / (parts[0] ** 2 / (one_n - 1) + parts[1] ** 2 / (other_n - 1))
    reach = float(stdtrit(freedom, (1 + confidence) / 2)) * error
    return compared(Interval(value, value - reach, value + reach), *shown)


def compared(interval, first, second):
    """Return a difference with what its interval says."""
    if interval.low > 0:
        verdict = Verdict.HIGHER
    elif interval.high < 0:
        verdict = Verdict.LOWER
    else:
        verdict = Verdict.MAY_BE_CHANCE
    return Difference(verdict, interval, first, second)


def _z(confidence):
    if not 0 < confidence < 1:
        raise ValueError("The confidence must lie between 0 and 1, such as 0.95.")
    return float(ndtri((1 + confidence) / 2))


def _check_rate(yes, of):
    if of < 1 or not 0 <= yes <= of:
        raise ValueError(f"{yes} of {of} is no rate.")
