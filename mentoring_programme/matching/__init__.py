"""Who fits whom: the matching of mentors and mentees. Plain Python; it knows no Odoo.

What it takes
    A :class:`Problem`: the mentors and mentees (:class:`Person`: one enrolment each), what makes
    two people fit (:class:`Criterion`), the pairs that are locked and those that were rejected.
    Beside it, if people said something confidentially, an array of what that adds to each pair:
    :func:`confidential_points` makes it of what each of them :class:`Said`.

What it promises
    *The best matching, proven.* As many people as possible have a partner; among all matchings
    that achieve it, as many as possible of those with the highest priority, then of the next; among
    those, the worst-off pair fits as well as possible; among those, the total fit is the greatest
    (:class:`Objective`). Whoever waited before is seated first, and no seat is lost by it: that
    both go together is a theorem, see Sources. Every run proves all this of its own answer, in
    whole numbers, over all allowed pairs, or raises :class:`NotProvenError`.

    *Points cost no mentee a partner.* Who has one is decided by the visible part; what is
    confidential decides which one, and the promise above is kept and proven for the same mentees.
    Only pairs that must not be (-1) can leave somebody out: then the number is still the greatest,
    with as many of the same mentees as possible, those with priority first, and that is proven too.

    Locked pairs are no part of that: the rest is matched as well as the rest can be.

    *No pair that breaks a hard rule*: nobody with themselves, with anyone above or below them in
    the chain of management, with a coach, with a former partner or one refused before, across
    companies, beyond a capacity. A locked pair that breaks one is reported.

    *The same answer for the same input*, in whatever order it comes: scores are integers, and
    equally good matchings are told apart by the enrolments' keys.

    *What is confidential shows nowhere.* It moves the pairs. Every score, rank, reason and figure
    is made of the visible criteria and of the pairs; :mod:`.explanation` is never given the rest.
    Without any -1 the mentees who are left without a partner, and the reasons shown, are the same
    to the letter as if nobody had said anything. What no programme can hide is what the pairs
    themselves tell: which mentors are left, where there are more places than mentees; and when -1
    rules a pair out, a mentee may stay without a partner beside a mentor with a free place, and
    whoever sees both can guess why. For the same reason a run must not be repeated with another
    weight for the confidential part, nor with another objective, and compared.

How to use it
    >>> from odoo.addons.mentoring_programme.matching import Criterion, Person, Problem, match
    >>> ada = Person(1, "ada", company=1, capacity=2, skills={7: 80}, languages=frozenset({1}))
    >>> ben = Person(2, "ben", company=1, skills={7: 40, 8: 60}, languages=frozenset({1, 2}))
    >>> cleo = Person(11, "cleo", company=1, skills={7: 80}, languages=frozenset({1}))
    >>> dan = Person(12, "dan", company=1, skills={8: 60}, managers=frozenset({"ben"}))
    >>> problem = Problem(
    ...     mentors=[ada, ben],
    ...     mentees=[cleo, dan],
    ...     criteria=[Criterion("skills", weight=3), Criterion("language", weight=1)],
    ... )
    >>> result = match(problem)
    >>> for pair in result.pairs:
    ...     print(pair.mentor, pair.mentee, pair.score, pair.parts)
    1 11 10000 (('skills', 7500, 7500), ('language', 2500, 2500))
    1 12 1250 (('skills', 0, 7500), ('language', 1250, 2500))

    Dan said nothing about languages: half the points, whoever the mentor is. Ben, who would know
    what Dan wants to learn, is Dan's manager.

    >>> why_not(problem, mentor_key=2, mentee_key=12)
    ('management_chain',)
    >>> result.unmatched_mentors
    (Unmatched(key=2, code='not_chosen', others=2, allowed=1, excluded=(('management_chain', 1),)),)
    >>> [(other.mentor, other.score) for other in alternatives(problem, mentee_key=11, limit=3)]
    [(1, 10000), (2, 6250)]

How it works
    :mod:`.criteria` scores all pairs and :mod:`.exclusions` strikes out those not allowed;
    :mod:`.wishes` makes points of what was said confidentially; :mod:`.objective` turns it all
    into weights, first without those points and then, for the mentees seated, with them;
    :mod:`.candidates` chooses who enters the solver; :mod:`.assignment` solves (scipy's
    rectangular assignment over the mentors' places); :mod:`.proof` proves; :mod:`.explanation`
    says what is visible. :mod:`.match` is that list as a function.

What it costs
    For n mentees and m mentors, memory and the time for scores and proof grow with n times m, the
    solver's time with up to n squared times the places. Two thousand a side with eight criteria
    took 1 to 4 seconds of one core and 190 to 450 MB above the interpreter, the most where every
    mentor has a single place or none has a limit; with a confidential part two to three times as
    long, since both answers are sought and proven, and up to 70 MB more. Numpy does not need more
    than one thread for it (``OPENBLAS_NUM_THREADS=1``).

Sources
    Rectangular assignment: D. F. Crouse, 2016, after R. Jonker and A. Volgenant, 1987. Optimality
    by prices: linear programming duality, shortest paths after R. Bellman, 1958, and L. R. Ford,
    1956; covers: D. König, 1931. Who keeps a seat, and why priority costs none: the transversal
    matroid, J. Edmonds and D. R. Fulkerson, 1965. Worst-off first: the bottleneck problem,
    R. Burkard, M. Dell'Amico and S. Martello, *Assignment Problems*, 2009. Why count, quality and
    fairness must be weighed openly when people are matched to mentors: Haas, Hall and Vlasnik,
    2018.
"""

from .exclusions import broken
from .explanation import (
    Conflict,
    Figures,
    Pair,
    Result,
    Unmatched,
    alternatives,
    fit,
    why_not,
)
from .match import match
from .objective import Objective
from .problem import Criterion, Person, Problem
from .proof import NotProvenError
from .wishes import Said, Wish, confidential_points, honoured, meets

__all__ = [
    "Conflict",
    "Criterion",
    "Figures",
    "NotProvenError",
    "Objective",
    "Pair",
    "Person",
    "Problem",
    "Result",
    "Said",
    "Unmatched",
    "Wish",
    "alternatives",
    "broken",
    "confidential_points",
    "fit",
    "honoured",
    "match",
    "meets",
    "why_not",
]
