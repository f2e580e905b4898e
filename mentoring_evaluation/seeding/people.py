"""People of a company, and what happens to them quarter by quarter."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ..outcomes import Assessment, Edit, Gap, History, Place, Skill, Version
from .names import name

QUARTER = 91
# Share of the people, and departments, of each branch. Of one, HR marks which jobs are higher and
# sets no levels.
BRANCHES = (
    ("Operations", 0.34, ("Assembly", "Logistics", "Quality")),
    ("Research", 0.16, ("Materials", "Software")),
    ("Sales", 0.20, ("Field sales", "Online sales")),
    ("Services", 0.20, ("Support", "Training")),
    ("Administration", 0.10, ("Finance", "People")),
)
MARKED_BRANCH = 1
# Jobs from the bottom up: name, share of those who were there at the beginning.
RUNGS = (
    ("Associate", 0.32),
    ("Specialist", 0.28),
    ("Senior specialist", 0.20),
    ("Lead", 0.12),
    ("Manager", 0.06),
    ("Director", 0.02),
)
# Those of people who are hired later.
NEW_RUNGS = (0.6, 0.3, 0.1)
LOCATIONS = ("Harbour site", "Hill site", "River site")
SKILLS = ("Planning", "Negotiation", "Data analysis", "Presenting", "Coaching", "Welding")
# Reasons of leaving, as Odoo ships them, with HR's mapping, and how often each is it.
REASONS = (
    ("departure_resigned", "voluntary", 0.7),
    ("departure_retired", "other", 0.2),
    ("departure_fired", "other", 0.1),
)
READINESS = ("later", "soon", "now")
# What HR has entered as gender, and how often; ``None``: nothing. It has to do with nothing else.
SEXES = (("female", 0.47), ("male", 0.47), ("other", 0.02), (None, 0.04))

# Per quarter. Nobody is promoted twice within a year.
PROMOTED, RELOCATED, MOVED, LEFT, LEFT_NEW = 0.038, 0.008, 0.014, 0.022, 0.034
IN_PLACE = 0.2


@dataclass(frozen=True)
class Stand:
    """Where somebody stands from a day on.

    :param branch: place in :data:`BRANCHES`
    :param department: place within the branch
    :param rung: place in :data:`RUNGS`
    :param location: place in :data:`LOCATIONS`
    :param in_place: HR changed the record instead of making a new version
    """

    day: date
    branch: int
    department: int
    rung: int
    location: int
    in_place: bool = False

    @property
    def job(self):
        return self.branch * len(RUNGS) + self.rung + 1

    @property
    def place(self):
        return Place(self.job, self.branch * 10 + self.department + 1, self.location + 1)


@dataclass
class Planned:
    """One person's years in the company.

    :param stands: :class:`Stand`, in order, the first on the day of hiring
    :param left: ``(last day, reason)``, the reason a place in :data:`REASONS`, or ``None``
    :param skills: ``(skill, level, since, until)``
    :param readiness: ``(day, rank)``
    :param manager: place of the manager in the company's list of people, or ``None``
    :param sex: what HR has entered, or ``None``
    """

    number: int
    name: str
    stands: list
    left: tuple | None = None
    skills: list = field(default_factory=list)
    readiness: list = field(default_factory=list)
    manager: int | None = None
    sex: str | None = None

    @property
    def hired(self):
        return self.stands[0].day

    def stand(self, day):
        """Where they stand on a day, or ``None`` when they are not there."""
        if day < self.hired or (self.left and day > self.left[0]):
            return None
        return [stand for stand in self.stands if stand.day <= day][-1]

    def records(self):
        """What HR's records say of this: versions, and what was changed in place.

        :return: (list of :class:`Stand` on whose day a version began, each as it is now; list of
            (place of the version, day, :class:`Stand` until that day))
        """
        versions, edits = [], []
        for stand in self.stands:
            if stand.in_place:
                edits.append((len(versions) - 1, stand.day, versions[-1]))
                versions[-1] = replace(stand, day=versions[-1].day)
            else:
                versions.append(stand)
        return versions, edits

    def history(self):
        """The same as :class:`~..outcomes.History`."""
        versions, edits = self.records()
        gaps = ()
        if self.left:
            day, reason = self.left
            gaps = (Gap(day + timedelta(days=1), None, REASONS[reason][1]),)
        return History(
            tuple(Version(at, stand.day, stand.place) for at, stand in enumerate(versions)),
            tuple(Edit(at, day, stand.place) for at, day, stand in edits),
            gaps,
            tuple(Skill(*line) for line in self.skills),
            tuple(Assessment(*line) for line in self.readiness),
        )

    def promote(self, day):
        """Add a promotion: everything from then on is one rung higher; return whether it was
        possible."""
        if any(stand.rung >= len(RUNGS) - 1 for stand in self.stands[-1:]) or not self.stand(day):
            return False
        now = self.stand(day)
        later = [
            replace(s, rung=min(s.rung + 1, len(RUNGS) - 1)) for s in self.stands if s.day > day
        ]
        kept = [stand for stand in self.stands if stand.day < day]
        self.stands = [*kept, replace(now, day=day, rung=now.rung + 1, in_place=False), *later]
        return True


def people(rng, employees, start, today):
    """Everybody who worked in the company between two days, so many at any time.

    :return: list of :class:`Planned`, in the order of their numbers
    """
    found = [_person(rng, at, start, today, is_old=True) for at in range(employees)]
    # Whoever leaves is followed by somebody new, who may leave in turn.
    for person in found:
        if person.left and person.left[0] < today - timedelta(days=60):
            day = person.left[0] + timedelta(days=rng.randint(15, 45))
            found.append(_person(rng, len(found), day, today, branch=person.stands[-1].branch))
    missing = employees - sum(not person.left for person in found)
    for _each in range(missing):
        found.append(_person(rng, len(found), today - timedelta(days=20), today))
    return found


def _person(rng, number, start, today, is_old=False, branch=None):
    hired = start - timedelta(days=int(rng.expovariate(1 / 1600))) if is_old else start
    if branch is None:
        branch = _drawn(rng, [share for _name, share, _departments in BRANCHES])
    shares = [share for _name, share in RUNGS] if is_old else NEW_RUNGS
    rung = _drawn(rng, shares)
    department = rng.randrange(len(BRANCHES[branch][2]))
    stand = Stand(hired, branch, department, rung, rng.randrange(len(LOCATIONS)))
    person = Planned(number, name(rng), [stand])
    promoted = hired
    day = max(hired, start)
    while day + timedelta(days=QUARTER) < today and not person.left:
        on = day + timedelta(days=rng.randrange(1, QUARTER))
        promoted = _quarter(rng, person, on, promoted)
        day += timedelta(days=QUARTER)
    _grow(rng, person, start, today)
    return person


def _quarter(rng, person, day, promoted):
    """One event at most; return the day of the last promotion."""
    now = person.stands[-1]
    chance = rng.random()
    leaves = LEFT_NEW if (day - person.hired).days < 730 else LEFT
    rises = PROMOTED if (day - promoted).days > 365 and now.rung < len(RUNGS) - 1 else 0
    rises *= 1.3 - 0.2 * now.rung
    step = {"day": day, "in_place": rng.random() < IN_PLACE}
    if chance < leaves:
        person.left = day, _drawn(rng, [share for *_reason, share in REASONS])
    elif chance < leaves + rises:
        person.stands.append(replace(now, rung=now.rung + 1, **step))
        return day
    elif chance < leaves + rises + MOVED:
        others = [at for at in range(len(BRANCHES[now.branch][2])) if at != now.department]
        person.stands.append(replace(now, department=rng.choice(others), **step))
    elif chance < leaves + rises + MOVED + RELOCATED:
        others = [at for at in range(len(LOCATIONS)) if at != now.location]
        person.stands.append(replace(now, location=rng.choice(others), **step))
    return promoted


def _grow(rng, person, start, today):
    """Skills, and HR's yearly assessment of some."""
    last = person.left[0] if person.left else today
    for skill in rng.sample(range(len(SKILLS)), 2):
        day, level = max(person.hired, start), 20
        while day < last and level <= 80:
            until = day + timedelta(days=rng.randint(300, 1500))
            ended = until < last
            person.skills.append((skill, level, day, until - timedelta(days=1) if ended else None))
            day, level = until, level + 20
    if rng.random() < 0.6:
        rank, day = rng.choice((0, 0, 1)), max(person.hired, start) + timedelta(days=30)
        while day < last:
            person.readiness.append((day, rank))
            rank = min(rank + (rng.random() < 0.25), len(READINESS) - 1)
            day += timedelta(days=365)


