from . import test_survey_calendar
from . import test_survey_type
from . import test_survey_ask
from . import test_survey_answer
from . import test_objective
