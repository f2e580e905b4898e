def _copy_tracked_places(env):
    """Jobs, departments and locations that were changed in place before this addon was there."""
    # sudo: mentoring.place.before - nobody has a right on it
    env["mentoring.place.before"].sudo()._copy_tracked()
