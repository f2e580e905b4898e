"""Random programmes for the tests of the matching, the same for the same seed."""

import random

from odoo.addons.mentoring_programme.matching import Criterion, Person, Problem
from odoo.addons.mentoring_programme.matching.criteria import KINDS

ALL_KINDS = tuple(
    Criterion(kind, weight)
    for kind, weight in zip(KINDS, (30, 10, 5, 5, 10, 5, 15, 10, 5, 5), strict=True)
)
COARSE = (Criterion("language", 2), Criterion("location", 1))


def random_person(draw, key, crowd, **values):
    """Somebody who says something on most things and nothing on some.

    :param draw: a :class:`random.Random`
    :param crowd: how many human beings there are; the fewer, the more exclusions
    """

    def some(number, most):
        return frozenset(draw.randrange(number) for _ in range(draw.randint(0, most)))

    def other():
        return f"e{draw.randrange(crowd)}"

    def unless_silent(value):
        return None if draw.random() < 0.2 else value

    said = {
        "person": other(),
        "company": draw.choice((1, 1, 1, 1, 2)),
        "managers": frozenset(other() for _ in range(draw.randint(0, 2))),
        "coach": unless_silent(other()),
        "former": frozenset(other() for _ in range(draw.randint(0, 1))),
        "skills": {skill: draw.choice((0, 25, 50, 100)) for skill in some(6, 4)},
        "languages": some(4, 2),
        "location": unless_silent(draw.randrange(3)),
        "utc_offset": unless_silent(draw.choice((0, 60, 330, -480, 780))),
        "department": unless_silent(draw.randrange(3)),
        "level": unless_silent(draw.randrange(6)),
        "availability": draw.getrandbits(168) & draw.getrandbits(168) & draw.getrandbits(168),
        "interests": some(8, 4),
        "wishes": tuple(dict.fromkeys(other() for _ in range(draw.choice((0, 0, 2))))),
    }
    return Person(key, **{**said, **values})


def random_problem(seed, mentors, mentees, crowd=None, most_places=2, criteria=ALL_KINDS):
    """A programme with a few rejected pairs and no locked ones."""
    draw = random.Random(seed)
    crowd = crowd or 3 * (mentors + mentees)
    keys = draw.sample(range(1, 10 * (mentors + mentees) + 10), mentors + mentees)
    people = []
    for at, key in enumerate(keys):
        places = draw.randint(draw.random() > 0.1, most_places) if at < mentors else 1
        people.append(random_person(draw, key, crowd, capacity=places))
    rejected = [
        (draw.choice(keys[:mentors]), draw.choice(keys[mentors:]))
        for _ in range(min(mentors, mentees) // 2)
    ]
    return Problem(people[:mentors], people[mentors:], criteria, rejected=rejected)
