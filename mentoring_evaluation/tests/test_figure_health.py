from collections import Counter
from datetime import timedelta

from odoo.tests import freeze_time, tagged

from ..models import figure_door
from ..models.figure_publishing import publish
from .figure_case import TODAY, FigureCase


@tagged("post_install", "-at_install")
class TestFigureHealth(FigureCase):
    """How pairings do, as published: of as many people as the people's report says, or of none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.running = cls.programmes[-1]
        cls.key = str(cls.running.id)
        cls.release.unlink()
        with freeze_time(TODAY):
            publish(cls.company.sudo(), TODAY)

    def _latest(self, user=None):
        env = self._report(user or self.hr_officer).env
        return figure_door.latest(env, env.company)

    def _states(self):
        """How many people's pairings do how, counted without any of what is tested."""
        pairings = self.env["mentoring.pairing"].search(
            [("programme_id", "=", self.running.id), ("state", "=", "active")]
        )
        with freeze_time(TODAY):
            health = pairings._health()
        return Counter(code for code, _reasons in health.values() for _each in range(2))

    def test_it_is_of_those_whom_the_figures_count(self):
        published = self._latest()
        self.assertEqual(set(published.health), {self.key}, "Of those that are running alone.")
        health = published.health[self.key]
        counted = published.people.cell(programme=self.key)
        matched = counted.values.get("matched")
        self.assertEqual(health["people"], matched["yes"] if matched else counted.n)
        self.assertTrue(health["states"])
        own = self._states()
        for state, people in health["states"].items():
            self.assertGreaterEqual(people, 5)
            if state != "other":
                self.assertEqual(people, own[state])
        rest = health["people"] - sum(health["states"].values())
        self.assertTrue(rest == 0 or rest >= 5, "What is left out is no small group.")

    def test_what_changed_for_a_few_is_not_told(self):
        before = self._latest().health[self.key]
        pairing = self.env["mentoring.pairing"].search(
            [("programme_id", "=", self.running.id), ("state", "=", "active")], limit=1
        )
        own = self._states()
        for state in ("held", "planned"):
            self.env["mentoring.session"].search(
                [("pairing_id", "=", pairing.id), ("state", "=", state)]
            ).write({"state": "missed"})
        self.env.flush_all()
        self.assertNotEqual(self._states(), own, "Or nothing would be tested.")
        day = TODAY + timedelta(days=1)
        with freeze_time(TODAY):
            publish(self.company.sudo(), day)
        after = self._latest().health.get(self.key)
        self.assertIn(after, (before, None))

    def test_a_departments_manager_is_told_nothing_of_it(self):
        self.assertFalse(self._latest(self.head).health)

    def test_a_programme_that_is_over_has_none(self):
        self.env.cr.execute(
            "UPDATE mentoring_programme SET state = 'closed' WHERE id = %s", [self.running.id]
        )
        self.env.invalidate_all()
        with freeze_time(TODAY):
            publish(self.company.sudo(), TODAY + timedelta(days=1))
        self.assertFalse(self._latest().health)
