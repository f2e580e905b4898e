import ast
import doctest
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytz

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_programme import scheduling
from odoo.addons.mentoring_programme.scheduling import Diary, common_times

HOUR = timedelta(hours=1)
UTC_ZONE = pytz.utc
BRUSSELS = pytz.timezone("Europe/Brussels")
BRISBANE = pytz.timezone("Australia/Brisbane")


def local(zone, *when):
    return zone.localize(datetime(*when))


def shifts(zone, first, days, begin, end):
    """The same hours on ``days`` days; ``end`` before ``begin`` is on the next morning."""
    made = []
    for turn in range(days):
        day = first + timedelta(days=turn)
        night = timedelta(days=1 if end < begin else 0)
        made.append(
            (
                zone.localize(day.replace(hour=begin)),
                zone.localize(day.replace(hour=end) + night),
            )
        )
    return tuple(made)


class TestCommonTimes(BaseCase):
    """Three moments out of two diaries; from Monday the 2nd of March 2026."""

    monday = datetime(2026, 3, 2)
    start = datetime(2026, 3, 2, tzinfo=UTC)
    stop = start + timedelta(days=21)

    def ask(self, *diaries, length=HOUR, start=None, stop=None, count=3):
        return common_times(list(diaries), start or self.start, stop or self.stop, length, count)

    def works(self, zone=UTC_ZONE, days=5, begin=9, end=17, busy=()):
        return Diary(zone, shifts(zone, self.monday, days, begin, end), tuple(busy))

    def test_three_days_two_days_apart_at_different_times_of_day(self):
        moments = self.ask(self.works(), self.works())
        self.assertEqual(
            moments,
            [
                datetime(2026, 3, 2, 9, tzinfo=UTC),
                datetime(2026, 3, 4, 16, tzinfo=UTC),
                datetime(2026, 3, 6, 12, tzinfo=UTC),
            ],
        )

    def test_the_same_question_has_the_same_answer_in_whatever_order_it_comes(self):
        one = self.works(busy=shifts(UTC_ZONE, self.monday, 5, 10, 12))
        turned = Diary(UTC_ZONE, tuple(reversed(one.open)), tuple(reversed(one.busy)))
        other = self.works(begin=11)
        self.assertEqual(self.ask(one, other), self.ask(turned, other))
        self.assertEqual(self.ask(one, other), self.ask(one, other))

    def test_all_of_it_suits_both(self):
        one = self.works(busy=shifts(UTC_ZONE, self.monday, 5, 9, 11))
        other = self.works(begin=8, end=14, busy=shifts(UTC_ZONE, self.monday, 5, 12, 13))
        moments = self.ask(one, other)
        self.assertEqual(len(moments), 3)
        for moment in moments:
            self.assertIn((moment.hour, moment.minute), {(11, 0), (13, 0)})

    def test_a_meeting_that_does_not_fit_between_two_others_is_not_proposed(self):
        busy = shifts(UTC_ZONE, self.monday, 5, 9, 12) + shifts(UTC_ZONE, self.monday, 5, 13, 17)
        self.assertEqual(len(self.ask(self.works(busy=busy))), 3)
        self.assertEqual(self.ask(self.works(busy=busy), length=timedelta(minutes=75)), [])

    def test_overlapping_and_touching_appointments_are_one(self):
        busy = ((local(UTC_ZONE, 2026, 3, 2, 9), local(UTC_ZONE, 2026, 3, 2, 13)),) * 2
        busy += ((local(UTC_ZONE, 2026, 3, 2, 13), local(UTC_ZONE, 2026, 3, 2, 15)),)
        busy += ((local(UTC_ZONE, 2026, 3, 2, 11), local(UTC_ZONE, 2026, 3, 2, 14)),)
        moments = self.ask(self.works(days=1, busy=busy))
        self.assertEqual(moments, [datetime(2026, 3, 2, 15, tzinfo=UTC)])

    def test_nothing_before_the_start_or_after_the_stop(self):
        start = local(UTC_ZONE, 2026, 3, 2, 10, 7)
        stop = local(UTC_ZONE, 2026, 3, 2, 11, 45)
        moments = self.ask(self.works(days=1), start=start, stop=stop)
        self.assertEqual(moments, [datetime(2026, 3, 2, 10, 30, tzinfo=UTC)])
        self.assertEqual(self.ask(self.works(), start=stop, stop=start), [])

    def test_fewer_days_are_fewer_answers(self):
        self.assertEqual(len(self.ask(self.works(days=2))), 2)
        self.assertEqual(self.ask(Diary(UTC_ZONE), self.works()), [])

    def test_ten_hours_apart_there_is_nothing(self):
        self.assertEqual(self.ask(self.works(), self.works(BRISBANE)), [])

    def test_six_hours_apart_it_is_late_for_one_and_early_for_the_other(self):
        new_york = pytz.timezone("America/New_York")
        moments = self.ask(self.works(BRUSSELS), self.works(new_york))
        self.assertEqual(len(moments), 3)
        for moment in moments:
            self.assertGreaterEqual(moment.astimezone(new_york).hour, 9)
            self.assertLess(moment.astimezone(BRUSSELS).hour, 17)

    def test_half_hours_by_the_clock_of_the_first(self):
        kathmandu = pytz.timezone("Asia/Kathmandu")
        for moment in self.ask(self.works(kathmandu), self.works(begin=5)):
            self.assertEqual(moment.astimezone(kathmandu).minute, 0)

    def test_the_clocks_change_and_the_hours_of_the_day_stay(self):
        """In Brussels on the 29th of March 2026."""
        friday = datetime(2026, 3, 27)
        mine = Diary(BRUSSELS, shifts(BRUSSELS, friday, 5, 9, 10))
        moments = self.ask(
            mine, start=local(UTC_ZONE, 2026, 3, 27), stop=local(UTC_ZONE, 2026, 4, 9)
        )
        self.assertEqual([m.astimezone(BRUSSELS).hour for m in moments], [9, 9, 9])
        self.assertEqual([m.hour for m in moments], [8, 7, 7])

    def test_a_shift_across_midnight_is_used_in_the_day_only(self):
        late = self.works(begin=16, end=1)
        split = Diary(
            UTC_ZONE,
            tuple(
                part
                for begin, end in late.open
                for middle in [begin.replace(hour=0) + timedelta(days=1)]
                for part in ((begin, middle), (middle, end))
            ),
        )
        for diary in (late, split):
            moments = self.ask(diary, self.works(begin=8, end=23))
            self.assertEqual(len(moments), 3)
            for moment in moments:
                self.assertTrue(16 <= moment.hour <= 20, moment)

    def test_a_night_shift_has_no_time_in_the_day(self):
        self.assertEqual(self.ask(self.works(begin=22, end=6), self.works(begin=0, end=23)), [])

    def test_at_night_for_nobody_though_both_work(self):
        always = Diary(UTC_ZONE, ((self.start, self.stop),))
        tokyo = Diary(pytz.timezone("Asia/Tokyo"), always.open)
        moments = self.ask(always, tokyo)
        self.assertEqual(len(moments), 3)
        for moment in moments:
            for zone in (always.zone, tokyo.zone):
                begin = moment.astimezone(zone)
                end = (moment + HOUR).astimezone(zone)
                self.assertTrue(7 <= begin.hour < 21 and (end.hour, end.minute) <= (21, 0))

    def test_the_package_imports_no_odoo_and_its_example_runs(self):
        folder = Path(scheduling.__file__).parent
        files = sorted(folder.glob("*.py"))
        self.assertEqual(len(files), 2)
        for file in files:
            for node in ast.walk(ast.parse(file.read_text())):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom):
                    names = [node.module or ""]
                self.assertFalse([name for name in names if name.startswith("odoo")], file)
        # By its name: the package's function of that name hides the module.
        outcome = doctest.testmod(sys.modules[common_times.__module__])
        self.assertGreater(outcome.attempted, 5)
        self.assertEqual(outcome.failed, 0)
