"""Hours worked: what the punches say beside what was planned, as a proposal to confirm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from coop.kernel.clock import local_date
from coop.kernel.sentences import N_
from coop.rota.rules.shifts import Span

Way = Literal["in", "out"]

REACH = timedelta(hours=4)
"""A punch belongs to a shift when it falls at most this long before its start or after its end."""

MOST_MINUTES = 1440
"""Of one member's day."""

LONGEST_REASON = 500
"""Letters of the reason for other hours than proposed."""

SAME_TAP = timedelta(minutes=2)
"""A second punch of the same way within this time is the same tap of an impatient finger."""


class Change(NamedTuple):
    """Minutes that the coordinator sets, and why they are not the proposed ones."""

    minutes: int
    reason: str | None


class Punch(NamedTuple):
    """One tap at the terminal."""

    at: datetime
    way: Way


@dataclass(frozen=True, slots=True)
class Planned:
    """A published shift of one member.

    Attributes:
        day: the day it belongs to.
        kind: code of the shift kind.
        span: real start and end.
    """

    day: date
    kind: str
    span: Span


NOTES: Mapping[str, str] = {
    "as planned": N_("As planned"),
    "other hours": N_("Other hours than planned"),
    "exit missing": N_("Forgot to clock out; the planned end is proposed"),
    "entry missing": N_("Forgot to clock in; the planned start is proposed"),
    "no punches": N_("Planned, and did not clock in"),
    "not planned": N_("Was not on the rota"),
    "by hand": N_("Corrected by hand"),
    "exit missing, not planned": N_("Was not on the rota and did not clock out; enter the hours by hand"),
}
"""What a proposal may say about itself (message ids)."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one member's day is proposed to count.

    Attributes:
        planned: minutes of the published shifts.
        punched: minutes between punches that found their pair.
        minutes: proposed to be confirmed.
        note: key of NOTES.
        first, last: earliest and latest punch; None without punches.
    """

    member_id: int
    day: date
    kind: str | None
    planned: int
    punched: int
    minutes: int
    note: str
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """A presence; an end that was forgotten is None, and so is a forgotten start."""

    start: datetime | None
    end: datetime | None

    @property
    def known(self) -> datetime:
        """One instant of it that is certain."""
        known = self.start or self.end
        assert known is not None
        return known


def stays(punches: Iterable[Punch]) -> tuple[Stay, ...]:
    """Pair the punches of one member; a forgotten one leaves its side open and stops nothing."""
    found: list[Stay] = []
    open_since: datetime | None = None
    last: Punch | None = None
    for punch in sorted(Punch(p.at.astimezone(UTC), p.way) for p in punches):
        if last is not None and punch.way == last.way and punch.at - last.at <= SAME_TAP:
            continue
        if punch.way == "in":
            if open_since is not None:
                found.append(Stay(open_since, None))
            open_since = punch.at
        else:
            found.append(Stay(open_since, punch.at))
            open_since = None
        last = punch
    if open_since is not None:
        found.append(Stay(open_since, None))
    return tuple(found)


def is_inside(last: Punch | None) -> bool:
    """Whether the last punch leaves a member at work."""
    return last is not None and last.way == "in"


def proposals(
    member_id: int,
    planned: Sequence[Planned],
    punches: Iterable[Punch],
    *,
    zone: ZoneInfo,
    tolerance: int,
) -> tuple[Proposal, ...]:
    """One proposal for each day on which a member was planned or punched.

    Args:
        planned: the published shifts of the period.
        punches: taps of the period, with some hours on either side.
        tolerance: minutes early or late that still count as the planned start or end.

    Returns:
        By day. A presence outside every planned shift belongs to the local day of its start.
    """
    per_shift: dict[Planned, list[Stay]] = {shift: [] for shift in planned}
    loose: dict[date, list[Stay]] = {}
    for stay in stays(punches):
        shift = _shift_of(stay, planned)
        if shift is not None:
            per_shift[shift].append(stay)
        else:
            loose.setdefault(local_date(stay.known, zone), []).append(stay)
    found = [_of_shift(member_id, shift, own, tolerance) for shift, own in per_shift.items()]
    found += [_unplanned(member_id, day, own) for day, own in loose.items()]
    return _one_a_day(found)


def _shift_of(stay: Stay, planned: Sequence[Planned]) -> Planned | None:
    """The shift that a presence belongs to: the one it shares most with, within reach."""

    def near(shift: Planned) -> bool:
        return shift.span.start - REACH <= stay.known <= shift.span.end + REACH

    def shared(shift: Planned) -> tuple[int, float]:
        if stay.start and stay.end:
            return shift.span.shared(Span(stay.start, stay.end)), 0
        edge = shift.span.start if stay.start else shift.span.end
        return 0, -abs((stay.known - edge).total_seconds())

    if stay.start and stay.end:
        fitting = [s for s in planned if shared(s)[0] > 0]
    else:
        fitting = [s for s in planned if near(s)]
    return max(fitting, key=shared) if fitting else None


def _of_shift(member_id: int, shift: Planned, own: Sequence[Stay], tolerance: int) -> Proposal:
    planned = shift.span.minutes
    punched = sum(Span(s.start, s.end).minutes for s in own if s.start and s.end)
    margin = timedelta(minutes=tolerance)
    note, minutes = "no punches", 0
    for stay in own:
        start = stay.start or shift.span.start
        end = stay.end or max(start, shift.span.end)
        if abs(start - shift.span.start) <= margin:
            start = shift.span.start
        if abs(end - shift.span.end) <= margin:
            end = shift.span.end
        minutes += max(0, Span(start, end).minutes)
    if own:
        note = "as planned" if minutes == planned else "other hours"
        if any(s.start is None for s in own):
            note = "entry missing"
        if any(s.end is None for s in own):
            note = "exit missing"
    return Proposal(member_id, shift.day, shift.kind, planned, punched, minutes, note, *_edges(own))


def _unplanned(member_id: int, day: date, own: Sequence[Stay]) -> Proposal:
    punched = sum(Span(s.start, s.end).minutes for s in own if s.start and s.end)
    whole = all(s.start and s.end for s in own)
    note = "not planned" if whole else "exit missing, not planned"
    return Proposal(member_id, day, None, 0, punched, punched, note, *_edges(own))


def _edges(own: Sequence[Stay]) -> tuple[datetime | None, datetime | None]:
    known = [instant for stay in own for instant in (stay.start, stay.end) if instant]
    return (min(known), max(known)) if known else (None, None)


def _one_a_day(found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Add up what belongs to the same day; the first note that needs a look is kept."""
    days: dict[date, Proposal] = {}
    for one in sorted(found, key=lambda p: (p.day, p.kind is None)):
        other = days.get(one.day)
        if other is None:
            days[one.day] = one
            continue
        firsts = [p.first for p in (other, one) if p.first]
        lasts = [p.last for p in (other, one) if p.last]
        days[one.day] = Proposal(
            one.member_id,
            one.day,
            other.kind or one.kind,
            other.planned + one.planned,
            other.punched + one.punched,
            other.minutes + one.minutes,
            other.note if other.note != "as planned" else one.note,
            min(firsts, default=None),
            max(lasts, default=None),
        )
    return tuple(days.values())
