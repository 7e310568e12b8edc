"""Bar charts that the server draws as SVG, so that they print and need no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 640
ROW = 32
THICK = 20
LETTER = 9
"""Room of one letter at the size of the labels, in the chart's own units."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its label at the left and its number at its end."""

    label: str
    value: str
    y: int
    text_y: int
    width: int
    value_x: int
    second: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """What the macro `ui.bars` draws; all lengths in the units of its view box.

    Attributes:
        spoken: the whole chart in words, for those who hear it.
        left: where the bars begin.
        thick: height of a bar.
    """

    title: str
    spoken: str
    bars: tuple[Bar, ...]
    width: int
    height: int
    left: int
    thick: int


def bars(title: str, rows: Sequence[tuple[str, int, str]], *, second: frozenset[int] = frozenset()) -> Chart:
    """Lay out a bar chart.

    Args:
        title: what is compared, in the reader's language.
        rows: label, amount (not below zero) and the amount as text, from top to bottom.
        second: places of the bars in the second colour, from 0.
    """
    left = min(WIDTH // 3, LETTER * max((len(label) for label, _a, _t in rows), default=0) + LETTER)
    room = WIDTH - left - LETTER * (max((len(text) for _l, _a, text in rows), default=0) + 2)
    largest = max((amount for _l, amount, _t in rows), default=0)
    drawn = []
    for place, (label, amount, text) in enumerate(rows):
        width = room * amount // largest if largest else 0
        y = place * ROW + (ROW - THICK) // 2
        drawn.append(
            Bar(
                _short(label, left),
                text,
                y,
                y + THICK * 3 // 4,
                width,
                left + width + LETTER,
                place in second,
            )
        )
    spoken = f"{title}: " + "; ".join(f"{label} {text}" for label, _a, text in rows)
    return Chart(title, spoken, tuple(drawn), WIDTH, max(1, len(rows)) * ROW, left, THICK)


def _short(label: str, left: int) -> str:
    most = left // LETTER
    return label if len(label) <= most else label[: most - 1] + "…"
