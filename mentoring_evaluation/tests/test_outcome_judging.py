import doctest
from datetime import date
from importlib import import_module
from types import SimpleNamespace

from odoo.tests import BaseCase, tagged

from ..figures.comparison import Colleague, effect
from ..outcomes import (
    KINDS,
    TOO_EARLY,
    Career,
    Edit,
    Gap,
    History,
    Ladder,
    Place,
    Skill,
    Version,
    after,
    alike_by,
    before,
    columns,
    judge,
)
from ..seeding import BRANCHES, Plan

LOW, EVEN, HIGH, ODD = (Place(job, 1) for job in (1, 2, 3, 4))
LADDER = Ladder({1: 10, 2: 10, 3: 20})
HIRED, START, TODAY = date(2020, 1, 1), date(2024, 1, 10), date(2026, 6, 30)
# What promotion depends on in a planned company, and by what people are chosen there.
PLANNED_BY = ("level", "tenure", "location", "earlier_promotion")


def career(*steps, edits=(), gaps=(), skills=()):
    versions = tuple(Version(at, day, place) for at, (day, place) in enumerate(steps))
    return Career(History(versions, tuple(edits), tuple(gaps), tuple(skills)))


def values(known, months=12, today=TODAY):
    return {k: o.value for k, o in judge(known, after(START, months), LADDER, today).items()}


