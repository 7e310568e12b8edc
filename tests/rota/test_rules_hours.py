"""Punches beside the plan."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.rota.rules import NOTES, Planned, Punch, proposals, span_of, stays
from tests.rota.paper import BUENOS_AIRES, KINDS, MONDAY


def at(text: str, zone: ZoneInfo = BUENOS_AIRES) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def punches(*texts: str, zone: ZoneInfo = BUENOS_AIRES) -> list[Punch]:
    """`in 2026-11-02T06:00`."""
    return [Punch(at(t.split()[1], zone), "in" if t.startswith("in") else "out") for t in texts]


def planned(*codes: str, zone: ZoneInfo = BUENOS_AIRES) -> list[Planned]:
    days = [date.fromisoformat(c.split()[0]) for c in codes]
    kinds = [KINDS[c.split()[1]] for c in codes]
    return [Planned(d, k.code, span_of(d, k, zone)) for d, k in zip(days, kinds, strict=True)]


CASES = {
    "on time": (["in 2026-11-02T06:00", "out 2026-11-02T14:00"], 480, "as planned"),
    "four minutes late counts as on time": (
        ["in 2026-11-02T06:04", "out 2026-11-02T14:03"],
        480,
        "as planned",
    ),
    "half an hour late": (["in 2026-11-02T06:30", "out 2026-11-02T14:00"], 450, "other hours"),
    "an hour longer": (["in 2026-11-02T06:00", "out 2026-11-02T15:00"], 540, "other hours"),
    "a break outside": (
        ["in 2026-11-02T06:00", "out 2026-11-02T10:00", "in 2026-11-02T10:30", "out 2026-11-02T14:00"],
        450,
        "other hours",
    ),
    "forgotten exit": (["in 2026-11-02T06:00"], 480, "exit missing"),
    "forgotten entry": (["out 2026-11-02T14:00"], 480, "entry missing"),
    "did not come": ([], 0, "no punches"),
    "tapped twice": (
        ["in 2026-11-02T06:00", "in 2026-11-02T06:01", "out 2026-11-02T14:00", "out 2026-11-02T14:01"],
        480,
        "as planned",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_planned_morning_is_proposed(name: str) -> None:
    texts, minutes, note = CASES[name]
    (found,) = proposals(1, planned("2026-11-02 M"), punches(*texts), zone=BUENOS_AIRES, tolerance=5)
    assert (found.day, found.planned, found.minutes, found.note) == (MONDAY, 480, minutes, note)
    assert found.note in NOTES


def test_an_exit_forgotten_yesterday_does_not_touch_today() -> None:
    taps = punches("in 2026-11-02T06:00", "in 2026-11-03T06:00", "out 2026-11-03T14:00")
    found = proposals(1, planned("2026-11-02 M", "2026-11-03 M"), taps, zone=BUENOS_AIRES, tolerance=5)
    assert [(p.minutes, p.note) for p in found] == [(480, "exit missing"), (480, "as planned")]


def test_a_night_belongs_to_the_day_it_starts() -> None:
    taps = punches("in 2026-11-02T22:58", "out 2026-11-03T06:00")
    (found,) = proposals(1, planned("2026-11-02 n"), taps, zone=BUENOS_AIRES, tolerance=5)
    assert (found.day, found.minutes) == (MONDAY, 420)


def test_work_that_was_not_planned_is_proposed_as_it_was_punched() -> None:
    taps = punches("in 2026-11-07T08:00", "out 2026-11-07T12:15", "in 2026-11-08T08:00")
    found = proposals(1, [], taps, zone=BUENOS_AIRES, tolerance=5)
    assert [(p.day.day, p.minutes, p.note) for p in found] == [
        (7, 255, "not planned"),
        (8, 0, "exit missing, not planned"),
    ]


@pytest.mark.parametrize(("night", "minutes"), [("2026-10-24", 540), ("2026-03-28", 420)])
def test_a_night_over_a_change_of_the_clock_has_its_true_length(night: str, minutes: int) -> None:
    madrid = ZoneInfo("Europe/Madrid")
    morning = date.fromisoformat(night) + timedelta(days=1)
    taps = punches(f"in {night}T22:00", f"out {morning}T06:00", zone=madrid)
    (found,) = proposals(1, planned(f"{night} N", zone=madrid), taps, zone=madrid, tolerance=5)
    assert (found.minutes, found.punched, found.note) == (minutes, minutes, "as planned")


@pytest.mark.parametrize(
    ("now", "taps", "note"),
    [
        ("2026-11-02T05:00", [], "to come"),
        ("2026-11-02T06:10", [], "no punches"),
        ("2026-11-02T10:00", ["in 2026-11-02T06:00"], "at work"),
        ("2026-11-02T14:05", ["in 2026-11-02T06:00"], "at work"),
        ("2026-11-02T14:06", ["in 2026-11-02T06:00"], "exit missing"),
    ],
)
def test_nobody_has_forgotten_anything_before_the_shift_is_over(now: str, taps: list[str], note: str) -> None:
    (found,) = proposals(
        1, planned("2026-11-02 M"), punches(*taps), zone=BUENOS_AIRES, tolerance=5, now=at(now)
    )
    assert found.note == note
    (loose,) = proposals(
        1, [], punches("in 2026-11-02T06:00"), zone=BUENOS_AIRES, tolerance=5, now=at("2026-11-02T20:00")
    )
    assert loose.note == "at work"


instants = st.integers(0, 7 * 1440).map(lambda n: at("2026-11-02T00:00") + timedelta(minutes=n))


@given(st.lists(st.builds(Punch, instants, st.sampled_from(["in", "out"])), max_size=20))
def test_no_sequence_of_taps_is_refused_and_none_makes_time(taps: list[Punch]) -> None:
    known = [(s.start, s.end) for s in stays(taps) if s.start and s.end]
    assert all(start <= end for start, end in known)
    assert all(a[1] <= b[0] for a, b in pairwise(known))
    found = proposals(1, planned("2026-11-04 M"), taps, zone=BUENOS_AIRES, tolerance=5)
    assert len({p.day for p in found}) == len(found)
    assert sum(p.punched for p in found) <= 7 * 1440
    assert all(p.minutes >= 0 for p in found)
