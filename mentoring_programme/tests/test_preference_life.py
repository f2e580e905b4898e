from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.mentoring_programme.models.key_ring import server_ring
from odoo.addons.mentoring_programme.models.preference_counts import open_counts

from .preference_case import PreferenceCase


@tagged("post_install", "-at_install")
class TestPreferenceLife(PreferenceCase):
    """What was said is kept as long as a matching may use it, and no longer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mentors = cls._people("mentor", 4)

    def setUp(self):
        super().setUp()
        for mentor in self.mentors:
            self._say(mentor, [self.woman])
        self.boxes = self.env["mentoring.preference"].search(
            [("enrolment_id", "in", self.mentors.ids)]
        )
        self.log = self.env["mentoring.retention.log"]

    def _empty(self):
        """Enrolments whose boxes say nothing."""
        ring = server_ring()
        return self.boxes.filtered(
            lambda box: "answers" not in ring.open(box.sealed, self._bound(box.enrolment_id))
        ).enrolment_id

    def _lines(self, reason):
        mine = [("company_id", "=", self.company.id), ("reason", "=", reason)]
        return self.log.search(mine).mapped("box_count")

    def _close(self, days):
        self.programme._write_state("closed")
        self.programme.date_over = fields.Date.today() - timedelta(days=days)

    def test_they_are_destroyed_when_the_grace_is_over_and_counted(self):
        self._close(30)
        self.company.mentoring_grace_days = 31
        self.boxes._cron_destroy_expired()
        self.assertFalse(self._empty())
        self.company.mentoring_grace_days = 30
        self.boxes._cron_destroy_expired()
        self.assertEqual(self._empty(), self.mentors)
        self.assertEqual(self.programme.date_forgotten, fields.Date.today())
        pools = self.env["mentoring.preference.pool"].search(
            [("programme_id", "=", self.programme.id)]
        )
        self.assertEqual(
            [open_counts(pool) for pool in pools], [{"now": {}, "changed": [], "counted": []}]
        )
        self.assertEqual(self._lines("closed"), [4])
        self.boxes._cron_destroy_expired()
        self.assertEqual(self._lines("closed"), [4])

    def test_a_discreet_programme_is_counted_in_steps(self):
        self.programme.write({"enrolment_policy": "invited", "discreet": True})
        self._close(31)
        self.boxes._cron_destroy_expired()
        self.assertEqual(self._lines("closed"), [3])

    def test_whoever_is_archived_takes_it_along(self):
        self.mentors[0].employee_id.active = False
        self.assertEqual(self._empty(), self.mentors[0])
        self.assertEqual(self._lines("departure"), [1])
        self.boxes._cron_destroy_expired()
        self.assertEqual(self._lines("departure"), [1])

    def test_whoever_comes_back_and_leaves_again_takes_it_along_again(self):
        employee = self.mentors[0].employee_id
        employee.active = False
        employee.active = True
        self._say(self.mentors[0], [self.woman])
        self.assertFalse(self._empty())
        employee.active = False
        self.assertEqual(self._empty(), self.mentors[0])

    def test_a_person_from_outside_too(self):
        portal = self._user("porter", "portal")
        enrolment = self._enrol(self.programme, portal.partner_id, "mentor")
        self._say(enrolment, [self.woman])
        portal.active = False
        portal.partner_id.active = False
        box = self.env["mentoring.preference"].search([("enrolment_id", "=", enrolment.id)])
        self.assertNotIn("answers", server_ring().open(box.sealed, self._bound(enrolment)))

    def test_a_log_in_that_is_deleted_takes_it_along(self):
        user = self.mentors[0].user_id
        self.mentors[0].employee_id.user_id = False
        user.unlink()
        self.assertEqual(self._empty(), self.mentors[0])

    def test_the_nightly_shuffle_changes_every_token_and_nothing_said(self):
        before = {box.id: box.sealed for box in self.boxes}
        self.boxes._cron_shuffle()
        self.assertFalse(self._empty())
        self.assertFalse(set(before.values()) & set(self.boxes.mapped("sealed")))
        self.assertEqual(
            self._said(self.mentors[0])["answers"], {str(self.gender.id): [self.woman.id]}
        )

    def test_closing_and_cancelling_note_the_day(self):
        for state in ("closed", "cancelled"):
            self.programme._write_state(state)
            self.assertEqual(self.programme.date_over, fields.Date.today())


@tagged("post_install", "-at_install")
class TestTotals(PreferenceCase):
    """What a mentoring manager learns of a discreet programme that others coordinate."""

    def test_it_counts_people_in_steps(self):
        programme = self._discreet_programme("running", preference_threshold=3)
        seen = programme.with_user(self.manager)
        self.assertEqual(seen.people_total, "fewer than 3")
        for number in range(7):
            self._enrol(programme, self._employee(f"hush{number}"), "mentor")
            programme.invalidate_recordset()
            total = "fewer than 3" if number < 2 else f"at least {3 * ((number + 1) // 3)}"
            self.assertEqual(seen.people_total, total)
        for user in (self.coordinator, self.hr_officer, self.mo.user_id, self.lead):
            self.assertFalse(programme.with_user(user).sudo(False).people_total)
        self.assertFalse(self.programme.with_user(self.manager).people_total)
