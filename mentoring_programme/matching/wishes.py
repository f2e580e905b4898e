"""What people say confidentially, as points that a matching can add up.

For some dimensions somebody may say what they are, and for some whom they wish: somebody like
them, somebody different, somebody with one of the values they name. :func:`confidential_points`
makes of it one number a pair, and only those numbers leave this module. Nothing here appears in an
error, and :class:`Wish` and :class:`Said` print nothing of what they hold.

Silence is neither held against anybody nor taken for consent. Whoever does not say what they are
is not known to fit a wish, nor known not to: worth half to a wish that is *nice* or *important*,
for all who are silent alike, but not enough for one that is *only so*, because somebody who feels
safe with nobody else must be able to rely on it.

A wish is *only so* for as long as enough people are known to fit it (:func:`honoured`): if few are,
whom somebody was not paired with would tell what those few said of themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from .criteria import UNSAID, overlap
from .explanation import View

LIKE_ME, DIFFERENT, NAMED = KINDS = ("like_me", "different", "named")
NICE, IMPORTANT, ONLY = STRENGTHS = ("nice", "important", "only")
WEIGHTS = {NICE: 1, IMPORTANT: 3, ONLY: 3}
"""Weights of the wishes of one person, against each other; of an *only so*: if not honoured."""
FORBIDDEN = -1


@dataclass(frozen=True, repr=False)
class Wish:
    """Whom somebody wishes for, in one dimension.

    :param kind: ``like_me`` (at least one value in common), ``different`` (none in common) or
        ``named`` (at least one of ``values``)
    :param strength: ``nice``, ``important`` or ``only``
    :param values: values wished for; those of another kind than ``named`` have none
    :raises ValueError: when one of these is something else; it does not say what was given
    """

    kind: str
    strength: str
    values: frozenset[int] = frozenset()

    def __post_init__(self):
        if self.kind not in KINDS or self.strength not in STRENGTHS:
            raise ValueError("Give every wish a kind and a strength that there are.")
        if (self.kind == NAMED) != bool(self.values):
            raise ValueError("Give a wish values when, and only when, it names them.")


@dataclass(frozen=True, repr=False)
class Said:
    """What one person said confidentially.

    A dimension that is not there, or with no values, was not answered.

    :param answers: dimension to the values that the person said of themselves
    :param wishes: dimension to the :class:`Wish`, in the order of the questionnaire
    """

    answers: Mapping[int, frozenset[int]] = field(default_factory=dict)
    wishes: Mapping[int, Wish] = field(default_factory=dict)


NOTHING = Said()


def meets(wish, own_answers, other_answers):
    """Whether somebody fits a wish, as far as one can know.

    :param wish: a :class:`Wish`
    :param own_answers: what the wisher said of themselves in the wish's dimension; empty: nothing
    :param other_answers: what the other said
    :return: 1 when the other is known to fit, 0 when known not to, ``None`` when the other did not
        say, or the wisher did not and the wish compares the two

    >>> meets(Wish("named", "nice", frozenset({1, 2})), frozenset(), frozenset({2, 3}))
    1
    >>> meets(Wish("like_me", "nice"), frozenset({1}), frozenset({2}))
    0
    >>> print(meets(Wish("different", "nice"), frozenset({1}), frozenset()))
    None
    """
    compared = wish.values if wish.kind == NAMED else own_answers
    if not compared or not other_answers:
        return None
    return int(bool(set(compared) & set(other_answers)) != (wish.kind == DIFFERENT))


def honoured(said, pool, threshold):
    """The dimensions in which a person's *only so* is honoured.

    In the order of the questionnaire, each is kept if enough people are known to fit it and all
    that were kept before. So several never single out fewer people than one may, and what is
    asked first comes first. The others count as *important*.

    :param said: the person's :class:`Said`
    :param pool: answers (dimension to values) of each human being who could be their partner
    :param threshold: how many must be known to fit
    :return: frozenset of dimensions
    :raises ValueError: when the threshold is below 1
    """

    def fits(dimension):
        wish, own = said.wishes[dimension], said.answers.get(dimension)
        known = (meets(wish, own, answers.get(dimension)) == 1 for answers in pool)
        return np.fromiter(known, bool, len(pool))

    return _keep(said, fits, np.ones(len(pool), bool), np.arange(len(pool)), threshold)


def confidential_points(problem, said, weight, threshold):
    """What was said confidentially, as :func:`~.match.match` takes it.

    A pair's points are the mean of how far the wishes of either side are met. How far: the weight
    of the person's wishes that are met in that of all their wishes (*nice* 1, *important* 3, an
    *only so* that is not honoured 3), one not known to be met or not counting half. A person
    without any is content with everybody.

    An *only so* that is honoured (:func:`honoured`) is no longer weighed but a rule: what else the
    person wishes counts as if it were all, and a pair whose other half is not known to fit is
    ruled out, whatever the weight, even 0. The pool in which it must find enough people are the
    human beings with whom the visible problem allows a pair (locks and places looked at); somebody
    enrolled twice is one of them, and fits if one of the two enrolments does.

    Who said nothing, and who has no entry, are the same. The people's order is without effect.

    :param problem: a :class:`~.problem.Problem`; one key is one enrolment on either side
    :param said: enrolment key to :class:`Said`
    :param weight: what it all weighs, in percent of a whole visible score (0 to 100)
    :param threshold: see :func:`honoured`
    :return: mentees x mentors in the order of the problem, ``int64``: basis points from 0 to
        10,000 (halves rounded up), or -1 for a pair that must not be
    :raises ValueError: when the weight or the threshold is out of its range
    """
    if not 0 <= weight <= 100:
        raise ValueError("Give the confidential part a weight of 0 to 100 percent.")
    allowed = View(problem).allowed
    mentees, mentors = (_Side(people, said) for people in (problem.mentees, problem.mentors))
    met, whole, forbidden = mentees.satisfaction(mentors, allowed, threshold)
    met_back, whole_back, forbidden_back = mentors.satisfaction(mentees, allowed.T, threshold)
    # Twice what is met, and two sides: the mean is the sum over four times both wholes. In whole
    # numbers, so that no machine rounds otherwise.
    both = whole[:, None] * whole_back
    total = met * whole_back + met_back.T * whole[:, None]
    points = (50 * weight * total + both) // (2 * both)
    return np.where(forbidden | forbidden_back.T, FORBIDDEN, points)


class _Side:
    """One side of a problem, with what its people said.

    :param people: list of :class:`~.problem.Person`
    :param said: enrolment key to :class:`Said`
    """

    def __init__(self, people, said):
        self.said = [said.get(each.key, NOTHING) for each in people]
        numbers = {}
        humans = (numbers.setdefault(each.person, len(numbers)) for each in people)
        self.humans = np.fromiter(humans, np.int64, len(people))

    def satisfaction(self, others, allowed, threshold):
        """How far each of the others meets the wishes of each person here.

        :param others: the other :class:`_Side`
        :param allowed: where the visible problem allows a pair (people x others, ``bool``)
        :return: twice the weight of the wishes met (people x others), the weight of all wishes
            (people), and where an *only so* rules the pair out (people x others, ``bool``)
        """
        met = np.zeros(allowed.shape, np.int64)
        whole = np.zeros(len(self.said), np.int64)
        forbidden = np.zeros(allowed.shape, bool)
        fit = {each: self._fit(each, others.said) for each in self._wished()}
        for at, said in enumerate(self.said):
            kept = _keep(
                said,
                lambda dimension, at=at: fit[dimension][at] == 2,
                allowed[at],
                others.humans,
                threshold,
            )
            for dimension, wish in said.wishes.items():
                if dimension in kept:
                    forbidden[at] |= fit[dimension][at] != 2
                else:
                    met[at] += WEIGHTS[wish.strength] * fit[dimension][at]
                    whole[at] += WEIGHTS[wish.strength]
        content = whole == 0
        met[content], whole[content] = 2, 1
        return met, whole, forbidden

    def _wished(self):
        return {dimension for said in self.said for dimension in said.wishes}

    def _fit(self, dimension, others):
        """:func:`meets` for all pairs at once, doubled, with 1 for ``None``.

        :return: people x others, ``int8``; without meaning for somebody who has no wish there
        """
        wishes = [said.wishes.get(dimension) for said in self.said]
        ours = [
            wish.values if wish and wish.kind == NAMED else said.answers.get(dimension, ())
            for wish, said in zip(wishes, self.said, strict=True)
        ]
        theirs = [said.answers.get(dimension, ()) for said in others]
        everybody = np.s_[:]
        shared, known = overlap(ours, theirs)
        different = np.array([bool(wish) and wish.kind == DIFFERENT for wish in wishes], bool)
        fits = known(everybody, (shared(everybody) > 0) != different[:, None])
        return np.where(fits == UNSAID, 1, 2 * fits).astype(np.int8)


def _keep(said, fits, allowed, humans, threshold):
    """See :func:`honoured`.

    :param fits: a function of a dimension: who of the others is known to fit (``bool``)
    :param allowed: who of the others may be the partner (``bool``)
    :param humans: for each of the others a number of the human being
    """
    if threshold < 1:
        raise ValueError("Give a threshold of 1 person or more.")
    kept = []
    for dimension, wish in said.wishes.items():
        if wish.strength == ONLY:
            left = allowed & fits(dimension)
            if len(np.unique(humans[left])) >= threshold:
                allowed = left
                kept.append(dimension)
    return frozenset(kept)
