from dataclasses import replace

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_programme.matching import (
    Criterion,
    Objective,
    Person,
    Problem,
    Unmatched,
    alternatives,
    broken,
    match,
    why_not,
)
from odoo.addons.mentoring_programme.matching.criteria import Scale

from .matching_people import ALL_KINDS, COARSE, random_problem


class TestMatchingExplanation(BaseCase):
    MENTOR = Person(1, "mentor", 1)
    MENTEE = Person(2, "mentee", 1)

    def mentee_reason(self, problem):
        (reason,) = match(problem).unmatched_mentees
        return reason

    def test_nobody_on_the_other_side(self):
        result = match(Problem([], [self.MENTEE]))
        self.assertEqual(result.unmatched_mentees, (Unmatched(2, "nobody", 0, 0, ()),))
        result = match(Problem([self.MENTOR], []))
        self.assertEqual(result.unmatched_mentors, (Unmatched(1, "nobody", 0, 0, ()),))

    def test_no_place_of_their_own(self):
        result = match(Problem([replace(self.MENTOR, capacity=0)], [self.MENTEE]))
        self.assertEqual(
            result.unmatched_mentors, (Unmatched(1, "no_place", 1, 0, (("capacity", 1),)),)
        )

    def test_all_excluded_says_how_many_by_what(self):
        mentee = replace(
            self.MENTEE, managers=frozenset({"a", "b"}), former=frozenset({"b"}), languages={1}
        )
        mentors = [
            Person(11, "a", 1),
            Person(12, "b", 1),
            Person(13, "c", 2),
            Person(14, "d", 1, languages={2}),
            Person(15, "e", 1, languages={1}),
        ]
        language = Criterion("language", 1, required=True)
        reason = self.mentee_reason(Problem(mentors, [mentee], [language], rejected=[(15, 2)]))
        self.assertEqual((reason.code, reason.others, reason.allowed), ("all_excluded", 5, 0))
        self.assertEqual(
            dict(reason.excluded),
            {
                "management_chain": 2,
                "former": 1,
                "company": 1,
                "rejected": 1,
                "required_language": 4,
            },
        )

    def test_all_taken_by_locked_pairs(self):
        other = Person(3, "other", 1)
        manager = Person(4, "manager", 1)
        mentee = replace(self.MENTEE, managers=frozenset({"manager"}))
        problem = Problem([self.MENTOR, manager], [mentee, other], locked=[(1, 3)])
        result = match(problem)
        self.assertEqual(
            result.unmatched_mentees,
            (Unmatched(2, "all_taken", 2, 0, (("management_chain", 1), ("capacity", 1))),),
        )
        self.assertEqual([it.key for it in result.unmatched_mentors], [4])
        self.assertEqual(result.unmatched_mentors[0].code, "all_taken")

    def test_not_chosen_says_how_many_were_allowed(self):
        mentees = [Person(key, f"e{key}", 1) for key in (2, 3, 4)]
        reasons = match(Problem([self.MENTOR], mentees)).unmatched_mentees
        self.assertEqual({it.code for it in reasons}, {"not_chosen"})
        self.assertEqual([(it.others, it.allowed) for it in reasons], [(1, 1), (1, 1)])

    def test_everybody_is_accounted_for(self):
        for seed in range(10):
            problem = random_problem(seed, 10, 12, 30)
            first = match(problem)
            locked = [(pair.mentor, pair.mentee) for pair in first.pairs[:3]]
            result = match(replace(problem, locked=locked))
            mentees = [it.mentee for it in result.pairs + result.locked]
            mentees += [it.key for it in result.unmatched_mentees]
            self.assertEqual(sorted(mentees), sorted(it.key for it in problem.mentees))
            mentors = {it.mentor for it in result.pairs + result.locked}
            left = [it.key for it in result.unmatched_mentors]
            self.assertFalse(mentors & set(left))
            self.assertEqual(mentors | set(left), {it.key for it in problem.mentors})
            figures = result.figures
            self.assertEqual((figures.mentors, figures.mentees), (10, 12))
            self.assertEqual((figures.matched, figures.locked), (len(result.pairs), len(locked)))
            self.assertEqual(figures.total, sum(it.score for it in result.pairs))
            self.assertEqual(
                figures.worst_off, min((it.score for it in result.pairs), default=None)
            )

    def test_locking_what_was_proposed_keeps_the_greatest_total(self):
        for seed in range(10):
            problem = random_problem(seed, 10, 12, 60)
            pairs = {(it.mentor, it.mentee) for it in match(problem, Objective.COUNT_TOTAL).pairs}
            problem = replace(problem, locked=sorted(pairs)[:4])
            result = match(problem, Objective.COUNT_TOTAL)
            self.assertEqual({(it.mentor, it.mentee) for it in result.pairs + result.locked}, pairs)
            self.assertEqual(result.conflicts, ())

    def test_locking_the_worst_off_never_makes_the_others_worse_off(self):
        for seed in range(10):
            problem = random_problem(seed, 10, 12, 60)
            first = match(problem)
            worst = min(first.pairs, key=lambda pair: pair.score)
            others = [pair.score for pair in first.pairs if pair is not worst]
            result = match(replace(problem, locked=[(worst.mentor, worst.mentee)]))
            self.assertGreaterEqual(result.figures.worst_off, min(others))
            self.assertEqual(result.figures.matched, len(others))

    def test_ranks_and_blocking_pairs_by_hand(self):
        blocking_seen = 0
        for seed in range(12):
            problem = random_problem(seed, 8, 9, 60, criteria=COARSE if seed % 2 else ALL_KINDS)
            score, _unmet = Scale(problem).measure()
            score = {
                (mentor.key, mentee.key): int(score[row, column])
                for row, mentee in enumerate(problem.mentees)
                for column, mentor in enumerate(problem.mentors)
                if not broken(mentor, mentee) and (mentor.key, mentee.key) not in problem.rejected
            }
            result = match(problem)
            has = {pair.mentee: pair.score for pair in result.pairs}
            theirs = {mentor.key: [] for mentor in problem.mentors}
            for pair in result.pairs:
                theirs[pair.mentor].append(pair.score)
                allowed = [value for (_m, mentee), value in score.items() if mentee == pair.mentee]
                self.assertEqual(pair.choices, len(allowed))
                self.assertEqual(pair.rank, 1 + sum(value > pair.score for value in allowed))
            capacity = {mentor.key: mentor.capacity for mentor in problem.mentors}
            blocking = sum(
                value > has.get(mentee, -1)
                and (len(theirs[mentor]) < capacity[mentor] or value > min(theirs[mentor]))
                for (mentor, mentee), value in score.items()
            )
            self.assertEqual(result.figures.blocking, blocking)
            self.assertEqual(result.figures.allowed, len(score))
            blocking_seen += blocking
        self.assertGreater(blocking_seen, 0)

    def test_alternatives_are_the_best_allowed_mentors(self):
        problem = random_problem(3, 12, 9, 40)
        everything = match(problem)
        for mentee in problem.mentees:
            found = alternatives(problem, mentee.key, 100)
            self.assertEqual([it.score for it in found], sorted(it.score for it in found)[::-1])
            allowed = {it.key for it in problem.mentors if not why_not(problem, it.key, mentee.key)}
            self.assertEqual({it.mentor for it in found}, allowed)
            self.assertEqual(alternatives(problem, mentee.key, 2), found[:2])
            for pair in everything.pairs:
                if pair.mentee == mentee.key:
                    self.assertIn(pair, found)
        with self.assertRaises(KeyError):
            alternatives(problem, -1, 3)

    def test_a_swap_by_hand_sees_the_places_of_other_locked_pairs(self):
        other = Person(3, "other", 1)
        problem = Problem([self.MENTOR], [self.MENTEE, other], locked=[(1, 3)])
        self.assertEqual(why_not(problem, 1, 2), ("capacity",))
        self.assertEqual(why_not(problem, 1, 3), ())
        self.assertEqual(alternatives(problem, 2, 5), [])
        self.assertEqual([it.mentor for it in alternatives(problem, 3, 5)], [1])

    def test_the_fingerprint_tells_problems_apart(self):
        problem = random_problem(4, 6, 6)
        mark = problem.fingerprint()
        self.assertRegex(mark, "^[0-9a-f]{64}$")
        self.assertEqual(match(problem).fingerprint, mark)
        first = problem.mentors[0]
        changes = {
            "key": 999_999,
            "person": "somebody",
            "company": 77,
            "managers": frozenset({"x"}),
            "coach": "x",
            "former": frozenset({"x"}),
            "capacity": 77,
            "skills": {77: 7},
            "languages": frozenset({77}),
            "location": 77,
            "utc_offset": 77,
            "department": 77,
            "level": 77,
            "rank": 77,
            "scale": 77,
            "distance": 7,
            "apart": True,
            "availability": 77,
            "interests": frozenset({77}),
            "wishes": ("x", "y"),
            "priority": 7,
        }
        self.assertEqual(set(changes), set(vars(first)))
        others = [
            replace(problem, mentors=[replace(first, **{name: value}), *problem.mentors[1:]])
            for name, value in changes.items()
        ]
        others.append(replace(problem, mentees=problem.mentees[1:]))
        others.append(replace(problem, criteria=problem.criteria[1:]))
        others.append(replace(problem, rejected=()))
        others.append(replace(problem, locked=[(first.key, problem.mentees[0].key)]))
        self.assertEqual(len({mark, *(it.fingerprint() for it in others)}), len(others) + 1)
