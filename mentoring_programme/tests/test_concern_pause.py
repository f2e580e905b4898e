from odoo.tests import tagged

from ..models import concern_desk as desk
from ..models import concern_door as door
from .concern_case import ConcernCase

TOKEN = "a1b2c3d4e5f60718"


@tagged("post_install", "-at_install")
class TestConcernPause(ConcernCase):
    """What is sent twice is one, and a pause that is asked for anew holds."""

    def _send(self, text="It does not feel right.", user=None, enrolment=None, **words):
        enrolment = enrolment or self.pairing.mentee_id
        pairing_id = self.pairing.id
        user = user or enrolment.user_id
        words = {"pairing_id": pairing_id, **words}
        self._as(user, door.raise_concern, enrolment.id, text, **words)
        return self.concerns.search([], order="id desc", limit=1)

    def _mine(self):
        return self._as(self.mia.user_id, door.my_concerns)

    def _home_kinds(self, person):
        self.env.flush_all()
        self.env.invalidate_all()
        home = self.env["mentoring.home"].with_user(person.user_id)
        return [asked["kind"] for asked in home.get_my_mentoring()["asked"]]

    def _say_back(self, *people):
        for person in people:
            self.env.flush_all()
            self.env.invalidate_all()
            self.pairing.with_user(person.user_id).action_resume()

    # -- sent twice --------------------------------------------------------------------------

    def test_what_is_sent_twice_is_one_concern(self):
        first = self._send(pause=True, token=TOKEN)
        mails = self._mails()
        self.assertEqual(self._send(pause=True, token=TOKEN), first)
        self.assertEqual(self._mails(), mails)
        self.assertEqual(len(self.pairing._holds()), 1)
        self.assertEqual(self.env["mentoring.concern.tally"].search_count([]), 1)

    def test_another_text_another_token_and_another_person_are_another(self):
        self._send(token=TOKEN)
        self._send("And something else.", token=TOKEN)
        self._send(token=TOKEN[::-1])
        self._send(enrolment=self.pairing.mentor_id, token=TOKEN)
        self._send()
        self._send()
        self.assertEqual(self.concerns.search_count([]), 6)
        self.assertEqual(len(set(self.concerns.search([]).mapped("reference"))), 6)

    def test_a_token_that_is_none_is_no_obstacle(self):
        for token in ("", 7, True, ["x"], "\u00e9", "\n"):
            self._send(token=token)
        self.assertEqual(self.concerns.search_count([]), 6)

    # -- who got a mail ----------------------------------------------------------------------

    def test_whoever_pauses_what_rests_already_is_not_told_of_a_mail(self):
        (subject, _programme) = self._mine()["subjects"]
        self.assertFalse(subject["rests"])
        first = self._send(pause=True)
        (line,) = self._mine()["concerns"]
        self.assertEqual((line["paused"], line["rested"]), (True, False))
        self._as(self.lead, desk.close_concern, first.reference, "talked", "may_go_on")
        # By an ordinary pause, or by another hold: it is told alike.
        for hold in (self.pairing.browse(), self.pairing):
            hold._hold()
            (subject, _programme) = self._mine()["subjects"]
            self.assertTrue(subject["rests"])
            before = self._mails(self.ida.user_id)
            self._send(pause=True)
            self.assertEqual(self._mails(self.ida.user_id), before)
            line = self._mine()["concerns"][0]
            self.assertEqual((line["paused"], line["rested"]), (True, True))

    # -- asked for anew ----------------------------------------------------------------------

    def test_whoever_asks_anew_is_not_back_and_the_other_sees_nothing(self):
        first = self._send(pause=True)
        self._say_back(self.mia, self.ida)
        told = self.pairing.with_user(self.ida.user_id)._page_life()
        second = self._send("Again.", pause=True)
        self.env.invalidate_all()
        self.assertEqual(self.pairing.with_user(self.ida.user_id)._page_life(), told)
        self.assertFalse(self.pairing.with_user(self.mia.user_id)._page_life()["i_am_back"])
        for concern in (first, second):
            self._as(self.lead, desk.release_contact, concern.reference)
        self.assertEqual(self.pairing.state, "paused")
        self._say_back(self.mia)
        self.assertEqual(self.pairing.state, "active")

    # -- let go ------------------------------------------------------------------------------

    def test_the_lead_is_told_of_another_concern_that_still_holds_it(self):
        first, second = self._send(pause=True), self._send("Again.", pause=True)
        told = self._as(self.lead, desk.release_contact, first.reference)
        self.assertEqual((told["paused"], told["still_held"]), (False, "concern"))
        told = self._as(self.lead, desk.close_concern, second.reference, "talked", "may_go_on")
        self.assertFalse(told["still_held"])

    def test_of_a_concern_they_do_not_hear_they_are_told_no_more_than_of_a_coordinators_hold(self):
        first = self._send(pause=True)
        # Ida's goes to the deputy alone.
        self.programme.safeguarding_lead_id = False
        second = self._send("Mine.", enrolment=self.pairing.mentor_id, pause=True)
        self.programme.safeguarding_lead_id = self.lead
        self.assertFalse(second.lead_id)
        told = self._as(self.lead, desk.release_contact, first.reference)
        self.assertEqual(told["still_held"], "other")
        third = self._send("Again.", pause=True)
        self._as(self.deputy, desk.release_contact, second.reference)
        self.pairing.with_user(self.coordinator).action_hold()
        told = self._as(self.lead, desk.release_contact, third.reference)
        self.assertEqual(told["still_held"], "other")

    # -- what is asked -----------------------------------------------------------------------

    def test_the_other_is_asked_whether_they_are_back_too(self):
        self.pairing._as_nobody()._pause()
        self.assertNotIn("back", self._home_kinds(self.ida))
        self._say_back(self.mia)
        self.assertIn("back", self._home_kinds(self.ida))
        self.assertNotIn("back", self._home_kinds(self.mia))
        hold = self.pairing._hold()
        self.assertNotIn("back", self._home_kinds(self.ida), "it would tell of the hold")
        hold.unlink()
        self._say_back(self.ida)
        self.assertNotIn("back", self._home_kinds(self.ida))

    def test_the_mail_of_a_pause_says_what_there_is_to_do(self):
        self.pairing._as_nobody()._pause()
        body = str(self._mails(self.ida.user_id)[:1].body_html)
        self.assertIn("to say so once you are back", body)
        self.assertNotIn("nothing for you to do", body)
