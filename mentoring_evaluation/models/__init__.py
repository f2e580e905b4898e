from . import mentoring_place_before
from . import mentoring_employment_gap
from . import mentoring_readiness
from . import hr_departure_reason
from . import hr_job
from . import outcome_words
from . import outcome_study
