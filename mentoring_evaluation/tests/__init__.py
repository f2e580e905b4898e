from . import (
    test_objective,
    test_rules_matter_surveys,
    test_survey_anonymous,
    test_survey_answer,
    test_survey_ask,
    test_survey_calendar,
    test_survey_type,
    test_survey_walk,
)
