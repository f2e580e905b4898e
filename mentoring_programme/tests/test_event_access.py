from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .access_case import AccessCase


@tagged("post_install", "-at_install")
class TestEventAccess(AccessCase):
    """Who reads events and attendance, who writes them."""

    def _events(self, user):
        return {
            operation: {
                model: tags
                for model, tags in self._may(user, operation).items()
                if model in ("mentoring.cohort.event", "mentoring.attendance")
            }
            for operation in ("read", "write", "create", "unlink")
        }

    def test_a_participant_reads_the_event_and_their_own_attendance(self):
        self.assertEqual(
            self._events(self.mia.user_id),
            {
                "read": {
                    "mentoring.cohort.event": {"open"},
                    "mentoring.attendance": {"open mentee"},
                },
                "write": {},
                "create": {},
                "unlink": {},
            },
        )

    def test_so_does_a_person_from_outside(self):
        self.assertEqual(
            self._events(self.portal)["read"],
            {"mentoring.cohort.event": {"open"}, "mentoring.attendance": {"outside"}},
        )
        line = self.records["mentoring.attendance"]["outside"]
        line.with_user(self.portal).action_coming()
        self.assertEqual(line.state, "coming")
        enrolments = self.env["mentoring.enrolment"].with_user(self.portal)
        mine = enrolments.search([("user_id", "=", self.portal.id)])
        [told] = self.env["mentoring.home"].with_user(self.portal)._events(mine)
        self.assertEqual((told["id"], told["state"]), (line.id, "coming"))

    def test_a_coordinator_runs_the_events_of_their_programmes(self):
        found = self._events(self.coordinator)
        people = {"open mentor", "open mentee", "hush mentor", "hush mentee", "outside"}
        self.assertEqual(
            found["read"],
            {"mentoring.cohort.event": {"open", "hush"}, "mentoring.attendance": people},
        )
        self.assertEqual(found["write"], {"mentoring.cohort.event": {"open", "hush"}})
        self.assertEqual(found["create"], found["read"])
        self.assertEqual(found["unlink"], {"mentoring.cohort.event": {"open", "hush"}})

    def test_a_manager_those_of_programmes_that_are_not_discreet(self):
        found = self._events(self.manager)
        people = {"open mentor", "open mentee", "outside"}
        self.assertEqual(
            found["read"],
            {"mentoring.cohort.event": {"open"}, "mentoring.attendance": people},
        )
        with self.assertRaises(AccessError):
            self.env["mentoring.cohort.event"].with_user(self.manager).create(
                {
                    "programme_id": self.hush.programme_id.id,
                    "name": "Mine",
                    "start": fields.Datetime.now() + timedelta(days=1),
                }
            )

    def test_nobody_else_reads_any(self):
        nothing = {operation: {} for operation in ("read", "write", "create", "unlink")}
        for user in (
            self.eve.user_id,
            self.mo.user_id,
            self.hr_officer,
            self.lead,
            self.other_coordinator,
        ):
            self.assertEqual(self._events(user), nothing, user.login)

    def test_nobody_makes_an_event_or_a_place_where_they_do_not_coordinate(self):
        event = self.records["mentoring.cohort.event"]["open"]
        for user in (self.mia.user_id, self.eve.user_id, self.other_coordinator):
            with self.assertRaises(AccessError):
                self.env["mentoring.cohort.event"].with_user(user).create(
                    {
                        "programme_id": self.open.programme_id.id,
                        "name": "Mine",
                        "start": fields.Datetime.now() + timedelta(days=1),
                    }
                )
            with self.assertRaises(AccessError):
                self.env["mentoring.attendance"].with_user(user).create(
                    {"event_id": event.id, "enrolment_id": self.open.mentee_id.id}
                )
            for step in (event.action_announce, event.action_cancel):
                with self.assertRaises(AccessError):
                    getattr(event.with_user(user), step.__name__)()

    def test_a_participant_who_left_reads_no_coming_event(self):
        self.open.mentee_id.with_user(self.mia.user_id).action_withdraw()
        self.env.invalidate_all()
        for model in ("mentoring.cohort.event", "mentoring.attendance"):
            self.assertFalse(self.env[model].with_user(self.mia.user_id).search([]))
