"""Reading the rota in force: of every day, the newest published version."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, distinct, func, or_, select
from sqlalchemy import false as nothing

from coop.kernel.ranges import Days
from coop.people import queries as people
from coop.rota.queries.setting import Kind, kinds, posts
from coop.rota.rules import Account, Duty, Place
from coop.rota.tables import DutyRow, PlanRow
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Shift:
    """A published shift of one member.

    Attributes:
        day: the day it belongs to.
        start_at, end_at: instants, half-open.
        minutes: that really pass between them.
        place: what the member is there for.
        version: of the rota.
    """

    member_id: int
    day: date
    code: str
    name: str
    start_at: datetime
    end_at: datetime
    minutes: int
    place: Place
    version: int

    @property
    def duty(self) -> Duty:
        """The shift as the rules see it."""
        return Duty(self.member_id, self.day, self.code, self.place)


@dataclass(frozen=True, slots=True)
class CrewOfShift:
    """Who works one kind of shift on one day.

    Attributes:
        member_ids: in no order that means anything.
        on: whether it is being worked now.
    """

    kind: Kind
    day: date
    start_at: datetime
    end_at: datetime
    member_ids: tuple[int, ...]
    on: bool


def segments(
    uow: UnitOfWork, days: Days, *, upto: int | None = None, agreed: bool = True
) -> tuple[tuple[int, Days], ...]:
    """Which published plan rules which days: keys of plans with half-open ranges, in order.

    Args:
        uow: the unit of work.
        days: which days.
        upto: the last version that counts, as if none had followed; None = the newest.
        agreed: whether the small versions count by which members changed their own shifts.
    """
    query = select(PlanRow).where(
        PlanRow.state == "published", PlanRow.start_on < days.end, PlanRow.end_on > days.start
    )
    if upto is not None:
        query = query.where(PlanRow.version <= upto)
    if not agreed:
        query = query.where(PlanRow.exchange_id.is_(None))
    rows = list(uow.session.scalars(query.order_by(PlanRow.version.desc())))
    found: list[tuple[int, Days]] = []
    for day in days:
        plan = next((r.id for r in rows if r.start_on <= day < r.end_on), None)
        if plan is None:
            continue
        after = day + timedelta(days=1)
        if found and found[-1][0] == plan and found[-1][1].end == day:
            found[-1] = (plan, Days(found[-1][1].start, after))
        else:
            found.append((plan, Days(day, after)))
    return tuple(found)


def in_force(uow: UnitOfWork, days: Days, *, upto: int | None = None) -> ColumnElement[bool]:
    """The condition under which a duty row is in force on its day; see `segments`."""
    parts = [
        and_(DutyRow.plan_id == plan, DutyRow.day >= part.start, DutyRow.day < part.end)
        for plan, part in segments(uow, days, upto=upto)
    ]
    return or_(*parts) if parts else nothing()


def shifts(
    uow: UnitOfWork, days: Days, *, member_id: int | None = None, upto: int | None = None
) -> tuple[Shift, ...]:
    """Published shifts that belong to some days, of everybody or one member, by start; see `segments`."""
    known = {k.id: k for k in kinds(uow, also_ended=True)}
    versions = {r.id: r.version for r in uow.session.scalars(select(PlanRow)) if r.version is not None}
    query = select(DutyRow).where(in_force(uow, days, upto=upto))
    if member_id is not None:
        query = query.where(DutyRow.member_id == member_id)
    rows = uow.session.scalars(query.order_by(DutyRow.start_at, DutyRow.member_id))
    return tuple(
        Shift(
            r.member_id,
            r.day,
            known[r.kind_id].code,
            known[r.kind_id].name,
            r.start_at,
            r.end_at,
            r.minutes,
            Place(r.sector_id, r.skill_id, r.post_id),
            versions[r.plan_id],
        )
        for r in rows
    )


def my_shifts(uow: UnitOfWork, member_id: int, days: Days) -> tuple[Shift, ...]:
    """A member's published shifts that belong to some days, by start."""
    return shifts(uow, days, member_id=member_id)


def crews_of_day(uow: UnitOfWork, day: date) -> tuple[CrewOfShift, ...]:
    """Who works today: the published shifts of a day, and what is still on of the night before."""
    known = {k.code: k for k in kinds(uow, also_ended=True)}
    now = uow.now()
    crews: dict[tuple[date, str], list[Shift]] = defaultdict(list)
    for shift in shifts(uow, Days(day - timedelta(days=1), day + timedelta(days=1))):
        if shift.day == day or shift.start_at <= now < shift.end_at:
            crews[shift.day, shift.code].append(shift)
    return tuple(
        CrewOfShift(
            known[code],
            of_day,
            crew[0].start_at,
            crew[0].end_at,
            tuple(s.member_id for s in crew),
            crew[0].start_at <= now < crew[0].end_at,
        )
        for (of_day, code), crew in sorted(crews.items(), key=lambda item: item[1][0].start_at)
    )


def on_shift_now(uow: UnitOfWork) -> frozenset[int]:
    """Whose published shift is on at this instant."""
    return frozenset(m for crew in crews_of_day(uow, uow.today()) if crew.on for m in crew.member_ids)


def newest_version(uow: UnitOfWork, days: Days) -> int | None:
    """The newest version that rules any of some days; None without a rota."""
    plans = [plan for plan, _part in segments(uow, days)]
    return uow.session.scalar(select(func.max(PlanRow.version)).where(PlanRow.id.in_(plans)))


def has_rota(uow: UnitOfWork, days: Days) -> bool:
    """Whether a published rota covers every one of some days."""
    return sum(len(part) for _, part in segments(uow, days)) == len(days)


def fairness(uow: UnitOfWork, days: Days) -> dict[int, Account]:
    """The nights, weekends, holidays and hard posts of each member in some days, by the rota in force.

    A post is hard for all its past when it is marked now, so that a mark set late counts too.
    """
    hard = [p.id for p in posts(uow, also_ended=True) if p.rule.hard]
    rows = uow.session.execute(
        select(
            DutyRow.member_id,
            func.count(DutyRow.id).filter(DutyRow.night),
            func.count(distinct(DutyRow.weekend_on)),
            func.count(DutyRow.id).filter(DutyRow.day.in_(people.holidays(uow, days))),
            func.count(DutyRow.id).filter(DutyRow.post_id.in_(hard)),
        )
        .where(in_force(uow, days))
        .group_by(DutyRow.member_id)
    )
    return {member: Account(*counts) for member, *counts in rows}
