from odoo.tests.common import BaseCase

from odoo.addons.mentoring_evaluation.figures import Report, tabulate

from .figures_attack import Attack, read
from .figures_companies import Company

COMPANIES = 500
K = 5


def asked(release):
    return lambda grouping, where: release.table(grouping, where=where)


def open_tables(company):
    """Answer as one would who hides only what is small itself."""
    everything = {}

    def table_of(grouping, where):
        key = grouping, *sorted(where.items())
        if key not in everything:
            rows = [
                row
                for row in company.rows
                if all(row.categories[name] == wanted for name, wanted in where.items())
            ]
            dimension = [d for d in company.dimensions if d.name == grouping]
            table = tabulate(rows, dimension)
            for cell in [cell for cell, figures in table.cells.items() if figures.n < K]:
                del table.cells[cell]
            everything[key] = table
        return everything[key]

    return table_of


def counted(release):
    """Return the people a release counts, by person."""
    return {person: tuple(cell) for person, ((cell, _values),) in release.memory["people"].items()}


class TestFiguresAttack(BaseCase):
    def test_who_hides_only_small_groups_is_found_out(self):
        found = 0
        for seed in range(40):
            company = Company(seed)
            seen = read(company.dimensions, open_tables(company))
            self.assertTrue(all(number >= K for number in seen.values()))
            people = [tuple(row.categories.values()) for row in company.rows]
            found += bool(Attack(company.dimensions, K, people, seen).follows())
        self.assertGreater(found, 35)

    def test_nothing_is_worked_out_from_500_reports_and_the_next_ones(self):
        shown, possible, moved = 0, 0, 0
        for seed in range(COMPANIES):
            company = Company(seed)
            report = Report(company.dimensions, k=K)
            first = report.publish(company.rows)
            second = report.publish(company.tomorrow, [first.memory])
            seen, later = (read(company.dimensions, asked(each)) for each in (first, second))
            people, others = counted(first), counted(second)
            self.assertTrue(all(number >= K for number in (*seen.values(), *later.values())))
            for group in seen.keys() & later.keys():
                self.assertNotIn(abs(seen[group] - later[group]), range(1, K), (seed, group))
            if seen == later:
                attack = Attack(company.dimensions, K, list(people.values()), seen)
            else:
                same = [p for p in people if people[p] == others.get(p)]
                one, other = (
                    [who[p] for p in same] + [who[p] for p in who if p not in same]
                    for who in (people, others)
                )
                attack = Attack(company.dimensions, K, one, seen, (other, later), len(same))
                moved += 1
            self.assertEqual(attack.found(), {}, seed)
            table = tabulate(company.rows, company.dimensions)
            for key, cell in table.cells.items():
                if sum(part is not None for part in key) == 1:
                    possible += cell.n
                    shown += cell.n if key in first.cells else 0
        self.assertGreater(shown / possible, 0.85)
        self.assertGreater(moved, COMPANIES / 20)
