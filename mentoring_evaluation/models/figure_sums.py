"""Sums of groups that are shown: whoever sees them could add them up as well."""

from math import sqrt

from ..figures import Cell


def summed(cells):
    """Return the cell of several groups together, each of whom counts in each.

    A measure is in it where it is in all of them.

    :param cells: :class:`~..figures.Cell`, or ``None`` for one that is not shown
    :return: :class:`~..figures.Cell`, or ``None`` where one of them is not shown, or there is none
    """
    cells = list(cells)
    if not cells or any(cell is None for cell in cells):
        return None
    if len(cells) == 1:
        return cells[0]
    names = [name for name in cells[0].values if all(name in cell.values for cell in cells)]
    return Cell(
        sum(cell.n for cell in cells),
        {name: _together([cell.values[name] for cell in cells]) for name in names},
    )


def _together(values):
    if "yes" in values[0]:
        return {key: sum(value[key] for value in values) for key in ("yes", "of")}
    count = sum(value["n"] for value in values)
    if "sum" in values[0]:
        return {"n": count, "sum": round(sum(value["sum"] for value in values), 9)}
    mean = sum(value["mean"] * value["n"] for value in values) / count
    spread = sum(
        value["sd"] ** 2 * (value["n"] - 1) + value["n"] * (value["mean"] - mean) ** 2
        for value in values
    )
    return {"n": count, "mean": round(mean, 9), "sd": round(sqrt(spread / (count - 1)), 9)}
