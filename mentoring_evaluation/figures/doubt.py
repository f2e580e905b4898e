"""Doubt: proof that a small group cannot be worked out from what is shown.

A small group stays in doubt when there are two companies, in whole people, that would have
published exactly the same figures, and that differ in this group by ``k`` people or more. Whoever
has only the figures cannot tell them apart, by whatever means. The proof is to have found them.

They are sought among the corners of what the figures leave possible (disclosure audit by linear
programming: L. Cox, 1980; M. Fischetti and J. J. Salazar-González, 2001), are counted in whole
numbers, and are kept, since one company often serves many groups and many further figures. A corner
that is no company, for it has half people, is left for another nearby. So it can fail to find what
exists, never the other way round: then something is hidden that need not be.
"""

import numpy as np

from .simplex import Tableau
from .unknowns import Unknowns

TRIES = 8


class Doubt:
    """Keeps a set of shown groups such that every target stays in doubt.

    :param people: :class:`~.people.People`
    :param targets: groups that must stay in doubt
    :param candidates: groups that may be shown
    :param k: how many people the doubt must span
    :param before: the same without the only measure: its companies, all of whose people give the
        same answer, are where the search begins
    """

    def __init__(self, people, targets, candidates, k, before=None):
        unknowns = Unknowns(people)
        self.people, self.k = people, k
        self.targets = unknowns.rows(targets)
        self.candidates = dict(zip(candidates, unknowns.rows(candidates), strict=True))
        truth = unknowns.truth()
        self.number = {group: int(row @ truth) for group, row in self.candidates.items()}
        self.shown = []
        self._equations, self._sums = np.zeros((0, unknowns.number)), np.zeros(0)
        self._tableau = Tableau(unknowns.number)
        self.companies = truth[None]
        if isinstance(before, Doubt):
            self.companies = np.concatenate([truth[None], *before.with_same_answer(people)])
        self._order = list(range(len(targets)))

    def with_same_answer(self, people):
        """Yield these companies of the same people with a measure: all answer alike."""
        fact = people.fact_of[len(people.extents) - 1]
        sizes = [size for at, size in enumerate(people.sizes) if at != fact]
        if sizes != self.people.sizes:
            return
        companies = self.companies.reshape(-1, *sizes)
        for answer in range(people.sizes[fact]):
            every = np.zeros((len(companies), *people.sizes))
            np.moveaxis(every, fact + 1, 0)[answer] = companies
            yield every.reshape(len(companies), -1)

    def allow(self, groups):
        """Show these groups too, if every target then stays in doubt; return whether."""
        rows = np.array([self.candidates[group] for group in groups])
        sums = np.array([self.number[group] for group in groups], float)
        tableau = self._tableau.same()
        for row, value in zip(rows, sums, strict=True):
            if not tableau.add(row, value):
                return False
        if len(self.targets) and tableau.spans(self.targets).any():
            return False
        rows = rows.reshape(-1, self.companies.shape[1])
        search = _Search(
            tableau,
            np.concatenate([self._equations, rows]),
            np.concatenate([self._sums, sums]),
            self.companies[(self.companies @ rows.T == sums).all(axis=1)],
            self.targets,
            self.k,
        )
        for target in list(self._order):
            if not search.widen(target):
                # What was hard once is asked first the next time.
                self._order.remove(target)
                self._order.insert(0, target)
                return False
        self._tableau, self._equations, self._sums = tableau, search.equations, search.sums
        self.companies = search.companies()
        self.shown += groups
        return True


class _Search:
    """The companies that have the same figures, and how far each target goes among them."""

    def __init__(self, tableau, equations, sums, companies, targets, k):
        self.tableau, self.equations, self.sums, self.k = tableau, equations, sums, k
        self.targets = targets
        self.found = [companies]
        sizes = companies @ targets.T
        self.least, self.greatest = sizes.min(axis=0), sizes.max(axis=0)

    def companies(self):
        return np.concatenate(self.found)

    def widen(self, target):
        """Find companies that differ in a target by ``k``; return whether there are."""
        return self._wide(target) or any(
            self._company(target, sign) and self._wide(target) for sign in (1, -1)
        )

    def _wide(self, target):
        return self.greatest[target] - self.least[target] >= self.k

    def _company(self, target, sign):
        """Find a company with many in a target, or few; return whether there was one."""
        goal = sign * self.targets[target]
        narrow = self.targets[self.greatest - self.least < self.k].sum(axis=0)
        aside = 0.03 * sign * narrow / max(1.0, narrow.max(initial=0))
        enough = self.k + self.least[target] if sign > 0 else self.k - self.greatest[target]
        for attempt in range(TRIES):
            if attempt > 1:
                aside = 0.1 * np.random.default_rng(attempt).random(len(goal))
            worth = goal + aside if attempt != 1 else goal
            company = np.rint(self.tableau.corner(worth, np.inf if attempt else enough))
            if (company >= 0).all() and (self.equations @ company == self.sums).all():
                self.found.append(company[None])
                sizes = self.targets @ company
                self.least = np.minimum(self.least, sizes)
                self.greatest = np.maximum(self.greatest, sizes)
                return True
        return False
