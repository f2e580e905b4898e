from . import (
    test_direction,
    test_event_outline,
    test_reverse_rules_matter,
    test_theme_batches,
    test_themes,
    test_workbook,
)
