"""Shift kinds in real time, needs from orders and posts."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.kernel.ranges import weeks_days
from coop.rota.rules import (
    FixedPost,
    Need,
    Place,
    ShiftKind,
    crews,
    is_night,
    night_minutes,
    order_needs,
    post_needs,
    span_of,
)
from tests.rota.paper import BUENOS_AIRES, KINDS, MONDAY

MADRID, SANTIAGO = ZoneInfo("Europe/Madrid"), ZoneInfo("America/Santiago")


@pytest.mark.parametrize(
    ("day", "zone", "minutes"),
    [
        (date(2026, 10, 24), BUENOS_AIRES, 480),
        (date(2026, 10, 24), MADRID, 540),
        (date(2026, 3, 28), MADRID, 420),
        (date(2026, 4, 4), SANTIAGO, 540),
        (date(2026, 9, 5), SANTIAGO, 420),
        (date(2026, 9, 6), SANTIAGO, 480),
    ],
)
def test_a_night_lasts_as_long_as_time_passes(day: date, zone: ZoneInfo, minutes: int) -> None:
    assert span_of(day, KINDS["N"], zone).minutes == minutes


@pytest.mark.parametrize(
    ("code", "dark", "night"),
    [
        ("M", 0, False),
        ("T", 60, False),
        ("N", 480, True),
        ("n", 420, True),
        ("E", 120, False),
        ("V", 420, True),
    ],
)
def test_night_minutes_lie_between_21_and_6(code: str, dark: int, night: bool) -> None:
    assert night_minutes(MONDAY, KINDS[code], BUENOS_AIRES) == dark
    assert is_night(MONDAY, KINDS[code], BUENOS_AIRES) is night


def test_an_early_shift_has_the_night_minutes_before_six() -> None:
    assert night_minutes(MONDAY, ShiftKind("B", "Bakery", 180, 660), BUENOS_AIRES) == 180


@pytest.mark.parametrize(("start", "end"), [(-1, 60), (1440, 1500), (600, 600), (600, 540), (600, 2041)])
def test_impossible_hours_are_no_shift(start: int, end: int) -> None:
    with pytest.raises(ValueError):
        ShiftKind("X", "?", start, end)


@given(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.integers(0, 1439),
    st.integers(1, 1440),
    st.sampled_from([MADRID, SANTIAGO, BUENOS_AIRES]),
)
def test_a_span_differs_from_the_wall_only_by_a_change_of_the_clock(
    day: date, start: int, length: int, zone: ZoneInfo
) -> None:
    span = span_of(day, ShiftKind("X", "?", start, start + length), zone)
    assert span.start <= span.end
    assert span.minutes - length in (-60, 0, 60) or (length < 60 and span.minutes == 0)


@given(st.integers(0, 20_000), st.lists(st.integers(60, 720), min_size=1, max_size=4))
def test_the_crews_suffice_and_nobody_is_superfluous(minutes: int, lengths: list[int]) -> None:
    counts = crews(minutes, lengths)
    given_minutes = sum(c * n for c, n in zip(counts, lengths, strict=True))
    assert given_minutes >= minutes
    assert given_minutes - max(lengths) < minutes or minutes == 0
    assert max(counts) - min(counts) <= 1


def test_work_without_a_shift_to_do_it_on_is_an_error() -> None:
    with pytest.raises(ValueError):
        crews(1, [])


def test_orders_of_one_day_and_skill_add_up() -> None:
    work = [(MONDAY, 5, 300), (MONDAY, 5, 300), (MONDAY, 6, 30), (MONDAY + timedelta(days=14), 5, 9999)]
    needs = order_needs(work, [("M", 480), ("T", 480)], days=weeks_days(MONDAY, 2))
    assert needs == (
        Need(MONDAY, "M", Place(skill_id=5), 1),
        Need(MONDAY, "T", Place(skill_id=5), 1),
        Need(MONDAY, "M", Place(skill_id=6), 1),
    )


def test_posts_are_filled_on_their_weekdays_and_not_on_holidays_unless_told() -> None:
    gate = FixedPost(1, "N", None, None, frozenset(range(7)), 1, True, date(2026, 1, 1), None, guard=True)
    office = FixedPost(
        2, "M", 3, None, frozenset({0, 1}), 2, False, date(2026, 11, 3), date(2026, 11, 10), guard=False
    )
    needs = post_needs([gate, office], weeks_days(MONDAY, 2), frozenset({date(2026, 11, 9)}))
    assert len([n for n in needs if n.place.post_id == 1]) == 14
    assert [(n.day, n.people) for n in needs if n.place.post_id == 2] == [(date(2026, 11, 3), 2)]
