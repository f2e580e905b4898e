import json
import random

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_evaluation.figures import Dimension, Measure, Report, Row, tabulate

from .figures_attack import Attack

K = 5
COMPANIES = 500
ANSWERS = Dimension("promoted", (("yes", "Yes"), ("no", "No"), ("none", "Unknown")))
NAMES = {True: "yes", False: "no", None: "none"}


class Company:
    """12 to 60 people with four facts, three tables that share none, and one answer each.

    Small enough that what is left possible can be searched in whole, over all facts at once.

    :ivar rows: as they are today
    :ivar tomorrow: after some joined, a few of them alike, and some answered otherwise
    """

    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.dimensions = tuple(
            Dimension(f"fact_{at}", tuple((str(c), str(c)) for c in range(size)))
            for at, size in enumerate((2, 2 + seed % 2, 2 + seed % 3 // 2, 2))
        )
        self.often = [[self.draw.random() + 0.1 for _key in d.keys] for d in self.dimensions]
        self.rows = [self._person(f"p{at}") for at in range(self.draw.randint(12, 60))]
        self.tomorrow = [
            self._answering(row) if self.draw.random() < seed % 3 / 10 else row for row in self.rows
        ]
        self.tomorrow += [self._person(f"n{at}") for at in range(self.draw.randint(0, 60))]
        self.report = Report(
            self.dimensions,
            (Measure("promoted"),),
            (("fact_0", "fact_1"), ("fact_2",), ("fact_3",)),
            K,
        )

    def _person(self, name):
        categories = {
            dimension.name: self.draw.choices(dimension.keys, often)[0]
            for dimension, often in zip(self.dimensions, self.often, strict=True)
        }
        return self._answering(Row(name, categories))

    def _answering(self, row):
        return Row(
            row.person,
            row.categories,
            {"promoted": self.draw.choices((True, False, None), (4, 5, 1))[0]},
        )


def told(release, dimensions):
    """Return what a release says as conditions to number of people, answers among them."""
    seen = {}
    for key, cell in release.cells.items():
        where = {
            (dimension.name, part)
            for dimension, part in zip(dimensions, key, strict=True)
            if part is not None
        }
        seen[frozenset(where)] = cell.n
        for rate in cell.values.values():
            seen[frozenset({*where, ("promoted", "yes")})] = rate["yes"]
            seen[frozenset({*where, ("promoted", "no")})] = rate["of"] - rate["yes"]
    return seen


def counted(release):
    """Return the people a release counts: facts and answer, by person."""
    return {
        person: (*categories.values(), NAMES[values["promoted"]])
        for person, ((categories, values),) in release.memory["rows"].items()
    }


def attack(company, first, second):
    """Return the attack on two editions together; on one, where the second is the same."""
    people, others = counted(first), counted(second)
    earlier, later = (told(each, company.dimensions) for each in (first, second))
    axes = (*company.dimensions, ANSWERS)
    if people == others:
        return Attack(axes, K, list(people.values()), earlier)
    same = [who for who in people if people[who] == others.get(who)]
    one, other = (
        [who[p] for p in same] + [who[p] for p in who if p not in same] for who in (people, others)
    )
    return Attack(axes, K, one, earlier, (other, later), len(same))


class TestFiguresPanel(BaseCase):
    def test_who_hides_only_small_cells_is_found_out(self):
        found = 0
        for seed in range(6):
            company = Company(seed)
            table = tabulate(company.rows, company.dimensions)
            seen = {
                frozenset(
                    (dimension.name, part)
                    for dimension, part in zip(company.dimensions, key, strict=True)
                    if part is not None
                ): cell.n
                for key, cell in table.cells.items()
                if cell.n >= K and sum(part is not None for part in key) <= 2
            }
            people = [tuple(row.categories.values()) for row in company.rows]
            found += bool(Attack(company.dimensions, K, people, seen).follows())
        self.assertGreater(found, 3)

    def test_editions_that_do_not_know_of_each_other_are_found_out(self):
        """The detector of two editions; of their groups the coarsest will do."""
        found = 0
        for seed in range(30):
            company = Company(seed)
            first, second = map(company.report.publish, (company.rows, company.tomorrow))
            detector = attack(company, first, second)
            coarse = sorted(detector.targets, key=lambda target: len(target[0]))[:60]
            detector.targets = {target: detector.targets[target] for target in coarse}
            found += bool(detector.found())
        self.assertGreater(found, 5)

    def test_nothing_is_worked_out_from_500_panels_and_the_next_editions(self):
        """All tables and answers of an edition, and those of the next one, as one system."""
        shown, rates, moved = 0, 0, 0
        for seed in range(COMPANIES):
            company = Company(seed)
            first = company.report.publish(company.rows)
            second = company.report.publish(
                company.tomorrow, [json.loads(json.dumps(first.memory))]
            )
            shown += len(first.cells) > 1
            rates += any(cell.values for cell in first.cells.values())
            if counted(first) == counted(second):
                self.assertEqual(first.cells, second.cells, "The last edition stays in force.")
            else:
                moved += 1
            self.assertEqual(attack(company, first, second).found(), {}, seed)
        self.assertGreater(shown, COMPANIES * 0.8)
        self.assertGreater(rates, COMPANIES * 0.3)
        self.assertGreater(moved, COMPANIES / 20)

    def test_the_order_of_rows_does_not_matter(self):
        company = Company(3)
        rows = list(company.rows)
        random.Random(1).shuffle(rows)
        self.assertEqual(company.report.publish(company.rows), company.report.publish(rows))

    def test_another_report_has_no_part_in_the_history(self):
        company = Company(4)
        memory = company.report.publish(company.rows).memory
        other = Report(company.dimensions, (), company.report.tables, K)
        with self.assertRaisesRegex(ValueError, "start a new report"):
            other.publish(company.rows, [memory])
