from . import test_direction
