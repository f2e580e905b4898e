from . import test_outcome_history
