from . import (
    test_direction,
    test_pair_confidence,
    test_pair_nudge,
    test_protection,
    test_reverse_rules_matter,
    test_start,
    test_topics,
)
