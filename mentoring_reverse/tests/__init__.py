from . import (
    test_direction,
    test_event_outline,
    test_reverse_crawl,
    test_reverse_rules_matter,
    test_reverse_walk,
    test_theme_batches,
    test_themes,
    test_workbook,
    test_workbook_copy,
)
