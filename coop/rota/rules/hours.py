"""Hours worked: what the punches say beside what was planned, as a proposal to confirm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
        elsewhere: a solidarity shift: it counts as planned though nobody can clock in there.
    """

    day: date
    kind: str
    span: Span
    elsewhere: bool = False


NOTES: Mapping[str, str] = {
    "as planned": N_("As planned"),
    "other hours": N_("Other hours than planned"),
    "exit missing": N_("Forgot to clock out; the planned end is proposed"),
    "entry missing": N_("Forgot to clock in; the planned start is proposed"),
    "solidarity": N_("Solidarity shift; the planned hours are proposed"),
    "no punches": N_("Planned, and did not clock in"),
    "to come": N_("Has not begun yet"),
    "at work": N_("Still at work"),
    "not planned": N_("Was not on the rota"),
    "amended": N_("Put right at her own request"),
    "by hand": N_("Corrected by hand"),
    "exit missing, not planned": N_("Was not on the rota and did not clock out; enter the hours by hand"),
}
"""What a proposal may say about itself (message ids)."""

UNFINISHED = ("to come", "at work")
"""Notes of a day that nobody can confirm yet."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one member's day is proposed to count.

    Attributes:
        planned: minutes of the published shifts.
        punched: minutes between punches that found their pair.
        minutes: proposed to be confirmed.
        note: key of NOTES.
        first, last: earliest entry and latest exit; None without any.
        starts, ends: of what was planned; None when nothing was.
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
    starts: datetime | None = None
    ends: datetime | None = None


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
    now: datetime | None = None,
) -> tuple[Proposal, ...]:
    """One proposal for each day on which a member was planned or punched.

    Args:
        planned: the published shifts of the period.
        punches: taps of the period, with some hours on either side.
        tolerance: minutes early or late that still count as the planned start or end.
        now: until then nobody has forgotten anything; None = long after all of it.

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
    found = [_of_shift(member_id, shift, own, tolerance, now) for shift, own in per_shift.items()]
    today = local_date(now, zone) if now else None
    found += [_unplanned(member_id, day, own, is_today=day == today) for day, own in loose.items()]
    return _one_a_day(found)


def amended(member_id: int, day: date, planned: Sequence[Planned], span: Span, *, tolerance: int) -> Proposal:
    """What a day counts by a presence that was accepted in place of its punches, and by that alone.

    Args:
        planned: the published shifts of the day.
        span: the presence; one that belongs to a night may begin on the next day.
        tolerance: minutes early or late that still count as the planned start or end.
    """
    here, stay = [replace(shift, elsewhere=False) for shift in planned], Stay(span.start, span.end)
    own = _shift_of(stay, here)
    found = [_of_shift(member_id, s, [stay] if s is own else [], tolerance, None) for s in here]
    if own is None:
        found.append(_unplanned(member_id, day, [stay], is_today=False))
    (one,) = _one_a_day(found)
    return replace(one, note="amended")


def day_of_presence(day: date, planned: Iterable[Planned], span: Span) -> date:
    """The day that a presence belongs to: that of the shift it shares most with, else its own.

    Args:
        day: that it begins on.
        planned: the published shifts of that day and of those beside it.
        span: the presence.
    """
    most = max(planned, key=lambda p: (p.span.shared(span), p.day == day), default=None)
    return most.day if most is not None and most.span.shared(span) else day


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


def _of_shift(
    member_id: int, shift: Planned, own: Sequence[Stay], tolerance: int, now: datetime | None
) -> Proposal:
    planned = shift.span.minutes
    punched = sum(Span(s.start, s.end).minutes for s in own if s.start and s.end)
    margin = timedelta(minutes=tolerance)
    minutes = 0
    for stay in own:
        start = stay.start or shift.span.start
        end = stay.end or max(start, shift.span.end)
        if abs(start - shift.span.start) <= margin:
            start = shift.span.start
        if abs(end - shift.span.end) <= margin:
            end = shift.span.end
        minutes += max(0, Span(start, end).minutes)
    if shift.elsewhere and not own:
        minutes = planned
    note = _note(own, shift.span, margin, now, as_planned=minutes == planned)
    if note == "no punches" and shift.elsewhere:
        note = "to come" if now is not None and now < shift.span.end else "solidarity"
    times = (*_edges(own), shift.span.start, shift.span.end)
    return Proposal(member_id, shift.day, shift.kind, planned, punched, minutes, note, *times)


def _note(
    own: Sequence[Stay], span: Span, margin: timedelta, now: datetime | None, *, as_planned: bool
) -> str:
    if not own:
        return "to come" if now is not None and now <= span.start + margin else "no punches"
    if own[-1].end is None and now is not None and now <= span.end + margin:
        return "at work"
    if any(s.end is None for s in own):
        return "exit missing"
    if any(s.start is None for s in own):
        return "entry missing"
    return "as planned" if as_planned else "other hours"


def _unplanned(member_id: int, day: date, own: Sequence[Stay], *, is_today: bool) -> Proposal:
    punched = sum(Span(s.start, s.end).minutes for s in own if s.start and s.end)
    note = "not planned"
    if any(s.start is None or s.end is None for s in own):
        note = "at work" if is_today and own[-1].end is None else "exit missing, not planned"
    return Proposal(member_id, day, None, 0, punched, punched, note, *_edges(own))


def _edges(own: Sequence[Stay]) -> tuple[datetime | None, datetime | None]:
    return (
        min((stay.start for stay in own if stay.start), default=None),
        max((stay.end for stay in own if stay.end), default=None),
    )


def _one_a_day(found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Add up what belongs to the same day; the first note that needs a look is kept."""
    days: dict[date, Proposal] = {}
    for one in sorted(found, key=lambda p: (p.day, p.kind is None)):
        other = days.get(one.day)
        if other is None:
            days[one.day] = one
            continue
        both = (other, one)
        days[one.day] = Proposal(
            one.member_id,
            one.day,
            other.kind or one.kind,
            other.planned + one.planned,
            other.punched + one.punched,
            other.minutes + one.minutes,
            other.note if other.note != "as planned" else one.note,
            min((p.first for p in both if p.first), default=None),
            max((p.last for p in both if p.last), default=None),
            min((p.starts for p in both if p.starts), default=None),
            max((p.ends for p in both if p.ends), default=None),
        )
    return tuple(days.values())
