from .comparison import COLUMNS, Colleague, Effect, effect, match_exactly, match_nearest
from .intervals import Difference, Interval, Verdict, mean, mean_difference, rate, rate_difference
from .questions import Dimension, Measure, Row
from .release import Release
from .report import Report
from .table import Cell, Table, tabulate
