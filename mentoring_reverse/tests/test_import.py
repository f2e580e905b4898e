from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import tagged

from .common import ReverseCase

PEOPLE = 50


@tagged("post_install", "-at_install")
class TestImport(ReverseCase):
    """Whoever writes many employees looks at pairs that this can touch, once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.pairing = cls._reverse_pairing()
        # A pair of two who stand in no tree with anybody, and a tree without a pair.
        cls.type.level_distance = 0
        cls.apart = cls._paired_programme(cls.ivy, cls._employee("Lone"))
        cls.head = cls._employee("Head")
        cls.crowd = cls._new([{"parent_id": cls.head.id}] * PEOPLE)
        cls.env.cr.flush()

    @classmethod
    def _new(cls, lines):
        return cls.env["hr.employee"].create(
            [
                {"name": f"N{at}", "company_id": cls.company.id, **line}
                for at, line in enumerate(lines)
            ]
        )

    @contextmanager
    def _looking(self):
        """The pairs that are looked at within, one entry a look."""
        looks, review = [], self.registry["mentoring.pairing"]._review

        def looked(pairings):
            if pairings:
                looks.append(set(pairings.ids))
            return review(pairings)

        with patch.object(self.registry["mentoring.pairing"], "_review", looked):
            yield looks
            self._commit()

    def _write_each(self, employees, **values):
        for at, employee in enumerate(employees):
            employee.write({"work_phone": str(at), **values})

    def test_what_stands_there_already_is_no_work(self):
        both = self.mia | self.ida | self.mo
        with self._looking() as looks:
            for employee in both:
                employee.write(
                    {
                        "parent_id": employee.parent_id.id,
                        "job_id": employee.job_id.id,
                        "department_id": employee.department_id.id,
                        "active": True,
                    }
                )
                employee.version_id.write({"job_id": employee.job_id.id})
                employee.job_id.write({"mentoring_level": employee.job_id.mentoring_level})
            self._write_each(self.crowd, parent_id=self.head.id)
        self.assertEqual(looks, [])

    def test_it_costs_no_query_more_than_without_what_is_followed(self):
        def cost(**values):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.crowd.write({"work_phone": "1", **values})
            self._commit()
            return self.env.cr.sql_log_count - before

        cost(parent_id=self.head.id)
        # One for where they stand.
        self.assertLessEqual(cost(parent_id=self.head.id), cost() + 1)

    def test_other_trees_are_not_looked_at(self):
        with self._looking() as looks:
            self._write_each(self.crowd[1:], parent_id=self.crowd[0].id)
            self._new([{"parent_id": self.head.id}, {}])
        self.assertEqual(looks, [])

    def test_those_of_the_tree_are_looked_at_once(self):
        with self._looking() as looks:
            self._write_each(self.crowd, parent_id=self.mia.id)
        self.assertEqual(looks, [{self.pairing.id}])
        with self._looking() as looks:
            self._write_each(self.crowd, parent_id=self.head.id)
        self.assertEqual(looks, [{self.pairing.id}], "the tree that they left")
        with self._looking() as looks:
            for line in [{"parent_id": self.mia.id}] * PEOPLE:
                self._new([line])
        self.assertEqual(looks, [{self.pairing.id}])
        with self._looking() as looks:
            self.mia.child_ids.unlink()
        self.assertEqual(looks, [{self.pairing.id}])

    def test_jobs_and_versions_are_looked_at_once(self):
        job = self._job(self.mia, 1)
        self._commit()
        with self._looking() as looks:
            for level in (2, 3, 2):
                job.mentoring_level = level
            for employee in self.mia | self.ida:
                employee.version_id.job_id = job
        self.assertEqual(looks, [{self.pairing.id}])
