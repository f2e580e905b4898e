from . import mentoring_invite
from . import mentoring_proposal_choose
from . import mentoring_session_plan
