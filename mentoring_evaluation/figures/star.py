"""Doubt for reports whose tables share some dimensions and nothing else: a star.

The dimensions that all tables share, say programme and role, divide people into *strata*; the rest
of the dimensions falls into *parts*, of which no two are in a table together: level here, tenure
there. Such a report is decided without ever crossing all its dimensions.

**Why that is enough.** Let there be one table of people by the strata, and one by the strata and
each part, in whole numbers of 0 or more, and let each of them add up to the table of the strata.
Then there is a company that has them all: inside a stratum, hand out what a table holds of levels
to the people there, and what another holds of tenures, in any order. (The tables form a tree, and
are decomposable: S. Lauritzen, 1996; A. Dobra and S. Fienberg, 2000.) So the unknowns are the cells
of these tables, tied together by the strata, and what is proven of them is proven of companies. The
strata need not be known, nor shown: they are unknowns like others. A measure, and in a history the
time, is one of the dimensions of the strata.

**Groups across parts** ("this level and that tenure") are in none of the tables. How many people
they hold lies, in every stratum, anywhere between the bounds of M. Fréchet, 1940: as the order is
free, both ends are companies. Whoever has several categories of a part counts for the upper end
only if they have none but the one asked for, and for the lower if they have it at all.

**What is hidden** is chosen by looking, for each small group that is not in doubt yet, for a
company in which it is larger by what lacks, and which changes as few shown figures as possible,
and rather fine and small ones than coarse and large (incremental suppression by linear programming:
J. Kelly, B. Golden and A. Assad, 1992; M. Fischetti and J. J. Salazar-González, 2001). The figures
that it changes are hidden. The companies found are kept, each counted again in whole numbers, and
at the end what they do not change all the same is shown again.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, diags_array, eye_array, vstack

from .unknowns import Unknowns

COARSER = 6.0
ASIDE = 60
ACROSS = 8
SWEEP = 5
SLANTS = 4


def parts_of(tables, number):
    """Return the dimensions of the strata, and those of each part with the strata's.

    :param tables: tuples of dimensions, by number
    :param number: how many dimensions there are
    :return: ``(strata, parts)``; fewer than two parts where the tables are no star
    """
    tables = [frozenset(table) for table in tables]
    strata = frozenset(range(number)).intersection(*tables)
    parts = []
    for table in tables:
        own = table - strata
        if own:
            for part in [part for part in parts if part & own]:
                parts.remove(part)
                own |= part
            parts.append(own)
    return tuple(sorted(strata)), sorted(tuple(sorted(part | strata)) for part in parts)


class View:
    """People seen by some of the dimensions: one table, as unknowns.

    :param people: :class:`~.people.People`
    :param axes: dimensions, ascending
    :param start: number of the first of its unknowns among those of all views
    """

    def __init__(self, people, axes, start):
        dimensions = len(people.dimensions)
        self.measured = [dimensions + at for at in range(len(people.measures))]
        self.axes = {axis: at for at, axis in enumerate((*axes, *self.measured))}
        self.people = people.with_dimensions(axes)
        self.unknowns = Unknowns(self.people)
        self.truth = self.unknowns.truth()
        self._admit()
        self.start, self.stop = start, start + self.unknowns.number

    def _admit(self):
        """Leave out combinations of people in several places that nobody has.

        They are very many, and fewer companies are a stricter proof. All answers stay possible.
        """
        unknowns, people = self.unknowns, self.people
        kept = np.ones(unknowns.number, bool)
        if people.varying:
            when = len(people.dimensions) - 1 if people.blocks else None
            places = [at for at, axis in enumerate(people.varying) if axis != when]
            plain = [
                len({tuple(cell[at] for at in places) for cell in b}) == 1 for b in people.bundles
            ]
            kept = np.array(plain)[unknowns.combinations[:, people.fact_of[people.varying[0]]]]
            shape = people.sizes
            there = self.truth.reshape(shape) > 0
            for axis in range(len(people.dimensions), len(people.extents)):
                if axis not in people.varying:
                    there = np.broadcast_to(there.any(people.fact_of[axis], keepdims=True), shape)
            kept |= there.ravel()
        self.numbers = np.cumsum(kept) - 1
        self.truth = self.truth[kept]
        unknowns.combinations = unknowns.combinations[kept]
        unknowns.number = len(unknowns.combinations)

    def covers(self, group):
        return all(axis < 0 or axis in self.axes for axis, _code in group)

    def local(self, group):
        """Return a group of everybody in the numbers of this view's dimensions."""
        return tuple((axis if axis < 0 else self.axes[axis], code) for axis, code in group)

    def rows(self, groups):
        """Return which of all views' unknowns, up to its last, groups in local numbers sum up."""
        rows = coo_array(self.unknowns.rows(groups))
        places = rows.row, rows.col + self.start
        return csr_array((rows.data, places), shape=(len(groups), self.stop))

    def strata(self, centre):
        """Return of each unknown to which of the centre's it adds up."""
        axes = list(centre.axes)
        there, here = centre.people, self.people
        place = np.zeros(self.unknowns.number, np.intp)
        columns = {fact: axis for axis, fact in there.fact_of.items() if axis not in there.varying}
        for fact, size in enumerate(there.sizes):
            if fact in columns:
                axis = self.axes[axes[columns[fact]]]
                codes = self.unknowns.combinations[:, here.fact_of[axis]]
            else:
                kept = [here.varying.index(self.axes[axes[at]]) for at in there.varying]
                known = {bundle: at for at, bundle in enumerate(there.bundles)}
                names = [
                    known[frozenset(tuple(cell[at] for at in kept) for cell in bundle)]
                    for bundle in here.bundles
                ]
                bundles = self.unknowns.combinations[:, here.fact_of[here.varying[0]]]
                codes = np.array(names, np.intp)[bundles]
            place = place * size + codes
        return centre.numbers[place]

    def only(self, group):
        """Return of which unknowns nobody has anything but what a group asks: bool."""
        only = np.ones(self.unknowns.number, bool)
        own = [(axis, code) for axis, code in group if axis in self.people.varying]
        if own:
            fits = [
                all(
                    cell[self.people.varying.index(axis)] == code
                    for axis, code in own
                    for cell in b
                )
                for b in self.people.bundles
            ]
            fact = self.people.fact_of[self.people.varying[0]]
            only = np.array(fits, bool)[self.unknowns.combinations[:, fact]]
        return only


