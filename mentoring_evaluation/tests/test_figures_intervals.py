import doctest

from scipy import stats

from odoo.tests.common import BaseCase

from odoo.addons.mentoring_evaluation.figures import Verdict, intervals


class TestFiguresIntervals(BaseCase):
    def test_the_examples_in_the_docstrings_run(self):
        outcome = doctest.testmod(intervals)
        self.assertGreater(outcome.attempted, 3)
        self.assertEqual(outcome.failed, 0)

    def test_rates_are_newcombes_of_1998(self):
        """R. Newcombe, Two-sided confidence intervals for the single proportion, 1998."""
        for yes, of, low, high in (
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ):
            interval = intervals.rate(yes, of)
            self.assertAlmostEqual(interval.low, low, 4)
            self.assertAlmostEqual(interval.high, high, 4)

    def test_differences_of_rates_are_newcombes_of_1998(self):
        """R. Newcombe, Interval estimation for the difference between …, method 10, 1998."""
        for first, second, low, high in (
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((6, 7), (2, 7), 0.0582, 0.8062),
            ((5, 56), (0, 29), -0.0381, 0.1926),
            ((0, 10), (0, 20), -0.1611, 0.2775),
            ((0, 10), (0, 10), -0.2775, 0.2775),
            ((10, 10), (0, 20), 0.6791, 1.0),
            ((10, 10), (0, 10), 0.6075, 1.0),
        ):
            interval = intervals.rate_difference(first, second).interval
            self.assertAlmostEqual(interval.low, low, 4)
            self.assertAlmostEqual(interval.high, high, 4)

    def test_means_are_students_and_welchs(self):
        sample, other = [3.1, 4.2, 5.0, 4.4, 3.9], [2.2, 2.9, 4.1, 3.0]
        expected = stats.ttest_1samp(sample, 0).confidence_interval(0.95)
        interval = intervals.mean(*stats_of(sample))
        self.assertAlmostEqual(interval.low, expected.low)
        self.assertAlmostEqual(interval.high, expected.high)
        expected = stats.ttest_ind(sample, other, equal_var=False).confidence_interval(0.95)
        difference = intervals.mean_difference(stats_of(sample), stats_of(other))
        self.assertAlmostEqual(difference.interval.low, expected.low)
        self.assertAlmostEqual(difference.interval.high, expected.high)
        self.assertEqual(difference.first[1], 5)

    def test_the_verdict_says_what_the_interval_says(self):
        compared = intervals.rate_difference
        self.assertEqual(compared((18, 60), (11, 60)).verdict, Verdict.MAY_BE_CHANCE)
        self.assertEqual(compared((30, 60), (11, 60)).verdict, Verdict.HIGHER)
        self.assertEqual(compared((11, 60), (30, 60)).verdict, Verdict.LOWER)
        few = compared((30, 60), (1, 19), least=20)
        self.assertEqual((few.verdict, few.interval), (Verdict.NOT_ENOUGH_DATA, None))
        self.assertEqual(compared((0, 0), (5, 60)).verdict, Verdict.NOT_ENOUGH_DATA)
        equal = intervals.mean_difference((3, 0, 9), (4, 0, 9))
        self.assertEqual(equal.verdict, Verdict.NOT_ENOUGH_DATA)

    def test_what_is_no_rate_or_mean_is_refused(self):
        for wrong in (
            lambda: intervals.rate(1, 0),
            lambda: intervals.rate(3, 2),
            lambda: intervals.rate(-1, 2),
            lambda: intervals.rate(1, 2, confidence=95),
            lambda: intervals.mean(1, 1, 1),
        ):
            with self.assertRaises(ValueError):
                wrong()


def stats_of(values):
    return stats.tmean(values), stats.tstd(values), len(values)
