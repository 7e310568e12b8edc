"""Bar charts drawn by the server."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coop.web.charts import WIDTH, bars

ROWS = st.lists(st.tuples(st.text(max_size=60), st.integers(0, 10**12), st.text(max_size=20)), max_size=12)


@given(ROWS)
def test_no_bar_leaves_the_drawing_and_the_largest_is_the_longest(rows: list[tuple[str, int, str]]) -> None:
    chart = bars("Split", rows)
    assert all(0 <= b.width <= WIDTH and b.y + chart.thick <= chart.height for b in chart.bars)
    longest = max((b.width for b in chart.bars), default=0)
    largest = max((amount for _l, amount, _t in rows), default=0)
    assert all(
        b.width == longest for b, (_l, amount, _t) in zip(chart.bars, rows, strict=True) if amount == largest
    )


def test_whoever_hears_the_chart_gets_every_number() -> None:
    chart = bars("Hours", [("Ana", 160, "160:00"), ("Bruno", 80, "80:00")])
    assert chart.spoken == "Hours: Ana 160:00; Bruno 80:00"
    ana, bruno = chart.bars
    assert ana.width == 2 * bruno.width


def test_bars_of_nothing_are_drawn_with_no_length() -> None:
    assert [b.width for b in bars("Hours", [("Ana", 0, "0:00")]).bars] == [0]