@dataclass(frozen=True)
class Crossing:
    """Groups across parts.

    :ivar upper: ``(rows, strata)``, of the sets of people of whom groups are made: how many in each
        stratum surely are in it; as a matrix over unknowns
    :ivar lower: the same of those who may be
    :ivar made: of each group the sets of which it is made, ``-1`` for none
    """

    upper: csr_array
    lower: csr_array
    made: np.ndarray
    centre: slice

    def bounds(self, company):
        """Return the greatest and the least number that each group can have in a company."""
        strata = self.centre.stop - self.centre.start
        above = (self.upper @ company).reshape(-1, strata)
        below = (self.lower @ company).reshape(-1, strata)
        number = company[self.centre]
        top = np.full((len(self.made), strata), np.inf)
        bottom = np.broadcast_to(number, top.shape).copy()
        for sets in self.made.T:
            there = sets >= 0
            top[there] = np.minimum(top[there], above[sets[there]])
            bottom[there] += below[sets[there]] - number
        return top.sum(axis=1), np.maximum(bottom, 0).sum(axis=1)

    def of(self, which):
        return Crossing(self.upper, self.lower, self.made[which], self.centre)


class Star:
    """Chooses which groups to show such that every small one stays in doubt.

    :param people: :class:`~.people.People`, with one measure or none
    :param strata: dimensions of the strata, ascending
    :param parts: dimensions of each part, the strata's among them
    :param small: function from people and depth to the groups that must stay in doubt
    :param k: how many people the doubt must span
    :param depth: how many conditions a group across parts has that must stay in doubt
    """

    def __init__(self, people, strata, parts, small, k, depth):
        self.people, self.k = people, k
        self.views, start = [], 0
        for axes in (strata, *parts):
            self.views.append(View(people, axes, start))
            start = self.views[-1].stop
        self.width = start
        self.truth = np.concatenate([view.truth for view in self.views])
        self._glue()
        self._find_targets(small, depth)
        self.companies, self.most, self.least = [], [], []
        self._keep(self.truth)

    def _glue(self):
        centre = self.views[0]
        self.place, rows = [None], []
        for view in self.views[1:]:
            place = view.strata(centre)
            self.place.append(place)
            ones = np.ones(len(place))
            unknowns = np.arange(view.start, view.stop)
            shape = centre.unknowns.number, self.width
            part = csr_array((ones, (place, unknowns)), shape=shape)
            itself = csr_array(
                (np.ones(shape[0]), (np.arange(shape[0]), np.arange(shape[0]))), shape=shape
            )
            rows.append(part - itself)
        self.glue = vstack(rows, format="csr")

    def rows(self, groups):
        """Return of which unknowns each group within a view is the sum."""
        placed = [
            next(at for at, view in enumerate(self.views) if view.covers(group)) for group in groups
        ]
        return self._rows_in(
            [(at, self.views[at].local(group)) for at, group in zip(placed, groups, strict=True)]
        )

    def _rows_in(self, placed):
        """Return the same of ``(view, local group)``."""
        parts, order = [], []
        for at, view in enumerate(self.views):
            own = [number for number, (place, _group) in enumerate(placed) if place == at]
            if own:
                rows = view.rows([placed[number][1] for number in own])
                rows.resize((len(own), self.width))
                parts.append(rows)
                order += own
        if not parts:
            return csr_array((0, self.width))
        return vstack(parts, format="csr")[np.argsort(order)]

    def _find_targets(self, small, depth):
        inside, across = [], []
        for at, view in enumerate(self.views):
            full = len(view.people.dimensions)
            inside += [(at, group) for group in small(view.people, full)]
        for group in small(self.people, depth):
            plain = all(axis != -2 for axis, _code in group)
            if plain and not any(view.covers(group) for view in self.views):
                across.append(group)
        self.targets = self._rows_in(inside)
        self.crossing = self._crossing(across)
        most, least = self.crossing.bounds(self.truth)
        self.crossing = self.crossing.of(most - least < self.k)

    def _crossing(self, groups):
        """Take groups across parts to pieces."""
        own = [set(view.axes) - set(self.views[0].axes) for view in self.views]
        pieces, made = {}, []
        for group in groups:
            sets = []
            for at, view in enumerate(self.views):
                if any(axis in own[at] for axis, _code in group):
                    piece = at, view.local([c for c in group if c[0] < 0 or c[0] in view.axes])
                    sets.append(pieces.setdefault(piece, len(pieces)))
            made.append(sets)
        longest = max(map(len, made), default=1)
        made = np.array([[*sets, *[-1] * (longest - len(sets))] for sets in made], np.intp)
        upper, lower = [], []
        strata = self.views[0].unknowns.number
        for number, (at, group) in enumerate(pieces):
            view = self.views[at]
            own_part = [c for c in group if c[0] >= 0 and list(view.axes)[c[0]] in own[at]]
            having = np.flatnonzero(view.unknowns.rows([group])[0])
            sure = having[view.only(own_part)[having]]
            for who, kept in ((having, lower), (sure, upper)):
                kept.append((number * strata + self.place[at][who], view.start + who))
        centre = slice(0, strata)
        shape = len(pieces) * strata, self.width
        return Crossing(
            _ones(upper, shape), _ones(lower, shape), made.reshape(len(groups), longest), centre
        )

    def _keep(self, company):
        """Keep a company, with how far each target goes in it."""
        sizes = self.targets @ company
        most, least = self.crossing.bounds(company)
        most, least = np.append(sizes, most), np.append(sizes, least)
        self.greatest = np.maximum(self.greatest, most) if self.most else most
        self.smallest = np.minimum(self.smallest, least) if self.most else least
        self.companies.append(company)
        self.most.append(most)
        self.least.append(least)

    def choose(self, known, units):
        """Choose what to show.

        :param known: groups whose numbers are known whatever is shown
        :param units: tuples of groups, shown together or not at all; the dearest first
        :return: whether there is doubt; what is shown then is in :attr:`shown`
        """
        known = list(dict.fromkeys(known))
        given = set(known)
        units = [unit for unit in units if not given.issuperset(unit)]
        groups = list(dict.fromkeys([*known, *(group for unit in units for group in unit)]))
        figures = self.rows(groups)
        self.number = dict(
            zip(groups, np.rint(figures @ self.truth).astype(int).tolist(), strict=True)
        )
        at = {group: number for number, group in enumerate(groups)}
        self._units = [[at[group] for group in unit] for unit in units]
        self.figures, self.fixed = figures, len(known)
        self.unit_of = np.full(len(groups), -1)
        for number, unit in enumerate(self._units):
            for group in unit:
                if group >= len(known):
                    self.unit_of[group] = number
        self.levels = levels = np.array([len(group) for group in groups], int)
        deepest = levels.max(initial=0)
        self.worth = np.array(
            [
                COARSER ** (deepest - n) * (1 + np.log1p(self.number[g]))
                for g, n in zip(groups, levels, strict=True)
            ]
        )
        self.hidden = np.zeros(len(units), bool)
        if not self._doubt_all():
            return False
        self._show_again()
        self.shown = known + [
            group
            for unit, hidden in zip(units, self.hidden, strict=True)
            if not hidden
            for group in unit
            if group not in given
        ]
        return True

    def _doubt_all(self):
        turn = 0
        while len(open_ := self._open()):
            if not self._widen(open_):
                return False
            turn += 1
            while turn % SWEEP == 0 and self._sweep(turn):
                pass
        return True

    def _sweep(self, turn):
        """Find a company far from the others that changes nothing shown; tell whether it helped.

        It is to have as many as can be of a random half of what is not in doubt yet.
        """
        open_ = self._open()
        if len(open_) < 2 * SWEEP:
            return False
        draw = np.random.default_rng([turn, len(self.companies)])
        some = draw.random(len(open_)) * (draw.random(len(open_)) < 0.5)
        inside = open_ < self.targets.shape[0]
        worth = self.targets[open_[inside]].T @ some[inside]
        strata = self.views[0].unknowns.number
        weight = np.zeros(self.crossing.upper.shape[0] // strata)
        for sets, much in zip(
            self.crossing.made[open_[~inside] - self.targets.shape[0]], some[~inside], strict=True
        ):
            weight[sets[sets >= 0]] += much
        worth = worth + self.crossing.upper.T @ np.repeat(weight, strata)
        programme = _Programme([self.width] * 2)
        fixed = np.union1d(np.flatnonzero(self.unit_of < 0), self._soft())
        hard = vstack([self.glue, self.figures[fixed]], format="csr")
        programme.add([hard, -hard], 0, 0)
        worth = worth / max(1.0, np.abs(worth).max())
        n = self.width
        found = programme.solve(
            [0.001 - worth, 0.001 + worth],
            [np.zeros(2 * n)],
            [np.full(n, len(self.people)), self.truth],
        )
        if found is not None:
            self._take(self.truth + np.rint(found[:n] - found[n:]))
        return len(self._open()) < 0.95 * len(open_)

    def _open(self):
        return np.flatnonzero(self.greatest - self.smallest < self.k)

    def _soft(self):
        """Return which figures are to be kept if possible, though they need not."""
        given = np.flatnonzero(self.unit_of >= 0)
        return given[~self.hidden[self.unit_of[given]]]

    def _widen(self, open_):
        """Find companies that widen the first open target, hiding what they change."""
        target = open_[0]
        for enough in (True, False):
            for up in (True, False):
                found = self._company(target, open_[1 : 1 + ASIDE], up, enough)
                if found is not None and not self._take(np.rint(found)):
                    # Parts of people: whole ones are sought among what it changes, or anywhere.
                    off = np.abs(self.figures @ (found - self.truth)) > 1e-6
                    self._nearby(target, up, enough, self.unit_of[off])
                if target not in self._open():
                    return True
        return False

    def _nearby(self, target, up, enough, touched):
        """Find a company in whole people where one in parts of people was cheapest.

        First among what that one changes, then among finer figures too, aslant until one is whole.
        """
        for level in range(self.levels.max(initial=0) + 1, -1, -1):
            free = np.union1d(touched, self.unit_of[self.levels >= level])
            for slant in range(1, SLANTS + 1):
                found = self._company(target, (), up, enough, free=free, slant=slant)
                if found is None:
                    break
                if self._take(np.rint(found)):
                    return

    def _take(self, company):
        """Keep a company, if it is one, and hide what it changes; return whether."""
        if (company < 0).any():
            return False
        change = company - self.truth
        changed = self.figures @ change
        if (self.glue @ change).any() or changed[: self.fixed].any():
            return False
        self._keep(company)
        touched = self.unit_of[np.flatnonzero(changed)]
        self.hidden[touched[touched >= 0]] = True
        return True

    def _company(self, target, aside, up, enough, free=None, slant=0):
        """Return the company that changes least, as a linear programme finds it.

        Unknown are who comes to each cell, who leaves it, by how much each figure is off, up or
        down; how far up to their need the targets go; and the people in groups across parts.

        :param target: the one that is to be larger, or smaller, by what it lacks
        :param aside: others that may as well, where it costs nothing
        :param up: whether it is to be larger
        :param enough: whether by all it lacks, or as far as it goes
        :param free: units that it may change; others then stay. ``None`` for all
        :param slant: which of the companies that are as good it is
        """
        soft = self._soft()
        kept = np.zeros(0, np.intp)
        if free is not None:
            stays = ~np.isin(self.unit_of[soft], free)
            soft, kept = soft[~stays], soft[stays]
        n, f, inside_all = self.width, len(soft), self.targets.shape[0]
        lacks = self.k + self.smallest
        aside = (
            [t for t in aside if t < inside_all] if target < inside_all else list(aside[:ACROSS])
        )
        wanted = [target, *aside]
        signs = np.ones(len(wanted))
        if not up:
            lacks = lacks.copy()
            lacks[target] = self.greatest[target] - self.k
            signs[0] = -1
        programme = _Programme([n, n, f, f, len(wanted)])
        hard = vstack([self.glue, self.figures[: self.fixed], self.figures[kept]], format="csr")
        programme.add([hard, -hard], 0, 0)
        figures, one = self.figures[soft], eye_array(f, format="csr")
        programme.add([figures, -figures, -one, one], 0, 0)
        strata = self.views[0].unknowns.number
        # A target gains, up to what it lacks, no more than what comes to it.
        inside = [number for number in wanted if number < inside_all]
        if inside:
            rows = diags_array(signs) @ self.targets[inside]
            gains = -eye_array(len(inside), format="csr")
            programme.add([rows, -rows, None, None, gains], -(rows @ self.truth), np.inf)
        for place, (number, sign) in enumerate(zip(wanted, signs, strict=True)):
            if number < inside_all:
                continue
            gain = csr_array(([-1.0], ([0], [place])), shape=(1, len(wanted)))
            sets = [int(piece) for piece in self.crossing.made[number - inside_all] if piece >= 0]
            there = programme.unknown(strata)
            each = eye_array(strata, format="csr")
            everybody = csr_array(np.ones((1, strata)))
            if sign > 0:
                for piece in sets:
                    part = self.crossing.upper[piece * strata : (piece + 1) * strata]
                    programme.add([part, -part, *there, -each], -(part @ self.truth), np.inf)
            else:
                part = sum(
                    self.crossing.lower[piece * strata : (piece + 1) * strata] for piece in sets
                ) - (len(sets) - 1) * eye_array(strata, n, format="csr")
                programme.add([-part, part, *there, each], part @ self.truth, np.inf)
            programme.add([None, None, None, None, gain, *there[3:], sign * everybody], 0, np.inf)
        most = lacks[wanted] * signs
        cheap = np.full(len(wanted), 0.02 / len(wanted))
        if not enough:
            cheap[0] = 10 * self.worth.max(initial=1)
        least = np.full(len(wanted), -np.inf)
        if enough:
            least[0] = most[0]
        aslant = np.random.default_rng(slant).random(2 * n) * (slant > 0)
        worth = self.worth[soft] * (0.001 if slant else 1)
        change = programme.solve(
            [0.001 + aslant, worth, worth, -cheap],
            [np.zeros(2 * n + 2 * f), least],
            [np.full(n, np.inf), self.truth, np.full(2 * f, np.inf), most],
        )
        return None if change is None else self.truth + change[:n] - change[n : 2 * n]

    def _show_again(self):
        """Show what was hidden and need not be, by the companies found."""
        companies, most, least = map(np.array, (self.companies, self.most, self.least))
        for number in np.flatnonzero(self.hidden):
            rows = self.figures[self._units[number]]
            same = (rows @ companies.T == (rows @ self.truth)[:, None]).all(axis=0)
            if (most[same].max(axis=0) - least[same].min(axis=0) >= self.k).all():
                self.hidden[number] = False
                companies, most, least = companies[same], most[same], least[same]


def _ones(places, shape):
    if not places:
        return csr_array(shape)
    rows = np.concatenate([row for row, _column in places])
    columns = np.concatenate([column for _row, column in places])
    return csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)


