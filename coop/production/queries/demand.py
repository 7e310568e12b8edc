"""The labour that open production orders ask for, by day and skill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from coop.kernel.ranges import Days
from coop.people import queries as people
from coop.production import rules
from coop.production.tables import OperationRow, OrderRow
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class LabourDemand:
    """Minutes of work of one skill that an order asks for on a day, of all members together."""

    day: date
    skill_id: int
    minutes: int
    order_id: int


@dataclass(frozen=True, slots=True)
class WeekDemand:
    """What one week asks of one skill; `week` is its Monday, `orders` how many ask for it."""

    week: date
    skill: str
    minutes: int
    orders: int


@dataclass(frozen=True, slots=True)
class Overdue:
    """Work whose days have passed and that no coming day holds."""

    orders: int
    minutes: int


def labour_demand(uow: UnitOfWork, days: Days) -> tuple[LabourDemand, ...]:
    """What open operations ask for on the days of a half-open range, by day, skill and order.

    The operations of an order lie one after the other, evenly over its working days; finished ones
    keep their place and ask for nothing. Whole minutes: over all days of an order they add up to
    what its open operations need.
    """
    rows = uow.session.execute(
        select(
            OrderRow.id,
            OrderRow.start_on,
            OrderRow.due_on,
            OperationRow.skill_id,
            OperationRow.minutes,
            OperationRow.done_at,
        )
        .join(OperationRow, OperationRow.order_id == OrderRow.id)
        .where(OrderRow.state != rules.DONE, OrderRow.start_on < days.end, OrderRow.due_on >= days.start)
        .order_by(OrderRow.id, OperationRow.sequence)
    ).all()
    if not rows:
        return ()
    whole = Days(min(r[1] for r in rows), max(r[2] for r in rows) + timedelta(days=1))
    holidays = people.holidays(uow, whole)
    of_order: dict[tuple[int, date, date], list[tuple[int, int, bool]]] = {}
    for order_id, start, due, skill_id, minutes, done_at in rows:
        of_order.setdefault((order_id, start, due), []).append((skill_id, minutes, done_at is not None))
    found: dict[tuple[date, int, int], int] = {}
    open_days: dict[tuple[date, date], list[date]] = {}
    for (order_id, start, due), steps in of_order.items():
        if (start, due) not in open_days:
            open_days[start, due] = rules.working_days(
                Days(start, due + timedelta(days=1)), holidays=holidays
            )
        for position, day, minutes in rules.spread([m for _s, m, _d in steps], open_days[start, due]):
            skill_id, _minutes, done = steps[position]
            if not done and day in days:
                key = day, skill_id, order_id
                found[key] = found.get(key, 0) + minutes
    return tuple(LabourDemand(d, s, minutes, o) for (d, s, o), minutes in sorted(found.items()))


def weekly_demand(uow: UnitOfWork, days: Days) -> tuple[WeekDemand, ...]:
    """The same by week and skill, weeks in order, the most asked-for skill first."""
    skills = {s.id: s.name for s in people.skills(uow)}
    minutes: dict[tuple[date, int], int] = {}
    orders: dict[tuple[date, int], set[int]] = {}
    for each in labour_demand(uow, days):
        key = each.day - timedelta(days=each.day.weekday()), each.skill_id
        minutes[key] = minutes.get(key, 0) + each.minutes
        orders.setdefault(key, set()).add(each.order_id)
    found = [
        WeekDemand(week, skills[skill_id], whole, len(orders[week, skill_id]))
        for (week, skill_id), whole in minutes.items()
    ]
    return tuple(sorted(found, key=lambda w: (w.week, -w.minutes, w.skill)))


def overdue(uow: UnitOfWork) -> Overdue:
    """Open work whose last day lies before today: it needs new days."""
    minutes = func.coalesce(func.sum(OperationRow.minutes), 0)
    count, whole = uow.session.execute(
        select(func.count(OrderRow.id.distinct()), minutes)
        .outerjoin(OperationRow, (OperationRow.order_id == OrderRow.id) & OperationRow.done_at.is_(None))
        .where(OrderRow.state != rules.DONE, OrderRow.due_on < uow.today())
    ).one()
    return Overdue(int(count), int(whole))
