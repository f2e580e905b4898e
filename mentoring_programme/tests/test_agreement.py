from unittest.mock import patch

from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mentoring_programme.models.mentoring_agreement import TEXT_LENGTH, TEXTS

from .pair_work_case import PairWorkCase

CHANGED = "has changed since you opened it"


@tagged("post_install", "-at_install")
class TestAgreement(PairWorkCase):
    """Both write it, both sign what they saw, and what both have signed stays as it is."""

    # -- beginning -----------------------------------------------------------------------

    def test_either_begins_it_with_the_programmes_words(self):
        self._as(self.mentor, self.pairing).action_start_agreement()
        agreement = self._as(self.mentee, self.env["mentoring.agreement"]).search([])
        self.assertEqual(agreement.version, 1)
        self.assertIn("keep what we hear", agreement.programme_text)
        self.assertIn("I listen", agreement.mentor_commitments)
        self.assertIn("I bring questions", agreement.mentee_commitments)
        self.assertEqual(agreement.company_id, self.company)

    def test_the_words_stay_when_the_programme_changes_its_own(self):
        agreement = self._draft()
        self.programme.agreement_text = "<p>Something else.</p>"
        self.assertIn("keep what we hear", agreement.programme_text)

    def test_beginning_it_twice_makes_one(self):
        for user in (self.mentor, self.mentee, self.mentor):
            self._as(user, self.pairing).action_start_agreement()
        self.assertEqual(self.env["mentoring.agreement"].search_count([]), self._count_demo() + 1)

    def _count_demo(self):
        others = [("pairing_id", "!=", self.pairing.id)]
        return self.env["mentoring.agreement"].search_count(others)

    def test_a_pairing_that_is_not_agreed_to_or_over_has_none_begun(self):
        for state in ("proposed", "completed", "ended"):
            self.pairing.state = state
            with self.assertRaisesRegex(UserError, "has not begun or is over"):
                self._as(self.mentee, self.pairing).action_start_agreement()

    # -- writing and signing -------------------------------------------------------------

    def test_nobody_signs_before_all_is_filled_in(self):
        self._as(self.mentee, self.pairing).action_start_agreement()
        agreement = self._as(self.mentee, self.env["mentoring.agreement"]).search([])
        agreement.action_write_texts({name: "Said" for name in TEXTS if name != "place"}, 0)
        with self.assertRaisesRegex(UserError, "missing before you can sign: Where we meet"):
            agreement.action_sign(1)
        agreement.action_write_texts({"place": "On a walk"}, 1)
        agreement.action_sign(2)
        self.assertTrue(agreement.mentee_signed_on)

    def test_it_is_signed_once_both_have(self):
        agreement = self._draft()
        self._as(self.mentor, agreement).action_sign(agreement.stamp)
        self.assertTrue(agreement.mentor_signed_on)
        self.assertFalse(self.pairing._signed_pairings())
        self._as(self.mentee, agreement).action_sign(agreement.stamp)
        self.assertEqual(self.pairing._signed_pairings(), self.pairing)

    def test_signing_again_keeps_the_first_moment(self):
        agreement = self._draft()
        self._as(self.mentor, agreement).action_sign(agreement.stamp)
        earlier = fields.Datetime.to_datetime("2026-01-01 10:00:00")
        agreement.mentor_signed_on = earlier
        self._as(self.mentor, agreement).action_sign(agreement.stamp)
        self.assertEqual(agreement.mentor_signed_on, earlier)

    def test_a_change_clears_the_signature_and_says_so(self):
        agreement = self._draft()
        self._as(self.mentor, agreement).action_sign(agreement.stamp)
        self._as(self.mentee, agreement).action_write_texts({"place": "Elsewhere"}, agreement.stamp)
        self.assertFalse(agreement.mentor_signed_on)
        draft = self._as(self.mentor, self.pairing)._page_agreement()["draft"]
        self.assertTrue(draft["cleared_on"]["mentor"])
        self.assertFalse(draft["cleared_on"]["mentee"])
        self._as(self.mentor, agreement).action_sign(agreement.stamp)
        draft = self._as(self.mentor, self.pairing)._page_agreement()["draft"]
        self.assertFalse(draft["cleared_on"]["mentor"])

    def test_saving_the_same_words_changes_nothing(self):
        agreement = self._draft()
        self._as(self.mentor, agreement).action_sign(agreement.stamp)
        stamp = agreement.stamp
        mentee = self._as(self.mentee, agreement)
        self.assertFalse(mentee.action_write_texts({"place": "Our place "}, stamp))
        self.assertTrue(agreement.mentor_signed_on)
        self.assertEqual(agreement.stamp, stamp)

    def test_nobody_signs_what_they_did_not_see(self):
        agreement = self._draft()
        shown = agreement.stamp
        self._as(self.mentor, agreement).action_write_texts({"place": "Elsewhere"}, shown)
        with self.assertRaisesRegex(UserError, CHANGED):
            self._as(self.mentee, agreement).action_sign(shown)
        self.assertFalse(agreement.mentee_signed_on)

    def test_nobody_writes_over_what_they_did_not_see(self):
        agreement = self._draft()
        shown = agreement.stamp
        self._as(self.mentor, agreement).action_write_texts({"place": "Elsewhere"}, shown)
        with self.assertRaisesRegex(UserError, CHANGED):
            self._as(self.mentee, agreement).action_write_texts({"place": "Nowhere"}, shown)
        self.assertEqual(agreement.place, "Elsewhere")

    def test_what_both_have_signed_stays_as_it_is(self):
        agreement = self._signed()
        stamp = agreement.stamp
        for user in (self.mentor, self.mentee):
            mine = self._as(user, agreement)
            for step in (
                lambda mine=mine: mine.action_write_texts({"place": "Elsewhere"}, stamp),
                lambda mine=mine: mine.action_sign(stamp),
                lambda mine=mine: mine.action_discard(stamp),
            ):
                with self.assertRaisesRegex(UserError, "stays as it is"):
                    step()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            agreement.write({"place": "Elsewhere"})
        with self.assertRaisesRegex(UserError, "kept as long as the pairing"):
            agreement.unlink()

    # -- the next version ----------------------------------------------------------------

    def test_a_change_is_the_next_version_and_the_signed_one_stays_in_force(self):
        agreement = self._signed()
        self._as(self.mentee, self.pairing).action_propose_change()
        self._as(self.mentor, self.pairing).action_propose_change()
        page = self._as(self.mentor, self.pairing)._page_agreement()
        self.assertEqual(page["in_force"]["id"], agreement.id)
        self.assertEqual(page["draft"]["version"], 2)
        self.assertEqual(page["draft"]["texts"], page["in_force"]["texts"])
        self.assertEqual(page["draft"]["parts"], page["in_force"]["parts"])
        self.assertEqual(page["draft"]["signed_on"], {"mentor": False, "mentee": False})
        self.assertEqual(self.pairing._signed_pairings(), self.pairing)

    def test_the_new_version_is_in_force_once_both_have_signed_it(self):
        old = self._signed()
        self._as(self.mentee, self.pairing).action_propose_change()
        new = self.env["mentoring.agreement"].search([("pairing_id", "=", self.pairing.id)]) - old
        self._as(self.mentee, new).action_write_texts({"place": "By the canal"}, 0)
        self._as(self.mentor, new).action_sign(1)
        in_force = self._as(self.mentor, self.pairing)._page_agreement()["in_force"]
        self.assertEqual(in_force["id"], old.id)
        self._as(self.mentee, new).action_sign(1)
        page = self._as(self.mentor, self.pairing)._page_agreement()
        self.assertEqual(page["in_force"]["id"], new.id)
        self.assertFalse(page["draft"])
        self.assertEqual([line["version"] for line in page["versions"]], [2, 1])
        self.assertEqual(old.place, "Our place")

    def test_a_proposed_change_can_be_dropped_and_a_first_version_not(self):
        first = self._draft()
        with self.assertRaisesRegex(UserError, "first agreement"):
            self._as(self.mentee, first).action_discard(first.stamp)
        for user in (self.mentor, self.mentee):
            self._as(user, first).action_sign(first.stamp)
        self._as(self.mentee, self.pairing).action_propose_change()
        new = self.env["mentoring.agreement"].search([("pairing_id", "=", self.pairing.id)]) - first
        self._as(self.mentor, new).action_discard(0)
        self.assertFalse(new.exists())
        self.assertEqual(self.pairing._signed_pairings(), self.pairing)

    def test_without_an_agreement_there_is_nothing_to_change(self):
        with self.assertRaisesRegex(UserError, "start it first"):
            self._as(self.mentee, self.pairing).action_propose_change()

    # -- the same moment -----------------------------------------------------------------

    def test_who_comes_while_the_other_is_at_it_is_told(self):
        agreement = self._draft()
        busy = patch.object(
            self.registry["mentoring.agreement"],
            "try_lock_for_update",
            lambda records, **_options: records.browse(),
        )
        with busy, self.assertRaisesRegex(UserError, "changing this right now"):
            self._as(self.mentee, agreement).action_sign(agreement.stamp)
        self.assertFalse(agreement.mentee_signed_on)

    @mute_logger("odoo.sql_db")
    def test_a_version_exists_once(self):
        self._draft()
        with self.assertRaises(UniqueViolation):
            self.env["mentoring.agreement"].create({"pairing_id": self.pairing.id, "version": 2})

    def test_what_was_dropped_meanwhile_is_not_signed(self):
        self._signed()
        self._as(self.mentee, self.pairing).action_propose_change()
        new = self.env["mentoring.agreement"].search(
            [("pairing_id", "=", self.pairing.id)], limit=1
        )
        self._as(self.mentor, new).action_discard(0)
        # Answered like what was never theirs, see mentoring.unseen.
        with self.assertRaisesRegex(AccessError, "may be gone"):
            self._as(self.mentee, new).action_sign(0)

    # -- bad input -----------------------------------------------------------------------

    def test_wrong_texts_and_stamps_are_refused_in_words(self):
        agreement = self._draft()
        mine, stamp = self._as(self.mentee, agreement), agreement.stamp
        for texts, words in (
            ({"mentor_signed_on": "2026-01-01"}, "no such text"),
            ({"programme_text": "<p>Mine</p>"}, "no such text"),
            ("place", "no such text"),
            ({"place": 7}, "in words"),
            ({"place": "x" * (TEXT_LENGTH + 1)}, "make it shorter"),
        ):
            with self.assertRaisesRegex(UserError, words):
                mine.action_write_texts(texts, stamp)
        for wrong in (None, "1", True, 1.0):
            with self.assertRaisesRegex(UserError, "Reload the page"):
                mine.action_sign(wrong)

    def test_once_over_it_is_read_and_not_written(self):
        agreement = self._draft()
        self.pairing.state = "completed"
        with self.assertRaisesRegex(UserError, "is over"):
            self._as(self.mentee, agreement).action_sign(agreement.stamp)
        page = self._as(self.mentee, self.pairing)._page_agreement()
        self.assertFalse(page["can_write"])
        self.assertEqual(page["draft"]["texts"]["place"], "Our place")

    # -- readers -------------------------------------------------------------------------

    def test_nobody_but_the_two_reads_or_takes_a_step(self):
        agreement = self._draft()
        pairing = self.pairing.id
        for user in self.onlookers:
            with self.subTest(user=user.login):
                theirs = self._as(user, agreement)
                pairings = self._as(user, self.env["mentoring.pairing"]).browse(pairing)
                self.assertFalse(theirs.search([("pairing_id", "=", pairing)]))
                for step in (
                    lambda theirs=theirs: theirs.read(["place"]),
                    lambda theirs=theirs: theirs.action_sign(agreement.stamp),
                    lambda theirs=theirs: theirs.action_write_texts({"place": "X"}, 1),
                    lambda theirs=theirs: theirs.action_discard(1),
                    lambda theirs=theirs: theirs.write({"place": "X"}),
                    theirs.unlink,
                    pairings.action_start_agreement,
                    pairings.action_propose_change,
                ):
                    with self.assertRaises(AccessError):
                        step()

    def test_nobody_writes_it_but_by_its_steps(self):
        agreement = self._as(self.mentee, self._draft())
        for step in (
            lambda: agreement.write({"place": "X"}),
            lambda: agreement.create({"pairing_id": self.pairing.id}),
            agreement.copy,
            agreement.unlink,
        ):
            with self.assertRaises(AccessError):
                step()

    def test_a_mentor_from_outside_signs(self):
        agreement = self._draft(self.outside)
        theirs = self._as(self.pola, agreement)
        theirs.action_write_texts({"place": "By video"}, agreement.stamp)
        theirs.action_sign(agreement.stamp)
        self.assertTrue(agreement.mentor_signed_on)
        page = self._as(self.pola, self.outside)._page_agreement()
        self.assertEqual(page["draft"]["texts"]["place"], "By video")
        self.assertFalse(theirs.search([("pairing_id", "=", self.pairing.id)]))


