"""Random small companies, the same for the same seed."""

import random

from odoo.addons.mentoring_evaluation.figures import Dimension, Row


class Company:
    """12 to 60 people with three facts of two to four categories, or four of two or three.

    :ivar rows: as they are today
    :ivar tomorrow: after one person moved, some left, or a group of people joined
    """

    def __init__(self, seed):
        self.draw = random.Random(seed)
        four = seed % 5 == 0
        self.dimensions = tuple(
            Dimension(
                f"fact_{at}", tuple((str(c), str(c)) for c in range(self._between(2, 4 - four)))
            )
            for at in range(3 + four)
        )
        self.often = [[self.draw.random() + 0.1 for _key in d.keys] for d in self.dimensions]
        self.rows = [self._person(f"p{at}") for at in range(self._between(12, 60))]
        self.tomorrow = self._changed(seed % 4)

    def _between(self, least, most):
        return self.draw.randint(least, most)

    def _person(self, name, like=None):
        categories = like or {
            dimension.name: self.draw.choices(dimension.keys, often)[0]
            for dimension, often in zip(self.dimensions, self.often, strict=True)
        }
        return Row(name, categories, {"promoted": self.draw.random() < 0.4})

    def _changed(self, kind):
        rows = list(self.rows)
        if kind == 0:
            rows.append(self._person("new"))
        elif kind == 1:
            rows[0] = self._person(rows[0].person)
            rows.pop()
        elif kind == 2:
            rows += [self._person(f"n{at}") for at in range(self._between(5, 30))]
        else:
            # A whole class joins in the same places, two classes in the larger companies.
            for name in "ab"[: 1 + (len(rows) > 30)]:
                like = self._person("").categories
                rows += [self._person(f"{name}{at}", like) for at in range(self._between(5, 12))]
        return rows
