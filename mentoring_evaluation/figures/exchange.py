"""Doubt by exchange: as :mod:`.doubt`, for so many dimensions that equations are too many.

The two companies that prove it are built by exchanging facts between people. Take one fact, say
the level, and sort people into *classes*: in a class are those who count alike in the remaining
conditions of each group that is shown and speaks of the level. Within a class, levels can be handed
out anew at will, and a level that no group speaks of here can be replaced by another such, and no
figure moves (data swapping: T. Dalenius and S. Reiss, 1982; the resulting bounds are those of
M. Fréchet, 1940, inside each class, and for tables that share all their margins in a chain they are
the sharp ones of A. Dobra and S. Fienberg, 2000). Exchanging fact after fact gathers in the group,
or removes from it, as many people as it can; that is tried where the bounds leave few groups over.

It can fail to find what exists, never the other way round: then something is hidden that need not
be; it hides more than :mod:`.doubt` does.
"""

import numpy as np
from scipy.sparse import csr_array

PASSES = 2
MOST_BUILT = 30
AT_ONCE = 4_000_000


class Groups:
    """Groups of a population, as one lookup for each fact: which of its codes belong."""

    def __init__(self, people, keys):
        self.fits = [np.ones((len(keys), size), bool) for size in people.sizes]
        self.uses = np.zeros((len(keys), len(people.sizes)), bool)
        for at, key in enumerate(keys):
            for fact, codes in people.conditions(key).items():
                self.fits[fact][at] = codes
                self.uses[at, fact] = True

    def members(self, at, codes, but=None):
        """Return who belongs to one of the groups.

        :param codes: ``(…, people, facts)``
        :param but: a fact whose condition is ignored
        :return: bool, ``(…, people)``
        """
        belongs = np.ones(codes.shape[:-1], bool)
        for fact in np.flatnonzero(self.uses[at]):
            if fact != but:
                belongs &= self.fits[fact][at][codes[..., fact]]
        return belongs


