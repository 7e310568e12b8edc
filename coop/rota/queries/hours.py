"""Reading punches, proposals and confirmed hours."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from coop.kernel.clock import wall_time
from coop.kernel.ranges import Days
from coop.people import queries as people
from coop.rota import rules
from coop.rota.queries import setting
from coop.rota.queries.amendments import amended
from coop.rota.queries.shifts import shifts
from coop.rota.rules import Planned, Proposal, Punch, Span
from coop.rota.tables import ConfirmationRow, PunchRow, WorkedRow
from coop.store import UnitOfWork

ONE = timedelta(days=1)

AT_ONCE = 366
"""Days whose rota is read in one statement: a version a day is a condition a day, SQLite takes 1,000."""


@dataclass(frozen=True, slots=True)
class Clocked:
    """Whether a member is at work, by her last punch.

    Attributes:
        at: of the last punch.
        minutes: of the stays that reach into today, a night's from its beginning, up to now while she is in.
    """

    is_in: bool
    at: datetime
    minutes: int


def last_punch(uow: UnitOfWork, member_id: int) -> Punch | None:
    """A member's newest punch, or None."""
    row = uow.session.scalar(
        select(PunchRow)
        .where(PunchRow.member_id == member_id)
        .order_by(PunchRow.at.desc(), PunchRow.id.desc())
        .limit(1)
    )
    return Punch(row.at, "in" if row.way == "in" else "out") if row else None


def clocked(uow: UnitOfWork, member_id: int) -> Clocked | None:
    """Whether a member is at work; None when she never clocked in.

    An entry older than the longest possible day counts as a forgotten exit, not as presence.
    """
    last = last_punch(uow, member_id)
    if last is None:
        return None
    now, midnight = uow.now(), wall_time(uow.today(), 0, uow.zone)
    is_in = rules.is_inside(last) and now - last.at < ONE
    own = punches(uow, Days(uow.today() - ONE, uow.today() + ONE), member_id=member_id).get(member_id, [])
    minutes = 0
    for stay in rules.stays([*own, *([Punch(now, "out")] if is_in else [])]):
        if stay.start and stay.end and stay.end > midnight:
            minutes += Span(stay.start, stay.end).minutes
    return Clocked(is_in, last.at, minutes)


def punches(uow: UnitOfWork, days: Days, *, member_id: int | None = None) -> dict[int, list[Punch]]:
    """The punches of some local days, of everybody or one member, by member and time."""
    query = select(PunchRow.member_id, PunchRow.at, PunchRow.way).where(
        PunchRow.at >= wall_time(days.start, 0, uow.zone), PunchRow.at < wall_time(days.end, 0, uow.zone)
    )
    if member_id is not None:
        query = query.where(PunchRow.member_id == member_id)
    rows = uow.session.execute(query.order_by(PunchRow.at))
    found: dict[int, list[Punch]] = defaultdict(list)
    for who, at, way in rows:
        found[who].append(Punch(at, "in" if way == "in" else "out"))
    return found


def proposals(uow: UnitOfWork, days: Days, *, member_id: int | None = None) -> tuple[Proposal, ...]:
    """What the days of everybody or one member are proposed to count, by day and member."""
    wide = Days(days.start - ONE, days.end + ONE)
    tolerance = setting.profile(uow).limit("tolerance", days.start).value or 0
    elsewhere = _solidarity_codes(uow)
    absences = people.absences(uow, wide, member_id=member_id)
    planned: dict[int, list[Planned]] = defaultdict(list)
    for shift in shifts(uow, wide, member_id=member_id):
        span = Span(shift.start_at, shift.end_at)
        counts = shift.code in elsewhere and not any(
            a.member_id == shift.member_id and shift.day in a.days for a in absences
        )
        planned[shift.member_id].append(Planned(shift.day, shift.code, span, counts))
    taps = punches(uow, Days(wide.start, wide.end + ONE), member_id=member_id)
    right = amended(uow, days, member_id=member_id)
    found = [
        proposal
        for who in sorted({*planned, *taps})
        for proposal in rules.proposals(
            who,
            planned.get(who, []),
            taps.get(who, []),
            zone=uow.zone,
            tolerance=tolerance,
            now=uow.now(),
        )
        if proposal.day in days and (who, proposal.day) not in right
    ]
    found += [
        rules.amended(who, day, [p for p in planned.get(who, []) if p.day == day], span, tolerance=tolerance)
        for (who, day), span in right.items()
    ]
    return tuple(sorted(found, key=lambda p: (p.day, p.member_id)))


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Days whose hours the coordinator confirmed."""

    id: int
    days: Days
    at: datetime
    by: int | None
    minutes: int


def confirmations(uow: UnitOfWork) -> tuple[Confirmation, ...]:
    """Every confirmed period, the latest first."""
    sums = uow.session.execute(
        select(WorkedRow.confirmation_id, func.sum(WorkedRow.minutes)).group_by(WorkedRow.confirmation_id)
    )
    minutes = {key: int(total) for key, total in sums}
    rows = uow.session.scalars(select(ConfirmationRow).order_by(ConfirmationRow.start_on.desc()))
    return tuple(
        Confirmation(r.id, Days(r.start_on, r.end_on), r.at, r.by, minutes.get(r.id, 0)) for r in rows
    )


def hours_confirmed(uow: UnitOfWork, days: Days) -> bool:
    """Whether the hours of every one of some days are confirmed."""
    open_days = set(days)
    for confirmation in confirmations(uow):
        open_days.difference_update(confirmation.days)
    return not open_days


def last_day_over(uow: UnitOfWork) -> date:
    """The last day whose shifts are over: yesterday, or the day before while last night's still run."""
    yesterday = uow.today() - ONE
    running = any(s.end_at > uow.now() for s in shifts(uow, Days(yesterday, uow.today())))
    return yesterday - ONE if running else yesterday


