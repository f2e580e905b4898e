"""Bars with intervals, as numbers that a template draws."""

from dataclasses import dataclass

LABEL, WIDTH, ROW = 270, 240, 22


@dataclass(frozen=True)
class Bar:
    """One bar.

    :param text: the figure in words, displayed beside it
    :param value: its length on the scale
    :param low: lower end of its interval, or ``None``
    :param high: upper end
    """

    label: str
    text: str
    value: float
    low: float | None = None
    high: float | None = None


def drawn(title, bars, most=None, least=0):
    """Where the parts of a bar chart lie, in pixels.

    :param bars: :class:`Bar` s, none below ``least``
    :param most: end of the scale; the largest figure there is, unless told otherwise
    :param least: its beginning
    :return: dict of ``title``, ``height``, ``width``, ``text`` (all of it in words) and ``bars``
    """
    ends = [max(each.value, each.high or 0) for each in bars]
    # With nothing on it, any scale will do.
    most = most or max(ends, default=0) or 1

    def at(value):
        return LABEL + round(WIDTH * (min(max(value, least), most) - least) / (most - least), 1)

    lines = [
        {
            "label": each.label,
            "text": each.text,
            "y": number * ROW,
            "width": round(at(each.value) - LABEL, 1),
            "low": None if each.low is None else at(each.low),
            "high": None if each.high is None else at(each.high),
        }
        for number, each in enumerate(bars)
    ]
    return {
        "title": title,
        "height": len(bars) * ROW,
        "width": LABEL + WIDTH + 170,
        "text": "; ".join(f"{each.label}: {each.text}" for each in bars),
        "start": LABEL,
        "beside": LABEL + WIDTH + 10,
        "bars": lines,
    }