class Exchange:
    """Keeps a set of shown groups such that every target stays in doubt.

    :param people: :class:`~.people.People`
    :param targets: groups that must stay in doubt
    :param candidates: groups that may be shown
    :param k: how many people the doubt must span
    """

    def __init__(self, people, targets, candidates, k):
        self.people, self.k = people, k
        self.targets, self.candidates = Groups(people, targets), Groups(people, candidates)
        self.place = {key: at for at, key in enumerate(candidates)}
        self.number = {group: int(people.members(group).sum()) for group in candidates}
        self._number = list(self.number.values())
        self._shown = []
        self._rest = [self._but(fact) for fact in range(len(people.sizes))]
        self._width = [self._spread(fact, []) for fact in range(len(people.sizes))]
        self._others = {}

    def allow(self, keys):
        """Show these groups too, if every target then stays in doubt; return whether."""
        new = [self.place[key] for key in keys]
        shown = self._shown + new
        touched = self.candidates.uses[new].any(0) if new else np.zeros(len(self._width), bool)
        width = [
            self._spread(fact, shown) if touched[fact] else known
            for fact, known in enumerate(self._width)
        ]
        open_ = np.flatnonzero(np.max([*width, np.zeros(len(self.targets.uses))], axis=0) < self.k)
        if len(open_) > MOST_BUILT:
            return False
        others = {at: pair for at in open_.tolist() if (pair := self._still(at, new)) is not None}
        missing = [at for at in open_.tolist() if at not in others]
        step = max(1, AT_ONCE // max(1, 2 * self.people.codes.size))
        for start in range(0, len(missing), step):
            found = self._build(np.array(missing[start : start + step]), shown)
            if found is None:
                return False
            others |= found
        self._shown, self._width, self._others = shown, width, others
        return True

    @property
    def shown(self):
        """The groups that are shown."""
        groups = list(self.place)
        return [groups[at] for at in self._shown]

    def _still(self, at, new):
        """Return the two companies that keep a target in doubt, if they keep doing so."""
        pair = self._others.get(at)
        if pair is None:
            return None
        for group in new:
            if (self.candidates.members(group, pair).sum(-1) != self._number[group]).any():
                return None
        return pair

    def _speaking(self, fact, shown):
        """Return the shown groups that speak of a fact, each meaning once."""
        meanings = {}
        for group in shown:
            if self.candidates.uses[group, fact]:
                meaning = tuple(fits[group].tobytes() for fits in self.candidates.fits)
                meanings.setdefault(meaning, group)
        return list(meanings.values())

    def _spread(self, fact, shown):
        """Return how far each target moves at least when a single fact is exchanged."""
        spread = np.zeros(len(self.targets.uses), np.int64)
        speaking = np.flatnonzero(self.targets.uses[:, fact])
        if not len(speaking) or not len(self.people):
            return spread
        codes = self.people.codes
        groups = self._speaking(fact, shown)
        alike = np.zeros((len(codes), len(groups) + 1), bool)
        for at, group in enumerate(groups):
            alike[:, at] = self.candidates.members(group, codes, but=fact)
        classes, of = np.unique(alike, axis=0, return_inverse=True)
        of = of.ravel()
        inside = np.eye(len(classes), dtype=np.int64)[of]
        swaps = self._replaceable(fact, groups, classes[:, :-1])
        for mask in np.unique(self.targets.fits[fact][speaking], axis=0):
            some = speaking[(self.targets.fits[fact][speaking] == mask).all(1)]
            could = (swaps & mask).any(-1)[of, codes[:, fact]]
            must = ~(swaps & ~mask).any(-1)[of, codes[:, fact]]
            could, must = (np.bincount(of, who, len(classes)) for who in (could, must))
            step = max(1, AT_ONCE // len(classes))
            for start in range(0, len(some), step):
                part = some[start : start + step]
                rest = self._rest[fact][part] @ inside
                least = np.maximum(0, rest + must - np.bincount(of))
                spread[part] = (np.minimum(rest, could) - least).sum(1)
        return spread

    def _but(self, fact):
        """Return who meets all conditions of each target but the one on a fact."""
        codes = self.people.codes
        rows, columns = [], []
        for at in np.flatnonzero(self.targets.uses[:, fact]):
            who = np.flatnonzero(self.targets.members(at, codes, but=fact))
            rows.append(np.full(len(who), at))
            columns.append(who)
        shape = len(self.targets.uses), len(codes)
        if not rows:
            return csr_array(shape, dtype=np.int64)
        rows, columns = np.concatenate(rows), np.concatenate(columns)
        return csr_array((np.ones(len(rows), np.int64), (rows, columns)), shape=shape)

    def _replaceable(self, fact, groups, classes):
        """Return, by class, which code can stand for which: no shown group tells them apart."""
        fits = self.candidates.fits[fact][groups].astype(np.float64)
        apart = np.abs(fits[:, :, None] - fits[:, None, :])
        size = self.people.sizes[fact]
        apart = apart.reshape(len(groups), size * size)
        return (classes.astype(np.float64) @ apart == 0).reshape(-1, size, size)

    def _build(self, targets, shown):
        """Build two companies for each target; return None when one of them cannot be."""
        codes = self.people.codes
        count = len(targets)
        both = np.concatenate([targets, targets])
        sign = np.repeat([1, -1], count)
        built = np.repeat(codes[None], 2 * count, axis=0)
        uses = self.targets.uses[both]
        for _pass in range(PASSES):
            for fact in range(codes.shape[1]):
                rows = np.flatnonzero(uses[:, fact])
                if len(rows):
                    built[rows, :, fact] = self._exchanged(
                        fact, both[rows], sign[rows], built[rows], shown
                    )
        inside = self._met(both, built).all(-1).sum(-1)
        if (inside[:count] - inside[count:] < self.k).any():
            return None
        for group in shown:
            if (self.candidates.members(group, built).sum(-1) != self._number[group]).any():
                return None
        return {at: built[[place, count + place]] for place, at in enumerate(targets.tolist())}

    def _met(self, targets, codes):
        """Return who meets which condition of a target: ``(targets, people, facts)``."""
        return np.stack(
            [
                np.take_along_axis(fits[targets], codes[..., fact], axis=1)
                for fact, fits in enumerate(self.targets.fits)
            ],
            axis=-1,
        )

    def _exchanged(self, fact, targets, sign, codes, shown):
        """Hand out a fact anew within the classes: to those who lack only this, or to others."""
        groups = self._speaking(fact, shown)
        alike = np.zeros((*codes.shape[:-1], len(groups)))
        for at, group in enumerate(groups):
            alike[..., at] = self.candidates.members(group, codes, but=fact)
        marks = np.random.default_rng(20).integers(1, 2**31, len(groups)).astype(np.float64)
        kept = alike @ (marks[:, None] * self.candidates.fits[fact][groups])
        old = codes[..., fact]
        same = kept == np.take_along_axis(kept, old[..., None], axis=-1)
        wished = self.targets.fits[fact][targets] == (sign > 0)[:, None]
        better = same & wished[:, None, :]
        old = np.where(better.any(-1), better.argmax(-1), old).astype(codes.dtype)

        met = self._met(targets, codes)
        others = met.sum(-1) - met[..., fact]
        having = np.take_along_axis(self.targets.fits[fact][targets], old, axis=1)
        where = alike @ marks
        whom = np.lexsort((-others * sign[:, None], where), axis=-1)
        what = np.lexsort((~having, where), axis=-1)
        new = np.empty_like(old)
        np.put_along_axis(new, whom, np.take_along_axis(old, what, axis=-1), axis=-1)
        return new
