import doctest
from datetime import date, timedelta

from odoo.tests import BaseCase, tagged

from ..models import survey_calendar
from ..models.survey_calendar import Life, opening

START, END = date(2026, 1, 1), date(2026, 12, 31)


@tagged("post_install", "-at_install")
class TestSurveyCalendar(BaseCase):
    """When a wave opens for one person."""

    def _life(self, **values):
        return Life(START, END, **{"enrolled": date(2025, 12, 1), **values})

    def _meeting(self, **values):
        return self._life(
            **{"matched": date(2026, 1, 11), "is_matched": True, "is_meeting": True, **values}
        )

    def test_the_example_in_the_module_holds(self):
        self.assertEqual(doctest.testmod(survey_calendar).failed, 0)

    def test_the_start_is_that_of_the_programme_or_of_who_came_later(self):
        late = self._life(is_waiting=True, enrolled=date(2026, 2, 1))
        self.assertEqual(opening("baseline", late, END), (0, date(2026, 2, 1)))
        on_time = self._meeting()
        self.assertEqual(opening("baseline", on_time, END), (0, START))
        self.assertIsNone(opening("baseline", on_time, START - timedelta(days=1)))
        self.assertIsNone(opening("baseline", self._life(), END))

    def test_pulses_come_thirty_days_after_the_matching_and_every_sixty(self):
        life = self._meeting()
        first = life.matched + timedelta(days=30)
        asked = {}
        for day in range(365):
            today = START + timedelta(days=day)
            found = opening("pulse", life, today, 30, 60)
            if found:
                asked[found[0]] = found[1]
        self.assertEqual(asked, {n: first + timedelta(days=60 * n) for n in range(5)})

    def test_no_pulse_shortly_before_the_end_and_none_without_a_meeting(self):
        life = self._meeting(matched=END - timedelta(days=50))
        self.assertIsNone(opening("pulse", life, END, 30, 60))
        self.assertIsNone(opening("pulse", self._meeting(is_meeting=False), END, 30, 60))

    def test_half_way_is_for_those_who_met_before(self):
        middle = date(2026, 7, 2)
        self.assertEqual(opening("midpoint", self._meeting(), END), (0, middle))
        self.assertIsNone(opening("midpoint", self._meeting(), middle - timedelta(days=1)))
        late = self._meeting(matched=middle + timedelta(days=1))
        self.assertIsNone(opening("midpoint", late, END))

    def test_the_end_and_what_comes_after(self):
        through = self._life(matched=date(2026, 1, 11), is_through=True)
        later = END + timedelta(days=400)
        self.assertEqual(opening("closing", through, later), (0, END))
        self.assertIsNone(opening("closing", through, END - timedelta(days=1)))
        after = END + timedelta(days=91)
        self.assertEqual(opening("after", through, later, 91), (0, after))
        self.assertIsNone(opening("after", self._meeting(), later, 91))
        self.assertIsNone(opening("closing", self._life(is_through=True), later))
