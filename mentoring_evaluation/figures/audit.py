"""Audit: what the shown figures leave possible, to the last person.

The least and the greatest possible size of a group are the two ends of an integer programme
(disclosure audit: L. Cox, 1980; M. Fischetti and J. J. Salazar-González, 2001), solved by HiGHS
(Q. Huangfu and J. A. J. Hall, 2018). Slower than :mod:`.doubt`, and without its shortcuts.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array

from .unknowns import Unknowns

LARGEST = 20_000


class AuditTooLargeError(ValueError):
    """The combinations of facts are too many to be audited exactly."""


@dataclass(frozen=True)
class Finding:
    """A group that is known too well.

    :param group: see :mod:`.people`
    :param least: smallest number of people that the figures leave possible
    :param greatest: the largest
    """

    group: tuple
    least: int
    greatest: int


def known_too_well(people, shown, targets, k):
    """Return a :class:`Finding` for each target whose possible sizes span fewer than ``k``.

    :param people: :class:`~.people.People`, of whom nothing is used but which combinations of
        facts there can be
    :param shown: group to number of people
    :param targets: groups to look at
    :raises AuditTooLargeError: when there are more than :data:`LARGEST` unknowns
    :raises ValueError: when no company has these figures
    """
    if Unknowns.needed(people) > LARGEST:
        raise AuditTooLargeError("These dimensions cross into too many groups to be audited.")
    unknowns = Unknowns(people)
    equations = unknowns.rows(list(shown))
    sums = np.array(list(shown.values()), float)
    constraint = LinearConstraint(csr_array(equations), sums, sums)
    seen, findings = [], []

    def end(row):
        for integrality in (0, 1):
            found = milp(row, constraints=constraint, integrality=integrality)
            if found.status != 0:
                raise ValueError("The figures contradict each other: no company has them.")
            company = np.rint(found.x)
            if (equations @ company == sums).all():
                break
        else:
            raise ValueError("The solver found no company in whole people.")
        seen.append(company)
        return int(row @ company)

    for target, row in zip(targets, unknowns.rows(targets), strict=True):
        sizes = [row @ company for company in seen]
        if sizes and max(sizes) - min(sizes) >= k:
            continue
        least, greatest = end(row), -end(-row)
        if greatest - least < k:
            findings.append(Finding(target, least, greatest))
    return findings
