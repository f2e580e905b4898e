"""What somebody who sees only figures does not know, as unknown whole numbers.

One unknown for each combination of facts: how many people have it. Of facts in which somebody has
several categories only the combinations which do occur are admitted.
"""

from itertools import product
from math import prod

import numpy as np


class Unknowns:
    """The unknowns of a population and the sums of them that groups are.

    :param people: :class:`~.people.People`
    """

    def __init__(self, people):
        self.people = people
        self.number = self.needed(people)
        facts = len(people.sizes)
        combinations = list(product(*(range(size) for size in people.sizes)))
        self.combinations = np.array(combinations, np.intp).reshape(self.number, facts)

    @staticmethod
    def needed(people):
        """Return how many unknowns a population has."""
        return prod(people.sizes)

    def rows(self, groups):
        """Return which unknowns each group sums up: 0 or 1, ``(groups, unknowns)``."""
        rows = np.ones((len(groups), self.number))
        for at, group in enumerate(groups):
            for fact, codes in self.people.conditions(group).items():
                rows[at] *= codes[self.combinations[:, fact]]
        return rows

    def truth(self):
        """Return the unknowns' true values."""
        place = np.zeros(len(self.people), np.intp)
        for fact, size in enumerate(self.people.sizes):
            place = place * size + self.people.codes[:, fact]
        return np.bincount(place, minlength=self.number).astype(float)
