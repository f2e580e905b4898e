from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.mentoring_programme.models.held import Held
from odoo.addons.mentoring_programme.models.locking import TRIES

from .life_case import LATER, LifeCase


@tagged("post_install", "-at_install")
class TestAtTheSameMoment(LifeCase):
    """Somebody else has the pairing in their hands: whoever comes second gets a sentence."""

    def test_end_and_pause(self):
        Pairing = type(self.env["mentoring.pairing"])
        locked = []

        def busy(records, **options):
            locked.append((records._name, options))
            return records.browse()

        self.patch(Pairing, "try_lock_for_update", busy)
        pairing = self._as(self.mia)
        for step in (
            pairing.action_end,
            pairing.action_pause,
            pairing.action_do_not_go_on,
            lambda: pairing.action_wish_to_go_on(self.programme.date_end + LATER),
        ):
            with self.assertRaisesRegex(UserError, "right now"):
                step()
        self.assertEqual(len(locked), 4 * TRIES)
        self.assertEqual(self.pairing.state, "active")

    def test_whoever_may_not_is_refused_before_anything_is_locked(self):
        Pairing = type(self.env["mentoring.pairing"])

        def never(records, **_options):
            raise AssertionError(records)

        self.patch(Pairing, "try_lock_for_update", never)
        for step in (self._as(self.ivy).action_end, self._as(self.ivy).action_pause):
            with self.assertRaises(AccessError):
                step()


@tagged("post_install", "-at_install")
class TestEnding(LifeCase):
    def test_a_reason_is_for_the_coordinator_alone_and_names_nobody(self):
        mails = self._mails(lambda: self._as(self.mia).action_end("fit", "  Too far apart.  "))
        self.assertEqual(self.pairing.state, "ended")
        endings = self.env["mentoring.ending"]
        ending = endings.with_user(self.coordinator).search([])
        self.assertEqual((ending.reason, ending.words), ("fit", "Too far apart."))
        self.assertFalse(ending.display_name.count("Mia"))
        self.assertFalse({"create_uid", "write_uid"} & set(endings._fields))
        for user in (self.mia, self.ida, self.mo):
            with self.assertRaises(AccessError):
                endings.with_user(user.user_id).search([])
        with self.assertRaises(AccessError):
            endings.with_user(self.hr_officer).search([])
        for user in (self.other_coordinator, self.manager):
            self.assertFalse(endings.with_user(user).search([]))
        self.assertEqual(len(mails), 2)
        self.assertFalse([body for _name, _subject, body in mails if "Too far" in body])

    def test_it_may_be_left_out_and_words_alone_are_taken(self):
        self._as(self.mia).action_end()
        self.assertFalse(self.env["mentoring.ending"].search([]))
        other = self._paired_programme(self.ian, self.ivy)
        self._as(self.ivy, other).action_end(None, "A word.")
        self.assertEqual(self.env["mentoring.ending"].search([]).reason, "other")

    def test_what_is_no_reason_is_refused_and_nothing_ends(self):
        for reason, words in (
            ("anger", None),
            (1, None),
            (False, None),
            ("fit", 7),
            ("fit", "x" * 501),
        ):
            with self.assertRaises(ValidationError):
                self._as(self.mia).action_end(reason, words)
        self.assertEqual(self.pairing.state, "active")

    def test_nobody_makes_one_by_hand(self):
        values = {**self.pairing._life_values(), "reason": "fit"}
        for user in (self.mia.user_id, self.coordinator, self.manager):
            with self.assertRaises(AccessError):
                self.env["mentoring.ending"].with_user(user).create(values)

    def test_it_is_destroyed_with_what_else_a_programme_leaves(self):
        self._as(self.mia).action_end("fit")
        self.programme._write_state("closed")
        self.programme.date_over = self.today - timedelta(days=3000)
        self.env["mentoring.preference"]._cron_destroy_expired()
        self.assertFalse(self.env["mentoring.ending"].search([]))


