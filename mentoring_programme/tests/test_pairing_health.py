import doctest
from ast import literal_eval
from datetime import date, datetime, timedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import BaseCase, tagged

from odoo.addons.mentoring_programme.models import pairing_health
from odoo.addons.mentoring_programme.models.pairing_health import Dates, health

from .common import MentoringCase

BEGAN = date(2030, 1, 1)


@tagged("post_install", "-at_install")
class TestHealthFormula(BaseCase):
    """What ``docs/health.md`` says, line by line. The programme plans a session every 30 days."""

    def _judge(self, day, **dates):
        return health(Dates(**{"began": BEGAN, "rhythm": 30, **dates}), BEGAN + timedelta(day))

    def test_the_examples_run(self):
        self.assertEqual(doctest.testmod(pairing_health).failed, 0)
        self.assertGreater(doctest.testmod(pairing_health).attempted, 2)

    def test_the_first_rhythm_is_grace(self):
        self.assertEqual(self._judge(30), ("early", ()))
        reasons = (("not_met", 31), ("nothing_planned", 0))
        self.assertEqual(self._judge(31), ("look", reasons))
        self.assertEqual(self._judge(31, next_planned=date(2030, 2, 10)), ("on_track", ()))
        self.assertEqual(self._judge(14, rhythm=7), ("early", ()))
        self.assertEqual(self._judge(15, rhythm=7)[0], "look")

    def test_one_and_a_half_rhythms_without_a_meeting_and_none_planned(self):
        met = {"last_held": BEGAN}
        self.assertEqual(self._judge(45, **met), ("on_track", ()))
        reasons = (("not_met", 46), ("nothing_planned", 0))
        self.assertEqual(self._judge(46, **met), ("look", reasons))
        self.assertEqual(self._judge(46, next_planned=date(2030, 3, 1), **met), ("on_track", ()))
        self.assertEqual(self._judge(46, last_held=date(2030, 1, 5)), ("on_track", ()))

    def test_three_rhythms(self):
        self.assertEqual(self._judge(90)[0], "look")
        self.assertEqual(self._judge(91)[0], "risk")
        planned = self._judge(91, next_planned=date(2030, 5, 1))
        self.assertEqual(planned, ("look", (("not_met", 91),)))

    def test_missed_in_a_row(self):
        met = {"last_held": date(2030, 1, 20)}
        self.assertEqual(self._judge(25, missed=1, **met), ("on_track", ()))
        self.assertEqual(self._judge(25, missed=2, **met), ("look", (("missed", 2),)))
        self.assertEqual(self._judge(25, missed=3), ("risk", (("missed", 3),)))

    def test_an_agreement_that_not_both_have_signed(self):
        met = {"last_held": date(2030, 1, 10), "unsigned": True}
        self.assertEqual(self._judge(14, **met), ("on_track", ()))
        self.assertEqual(self._judge(15, **met), ("look", (("unsigned", 15),)))

    def test_a_pause_is_neutral(self):
        self.assertEqual(self._judge(900, paused=True, missed=9, unsigned=True), ("paused", ()))

    def test_a_pause_without_an_end_is_looked_at_in_the_end(self):
        rests = {"paused": True, "resting_since": BEGAN}
        self.assertEqual(self._judge(42, **rests), ("paused", ()))
        self.assertEqual(self._judge(43, **rests), ("look", (("resting", 43),)))


