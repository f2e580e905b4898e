"""Somebody who works out small groups from tables: by subtraction, by algebra, by whole numbers.

Knows everything there is to know but the facts of people: the categories, the threshold, and of two
reports how many people came and went in between. Asks for tables as a reader does. Shares nothing
with what hides.
"""

from itertools import combinations, product

import numpy as np
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array


def read(dimensions, table_of):
    """Ask for every combination of up to two filters and one grouping, with totals.

    :param table_of: grouping and filters to a table
    :return: conditions (a frozenset of names and categories) to number of people
    """
    seen = {}
    for filtered in (chosen for size in range(3) for chosen in combinations(dimensions, size)):
        for grouping in dimensions:
            if grouping in filtered:
                continue
            for keys in product(*(dimension.keys for dimension in filtered)):
                where = dict(zip((d.name for d in filtered), keys, strict=True))
                table = table_of(grouping.name, where)
                for (key,), cell in table.cells.items():
                    group = where if key is None else {**where, grouping.name: key}
                    seen[frozenset(group.items())] = cell.n
    return seen


class Attack:
    """An attack on one report, or on a report and the next one.

    :param people: facts of those counted in the report, a tuple each, in the dimensions' order
    :param seen: see :func:`read`
    :param later: the same two of the next report; then the first of ``people`` stayed as they were
    :param stayed: how many stayed
    """

    def __init__(self, dimensions, k, people, seen, later=None, stayed=0):
        self.dimensions, self.k = dimensions, k
        self.kinds = list(product(*(dimension.keys for dimension in dimensions)))
        self.having = {
            (dimension.name, key): np.array([kind[at] == key for kind in self.kinds])
            for at, dimension in enumerate(dimensions)
            for key in dimension.keys
        }
        if later is None:
            self._system([people], [(seen, (0,))])
        else:
            others, afterwards = later
            blocks = people[:stayed], people[stayed:], others[stayed:]
            self._system(blocks, [(seen, (0, 1)), (afterwards, (0, 2))], sizes=True)

    def _system(self, blocks, reports, sizes=False):
        count = len(self.kinds)
        index = {kind: at for at, kind in enumerate(self.kinds)}
        truth = np.zeros((len(blocks), count))
        for at, block in enumerate(blocks):
            for person in block:
                truth[at, index[person]] += 1
        rows, sums, targets = [], [], {}
        for seen, parts in reports:
            for group, number in seen.items():
                rows.append(self._row(group, parts, len(blocks)))
                sums.append(number)
        views = [parts for _seen, parts in reports]
        if sizes:
            for at in (1, 2):
                rows.append(self._row((), (at,), len(blocks)))
                sums.append(len(blocks[at]))
            views += [(at,) for at in (1, 2) if len(blocks[at]) >= self.k]
        truth = truth.ravel()
        for parts in views:
            for group in self._groups():
                row = self._row(group, parts, len(blocks))
                if 1 <= row @ truth < self.k:
                    targets[group, parts] = row
        self.equations, self.sums = np.array(rows).reshape(-1, len(truth)), np.array(sums, float)
        self.targets = targets
        self.truth = truth

    def _groups(self):
        for size in range(1, len(self.dimensions) + 1):
            for chosen in combinations(self.dimensions, size):
                for keys in product(*(dimension.keys for dimension in chosen)):
                    yield frozenset(zip((d.name for d in chosen), keys, strict=True))

    def _row(self, group, parts, blocks):
        belongs = np.ones(len(self.kinds), bool)
        for name, key in group:
            belongs &= self.having[name, key]
        return np.concatenate([belongs * float(at in parts) for at in range(blocks)])

    def found(self):
        """Return what was worked out: group and report to the smallest and largest number."""
        if not len(self.sums) or not self.targets:
            return {}
        if (self.equations @ self.truth != self.sums).any():
            raise AssertionError("The report shows figures that are not those of its people.")
        exact = self.follows()
        names = [name for name in self.targets if name not in exact]
        return exact | self._narrow(names)

    def follows(self):
        """What is a sum and difference of figures."""
        _u, size, rows = np.linalg.svd(self.equations, full_matrices=False)
        basis = rows[size > 1e-9 * size[0]]
        matrix = np.array(list(self.targets.values()))
        rest = np.abs(matrix - (matrix @ basis.T) @ basis).max(axis=1)
        return {
            name: (int(row @ self.truth),) * 2
            for name, row, left in zip(self.targets, matrix, rest, strict=True)
            if left < 1e-7
        }

    def _narrow(self, names):
        """What can only be this or that, by fewer than k apart, in whole people."""
        if not names:
            return {}
        self.constraint = LinearConstraint(csr_array(self.equations), self.sums, self.sums)
        matrix = np.array([self.targets[name] for name in names])
        least = most = matrix @ self.truth
        found = {}
        for at, name in enumerate(names):
            for sign, whole in ((-1, False), (1, False), (-1, True), (1, True)):
                if most[at] - least[at] >= self.k:
                    break
                aside = matrix[most - least < self.k].sum(axis=0)
                goal = sign * (matrix[at] + 0.01 * aside / max(1, aside.max()) * (not whole))
                company = self._company(goal, whole)
                if company is not None:
                    least = np.minimum(least, matrix @ company)
                    most = np.maximum(most, matrix @ company)
            if most[at] - least[at] < self.k:
                found[name] = int(least[at]), int(most[at])
        return found

    def _company(self, goal, whole):
        result = milp(goal, constraints=self.constraint, integrality=np.full(len(goal), int(whole)))
        if result.status:
            return None
        company = np.rint(result.x)
        return company if (self.equations @ company == self.sums).all() else None
