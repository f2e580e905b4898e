from . import (
    test_direction,
    test_reverse_rules_matter,
)
