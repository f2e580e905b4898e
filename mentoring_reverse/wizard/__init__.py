from . import mentoring_pilot
