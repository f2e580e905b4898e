from . import mentoring_invitation_make, mentoring_pilot
