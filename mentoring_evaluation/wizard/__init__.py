from . import mentoring_evaluation_export
