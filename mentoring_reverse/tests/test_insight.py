from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .theme_case import ThemeCase


@tagged("post_install", "-at_install")
class TestInsight(ThemeCase):
    """What is told, and what is done about it."""

    def _insight(self):
        for pairing in self.pairs[:3]:
            self._give(pairing.mentor_id)
        self._next_month()
        return self.env["mentoring.insight"].search([])

    def test_who_reads_an_insight(self):
        insight = self._insight()
        for user, reads, writes in (
            (self.coordinator, True, True),
            (self.manager, True, True),
            (self.hr_officer, True, True),
            (self.other_coordinator, False, False),
            (self.mo.user_id, False, False),
            (self.pairs[0].mentor_id.user_id, False, False),
            (self.lead, False, False),
        ):
            with self.subTest(user.login):
                mine = insight.with_user(user)
                self.assertEqual(mine.has_access("read"), reads)
                self.assertEqual(bool(mine.display_name == self.theme.name), reads)
                action = {"name": "Criteria", "responsible": "HR"}
                command = [fields.Command.create(action)]
                if writes:
                    mine.write({"action_ids": command})
                else:
                    with self.assertRaises(AccessError):
                        mine.write({"action_ids": command})
                with self.assertRaises(AccessError):
                    mine.write({"times": 9})
                with self.assertRaises(AccessError):
                    mine.unlink()
                with self.assertRaises(AccessError):
                    mine.create({"theme_id": self.theme.id, "company_id": self.company.id})

    def test_of_a_programme_that_became_discreet_its_coordinators_alone_read_on(self):
        insight = self._insight()
        insight.action_ids = [fields.Command.create({"name": "Criteria", "responsible": "HR"})]
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mentoring_programme SET discreet = true WHERE id = %s", [self.programme.id]
        )
        self.env.invalidate_all()
        for user, reads in (
            (self.coordinator, True),
            (self.manager, False),
            (self.hr_officer, False),
        ):
            for records in (insight, insight.action_ids):
                mine = records.with_user(user)
                for operation in ("read", "write"):
                    self.assertEqual(mine.has_access(operation), reads, (user.login, mine._name))

    def _changes(self, user):
        return self.env["mentoring.home"].with_user(user).get_my_mentoring()["changes"]

    def test_the_cohort_sees_what_changed_once_it_is_no_draft(self):
        insight = self._insight().with_user(self.coordinator)
        values = {"name": "Criteria are published", "responsible": "HR department"}
        insight.action_ids = [fields.Command.create(values)]
        mine = self.pairs[3].mentee_id.user_id
        self.assertEqual(insight.state, "new")
        self.assertEqual(self._changes(mine), [])
        insight.action_ids.write({"state": "done", "date": "2026-01-31"})
        self.assertEqual(insight.state, "done")
        (change,) = self._changes(mine)
        self.assertEqual(
            (change["theme"], change["programme"], change["name"], change["responsible"]),
            (self.theme.name, "Open", "Criteria are published", "HR department"),
        )
        page = self.pairs[3].with_user(mine)._page_themes()
        self.assertEqual(page["changes"], [change])
        for user in (self.mo.user_id, self.ivy.user_id):
            self.assertEqual(self._changes(user), [])

    def test_what_is_not_done_is_explained(self):
        insight = self._insight().with_user(self.coordinator)
        values = {"name": "More of it", "responsible": "HR", "state": "declined"}
        with self.assertRaisesRegex(ValidationError, "why this will not be done"):
            insight.action_ids = [fields.Command.create(values)]
        with self.assertRaisesRegex(ValidationError, "when it was done"):
            insight.action_ids = [fields.Command.create({**values, "state": "done"})]
