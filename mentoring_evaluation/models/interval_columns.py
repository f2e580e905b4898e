"""Intervals in a table: the two ends, and how far they reach, which is what charts draw."""

from ..workbook import Column


def interval_columns(env):
    """The columns of :func:`interval_values`."""
    return (
        Column(env._("From"), "rate"),
        Column(env._("To"), "rate"),
        Column(env._("Reach down"), "rate"),
        Column(env._("Reach up"), "rate"),
    )


def interval_values(value, low, high):
    """An interval as cells, empty where there is none."""
    if low is None:
        return (None,) * 4
    return low, high, value - low, high - value