@tagged("post_install", "-at_install")
class TestOutcomeJudging(BaseCase):
    """What happened in a window, and when that cannot be said."""

    def test_doctests(self):
        package = __package__.rsplit(".", 1)[0]
        for name in ("outcomes", "outcomes.career", "outcomes.judging", "seeding"):
            found = doctest.testmod(import_module(f"{package}.{name}"))
            self.assertEqual(found.failed, 0, name)
            self.assertTrue(found.attempted, name)

    def test_the_windows_edges(self):
        """What begins on the programme's first day was before it; its last day belongs to it."""
        for day, in_before, in_after in (
            (date(2023, 1, 10), False, False),
            (date(2023, 1, 11), True, False),
            (START, True, False),
            (date(2024, 1, 11), False, True),
            (date(2025, 1, 10), False, True),
            (date(2025, 1, 11), False, False),
        ):
            known = career((HIRED, LOW), (day, HIGH))
            found = judge(known, before(START, 12), LADDER, TODAY)
            self.assertEqual(found["promoted"].value, in_before, day)
            self.assertEqual(values(known)["promoted"], in_after, day)

    def test_until_a_window_is_over_it_is_too_early_for_good_news_too(self):
        known = career((HIRED, LOW), (date(2024, 2, 1), HIGH))
        for today, is_early in ((date(2025, 1, 10), True), (date(2025, 1, 11), False)):
            found = judge(known, after(START, 12), LADDER, today)
            self.assertEqual({o.state for o in found.values()} == {TOO_EARLY}, is_early)

    def test_promotions_and_moves(self):
        other = Place(1, 2)
        for steps, expected in (
            ([], (False, False, False)),
            ([HIGH], (True, False, True)),
            ([EVEN], (False, True, True)),
            ([other], (False, True, True)),
            ([EVEN, HIGH], (True, False, True)),
            ([HIGH, LOW], (True, False, True)),
            ([ODD], (None, None, None)),
            ([ODD, HIGH], (True, False, True)),
            ([Place(None, 1)], (None, None, None)),
            ([Place(1, 1, 9)], (False, False, False)),
        ):
            days = [date(2024, 3 + at, 1) for at in range(len(steps))]
            found = values(career((HIRED, LOW), *zip(days, steps, strict=True)))
            self.assertEqual(
                tuple(found[kind] for kind in ("promoted", "moved", "progressed")), expected, steps
            )

    def test_a_lower_job_is_a_move_and_no_progress(self):
        found = values(career((HIRED, HIGH), (date(2024, 3, 1), LOW)))
        self.assertEqual((found["moved"], found["progressed"], found["levels"]), (True, False, -10))

    def test_somebody_put_back_where_they_were_was_not_promoted(self):
        steps = (HIRED, HIGH), (date(2024, 3, 1), LOW), (date(2024, 6, 1), HIGH)
        self.assertFalse(values(career(*steps))["promoted"])

    def test_edits_are_undone_backwards(self):
        steps = (HIRED, HIGH), (date(2025, 1, 1), ODD)
        known = career(
            *steps,
            edits=[
                Edit(0, date(2024, 6, 1), EVEN),
                Edit(0, date(2023, 6, 1), LOW),
                Edit(0, HIRED, ODD),
                Edit(1, date(2024, 12, 1), LOW),
            ],
        )
        self.assertEqual(
            known.steps,
            [
                (HIRED, LOW),
                (date(2023, 6, 1), EVEN),
                (date(2024, 6, 1), HIGH),
                (date(2025, 1, 1), ODD),
            ],
        )

    def test_a_version_put_in_before_an_edit_has_its_own_day(self):
        """HR changed the record on 20 May, and then entered that it had been so since 10 May."""
        known = career(
            (HIRED, HIGH), (date(2024, 5, 10), HIGH), edits=[Edit(0, date(2024, 5, 20), LOW)]
        )
        self.assertEqual(known.steps, [(HIRED, LOW), (date(2024, 5, 10), HIGH)])

    def test_leaving_and_returning(self):
        def left(first, back=None, kind="voluntary"):
            found = values(career((HIRED, LOW), gaps=[Gap(first, back, kind)]))
            return tuple(found[k] for k in ("stayed", "left_voluntarily", "left_otherwise"))

        self.assertEqual(left(date(2025, 1, 10)), (False, True, False))
        self.assertEqual(left(date(2025, 1, 11)), (True, False, False))
        self.assertEqual(left(date(2024, 6, 1), date(2025, 1, 10)), (True, False, False))
        self.assertEqual(left(date(2024, 6, 1), date(2025, 1, 11)), (False, True, False))
        self.assertEqual(left(date(2024, 6, 1), kind="other"), (False, False, True))
        self.assertEqual(left(date(2024, 6, 1), kind=None), (False, None, None))
        self.assertEqual(left(date(2023, 6, 1)), (None, None, None), "gone before it began")
        self.assertEqual(left(None), (None, None, None), "nobody knows since when")
        self.assertEqual(left(START), (None, None, None))

    def test_before_a_programme_nobody_is_counted_as_having_stayed(self):
        found = judge(career((HIRED, LOW)), before(START, 12), LADDER, TODAY)
        self.assertEqual(found["promoted"].value, False)
        self.assertIsNone(found["stayed"].value)

    def test_nobody_without_a_record_has_an_outcome(self):
        self.assertEqual(set(values(career())), set(KINDS))
        self.assertEqual(set(values(career()).values()), {None})

    def test_tenure_leaves_out_times_away(self):
        gaps = [Gap(date(2021, 1, 1), date(2022, 1, 1), "other")]
        known = career((HIRED, LOW), gaps=gaps)
        self.assertEqual(known.tenure(date(2022, 1, 2)), 367)
        found = columns(known, date(2022, 12, 1), LADDER, {1: 7}, None)
        self.assertEqual(found["tenure"], "1-3")
        self.assertEqual((found["level"], found["branch"], found["location"]), ("10", "7", "none"))

    def test_a_skill_that_ended_before_the_windows_end_was_not_gained(self):
        lines = [Skill(1, 30, HIRED), Skill(2, 30, date(2024, 2, 1), date(2024, 9, 1))]
        self.assertEqual(values(career((HIRED, LOW), skills=lines))["skills"], 0)
        self.assertEqual(values(career((HIRED, LOW), skills=lines), 6)["skills"], 1)


