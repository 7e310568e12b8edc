"""What the terminal says, from plain values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.terminal import rules
from coop.terminal.rules import OwnShift

TUESDAY = date(2026, 11, 3)
MIDNIGHT = datetime(2026, 11, 3, 3, 0, tzinfo=UTC)  # in Buenos Aires


def shift(days: int, begin: int, end: int, name: str = "Morning") -> OwnShift:
    """A shift some days after Tuesday, from one hour to another of the same day, or of the next."""
    start = MIDNIGHT + timedelta(days=days, hours=begin)
    length = timedelta(hours=end - begin if end > begin else end + 24 - begin)
    return OwnShift(
        TUESDAY + timedelta(days=days), name, start, start + length, f"{begin:02d}:00", f"{end:02d}:00"
    )


def said(shifts: list[OwnShift], hour: int) -> str:
    now = MIDNIGHT + timedelta(hours=hour)
    return str(rules.next_shift(shifts, now=now, today=TUESDAY, said_day="Friday 6 November"))


def test_somebody_on_shift_hears_until_when() -> None:
    assert said([shift(0, 6, 14)], 9) == "You are on shift until 14:00: Morning."


def test_the_end_of_a_shift_is_no_longer_the_shift() -> None:
    assert said([shift(0, 6, 14), shift(1, 6, 14)], 14).startswith("Your next shift is tomorrow from 06:00")


def test_a_night_shift_of_yesterday_is_still_on_in_the_small_hours() -> None:
    assert said([shift(-1, 22, 6, "Night")], 2) == "You are on shift until 06:00: Night."


def test_later_today_tomorrow_and_another_day_are_said_so() -> None:
    assert said([shift(0, 14, 22, "Evening")], 9) == "Your next shift is today from 14:00 to 22:00: Evening."
    assert "tomorrow" in said([shift(1, 6, 14)], 9)
    assert "on Friday 6 November from" in said([shift(3, 6, 14)], 9)


def test_whoever_has_no_shift_hears_whom_to_ask() -> None:
    assert "Ask the coordinator" in said([shift(-2, 6, 14)], 9)


@given(st.lists(st.integers(-5, 30), max_size=8))
def test_the_next_shift_is_the_earliest_that_has_not_ended(days: list[int]) -> None:
    now = MIDNIGHT + timedelta(hours=9)
    shifts = [shift(n, 6, 14) for n in days]
    found = rules.find_next(shifts, now)
    left = [s for s in shifts if s.ends > now]
    assert (found is None) == (not left)
    assert found is None or found.starts == min(s.starts for s in left)


@pytest.mark.parametrize(
    ("given_names", "family", "short", "letters"),
    [
        ("Mabel", "Núñez", "Mabel N.", "MN"),
        ("María de los Ángeles", "Ñandú", "María Ñ.", "MÑ"),
        ("Cher", "", "Cher", "C"),
        ("", "Pérez", " P.", "P"),
    ],
)
def test_a_name_on_a_screen_that_everybody_sees_is_short(
    given_names: str, family: str, short: str, letters: str
) -> None:
    assert rules.short_name(given_names, family) == short
    assert rules.initials(given_names, family) == letters
