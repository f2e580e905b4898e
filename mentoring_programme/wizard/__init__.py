from . import (
    mentoring_circle_build,
    mentoring_invite,
    mentoring_mail_merge,
    mentoring_mail_merge_text,
    mentoring_pair,
    mentoring_programme_close,
    mentoring_proposal_choose,
    mentoring_session_plan,
    privacy_lookup_wizard,
)
