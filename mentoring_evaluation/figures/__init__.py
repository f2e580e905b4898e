from .questions import Dimension, Measure, Row
from .report import Report
from .release import Release
from .table import Cell, Table, tabulate
