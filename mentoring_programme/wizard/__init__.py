from . import (
    mentoring_invite,
    mentoring_programme_close,
    mentoring_proposal_choose,
    mentoring_session_plan,
    privacy_lookup_wizard,
)
