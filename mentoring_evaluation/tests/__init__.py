from . import test_outcome_history
from . import test_outcome_judging
from . import test_outcome_study
from . import test_outcome_access
