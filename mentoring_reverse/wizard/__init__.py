from . import mentoring_invitation_make
