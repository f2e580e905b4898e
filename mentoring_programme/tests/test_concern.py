from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import concern_desk as desk
from ..models import concern_door as door
from ..models import sealed_note
from .concern_case import ConcernCase


@tagged("post_install", "-at_install")
class TestConcern(ConcernCase):
    """To whom a concern goes, and what becomes of that when people leave."""

    def test_its_reporter_the_lead_and_the_deputy_read_it(self):
        concern = self._raise()
        (mine,) = self._as(self.mia.user_id, door.my_concerns)["concerns"]
        self.assertEqual((mine["text"], mine["state"]), ("It does not feel right.", "new"))
        for user in (self.lead, self.deputy):
            (line,) = self._as(user, desk.concerns_to_hear)
            self.assertEqual(line["programme"], "Test programme")
            self.assertNotIn("text", line)
            heard = self._as(user, desk.hear_concern, concern.reference)
            self.assertEqual(
                [heard[name] for name in ("text", "reporter", "role", "partner", "heard_by")],
                ["It does not feel right.", "Mia", "mentee", "Ida", ["Sage", "Dell"]],
            )

    def test_nobody_else_reads_it_whatever_their_role(self):
        concern = self._raise()
        steps = (
            (desk.hear_concern, concern.reference),
            (desk.acknowledge_concern, concern.reference),
            (desk.take_over_concern, concern.reference),
            (desk.follow_up_concern, concern.reference, "x"),
            (desk.release_contact, concern.reference),
            (desk.close_concern, concern.reference, "talked"),
        )
        refusals = set()
        for user in self.onlookers:
            with self.subTest(user.login):
                for step, *words in steps:
                    with self.assertRaises(AccessError) as refusal:
                        self._as(user, step, *words)
                    refusals.add(str(refusal.exception))
                self.assertEqual(self._as(user, door.my_concerns)["concerns"], [])
                self.assertEqual(self._as(user, door.held_of_me), [])
                with self._request(user) as env:
                    self.assertEqual(sealed_note.open_notes(env, concern), {})
                if user != self.other_lead:
                    with self.assertRaises(AccessError):
                        self._as(user, desk.concerns_to_hear)
        self.assertEqual(self._as(self.other_lead, desk.concerns_to_hear), [])
        # Neither can the reporter move it, nor is an unknown one refused in other words.
        for user, reference in (
            (self.mia.user_id, concern.reference),
            (self.lead, "nothing"),
            (self.lead, None),
            (self.lead, concern.id),
        ):
            with self.assertRaises(AccessError) as refusal:
                self._as(user, desk.hear_concern, reference)
            refusals.add(str(refusal.exception))
        self.assertEqual(len(refusals), 1)
        self.assertEqual(concern.state, "new")

    def test_naming_another_lead_later_opens_nothing_to_them(self):
        concern = self._raise()
        self.programme.safeguarding_lead_id = self.other_lead
        self.assertEqual(self._as(self.other_lead, desk.concerns_to_hear), [])
        self.assertEqual(len(self._as(self.lead, desk.concerns_to_hear)), 1)
        # Not even where somebody writes them into the row, past every right.
        concern.deputy_id = concern.handler_id = self.other_lead
        self.assertEqual(self._as(self.other_lead, desk.concerns_to_hear), [])
        with self.assertRaises(AccessError):
            self._as(self.other_lead, desk.hear_concern, concern.reference)

    def test_whoever_becomes_the_reporter_of_the_row_reads_nothing(self):
        concern = self._raise()
        concern.reporter_id = self.admin
        self.assertEqual(self._as(self.admin, door.my_concerns)["concerns"], [])

    def test_a_lead_who_is_none_any_more_reads_nothing_and_the_reporter_is_told(self):
        concern = self._raise()
        self.lead.group_ids = [
            Command.unlink(self.env.ref("mentoring_programme.group_mentoring_safeguarding").id)
        ]
        with self.assertRaises(AccessError):
            self._as(self.lead, desk.hear_concern, concern.reference)
        (mine,) = self._as(self.mia.user_id, door.my_concerns)["concerns"]
        self.assertTrue(mine["is_heard"])
        self.deputy.active = False
        (mine,) = self._as(self.mia.user_id, door.my_concerns)["concerns"]
        self.assertFalse(mine["is_heard"])
        self.assertIn("Sally", mine["turn_to"])

    def _leave(self):
        """Both readers of Mia's concern lose their log-in."""
        (self.lead | self.deputy).active = False

    def test_where_all_readers_have_left_its_reporter_alone_hands_it_on(self):
        self._as(
            self.mia.user_id, door.raise_concern, self.pairing.mentee_id.id, "Not right.",
            pairing_id=self.pairing.id, pause=True,
        )  # fmt: skip
        concern = self.concerns.search([], order="id desc", limit=1)
        self._as(self.lead, desk.acknowledge_concern, concern.reference)
        self._as(self.lead, desk.follow_up_concern, concern.reference, "For Dell alone.")
        words = (self.mia.user_id, door.hand_on_concern, concern.reference)
        with self.assertRaises(UserError):
            self._as(*words, self.other_lead.ids)
        self._leave()
        with self.assertRaises(UserError):
            self._as(*words, [])
        before = len(self._mails(self.mia.user_id))
        self.programme.write(
            {"safeguarding_lead_id": self.other_lead.id, "safeguarding_deputy_id": False}
        )
        # Naming a lead opens nothing; the reporter is told that there is something to look at.
        self.assertEqual(len(self._mails(self.mia.user_id)), before + 1)
        self.assertEqual(self._as(self.other_lead, desk.concerns_to_hear), [])
        (mine,) = self._as(self.mia.user_id, door.my_concerns)["concerns"]
        self.assertEqual([user["name"] for user in mine["hand_on"]], ["Sally"])
        self.assertFalse(mine["is_heard"] or mine["turn_to"])
        for user, readers in ((self.ida.user_id, self.other_lead.ids), (self.other_lead, [])):
            with self.assertRaises(AccessError):
                self._as(user, door.hand_on_concern, concern.reference, readers)
        with self.assertRaises(UserError):
            self._as(*words, self.lead.ids)
        self._as(*words, self.other_lead.ids)
        heard = self._as(self.other_lead, desk.hear_concern, concern.reference)
        self.assertEqual((heard["text"], heard["heard_by"]), ("Not right.", ["Sally"]))
        self.assertEqual((heard["notes"], heard["state"], heard["paused"]), ([], "new", True))
        self.assertEqual(len(self._mails(self.other_lead)), 1)
        self._as(self.other_lead, desk.acknowledge_concern, concern.reference)
        self._as(self.other_lead, desk.release_contact, concern.reference)
        self.assertFalse(self.pairing._held_pairings())

    def test_its_reporter_is_reminded_where_nobody_else_is_left(self):
        concern = self._raise()
        self._leave()
        concern.remind_first_on = fields.Datetime.now() - timedelta(hours=1)
        before = len(self._mails(self.mia.user_id))
        with self.enter_registry_test_mode():
            self.env.ref("mentoring_programme.cron_remind_of_concerns").method_direct_trigger()
        self.assertEqual(len(self._mails(self.mia.user_id)), before + 1)

    def test_the_coordinator_sees_that_nobody_hears_concerns_whether_there_is_one_or_not(self):
        def told():
            page = self.env["mentoring.desk"].with_user(self.coordinator)
            steps = page.get_desk(self.programme.id)["next"]
            return [step for step in steps if step["key"] == "unheard"]

        self.assertEqual(told(), [])
        self.deputy.active = False
        self.assertEqual(told(), [])
        self.lead.active = False
        [without] = told()
        (self.lead | self.deputy).active = True
        self._raise()
        self._leave()
        self.assertEqual(told(), [without])

    def test_code_that_runs_in_somebodys_name_opens_nothing(self):
        concern = self._raise()
        nobody = self.env["res.users"]
        for user in (self.lead, self.mia.user_id):
            for session_user, path in (
                (nobody, "/mentoring/concerns/open"),
                (self.admin, "/mentoring/concerns/open"),
                (user, "/web/dataset/call_kw/mentoring.concern/read"),
            ):
                with self._request(user, session_user, path) as env:
                    for ask in (
                        door.my_concerns,
                        desk.concerns_to_hear,
                        lambda env: desk.hear_concern(env, concern.reference),
                        lambda env: door.raise_concern(env, self.pairing.mentee_id.id, "x"),
                        lambda env: sealed_note.open_notes(env, concern),
                    ):
                        with self.assertRaises(AccessError):
                            ask(env)
        self.assertEqual(self.concerns.search_count([]), 1)

    # -- who is left out ---------------------------------------------------------------------

    def _subject(self, user):
        subjects = self._as(user, door.my_concerns)["subjects"]
        return next(s for s in subjects if s["pairing_id"])

    def assertReadBy(self, reporter, *names):  # noqa: N802 - as unittest names them
        """What the reporter is told before sending is who can open it afterwards."""
        subject = self._subject(reporter.user_id)
        self.assertEqual([reader["name"] for reader in subject["readers"]], list(names))
        enrolment = self.pairing.mentor_id if reporter == self.ida else self.pairing.mentee_id
        concern = self._raise(enrolment=enrolment)
        for user in (self.lead, self.deputy):
            heard = [line["reference"] for line in self._as(user, desk.concerns_to_hear)]
            self.assertEqual(concern.reference in heard, user.name in names, user.name)
        return subject

    def _leads(self, employee):
        employee.user_id.group_ids = [
            Command.link(self.env.ref("mentoring_programme.group_mentoring_safeguarding").id)
        ]
        self.lead, self.programme.safeguarding_lead_id = employee.user_id, employee.user_id

    def test_both_read_it_where_neither_is_close(self):
        self.assertReadBy(self.mia, "Sage", "Dell")
        self.assertReadBy(self.ida, "Sage", "Dell")

    def test_where_the_lead_is_the_partner_the_deputy_alone_hears_it(self):
        self._leads(self.ida)
        subject = self.assertReadBy(self.mia, "Dell")
        self.assertEqual(subject["left_out"], ["Ida"])

    def test_where_the_lead_raises_it_the_deputy_alone_hears_it(self):
        self._leads(self.ida)
        self.assertReadBy(self.ida, "Dell")

    def test_whoever_is_above_the_reporter_or_the_partner_is_left_out(self):
        self._leads(self.mo)
        self.assertReadBy(self.mia, "Dell")
        self.assertReadBy(self.ida, "Dell")

    def test_at_any_depth_of_the_chain_and_for_either_side(self):
        boss = self._employee("Boss")
        self.mo.parent_id = boss
        self._leads(boss)
        self.assertReadBy(self.mia, "Dell")
        self.mo.parent_id = False
        self.assertReadBy(self.mia, "Boss", "Dell")
        self.ida.parent_id = boss
        self.assertReadBy(self.mia, "Dell")

    def test_whoever_coordinates_by_now_is_left_out(self):
        self.lead.group_ids += self.env.ref("mentoring_programme.group_mentoring_coordinator")
        # Past the constraint, as an import by an administrator could.
        self.env.cr.execute(
            "INSERT INTO mentoring_programme_coordinator_rel VALUES (%s, %s)",
            [self.programme.id, self.lead.id],
        )
        self.env.invalidate_all()
        self.assertReadBy(self.mia, "Dell")

    def test_where_nobody_is_left_one_is_told_whom_else_to_turn_to(self):
        self._leads(self.mo)
        boss = self._employee("Boss")
        self.mo.parent_id = boss
        boss.user_id.group_ids = self.mo.user_id.group_ids
        self.programme.safeguarding_deputy_id = boss.user_id
        subject = self._subject(self.mia.user_id)
        self.assertEqual(subject["readers"], [])
        self.assertRegex(subject["refusal"], "too close to you or to your partner.*Sally")
        for said in ("Mo", "Boss"):
            self.assertNotIn(said, subject["refusal"])
        with self.assertRaisesRegex(UserError, "too close"):
            self._raise()
        self.assertFalse(self.concerns.search([]))

    def test_it_goes_to_nobody_else_than_was_shown(self):
        shown = [reader["id"] for reader in self._subject(self.mia.user_id)["readers"]]
        self.programme.safeguarding_deputy_id = self.other_lead
        mia, enrolment = self.mia.user_id, self.pairing.mentee_id
        with self.assertRaisesRegex(UserError, "has changed since you opened it"):
            self._as(mia, door.raise_concern, enrolment.id, "x", readers=shown)
        self.assertFalse(self.concerns.search([]))
        shown = [reader["id"] for reader in self._subject(mia)["readers"]]
        self._as(mia, door.raise_concern, enrolment.id, "x", readers=shown)
        self.assertEqual(self.concerns.search([]).deputy_id, self.other_lead)
