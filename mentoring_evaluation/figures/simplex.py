"""A small simplex method that is asked again and again about almost the same equations.

The primal simplex method in a dense tableau (G. Dantzig, 1951), with the lowest index instead of
the steepest once it takes long, so that it ends (R. Bland, 1977). A solver called from outside
takes a millisecond to begin, which is longer than most of these questions take to answer. Numbers
are floating point: whoever uses a solution checks it in whole numbers.
"""

import numpy as np

NEAR = 1e-9
PATIENCE = 200
LONGEST = 2000


class Tableau:
    """Equations over unknowns of 0 or more, and one corner of what they leave possible."""

    def __init__(self, unknowns):
        self.unknowns = unknowns
        self.table = np.zeros((0, unknowns + 1))
        self.basis = []

    def same(self):
        other = Tableau(self.unknowns)
        other.table, other.basis = self.table.copy(), list(self.basis)
        return other

    def add(self, row, value):
        """Add an equation; return whether it can hold together with the others.

        :param row: coefficients, one an unknown
        :param value: the sum
        """
        new = np.append(row, value).astype(float)
        for at, unknown in enumerate(self.basis):
            if new[unknown]:
                new -= new[unknown] * self.table[at]
        if np.abs(new[:-1]).max(initial=0) < NEAR:
            return abs(new[-1]) < NEAR * 100
        if new[-1] < 0:
            new = -new
        self.table = np.vstack([self.table, new])
        self.basis.append(-1)
        last = len(self.basis) - 1
        for step in range(LONGEST):
            if self.table[last, -1] <= NEAR:
                break
            column = self._entering(self.table[last, :-1], step)
            if column is None:
                return False
            row = self._leaving(column, last)
            self._pivot(row, column)
            if row == last:
                return True
        self._pivot(last, int(np.abs(self.table[last, :-1]).argmax()))
        return True

    def corner(self, worth, enough=np.inf):
        """Walk to a corner that is worth the most, or enough; return it.

        :param worth: of each unknown
        :param enough: stop at a corner worth this much
        :return: the unknowns' values
        """
        gain = np.append(worth, 0.0)
        gain -= gain[self.basis] @ self.table
        for step in range(LONGEST):
            column = self._entering(gain[:-1], step)
            if column is None or -gain[-1] >= enough - NEAR:
                break
            row = self._leaving(column)
            if row is None:
                break
            self._pivot(row, column)
            gain -= gain[column] * self.table[row]
        values = np.zeros(self.unknowns)
        values[self.basis] = self.table[:, -1]
        return values

    def spans(self, rows):
        """Return which sums follow from the equations: bool, one a row."""
        rest = rows - rows[:, self.basis] @ self.table[:, :-1]
        return np.abs(rest).max(axis=1, initial=0) < NEAR

    @staticmethod
    def _entering(gain, step):
        column = int(gain.argmax()) if step < PATIENCE else int((gain > NEAR).argmax())
        return column if gain[column] > NEAR else None

    def _leaving(self, column, prefer=None):
        coefficients = self.table[:, column]
        rows = np.flatnonzero(coefficients > NEAR)
        if not len(rows):
            return None
        ratios = self.table[rows, -1] / coefficients[rows]
        rows = rows[ratios <= ratios.min() + NEAR]
        if len(rows) == 1:
            return int(rows[0])
        return prefer if prefer in rows else min(rows.tolist(), key=self.basis.__getitem__)

    def _pivot(self, row, column):
        self.table[row] /= self.table[row, column]
        factors = self.table[:, column].copy()
        factors[row] = 0
        self.table -= np.outer(factors, self.table[row])
        self.basis[row] = column
