from . import mentoring_programme_shape
