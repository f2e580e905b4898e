"""What people are compared by: what is known of their work on the day a programme began.

Nothing here is about who somebody is, and nothing is later than that day.
"""

# Bands of tenure: key, and the years below which it ends.
TENURE = (("0-1", 1), ("1-3", 3), ("3-6", 6), ("6-10", 10))
LONGEST_TENURE = "10-"
# How far back a promotion makes a difference to being promoted again.
MONTHS_EARLIER = 24
NOT_SET = "none"


def columns(career, day, ladder, branches, earlier):
    """What is known of somebody's work on a day.

    :param career: :class:`~.career.Career`
    :param ladder: :class:`~.career.Ladder`
    :param branches: department to the department at the top of its tree
    :param earlier: whether they were promoted in :data:`MONTHS_EARLIER` before, ``None`` where that
        is not known
    :return: dict of text: ``level`` (where HR set none, the job itself), ``tenure``,
        ``department``, ``branch``, ``location``, ``earlier_promotion``; :data:`NOT_SET` where
        nothing is entered
    """
    place = career.place(day)
    department = place and place.department
    level = place and ladder.level(place.job)
    job = place and place.job
    return {
        "level": str(level) if level else f"job {job}" if job else NOT_SET,
        "tenure": _tenure(career.tenure(day)),
        "department": _text(department),
        "branch": _text(branches.get(department)),
        "location": _text(place and place.location),
        "earlier_promotion": {True: "yes", False: "no", None: NOT_SET}[earlier],
    }


def alike_by(known, cohort):
    """The columns by which :mod:`~..figures.comparison` matches.

    :param known: what :func:`columns` returned
    :param cohort: key of the programme: people are compared within its time, since what a company
        does for everybody changes from year to year
    :return: dict of column to text
    """
    return {
        "level": f"{cohort}: {known['level']}",
        "tenure": known["tenure"],
        "department": known["branch"],
        "location": known["location"],
        "earlier_promotion": known["earlier_promotion"],
    }


def _text(value):
    return str(value) if value else NOT_SET


def _tenure(days):
    years = days / 365.25
    return next((key for key, below in TENURE if years < below), LONGEST_TENURE)
