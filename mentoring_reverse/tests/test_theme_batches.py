import random

from odoo.tests import BaseCase

from ..models.theme_batches import FLOOR, OTHERS, Pool, batches


def _pool(key, count, given, least=3, is_named=True, first=0):
    """A programme of ``count`` people, of whom the first ``given`` give theme 1."""
    people = range(first, first + count)
    return Pool(key, least, frozenset(people), {person: {1} for person in people[:given]}, is_named)


class TestThemeBatches(BaseCase):
    """What may be told of what people passed on; plain Python."""

    def test_fewer_than_k_are_told_of_nowhere(self):
        for given in range(5):
            self.assertEqual(batches([_pool(1, 12, given, least=5)]), [])
        (batch,) = batches([_pool(1, 12, 5, least=5)])
        self.assertEqual((batch.theme, batch.programme, batch.least), (1, 1, 5))

    def test_no_threshold_goes_under_the_floor(self):
        self.assertEqual(batches([_pool(1, 12, FLOOR - 1, least=1)]), [])
        self.assertEqual(batches([_pool(1, 12, FLOOR, least=1)])[0].least, FLOOR)

    def test_one_person_many_times_is_one(self):
        pools = [_pool(key, 12, 1) for key in range(10)]
        self.assertEqual(batches(pools), [])

    def test_where_almost_everybody_would_have_to_have_given_nothing_is_told(self):
        self.assertEqual(batches([_pool(1, 5, 5)]), [])
        self.assertTrue(batches([_pool(1, 6, 6)]))

    def test_whoever_could_not_have_given_does_not_count(self):
        pool = _pool(1, 12, 2)
        stranger = pool._replace(given={**pool.given, 99: {1}})
        self.assertEqual(batches([stranger]), [])

    def test_what_is_left_over_is_told_over_several_programmes(self):
        pools = [_pool(1, 6, 2), _pool(2, 6, 1, first=6)]
        self.assertEqual(batches(pools), [])
        pools = [_pool(1, 6, 2), _pool(2, 6, 2, first=6)]
        (batch,) = batches(pools)
        self.assertIsNone(batch.programme)
        self.assertEqual({key for key, _person in batch.gifts}, {1, 2})

    def test_a_discreet_one_is_told_of_among_others_only(self):
        self.assertEqual(batches([_pool(1, 12, 12, is_named=False)]), [])
        # The other one is told of by itself, so that nothing of it is left to hide in.
        told = batches([_pool(1, 12, 12, is_named=False), _pool(2, 12, 3, first=12)])
        self.assertEqual([batch.programme for batch in told], [2])
        told = batches([_pool(1, 12, 5, is_named=False), _pool(2, 12, 2, first=12)])
        self.assertEqual([batch.programme for batch in told], [None])

    def test_over_several_the_largest_threshold_holds(self):
        pools = [_pool(1, 12, 3, least=8), _pool(2, 12, 2, first=12)]
        self.assertEqual(batches(pools), [])
        pools = [_pool(1, 12, 6, least=8), _pool(2, 12, 2, first=12)]
        self.assertEqual(batches(pools)[0].least, 8)

    def test_whatever_two_looks_differ_by_is_k_people_or_nobody(self):
        """Random programmes over random months: every change of what is shown is a batch of at
        least k people who had not been told of, out of at least twice as many."""
        rng = random.Random(20261122)
        told_at_all = 0
        for _case in range(300):
            sizes = {key: rng.randint(2, 16) for key in range(rng.randint(1, 4))}
            people = {key: frozenset(rng.sample(range(30), size)) for key, size in sizes.items()}
            least = {key: rng.randint(1, 6) for key in sizes}
            named = {key: rng.random() < 0.7 for key in sizes}
            given = {key: {} for key in sizes}
            for _month in range(rng.randint(1, 8)):
                for _step in range(rng.randint(0, 25)):
                    key = rng.choice(list(sizes))
                    person = rng.choice(sorted(people[key]))
                    themes = given[key].setdefault(person, set())
                    themes ^= {rng.randint(1, 3)}
                pools = [Pool(k, least[k], people[k], given[k], named[k]) for k in sizes]
                told = batches(pools)
                seen = set()
                for batch in told:
                    told_at_all += 1
                    persons = {person for _key, person in batch.gifts}
                    keys = {key for key, _person in batch.gifts}
                    self.assertGreaterEqual(len(persons), max(FLOOR, batch.least))
                    for key in keys:
                        self.assertGreaterEqual(len(persons), least[key])
                    if batch.programme is None:
                        self.assertGreater(len(keys), 1)
                        could = set().union(*people.values())
                        self._check_without_any(people, persons, batch.least)
                    else:
                        self.assertEqual(keys, {batch.programme})
                        self.assertTrue(named[batch.programme])
                        could = people[batch.programme]
                    self.assertGreaterEqual(len(could), 2 * batch.least)
                    gifts = {(key, person, batch.theme) for key, person in batch.gifts}
                    self.assertFalse(gifts & seen)
                    seen |= gifts
                for key, person, theme in seen:
                    given[key][person].remove(theme)
        self.assertGreater(told_at_all, 100)

    def _check_without_any(self, people, givers, least):
        """Take any one programme away, with all who are in it: at least k could still give, and
        two of them did."""
        for gone in people:
            rest = set().union(*(people[key] for key in people if key != gone)) - people[gone]
            self.assertGreaterEqual(len(rest), least)
            self.assertGreaterEqual(len(givers & rest), OTHERS)

    def test_accomplices_in_one_programme_learn_nothing_of_a_small_one(self):
        """k - 1 who agree what they give, and a discreet programme of two."""
        for accomplices in range(3):
            for given in range(3):
                pools = [
                    _pool(1, 12, accomplices),
                    _pool(2, 2, given, is_named=False, first=12),
                ]
                self.assertEqual(batches(pools), [])
        # A third programme hides them: one of the two alone still tells nothing.
        big = Pool(1, 5, frozenset(range(12)), {person: {1} for person in range(4)})
        third = _pool(3, 12, 0, least=5, first=20)
        self.assertEqual(batches([big, _pool(2, 2, 1, first=12, is_named=False), third]), [])
        self.assertTrue(
            batches(
                [
                    big,
                    _pool(2, 2, 2, first=12, is_named=False),
                    third._replace(given={20: {1}, 21: {1}}),
                ]
            )
        )

    def test_what_is_told_does_not_depend_on_who_gave_it(self):
        """The same number of givers, others among them: the same is told, word for word."""
        rng = random.Random(5)
        for _case in range(200):
            people = list(range(14))
            count = rng.randint(0, 14)
            told = set()
            for _again in range(3):
                givers = rng.sample(people, count)
                pool = Pool(1, 4, frozenset(people), {person: {1} for person in givers})
                told.add(tuple(batch[:3] for batch in batches([pool])))
            self.assertEqual(len(told), 1)
