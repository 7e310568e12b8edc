"""Two rotas side by side: what each person has in one and in the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from coop.rota.rules.check import Checker, Duty
from coop.rota.rules.shifts import is_night, span_of


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody has in a rota.

    Attributes:
        minutes: true minutes of all shifts.
        nights: shifts that count as a night.
        weekends: weekends with a shift on Saturday or Sunday.
    """

    shifts: int = 0
    minutes: int = 0
    nights: int = 0
    weekends: int = 0


@dataclass(frozen=True, slots=True)
class Spread:
    """The least and the most that one person has."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Line:
    """One person in both rotas; `changed` counts the days that differ, also in place alone."""

    member_id: int
    one: Load
    other: Load
    changed: int


def loads(duties: Iterable[Duty], checker: Checker) -> dict[int, Load]:
    """What everybody has in a rota; who has nothing is missing."""
    found: dict[int, Load] = {}
    weekends: dict[int, set[date]] = defaultdict(set)
    for duty in duties:
        kind, was = checker.kinds[duty.kind], found.get(duty.member_id, Load())
        if duty.day.weekday() >= 5:
            weekends[duty.member_id].add(duty.day - timedelta(days=duty.day.weekday()))
        found[duty.member_id] = Load(
            was.shifts + 1,
            was.minutes + span_of(duty.day, kind, checker.zone).minutes,
            was.nights + is_night(duty.day, kind, checker.zone),
            len(weekends[duty.member_id]),
        )
    return found


def compared(one: Iterable[Duty], other: Iterable[Duty], checker: Checker) -> tuple[Line, ...]:
    """Everybody who works in one of two rotas of the same days, by key."""
    first, second = list(one), list(other)
    had, has = loads(first, checker), loads(second, checker)
    old, new = ({(d.member_id, d.day): d for d in duties} for duties in (first, second))
    changed: dict[int, int] = defaultdict(int)
    for key in {*old, *new}:
        changed[key[0]] += old.get(key) != new.get(key)
    return tuple(Line(m, had.get(m, Load()), has.get(m, Load()), changed[m]) for m in sorted({*had, *has}))


def spread(numbers: Iterable[int]) -> Spread:
    """The least and the most; zero of nothing."""
    found = list(numbers)
    return Spread(min(found, default=0), max(found, default=0))