@tagged("post_install", "-at_install")
class TestAgreementState(PairWorkCase):
    """Others learn at most whether both have signed, and only the coordinators do."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.both = cls.pairing | cls.outside
        cls._signed()

    def _found(self, user, domain):
        return self._as(user, self.both).search([("id", "in", self.both.ids), *domain])

    def test_coordinators_and_the_two_are_told(self):
        for user in (self.coordinator, self.manager):
            states = self._as(user, self.both).mapped("agreement_state")
            self.assertEqual(states, ["signed", "unsigned"])
            for state, pairing in (("signed", self.pairing), ("unsigned", self.outside)):
                self.assertEqual(self._found(user, [("agreement_state", "=", state)]), pairing)
        self.assertEqual(self._as(self.mentor, self.pairing).agreement_state, "signed")
        self.assertEqual(self._as(self.pola, self.outside).agreement_state, "unsigned")

    def test_hr_and_the_line_manager_are_not(self):
        for user in (self.hr_officer, self.mo.user_id):
            readable = self._found(user, [])
            self.assertTrue(readable)
            self.assertEqual(set(readable.mapped("agreement_state")), {False})
            for domain in (
                [("agreement_state", "in", ["signed", "unsigned"])],
                [("agreement_state", "!=", False)],
            ):
                self.assertFalse(self._found(user, domain))
            self.assertEqual(self._found(user, [("agreement_state", "=", False)]), readable)
            self.assertEqual(self._found(user, [("agreement_state", "!=", "signed")]), readable)

    def test_a_manager_is_not_told_of_a_discreet_one(self):
        hush = self._paired_programme(self.ian, self.ivy, discreet=True)
        domain = [("id", "=", hush.id), ("agreement_state", "in", ["signed", "unsigned"])]
        self.assertFalse(self._as(self.manager, hush).search(domain))
        self.assertEqual(self._as(self.coordinator, hush).agreement_state, "unsigned")

    def test_it_cannot_be_grouped_or_sorted_by(self):
        pairings = self._as(self.hr_officer, self.both)
        with self.assertRaises(ValueError):
            pairings.search([], order="agreement_state")
        with self.assertRaises(ValueError):
            pairings.formatted_read_group([], ["agreement_state"], ["__count"])

    def test_telling_of_many_costs_as_much_as_of_one(self):
        def queries(pairings):
            pairings = self._as(self.coordinator, pairings)
            pairings.mapped("state")
            before = self.env.cr.sql_log_count
            pairings.mapped("agreement_state")
            return self.env.cr.sql_log_count - before

        queries(self.both)
        self.assertEqual(queries(self.both), queries(self.pairing))


@tagged("post_install", "-at_install")
class TestAgreementGate(PairWorkCase):
    """A programme may ask for it before the second session counts as held."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme.agreement_required = True

    def _session(self, days_ago, pairing=None):
        start = fields.Datetime.subtract(fields.Datetime.now(), days=days_ago)
        return self.env["mentoring.session"].create(
            {"pairing_id": (pairing or self.pairing).id, "start": start}
        )

    def test_the_first_session_is_held_and_the_second_waits(self):
        first, second = self._session(9), self._session(2)
        self._as(self.mentee, first).action_held()
        with self.assertRaisesRegex(UserError, "sign your agreement"):
            self._as(self.mentee, second).action_held()
        self.assertEqual((first.state, second.state), ("held", "planned"))
        self._as(self.mentee, second).action_missed()

    def test_two_at_once_are_a_second_one_too(self):
        sessions = self._session(9) | self._session(2)
        with self.assertRaisesRegex(UserError, "sign your agreement"):
            self._as(self.mentee, sessions).action_held()

    def test_one_of_each_pairing_is_not(self):
        sessions = self._session(9) | self._session(9, self.outside)
        sessions.action_held()
        self.assertEqual(set(sessions.mapped("state")), {"held"})

    def test_a_draft_is_not_enough_and_signing_opens_it(self):
        first, second = self._session(9), self._session(2)
        self._as(self.mentee, first).action_held()
        agreement = self._draft()
        self._as(self.mentor, agreement).action_sign(agreement.stamp)
        with self.assertRaisesRegex(UserError, "sign your agreement"):
            self._as(self.mentee, second).action_held()
        self._as(self.mentee, agreement).action_sign(agreement.stamp)
        self._as(self.mentee, second).action_held()
        self.assertEqual(second.state, "held")

    def test_a_programme_that_does_not_ask_for_it_waits_for_nothing(self):
        self.programme.agreement_required = False
        sessions = self._session(9) | self._session(2)
        self._as(self.mentee, sessions).action_held()
        self.assertEqual(set(sessions.mapped("state")), {"held"})

    def test_others_learn_nothing_from_the_gate(self):
        sessions = self._session(9) | self._session(2)
        for user in (self.coordinator, self.hr_officer, self.max.user_id):
            with self.assertRaises(AccessError):
                self._as(user, sessions).action_held()

    def test_a_programme_takes_it_over_from_its_type(self):
        self.type.agreement_required = True
        programme = self._programme()
        self.assertTrue(programme.agreement_required)
        self.assertEqual(programme.mentor_commitments, self.type.mentor_commitments)
        self.assertEqual(programme.mentee_commitments, self.type.mentee_commitments)
