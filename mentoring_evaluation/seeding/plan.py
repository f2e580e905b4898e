"""The whole of a planned company, with an effect planted in it where one is asked for."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

from ..outcomes import Ladder, after
from .people import BRANCHES, MARKED_BRANCH, RUNGS, managers, people, sexes
from .programmes import ONE_IN, programmes


class Plan:
    """A company from ``years`` before a day until that day.

    :param employees: how many work there at any time
    :param years: how many years of history
    :param seed: which of many such companies
    :param today: its last day
    :param effect: of the mentees who would not have been promoted within twelve months of the
        programme's start, this share is, by nothing else than having taken part; 0: none
    :param one_in: a programme has a pairing for each so many people

    ``planted`` is the number of promotions that were added, ``mentees`` that of mentees, both of
    the programmes that began more than twelve months ago: the effect on those who took part is the
    one divided by the other.
    """

    def __init__(self, employees, years, seed, today, effect=0.0, one_in=ONE_IN):
        if employees < 20 or not 1 <= years <= 30 or not 0 <= effect <= 1:
            raise ValueError(
                "A company has 20 employees or more and 1 to 30 years of history, and an effect is "
                "a share between 0 and 1."
            )
        # Repeatable on purpose: nothing of it is secret.
        rng = Random(f"{seed}/{employees}/{years}")  # noqa: S311
        self.today = today
        self.start = date(today.year - years, today.month, 1)
        self.people = people(rng, employees, self.start, today)
        self.programmes = programmes(rng, self.people, self.start, today, one_in)
        # Drawn apart, so that a company with an effect is the same company otherwise.
        self._plant(Random(f"{seed}/effect"), effect)  # noqa: S311
        sexes(Random(f"{seed}/sexes"), self.people)  # noqa: S311
        managers(self.people)

    def ladder(self):
        """Levels and marks of the jobs, as HR would set them: :class:`~..outcomes.Ladder`."""
        levels, higher = {}, {}
        for branch in range(len(BRANCHES)):
            jobs = [branch * len(RUNGS) + rung + 1 for rung in range(len(RUNGS))]
            if branch == MARKED_BRANCH:
                higher |= {low: [high] for low, high in pairwise(jobs)}
            else:
                levels |= {job: 10 * (rung + 1) for rung, job in enumerate(jobs)}
        return Ladder(levels, higher)

    def _plant(self, rng, effect):
        self.planted = self.mentees = 0
        for programme in self.programmes:
            window = after(programme.start, 12)
            for pairing in programme.pairings:
                is_over = window.end < self.today
                self.mentees += is_over
                person = self.people[pairing.mentee]
                base = person.stand(programme.start)
                rises = any(
                    window.start < stand.day <= window.end and stand.rung > base.rung
                    for stand in person.stands
                )
                day = programme.start + timedelta(days=rng.randrange(30, 360))
                if rng.random() < effect and not rises and day < self.today and person.promote(day):
                    self.planted += is_over