def planned_effects(plan, kinds, months=12, **options):
    """The comparison as ``OutcomeStudy`` makes it, without a database; the windows of planned
    programmes do not overlap.

    :return: list of :class:`~..figures.comparison.Effect`, one a kind
    """
    ladder = plan.ladder()
    careers = [Career(person.history()) for person in plan.people]
    branches = {b * 10 + d + 1: b + 1 for b, branch in enumerate(BRANCHES) for d in range(3)}
    mentees, busy = {}, {}
    for programme in plan.programmes:
        for pairing in programme.pairings:
            mentees.setdefault(pairing.mentee, programme)
            for number in (pairing.mentor, pairing.mentee):
                busy.setdefault(number, pairing.start)
    asked = [(number, programme, True) for number, programme in mentees.items()]
    for number, known in enumerate(careers):
        free = [
            each
            for each in plan.programmes
            if known.is_here(each.start)
            and plan.people[number].stand(each.start).rung <= 2
            and busy.get(number, plan.today) > after(each.start, months).end
        ]
        asked += [(number, each, False) for each in free]
    people = {kind: [] for kind in kinds}
    for number, programme, took_part in asked:
        known = careers[number]
        outcomes = judge(known, after(programme.start, months), ladder, plan.today)
        earlier = judge(known, before(programme.start, 24), ladder, plan.today)["promoted"]
        own = columns(known, programme.start, ladder, branches, earlier.value)
        alike = alike_by(own, programme.name)
        for kind in kinds:
            key, value = f"{number} {programme.name} {took_part}", outcomes[kind].value
            if value is not None:
                people[kind].append(Colleague(key, took_part, value, alike))
    return [effect(people[kind], **options) for kind in kinds]


@tagged("post_install", "-at_install")
class TestPlannedEffect(BaseCase):
    """A known effect is found, and none is not."""

    def test_with_none_planted_the_interval_covers_zero_in_95_of_100_companies(self):
        kinds = ("promoted", "stayed", "gained_skill")
        covered = dict.fromkeys(kinds, 0)
        for seed in range(100):
            plan = Plan(employees=400, years=4, seed=seed, today=TODAY)
            for kind, found in zip(
                kinds, planned_effects(plan, kinds, columns=PLANNED_BY), strict=True
            ):
                interval = found.difference.interval
                covered[kind] += interval.low <= 0 <= interval.high
        for kind, times in covered.items():
            with self.subTest(kind=kind):
                self.assertGreaterEqual(times, 95)
                self.assertLess(times, 100, "an interval that always covers it is too wide")

    def test_a_planted_effect_lies_in_its_interval(self):
        found = SimpleNamespace(covered=0, seen=0)
        for seed in range(20):
            plan = Plan(employees=800, years=4, seed=seed, today=TODAY, effect=0.4)
            [effect_found] = planned_effects(plan, ["promoted"], columns=PLANNED_BY)
            interval = effect_found.difference.interval
            found.covered += interval.low <= plan.planted / plan.mentees <= interval.high
            found.seen += interval.low > 0
        self.assertGreaterEqual(found.covered, 18)
        self.assertGreaterEqual(found.seen, 18)

    def test_a_company_is_the_same_again_and_another_seed_is_another(self):
        one, same, other = (Plan(60, 3, seed, TODAY) for seed in (1, 1, 2))
        self.assertEqual(one.people, same.people)
        self.assertEqual(one.programmes, same.programmes)
        self.assertNotEqual(one.people, other.people)

    def test_planting_an_effect_changes_mentees_alone(self):
        plain, planted = (Plan(300, 4, 3, TODAY, effect) for effect in (0, 1))
        mentees = {p.mentee for programme in plain.programmes for p in programme.pairings}
        changed = {
            one.number
            for one, other in zip(plain.people, planted.people, strict=True)
            if one.stands != other.stands
        }
        self.assertTrue(changed)
        self.assertLessEqual(changed, mentees)
        self.assertGreaterEqual(len(changed), planted.planted)
        self.assertEqual(plain.planted, 0)

    def test_the_company_is_believable(self):
        plan = Plan(400, 5, 1, TODAY)
        here = [person for person in plan.people if not person.left]
        self.assertEqual(len(here), 400)
        self.assertEqual(sum(person.manager is None for person in here), 1)
        for person in here:
            if person.manager is not None:
                self.assertIsNone(plan.people[person.manager].left)
        versions = sum(len(person.records()[0]) for person in plan.people)
        edits = sum(len(person.records()[1]) for person in plan.people)
        self.assertTrue(0.1 < edits / (versions - len(plan.people) + edits) < 0.3)
        states = [s[2] for p in plan.programmes for pair in p.pairings for s in pair.sessions]
        self.assertTrue({"held", "missed", "cancelled"} <= set(states))
        for nonsense in ((5, 3, 1, TODAY), (50, 0, 1, TODAY), (50, 3, 1, TODAY, 2)):
            with self.assertRaises(ValueError):
                Plan(*nonsense)
