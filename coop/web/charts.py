"""Bar charts that the server draws as SVG, so that they print and need no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 360
"""About a phone's, so that letters keep their size there."""
ROW = 52
THICK = 18
LETTER = 9
"""Room of one letter at the size of the labels, in the chart's own units."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar below its label, with its number above its far end."""

    label: str
    value: str
    y: int
    text_y: int
    width: int
    second: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """What the macro `ui.bars` draws; all lengths in the units of its view box.

    Attributes:
        spoken: the whole chart in words, for those who hear it.
        thick: height of a bar.
    """

    title: str
    spoken: str
    bars: tuple[Bar, ...]
    width: int
    height: int
    thick: int


def bars(title: str, rows: Sequence[tuple[str, int, str]], *, second: frozenset[int] = frozenset()) -> Chart:
    """Lay out a bar chart.

    Args:
        title: what is compared, in the reader's language.
        rows: label, amount (not below zero) and the amount as text, from top to bottom.
        second: places of the bars in the second colour, from 0.
    """
    largest = max((amount for _l, amount, _t in rows), default=0)
    drawn = []
    for place, (label, amount, text) in enumerate(rows):
        width = WIDTH * amount // largest if largest else 0
        y = (place + 1) * ROW - THICK - 8
        label = _short(label, WIDTH // LETTER - len(text) - 1)
        drawn.append(Bar(label, text, y, y - 8, width, place in second))
    spoken = f"{title}: " + "; ".join(f"{label} {text}" for label, _a, text in rows)
    return Chart(title, spoken, tuple(drawn), WIDTH, max(1, len(rows)) * ROW, THICK)


def _short(label: str, most: int) -> str:
    return label if len(label) <= most else label[: max(0, most - 1)] + "…"
