from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import MentoringCase


@tagged("post_install", "-at_install")
class TestDeskBulk(MentoringCase):
    """What is done for many people at once, and the count of the mails it sends."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls._programme("enrolling")

    def _mails(self, employee):
        partner = employee.user_id.partner_id
        return self.env["mail.mail"].search([("recipient_ids", "in", partner.ids)])

    def _logged(self, programme=None, user=None):
        self.env.flush_all()
        log = self.env["mentoring.mail.log"].with_user(user or self.coordinator)
        groups = log._read_group(
            [("programme_id", "=", (programme or self.programme).id)], ["kind"], ["count:sum"]
        )
        return dict(groups)

    # -- reminding -----------------------------------------------------------------------

    def test_reminding_asks_those_who_owe_something_and_passes_over_the_rest(self):
        invited = self._enrol(self.programme, self.mia, "mentee", "invited")
        lacking = self._enrol(self.programme, self.max, "mentee", "accepted")
        ready = self._enrol(self.programme, self.ida, "mentor")
        everybody = (invited | lacking | ready).with_user(self.coordinator)
        answer = everybody.action_remind()
        self.assertIn("Reminded: 2. Passed over: 1.", answer["params"]["message"])
        self.assertEqual(self._mails(self.mia).mapped("subject"), ["An invitation for you"])
        self.assertEqual(self._mails(self.max).mapped("subject"), ["Something small is left to do"])
        self.assertFalse(self._mails(self.ida))

    def test_nobody_is_reminded_twice_on_one_day(self):
        lacking = self._enrol(self.programme, self.max, "mentee", "accepted")
        lacking.with_user(self.coordinator).action_remind()
        with self.assertRaisesRegex(UserError, "Try again tomorrow"):
            lacking.with_user(self.coordinator).action_remind()
        self.assertEqual(len(self._mails(self.max)), 1)
        with freeze_time(fields.Datetime.now() + timedelta(days=1)):
            lacking.with_user(self.coordinator).action_remind()
        self.assertEqual(len(self._mails(self.max)), 2)

    def test_who_waits_for_the_coordinator_is_not_reminded(self):
        mentor = self._enrol(self.programme, self.ida, "mentor", "accepted")
        briefing = self.programme.requirement_ids.filtered(lambda r: r.name == "Briefing")
        mentor._fulfil(briefing)
        with self.assertRaises(UserError):
            mentor.with_user(self.coordinator).action_remind()

    def test_only_a_coordinator_reminds_and_nobody_writes_the_day(self):
        lacking = self._enrol(self.programme, self.max, "mentee", "accepted")
        for user in (self.max.user_id, self.other_coordinator, self.hr_officer):
            with self.assertRaises(AccessError):
                lacking.with_user(user).action_remind()
        for user in (self.max.user_id, self.coordinator):
            with self.assertRaises(AccessError):
                lacking.with_user(user).write({"reminded_on": "2020-01-01"})
        self.assertFalse(self._mails(self.max))

    # -- counting mails ------------------------------------------------------------------

    def test_what_is_sent_is_counted_by_kind_and_not_by_whom(self):
        invited = [
            self._enrol(self.programme, p, "mentee", "invited") for p in (self.mia, self.max)
        ]
        (invited[0] | invited[1]).with_user(self.coordinator).action_send_invitation()
        self.assertEqual(self._logged(), {"invitation": 2})
        self._enrol(self.programme, self.ida, "mentor", "accepted").with_user(
            self.coordinator
        ).action_remind()
        self.assertEqual(self._logged(), {"invitation": 2, "reminder": 1})
        kept = set(self.env["mentoring.mail.log"]._fields) - {"display_name", "id"}
        self.assertEqual(kept, {"programme_id", "company_id", "kind", "date", "count"})

    def test_the_desk_adds_up_the_last_seven_days(self):
        log = self.env["mentoring.mail.log"]
        today = fields.Date.today()
        log.create(
            [
                {
                    "programme_id": self.programme.id,
                    "kind": "nudge",
                    "count": 3,
                    "date": today - timedelta(days=days),
                }
                for days in (0, 6, 7)
            ]
        )
        desk = self.env["mentoring.desk"].with_user(self.coordinator).get_desk(self.programme.id)
        [line] = desk["sections"]["mails"]
        self.assertEqual((line["kind"], line["count"]), ("nudge", 6))

    def test_a_decline_leaves_no_trace_of_who_declined(self):
        pairing = self._paired_programme(state="proposed")
        pairing.with_user(self.mia.user_id).action_decline()
        self.env.flush_all()
        self.assertEqual(self._logged(pairing.programme_id), {"proposal": 2, "end": 2})
        self.env.cr.execute("SELECT * FROM mentoring_mail_log LIMIT 0")
        columns = {column.name for column in self.env.cr.description}
        self.assertFalse(columns & {"create_uid", "write_uid", "create_date", "write_date"})

    def test_two_programmes_are_counted_apart(self):
        other = self._programme("enrolling", name="Other")
        one = self._enrol(self.programme, self.mia, "mentee", "invited")
        two = self._enrol(other, self.mia, "mentee", "invited")
        (one | two)._send_invitations()
        self.assertEqual(self._logged(), {"invitation": 1})
        self.assertEqual(self._logged(other), {"invitation": 1})

    def test_others_read_no_count(self):
        self._enrol(self.programme, self.mia, "mentee", "invited")._send_invitations()
        self.env.flush_all()
        for user in (self.mia.user_id, self.hr_officer, self.lead):
            with self.assertRaises(AccessError):
                self.env["mentoring.mail.log"].with_user(user).search([])
        self.assertEqual(self._logged(user=self.other_coordinator), {})
        hush = self._discreet_programme("enrolling")
        self._enrol(hush, self.max, "mentee", "invited")._send_invitations()
        self.assertEqual(self._logged(hush), {"invitation": 1})
        self.assertEqual(self._logged(hush, self.manager), {})
        self.assertEqual(self._logged(user=self.manager), {"invitation": 1})
