from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.mentoring_programme.models.mentoring_agreement import TEXTS

from .pair_work_case import PairWorkCase

WRITTEN = (
    "mentoring.goal",
    "mentoring.milestone",
    "mentoring.action",
    "mentoring.resource",
    "mentoring.session.content",
    "mentoring.session.mood",
    "mentoring.assessment",
    "mentoring.assessment.answer",
)


@tagged("post_install", "-at_install")
class TestArchive(PairWorkCase):
    """What two people wrote is theirs to read until the grace days are over, and then gone."""

    def _write(self, pairing):
        """Something of everything that two people can write."""
        mentor, mentee = pairing.mentor_id.user_id, pairing.mentee_id.user_id
        line = {"pairing_id": pairing.id}
        goal = self._as(mentee, self.env["mentoring.goal"]).create({**line, "name": "Lead"})
        steps = self._as(mentee, self.env["mentoring.milestone"])
        steps.create({"goal_id": goal.id, "name": "Ask"})
        actions = self._as(mentor, self.env["mentoring.action"])
        actions.create({**line, "name": "Introduce", "owner": "mentor"})
        shared = self._as(mentor, self.env["mentoring.resource"])
        shared.create({**line, "name": "To read", "file": "SGVsbG8=", "file_name": "read.txt"})
        item = self.env["mentoring.assessment.item"].search([], limit=1)
        said = (pairing.id, "start", True, {str(item.id): 3})
        self._as(mentee, self.env["mentoring.assessment"]).action_answer(*said)
        session = self.env["mentoring.session"].create(
            {"pairing_id": pairing.id, "start": fields.Datetime.now() - timedelta(days=3)}
        )
        mine = self._as(mentee, session)
        mine.action_prepare(agenda_note="How to ask.", my_note="I am nervous.")
        mine.action_held(mood="good")
        self._signed(pairing)

    def _left(self, pairing):
        """What is left of all that, as set of model names."""
        self.env.flush_all()
        self.env.invalidate_all()
        path = {
            "mentoring.session.content": "session_id.pairing_id",
            "mentoring.session.mood": "session_id.pairing_id",
            "mentoring.assessment": "enrolment_id",
            "mentoring.assessment.answer": "assessment_id.enrolment_id",
        }
        left = set()
        for model in WRITTEN:
            name = path.get(model, "pairing_id")
            key = pairing.mentee_id.id if name.endswith("enrolment_id") else pairing.id
            if self.env[model].search([(name, "=", key)]):
                left.add(model)
        agreement = self.env["mentoring.agreement"].search([("pairing_id", "=", pairing.id)])
        return left | {name for name in TEXTS if agreement[name]}

    def _over(self, days):
        """The programme was closed so many days ago, and the nightly job has run."""
        if self.programme.state == "running":
            self.programme.with_user(self.coordinator).action_close()
        today = fields.Date.today()
        self.programme.date_over = today - timedelta(days=days)
        self.pairing.date_end = min(self.pairing.date_end or today, self.programme.date_over)
        self.env.flush_all()
        self.env["mentoring.preference"]._cron_destroy_expired()

    def _page(self):
        return self._as(self.mentee, self.pairing)._page_closing()

    def test_it_is_read_until_the_grace_is_over_and_destroyed_then(self):
        self._write(self.pairing)
        everything = {*WRITTEN, *TEXTS}
        self.assertEqual(self._left(self.pairing), everything)
        files = [("res_model", "=", "mentoring.resource")]
        self.assertTrue(self.env["ir.attachment"].sudo().search([*files, ("res_field", "!=", 0)]))
        self.company.mentoring_grace_days = 30
        self._over(29)
        self.assertEqual(self._left(self.pairing), everything)
        tomorrow = fields.Date.today() + timedelta(days=1)
        page = self._page()
        self.assertEqual((page["read_until"], page["is_destroyed"]), (str(tomorrow), False))
        self._over(30)
        self.assertEqual(self._left(self.pairing), set())
        self.assertFalse(self.env["ir.attachment"].sudo().search([*files, ("res_field", "!=", 0)]))
        page = self._page()
        self.assertEqual(page["read_until"], str(fields.Date.today()))
        self.assertTrue(page["is_destroyed"])

    def test_that_they_met_and_agreed_stays_and_so_does_the_certificate(self):
        self._write(self.pairing)
        self._over(400)
        session = self.pairing.session_ids
        self.assertEqual((session.state, session.duration), ("held", 1))
        agreement = self.env["mentoring.agreement"].search([("pairing_id", "=", self.pairing.id)])
        self.assertTrue(agreement.mentor_signed_on and agreement.mentee_signed_on)
        self.assertIn("keep what we hear", agreement.programme_text)
        self.assertTrue(self._page()["has_certificate"])
        sections = self.env["mentoring.home"].with_user(self.mentee).get_pairing(self.pairing.id)
        self.assertEqual(sections["sections"]["goals"]["goals"], [])

    def test_two_who_went_on_keep_theirs_until_they_are_over_for_as_long(self):
        self._write(self.pairing)
        until = self.programme.date_end + timedelta(days=90)
        for user in (self.mentor, self.mentee):
            self._as(user, self.pairing).action_wish_to_go_on(until)
        self._over(400)
        self.assertEqual(len(self._left(self.pairing)), len(WRITTEN) + len(TEXTS))
        self.pairing._complete()
        days = self.company.mentoring_grace_days
        last = fields.Date.today() + timedelta(days=days)
        self.assertEqual(self._page()["read_until"], str(last))
        self.env["mentoring.preference"]._cron_destroy_expired()
        self.assertEqual(len(self._left(self.pairing)), len(WRITTEN) + len(TEXTS))
        self.pairing.date_end -= timedelta(days=days)
        self.env["mentoring.preference"]._cron_destroy_expired()
        self.assertEqual(self._left(self.pairing), set())

    def test_it_is_logged_of_how_many_pairings_and_of_few_in_a_discreet_one_not_at_all(self):
        hush = self._paired_programme(self.ian, self.ivy, discreet=True)
        for programme in (self.programme, hush.programme_id):
            programme._write_state("closed")
            programme.date_over = fields.Date.today() - timedelta(days=400)
        logs = self.env["mentoring.retention.log"].search([])
        self.env["mentoring.preference"]._cron_destroy_expired()
        log = self.env["mentoring.retention.log"].search([("company_id", "=", self.company.id)])
        self.assertEqual((log - logs).pairing_count, 2)
        again = self.env["mentoring.retention.log"].search([])
        self.env["mentoring.preference"]._cron_destroy_expired()
        self.assertEqual(self.env["mentoring.retention.log"].search([]), again)
