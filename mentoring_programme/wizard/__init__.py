from . import (
    mentoring_invite,
    mentoring_mail_merge,
    mentoring_mail_merge_text,
    mentoring_proposal_choose,
    mentoring_session_plan,
    privacy_lookup_wizard,
)