@tagged("post_install", "-at_install")
class TestPairingHealth(MentoringCase):
    """Ida mentors Mia for 50 days and they have not met."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.today()
        cls.pairing = cls._paired_programme()
        cls.pairing.date_start = cls.today - timedelta(days=50)

    def _session(self, state, days):
        start = datetime.combine(self.today, datetime.min.time()) + timedelta(days=days)
        return self.env["mentoring.session"].create(
            {"pairing_id": self.pairing.id, "start": start, "state": state}
        )

    def _shown(self, user, pairing=None):
        self.env.flush_all()
        self.env.invalidate_all()
        mine = (pairing or self.pairing).with_user(user)
        return mine.health, mine.health_reason

    def test_the_coordinator_sees_it_with_its_reason_in_words(self):
        words = "No meeting for 50 days. None is planned."
        self.assertEqual(self._shown(self.coordinator), ("look", words))
        self.assertEqual(self._shown(self.manager), ("look", words))

    def test_sessions_count(self):
        self._session("missed", -40)
        self._session("held", -30)
        self.assertEqual(self._shown(self.coordinator), ("on_track", ""))
        for days in (-20, -10):
            self._session("missed", days)
        self.assertEqual(self._shown(self.coordinator), ("look", "2 sessions missed in a row."))
        self._session("held", -5)
        self.assertEqual(self._shown(self.coordinator)[0], "on_track")

    def test_an_unsigned_agreement_counts_where_it_is_asked_for(self):
        self._session("held", -5)
        self.assertEqual(self._shown(self.coordinator)[0], "on_track")
        self.pairing.programme_id.agreement_required = True
        words = "The agreement is not signed by both, 50 days on."
        self.assertEqual(self._shown(self.coordinator), ("look", words))
        Pairing = type(self.env["mentoring.pairing"])
        self.patch(Pairing, "_signed_pairings", lambda pairings: pairings)
        self.assertEqual(self._shown(self.coordinator)[0], "on_track")

    def test_it_counts_from_when_the_two_went_on_after_a_pause(self):
        self.pairing._pause()
        self.assertEqual(self._shown(self.coordinator), ("paused", ""))
        self.pairing._resume()
        self.assertEqual(self._shown(self.coordinator), ("early", ""))

    def test_a_pause_that_could_last_for_ever_needs_a_look(self):
        self.pairing._pause()
        pause = self.pairing._pauses()
        self.assertEqual(pause.since, self.today)
        pause.since = self.today - timedelta(days=43)
        words = "Resting for 43 days, with no day on which it goes on."
        self.assertEqual(self._shown(self.coordinator), ("look", words))
        pause.until = self.today + timedelta(days=1)
        self.assertEqual(self._shown(self.coordinator), ("paused", ""))
        # Beyond its day, which a hold can bring about.
        pause.until = self.today - timedelta(days=50)
        self.assertIn("50 days", self._shown(self.coordinator)[1])
        desk = self.env["mentoring.desk"].with_user(self.coordinator)
        told = desk.get_desk(self.pairing.programme_id.id)["sections"]["health"]
        self.assertEqual([line["id"] for line in told["look"]], self.pairing.ids)

    def test_nobody_else_sees_or_finds_it(self):
        hush = self._paired_programme(self.ian, self.max, discreet=True)
        hush.date_start = self.today - timedelta(days=50)
        users = [self.mia, self.ida, self.mo]
        users = [each.user_id for each in users] + [self.hr_officer, self.other_coordinator]
        for user in users:
            self.env.invalidate_all()
            pairings = self.env["mentoring.pairing"].with_user(user)
            mine = pairings.search([])
            self.assertFalse(any(mine.mapped("health")) or any(mine.mapped("health_reason")))
            for codes in (["look"], ["risk", "look"], ["on_track"]):
                self.assertFalse(pairings.search([("health", "in", codes)]), user.login)
                self.assertEqual(pairings.search([("health", "not in", codes)]), mine)
            self.assertEqual(pairings.search([("health", "=", False)]), mine)
            with self.assertRaises(ValueError):
                pairings.formatted_read_group([], ["health"], ["__count"])
            with self.assertRaises(ValueError):
                pairings.search([], order="health")
        managers = self.env["mentoring.pairing"].with_user(self.manager)
        self.assertEqual(managers.search([("health", "=", "look")]), self.pairing)

    def test_the_list_finds_what_it_shows(self):
        other = self._paired_programme(self.ian, self.max)
        other.date_start = self.today
        pairings = self.env["mentoring.pairing"].with_user(self.coordinator)
        action = self.env.ref("mentoring_programme.mentoring_pairing_action_look")
        self.assertEqual(pairings.search(literal_eval(action.domain)), self.pairing)
        self.assertEqual(pairings.search([("health", "=", "early")]), other)
        self.pairing._end()
        self.assertFalse(pairings.search([("health", "in", ("look", "risk"))]))
        self.assertEqual(pairings.search([("health", "=", False)]), self.pairing)

    def test_fifty_cost_as_much_as_five(self):
        people = [self._employee(f"Person{number}") for number in range(12)]
        programme = self._programme("running")
        pairs = [
            self._pair(
                self._enrol(programme, people[at], "mentor"),
                self._enrol(programme, people[at + 6], "mentee"),
            )
            for at in range(6)
        ]
        pairs = self.env["mentoring.pairing"].union(*pairs)
        pairs.date_start = self.today
        counts = []
        for ids in (pairs.ids[:1], pairs.ids, pairs.ids[:1], pairs.ids):
            self.env.flush_all()
            self.env.invalidate_all()
            env = self.env(user=self.coordinator.id, su=False)
            before = self.env.cr.sql_log_count
            env["mentoring.pairing"].browse(ids).read(["health", "health_reason"])
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[2], counts[3])

    def test_nudge_days_are_checked(self):
        programme = self.pairing.programme_id
        for days, rungs in (("7, 14,21", [7, 14, 21]), ("", []), ("0", []), ("10", [10])):
            programme.nudge_days = days
            self.assertEqual(programme._nudge_rungs(), rungs)
        for wrong in ("soon", "14, 7", "7, 7", "-1", "7; 14", "400", "0, 7", "1,2,3,4,5,6,7"):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                programme.nudge_days = wrong
        self.type.nudge_days = "5"
        self.assertEqual(self._programme().nudge_days, "5")

    def test_rhythm(self):
        programme = self.pairing.programme_id
        self.assertEqual(programme._rhythm_days(), 30)
        programme.write({"session_interval": 2, "session_interval_unit": "week"})
        self.assertEqual(programme._rhythm_days(), 14)