class _Programme:
    """A linear programme that is put together block by block."""

    def __init__(self, sizes):
        self.sizes, self.blocks, self.low, self.high = list(sizes), [], [], []

    def unknown(self, number):
        """Add so many unknowns; return the place of a block before them."""
        self.sizes.append(number)
        return [None] * (len(self.sizes) - 3)

    def add(self, blocks, low, high):
        """Add constraints: a block for each of the first kinds of unknowns, or ``None``."""
        height = next(block.shape[0] for block in blocks if block is not None)
        self.blocks.append((blocks, height))
        self.low.append(np.broadcast_to(low, height))
        self.high.append(np.broadcast_to(high, height))

    def solve(self, cost, least, most):
        """Return the unknowns at the least cost, or ``None``.

        What is not said of the last unknowns is that they cost nothing and are 0 or more.
        """
        number = sum(self.sizes)
        starts = np.cumsum([0, *self.sizes])
        rows, columns, data, height = [], [], [], 0
        for blocks, own in self.blocks:
            for start, block in zip(starts, blocks, strict=False):
                if block is not None:
                    entries = coo_array(block)
                    rows.append(entries.row + height)
                    columns.append(entries.col + start)
                    data.append(entries.data)
            height += own
        matrix = csr_array(
            (np.concatenate(data), (np.concatenate(rows), np.concatenate(columns))),
            shape=(height, number),
        )
        cost, least, most = map(np.concatenate, (cost, least, most))
        rest = number - len(cost)
        found = milp(
            np.append(cost, np.zeros(rest)),
            constraints=LinearConstraint(
                matrix, np.concatenate(self.low), np.concatenate(self.high)
            ),
            bounds=Bounds(np.append(least, np.zeros(rest)), np.append(most, np.full(rest, np.inf))),
        )
        return found.x