@tagged("post_install", "-at_install")
class TestGoingOn(LifeCase):
    def setUp(self):
        super().setUp()
        self.end = self.programme.date_end

    def _wish(self, person, days):
        self._as(person).action_wish_to_go_on(self.end + timedelta(days=days))

    def test_only_if_both_wish_it_and_until_the_earlier_day(self):
        self._wish(self.mia, 90)
        told = self._as(self.ida)._page_life()
        self.assertEqual((told["my_wish"], told["extended_until"]), (False, False))
        self.assertFalse(self.env["mentoring.pairing.extension"].search([]))
        self._wish(self.ida, 60)
        told = self._as(self.mia)._page_life()
        self.assertEqual(told["extended_until"], str(self.end + timedelta(days=60)))
        self.assertEqual(told["my_wish"], str(self.end + timedelta(days=90)))
        self._as(self.mia).action_do_not_go_on()
        self.assertFalse(self.env["mentoring.pairing.extension"].search([]))

    def test_nobody_reads_a_wish(self):
        self._wish(self.mia, 90)
        for user in (self.ida.user_id, self.mia.user_id, self.coordinator, self.manager):
            with self.assertRaises(AccessError):
                self.env["mentoring.pairing.wish"].with_user(user).search([])

    def test_closing_completes_the_others_and_not_those_who_go_on(self):
        other = self._pair(
            self._enrol(self.programme, self.ian, "mentor"),
            self._enrol(self.programme, self.ivy, "mentee"),
        )
        self._wish(self.mia, 90)
        self._wish(self.ida, 90)
        self.programme.with_user(self.coordinator).action_close()
        self.assertEqual((other.state, self.pairing.state), ("completed", "active"))
        self.assertEqual(self.pairing.mentee_id.state, "matched")
        self.assertEqual(self.late.state, "planned")
        self._run()
        self.assertEqual(self.pairing.state, "active")
        self.pairing._extensions().date_end = self.today
        self._run()
        self.assertEqual(self.pairing.state, "completed")
        self.assertEqual(self.pairing.mentee_id.state, "completed")

    def test_what_one_alone_wished_changes_nothing_at_the_close(self):
        self._wish(self.mia, 90)
        self.programme.with_user(self.coordinator).action_close()
        self.assertEqual(self.pairing.state, "completed")
        self.assertFalse(self.env["mentoring.pairing.wish"].search([]))
        with self.assertRaises(UserError):
            self._wish(self.ida, 90)

    def test_days_that_make_no_sense_are_refused(self):
        for days in (0, -5, 400):
            with self.assertRaises(ValidationError):
                self._wish(self.mia, days)
        with self.assertRaises(AccessError):
            self._wish(self.ivy, 90)

    def test_what_they_wrote_lives_as_long_as_they_go_on(self):
        other = self._pair(
            self._enrol(self.programme, self.ian, "mentor"),
            self._enrol(self.programme, self.ivy, "mentee"),
        )
        self.company.mentoring_grace_days = 30
        for at, pairing in enumerate((self.pairing, other)):
            self.env["mentoring.reflection"].create(
                {
                    "pairing_id": pairing.id,
                    "enrolment_id": pairing.mentee_id.id,
                    "reference": str(at),
                    "sealed": "sealed",
                }
            )
        self._wish(self.mia, 90)
        self._wish(self.ida, 90)
        self.programme.with_user(self.coordinator).action_close()

        def kept():
            self.env["mentoring.preference"]._cron_destroy_expired()
            return self.env["mentoring.reflection"].search([]).pairing_id

        self.programme.date_over = self.today - timedelta(days=31)
        self.assertEqual(kept(), self.pairing)
        self.assertTrue(self.programme.date_forgotten)
        self.pairing._complete()
        self.assertEqual(kept(), self.pairing)
        self.pairing.date_end = self.today - timedelta(days=30)
        self.assertFalse(kept())
        self.assertFalse(self.env["mentoring.pairing.extension"].search([]))


