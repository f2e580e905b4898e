from . import test_outcome_history
from . import test_outcome_judging
from . import test_outcome_study
from . import test_outcome_access
from . import (
    test_figures_attack,
    test_figures_comparison,
    test_figures_hiding,
    test_figures_history,
    test_figures_intervals,
    test_figures_table,
)
