from . import (
    test_core_stands_alone,
    test_direction,
    test_distance,
    test_invitation_link,
    test_mentors_share_group,
    test_no_rating,
    test_org_moves,
    test_outside_chain,
    test_reverse_data,
    test_reverse_load,
    test_reverse_rules_matter,
    test_seniority,
)