@tagged("post_install", "-at_install")
class TestPages(LifeCase):
    def test_the_timeline_says_what_was_and_what_is_next(self):
        self.programme.date_start = self.today
        self.env["mentoring.session"].create(
            {
                "pairing_id": self.pairing.id,
                "start": fields.Datetime.now() - timedelta(days=3),
                "state": "held",
            }
        )
        self.soon._cancel()
        shown = self._as(self.mia)._page_timeline()
        keys = [line["key"] for line in shown["lines"] if line["key"][:5] != "event"]
        self.assertEqual(shown["lines"][0]["note"], "Held")
        self.assertTrue(shown["lines"][0]["is_past"])
        self.assertNotIn(f"session_{self.soon.id}", keys)
        self.assertLess(keys.index("start"), keys.index(f"session_{self.late.id}"))
        self.assertLess(keys.index(f"session_{self.late.id}"), keys.index("half"))
        self.assertEqual(keys[-1], "end")
        self.assertEqual(shown["next"], "start")

    def test_events_of_the_programme_are_in_it_also_when_they_are_over(self):
        values = {"programme_id": self.programme.id, "name": "Induction"}
        start = fields.Datetime.now() + timedelta(days=1)
        events = self.env["mentoring.cohort.event"].with_user(self.coordinator)
        event = events.create({**values, "start": start})
        event.action_announce()

        def shown():
            lines = self._as(self.mia)._page_timeline()["lines"]
            return [(line["label"], line["is_past"]) for line in lines if "event" in line["key"]]

        self.assertEqual(shown(), [("Induction", False)])
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mentoring_cohort_event SET start = '2020-01-01', stop = '2020-01-02'"
            " WHERE id = %s",
            [event.id],
        )
        self.assertEqual(shown(), [("Induction", True)])

    def test_what_is_open_follows_the_state(self):
        opened = ("can_pause", "can_resume", "can_end", "can_wish")
        for state, expected in (
            ("active", (True, False, True, True)),
            ("paused", (False, True, True, True)),
            ("completed", (False, False, False, False)),
        ):
            self.pairing.state = state
            shown = self._as(self.ida)._page_life()
            self.assertEqual(tuple(shown[name] for name in opened), expected, state)
        self.assertEqual(len(shown["reasons"]), 6)
        self.assertTrue(shown["nudges"])

    def test_a_person_from_outside_has_all_of_it(self):
        portal = self._user("porter", "portal")
        pairing = self._paired_programme(portal.partner_id, self.max)
        mine = self._as(portal, pairing)
        self.assertTrue(mine._page_life()["can_pause"])
        self.assertTrue(mine._page_timeline()["lines"])
        mine.action_pause()
        mine.action_resume()
        mine.action_wish_to_go_on(pairing.programme_id.date_end + LATER)
        mine.action_do_not_go_on()
        self.env["mentoring.enrolment"].browse(pairing.mentor_id.id).with_user(
            portal
        ).action_set_nudges(False)
        self.assertFalse(self._as(portal, pairing)._page_life()["nudges"])
        mine.action_end("time")
        self.assertEqual(pairing.state, "ended")


@tagged("post_install", "-at_install")
class TestHeldOnMe(LifeCase):
    """What of this is in "What is held on me", for each of the two their own."""

    def _held(self, person):
        held = object.__new__(Held)  # as opened in person, which other tests are about
        self.env.flush_all()
        self.env.invalidate_all()
        held.env = self.env(user=person.user_id.id, su=False)
        return held

    def test_ones_own_wish_return_and_reminders_and_not_the_partners(self):
        self._as(self.mia).action_wish_to_go_on(self.programme.date_end + LATER)
        self._as(self.mia).action_pause(self.today + LATER)
        self._as(self.mia).action_resume()
        mine = self.pairing.mentee_id
        mine.with_user(self.mia.user_id).action_set_nudges(False)
        sent = {"kind": "gap", "reference": "1", "date": self.today, "enrolment_id": mine.id}
        self.env["mentoring.nudge"].create([{**sent, "rung": rung} for rung in (7, 14)])
        wished, back = {}, {}
        for person in (self.mia, self.ida):
            held = self._held(person)
            [line] = held._pairings(held.env["mentoring.pairing"].search([]))
            wished[person], back[person] = line["would_go_on_until"], line["paused"]["i_am_back"]
            self.assertEqual(line["paused"]["until"], self.today + LATER)
        self.assertEqual(wished, {self.mia: self.programme.date_end + LATER, self.ida: None})
        self.assertEqual(back, {self.mia: True, self.ida: False})
        reminded = self._held(self.mia)._reminded(mine)
        self.assertEqual(reminded, {mine.id: [self.today]})