def first_open_day(uow: UnitOfWork) -> date | None:
    """The first day after the confirmed ones, or of the first shift or punch; None without any."""
    done = confirmations(uow)
    if done:
        return max(c.days.end for c in done)
    first = uow.session.scalar(select(func.min(PunchRow.at)))
    return first.astimezone(uow.zone).date() if first else None


def confirmed_minutes(uow: UnitOfWork, days: Days) -> dict[int, int]:
    """Confirmed minutes per member in some days; who has none is missing."""
    rows = uow.session.execute(
        select(WorkedRow.member_id, func.sum(WorkedRow.minutes))
        .where(WorkedRow.day >= days.start, WorkedRow.day < days.end)
        .group_by(WorkedRow.member_id)
    )
    return {member: int(minutes) for member, minutes in rows}


@dataclass(frozen=True, slots=True)
class Worked:
    """The confirmed hours of one member and day as they stand.

    Attributes:
        note: key of `rules.NOTES`.
        reason: why they were corrected; None when they were not.
    """

    id: int
    member_id: int
    day: date
    minutes: int
    planned: int
    punched: int
    note: str
    reason: str | None


def worked(uow: UnitOfWork, days: Days, *, member_id: int | None = None) -> tuple[Worked, ...]:
    """Confirmed hours in some days, without what was taken back, by day and member."""
    taken_back = select(WorkedRow.reverses_id).where(WorkedRow.reverses_id.is_not(None))
    query = select(WorkedRow).where(
        WorkedRow.day >= days.start,
        WorkedRow.day < days.end,
        WorkedRow.reverses_id.is_(None),
        WorkedRow.id.not_in(taken_back),
    )
    if member_id is not None:
        query = query.where(WorkedRow.member_id == member_id)
    rows = uow.session.scalars(query.order_by(WorkedRow.day, WorkedRow.member_id))
    return tuple(
        Worked(r.id, r.member_id, r.day, r.minutes, r.planned, r.punched, r.note, r.reason) for r in rows
    )


def solidarity_minutes(uow: UnitOfWork, days: Days) -> dict[date, int]:
    """Confirmed minutes, by day, of those who had a solidarity shift on it."""
    codes = _solidarity_codes(uow)
    if not codes:
        return {}
    parts = [
        Days(days.start + n * ONE, min(days.start + (n + AT_ONCE) * ONE, days.end))
        for n in range(0, len(days), AT_ONCE)
    ]
    away = {(s.member_id, s.day) for part in parts for s in shifts(uow, part) if s.code in codes}
    found: dict[date, int] = defaultdict(int)
    for one in worked(uow, days):
        if (one.member_id, one.day) in away:
            found[one.day] += one.minutes
    return found


def _solidarity_codes(uow: UnitOfWork) -> frozenset[str]:
    return frozenset(k.code for k in setting.kinds(uow, also_ended=True) if k.solidarity)


def find_worked(uow: UnitOfWork, member_id: int, day: date) -> Worked | None:
    """The confirmed hours of one member and day, or None."""
    found = worked(uow, Days(day, day + ONE), member_id=member_id)
    return found[0] if found else None
