from . import (
    test_figures_attack,
    test_figures_comparison,
    test_figures_hiding,
    test_figures_history,
    test_figures_intervals,
    test_figures_table,
    test_outcome_access,
    test_outcome_history,
    test_outcome_judging,
    test_outcome_study,
)