def sexes(rng, people):
    """Give everybody what HR has entered as their gender."""
    for person in people:
        person.sex = SEXES[_drawn(rng, [share for _sex, share in SEXES])][0]


def managers(people):
    """Give everybody who is still there a manager: of the next rung that has somebody, in their
    department, else in their branch; the heads of branches report to the first director."""
    here = [person for person in people if not person.left]
    by_branch, by_department = {}, {}
    for person in here:
        stand = person.stands[-1]
        by_branch.setdefault((stand.branch, stand.rung), []).append(person)
        by_department.setdefault((stand.branch, stand.department, stand.rung), []).append(person)
    top = min(here, key=lambda person: (-person.stands[-1].rung, person.number))
    for person in here:
        stand = person.stands[-1]
        keys = [
            (group, key)
            for rung in range(stand.rung + 1, len(RUNGS))
            for group, key in (
                (by_department, (stand.branch, stand.department, rung)),
                (by_branch, (stand.branch, rung)),
            )
            if group.get(key)
        ]
        if keys:
            group, key = keys[0]
            person.manager = group[key][person.number % len(group[key])].number
        elif person is not top:
            person.manager = top.number


def _drawn(rng, shares):
    """The place of one of these shares, drawn."""
    return rng.choices(range(len(shares)), shares)[0]
